import type { ProblemCode } from '../../problem.ts';
import type { Json } from '../../syntax/json.ts';
import type { SchemaDialect } from './dialect.ts';
import { isKnownFormat } from './formats/index.ts';
import type { KeywordValue } from './keywords.ts';

/** Why a keyword's value cannot be used; undefined when it can. */
export function dataDefect(
  keyword: string,
  { shape, fits }: KeywordValue & { readonly holds: 'data' },
  value: Json,
): { readonly code: ProblemCode; readonly message: string } | undefined {
  if (!fits(value)) {
    const message = `${keyword} must be ${shape}, not ${JSON.stringify(value)}; it is left out.`;
    return { code: 'schema-keyword', message };
  }
  if (keyword === 'pattern' && compilable(String(value)) === undefined) {
    return { code: 'schema-pattern', message: `The regular expression ${value} does not compile; it is left out.` };
  }
  if (keyword === 'format' && !isKnownFormat(String(value))) {
    const hint = /[\\^$]/.test(String(value)) ? ' It looks like a regular expression: `pattern` is for those.' : '';
    return { code: 'schema-format', message: `The format ${value} is unknown; it is left out.${hint}` };
  }
  return undefined;
}

/** Flags where the dialect has them, or where old documents do, that say nothing by themselves. */
export function isBareFlag(keyword: string, value: Json, dialect: SchemaDialect): boolean {
  if (typeof value !== 'boolean') return false;
  return keyword === 'required' || (dialect === '3.0' && keyword.startsWith('exclusiveM'));
}

/**
 * A pattern as a regular expression of ECMA-262 with the `u` flag (JSON Schema 2020-12 Core, 6.4); undefined where it is
 * none. Without the flag, which is only recommended, `\_` is `_`, and a class may have `\w-.`: many documents do.
 */
export function compilable(pattern: string): string | undefined {
  return [pattern, strictly(pattern)].find(compiles);
}

/** Without the backslashes that nothing needs, and with one before each hyphen beside a class in a class. */
function strictly(pattern: string): string {
  return pattern.replace(/\[(?:\\.|[^\]\\])*\]|\\./gsu, (piece) =>
    piece.startsWith('[')
      ? piece
          .replace(/\\[\s!"#%&',:;<=>@_`~]/gu, (escaped) => escaped.slice(1))
          .replace(/(\\[dDwWsS])-(?!\])/gu, '$1\\-')
          .replace(/(?<!\[\^?|\\)-(?=\\[dDwWsS])/gu, '\\-')
      : piece.replace(/^\\([\s!"#%&',:;<=>@_`~-])$/u, '$1'),
  );
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
