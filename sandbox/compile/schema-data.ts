import type { Json } from '../notation/json.ts';
import type { ProblemCode } from '../problem.ts';
import { isKnownFormat } from './formats/index.ts';
import type { SchemaDialect } from './schema.ts';
import type { KeywordValue } from './schema-keywords.ts';

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
  if (keyword === 'pattern' && !compiles(String(value))) {
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

/** Whether a pattern is a regular expression of ECMA-262 with the `u` flag (JSON Schema 2020-12 Core, 6.4). */
export function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
