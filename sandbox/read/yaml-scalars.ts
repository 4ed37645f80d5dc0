import { createScanner } from 'jsonc-parser';
import { CST, Parser } from 'yaml';
import type { ProblemSource } from '../problem.ts';
import { isJson } from './source.ts';

/** A scalar of a YAML text. */
export interface YamlScalar {
  /** The text as written, without quotes. */
  readonly text: string;
  readonly isQuoted: boolean;
  readonly offset: number;
}

/** Lists the plain and double-quoted scalars of a file, keys included. JSON files are read as YAML. */
export function scalarsOf({ file, text }: ProblemSource): Iterable<YamlScalar> {
  return isJson(file) ? jsonScalars(text) : yamlScalars(text);
}

/** Lists the scalars of a JSON text: the same ones, in a fraction of the time and memory. */
function* jsonScalars(text: string): Iterable<YamlScalar> {
  const scanner = createScanner(text, true);
  for (;;) {
    scanner.scan();
    const offset = scanner.getTokenOffset();
    if (offset >= text.length) return;
    const token = text.slice(offset, scanner.getPosition());
    if (token.startsWith('"')) yield { text: token.slice(1, -1), isQuoted: true, offset };
    else if (!/^[{}[\],:]/.test(token)) yield { text: token, isQuoted: false, offset };
  }
}

function yamlScalars(text: string): readonly YamlScalar[] {
  const found: YamlScalar[] = [];
  const add = (token: CST.Token | null | undefined) => {
    if (token?.type === 'scalar') found.push({ text: token.source, isQuoted: false, offset: token.offset });
    if (token?.type === 'double-quoted-scalar')
      found.push({ text: token.source.slice(1, -1), isQuoted: true, offset: token.offset });
  };
  for (const token of new Parser().parse(text)) {
    if (token.type !== 'document' || !token.value) continue;
    add(token.value);
    CST.visit(token, ({ key, value }) => {
      add(key);
      if (value !== token.value) add(value);
    });
  }
  return found;
}
