import type { ProblemCode } from '../../problem.ts';
import type { Json, JsonObject } from '../../syntax/json.ts';
import type { SchemaDialect } from './dialect.ts';
import { formatNames, isKnownFormat } from './formats/index.ts';
import { adviceForKeyword, similarFormat } from './keyword-advice.ts';
import type { KeywordValue } from './keywords.ts';

/** Returns the defect of a keyword's value; undefined if it can be used. */
export function dataDefect(
  keyword: string,
  { shape, fits }: KeywordValue & { readonly holds: 'data' },
  value: Json,
  schema: JsonObject,
): { readonly code: ProblemCode; readonly message: string } | undefined {
  if (!fits(value)) {
    const message = `${keyword} must be ${shape}, not ${JSON.stringify(value)}; it is left out.${adviceForKeyword(keyword, value, schema)}`;
    return { code: 'schema-keyword', message };
  }
  if (keyword === 'pattern' && compilable(String(value)) === undefined) {
    const message = `The regular expression ${value} does not compile; it is left out.${patternAdvice(String(value))}`;
    return { code: 'schema-pattern', message };
  }
  if (keyword === 'format' && !isKnownFormat(String(value))) {
    const similar = similarFormat(formatNames, String(value));
    const isPattern = /[\\^$]/.test(String(value));
    const hint = isPattern
      ? ' It looks like a regular expression: `pattern` is for those.'
      : similar === undefined
        ? ''
        : ` Did you mean ${similar}?`;
    return { code: 'schema-format', message: `The format ${value} is unknown; it is left out.${hint}` };
  }
  return undefined;
}

/** Whether a keyword has a boolean value that does nothing by itself: draft-03 `required`, `exclusiveMinimum` of 3.0. */
export function isBareFlag(keyword: string, value: Json, dialect: SchemaDialect): boolean {
  if (typeof value !== 'boolean') return false;
  return keyword === 'required' || (dialect === '3.0' && keyword.startsWith('exclusiveM'));
}

/** Returns why a pattern does not compile, in the words of the engine, or how to write it. */
function patternAdvice(pattern: string): string {
  if (/^\(\?[a-z]+\)/.test(pattern)) return ' ECMA-262 has no flags in a pattern: write both cases, [a-zA-Z].';
  if (/\[\[:\w+:\]/.test(pattern)) return ' ECMA-262 has no POSIX classes: write the characters, [a-zA-Z].';
  try {
    new RegExp(pattern, 'u');
    return '';
  } catch (error) {
    const [, reason] = /: ([^:]+)$/.exec(error instanceof Error ? error.message : '') ?? [];
    return reason === undefined ? '' : ` Mend it: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}.`;
  }
}

/**
 * Returns a pattern that compiles with the `u` flag of ECMA-262 (JSON Schema 2020-12 Core, 6.4); undefined if there is
 * none. The flag is only recommended, and many documents use what is only valid without it: `\_` for `_`, `\w-.` in a
 * class.
 */
export function compilable(pattern: string): string | undefined {
  return [pattern, withStrictEscapes(pattern)].find(isCompilable);
}

/** Removes identity escapes that `u` forbids, and escapes hyphens beside character class escapes. */
function withStrictEscapes(pattern: string): string {
  return pattern.replace(/\[(?:\\.|[^\]\\])*\]|\\./gsu, (piece) =>
    piece.startsWith('[')
      ? piece
          .replace(/\\[\s!"#%&',:;<=>@_`~]/gu, (escaped) => escaped.slice(1))
          .replace(/(\\[dDwWsS])-(?!\])/gu, '$1\\-')
          .replace(/(?<!\[\^?|\\)-(?=\\[dDwWsS])/gu, '\\-')
      : piece.replace(/^\\([\s!"#%&',:;<=>@_`~-])$/u, '$1'),
  );
}

function isCompilable(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
