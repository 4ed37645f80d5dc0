import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The words of the glossary's last column, and what is written beside them. */
const unwanted = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| [^|]+ \| [^|]+ \| [^|]+ \| .*`.* \|$/.test(line))
  .flatMap((line) => [...(line.split('|').at(-2) ?? '').matchAll(/`([a-z-]+)`/g)].map(([, word = '']) => word));

/** Names in which a word has another meaning, each with the reason. */
const allowed: Readonly<Record<string, string>> = {
  codeableCodings: 'the Coding datatype of FHIR',
  mostSpecific: 'of several the most specific, not a limit',
};

/** `maxBytes` → max, bytes; `stand-in` stays one word where two follow each other. */
function wordsOf(name: string): readonly string[] {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return [...words, ...words.map((word, index) => `${word}-${words[index + 1]}`)];
}

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/(?:^|\/)(?:node_modules|dist)\//.test(file))
    .map((file) => `${folder}/${file}`);
}

/** The names that a file declares: of variables, functions, types and members. */
function namesIn(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const isDeclared =
      ts.isVariableDeclaration(node) ||
      ts.isBindingElement(node) ||
      ts.isParameter(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isTypeParameterDeclaration(node) ||
      ts.isPropertySignature(node) ||
      ts.isPropertyDeclaration(node) ||
      ts.isMethodDeclaration(node) ||
      ts.isMethodSignature(node) ||
      ts.isGetAccessor(node);
    if (isDeclared && node.name && (ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name)))
      names.push(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

function unwantedIn(name: string): boolean {
  return !(name in allowed) && wordsOf(name).some((word) => unwanted.includes(word));
}

describe('the glossary', () => {
  it('lists words that are not to be used', () => {
    expect(unwanted.length).toBeGreaterThan(20);
  });

  it.each(['sandbox', 'test'])('is kept by the names of files in %s', (folder) => {
    const files = sources(folder).filter((file) =>
      unwantedIn(basename(file).replace(/(?:\.isolated)?(?:\.test)?\.ts$/, '')),
    );
    expect(files).toEqual([]);
  });

  it.each(['sandbox', 'test'])('is kept by what files in %s declare', (folder) => {
    const found = sources(folder).flatMap((file) =>
      namesIn(file)
        .filter(unwantedIn)
        .map((name) => `${file}: ${name}`),
    );
    expect(found).toEqual([]);
  });

  it('allows no name that nobody declares', () => {
    const declared = new Set(['sandbox', 'test'].flatMap(sources).flatMap(namesIn));
    expect(Object.keys(allowed).filter((name) => !declared.has(name))).toEqual([]);
  });
});
