import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parse } from 'yaml';
import { seeded } from '../fixtures/seeded.ts';
import { fixtures } from './fixtures.ts';
import { type Mutant, mutantOf, type Original } from './mutants.ts';
import { partOf } from './parts.ts';

/** A document of the corpus: where it lies, and the folder of all its files. */
interface Candidate {
  readonly file: string;
  readonly folder: string;
}

const isDocument = (text: string) => /^\s*\{?\s*"?(openapi|swagger)"?\s*:/m.test(text);

/** The documents below a folder; none where there is no such folder. */
function candidatesIn(corpus: string): readonly Candidate[] {
  if (!existsSync(corpus)) return [];
  return readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ya?ml|json)$/.test(path))
    .sort()
    .map((path) => join(corpus, path))
    .filter((file) => isDocument(readFileSync(file, 'utf8')))
    .map((file) => ({ file, folder: dirname(file) }));
}

/** With the files below its folder that are parts of it: what is a document itself is none. */
function originalOf({ file, folder }: Candidate, corpus: string): Original {
  const parts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ya?ml|json)$/.test(path))
    .map((path) => join(folder, path))
    .filter((path) => path === file || !isDocument(readFileSync(path, 'utf8')));
  const files = parts.map((path) => {
    const text = readFileSync(path, 'utf8');
    return [`/${relative(folder, path)}`, { text, value: parse(text) }] as const;
  });
  return { name: relative(corpus, file), main: `/${relative(folder, file)}`, files: Object.fromEntries(files) };
}

/** Of larger ones, in characters, a part is taken. */
const large = 20_000;

/** So many numbers in a row have one original: most of what is made for one is used for the next. */
const inARow = 20;

/**
 * Mutants by their numbers: of documents of the corpus, and one of five of our own.
 *
 * @param corpus a folder of documents; where there is none, only our own are taken
 */
export function mutantsOf(corpus: string, seed: number): (number: number) => Mutant {
  const all = candidatesIn(corpus);
  const known = new Map<Candidate, Original>();
  const opened = (candidate: Candidate) => {
    const original = known.get(candidate) ?? originalOf(candidate, corpus);
    known.set(candidate, original);
    return original;
  };
  const isLarge = (candidate: Candidate) => {
    const sizes = Object.values(opened(candidate).files).map(({ text }) => text.length);
    return sizes.reduce((sum, size) => sum + size, 0) > large;
  };
  const larger = all.filter(isLarge);
  const small = all.filter((one) => !larger.includes(one));
  const originalFor = (group: number): Original => {
    const next = seeded(seed * 1_000_003 + group);
    const from = [[], small, small, small, larger][next(5)] ?? [];
    const candidate = from[next(Math.max(1, from.length))];
    const fixture = fixtures[next(fixtures.length)];
    const original = candidate ? opened(candidate) : fixture;
    if (!original) throw new Error('There is no document.');
    return candidate && larger.includes(candidate) ? partOf(original, next) : original;
  };
  let current: { readonly group: number; readonly original: Original } | undefined;
  return (number) => {
    const group = Math.floor(number / inARow);
    if (current?.group !== group) current = { group, original: originalFor(group) };
    return mutantOf(current.original, seeded(seed * 1_000_003 + number)(2 ** 31), 'rare');
  };
}
