import type { Json } from '../syntax/json.ts';

/** A `maxLength` beyond this is not exceeded: no error example is about bodies of this size. */
const maxTextLength = 1_000_000;

/**
 * Mutates a string such that it probably violates a keyword.
 *
 * @param keywordValue the value of the keyword in the schema
 * @returns candidates in the order to try them; undefined if the keyword does not apply to strings
 */
export function mutateString(keyword: string, keywordValue: Json, value: string): readonly string[] | undefined {
  const limit = Number(keywordValue);
  switch (keyword) {
    case 'maxLength':
      if (limit >= maxTextLength) return [];
      // Repeating the last character keeps most patterns satisfied.
      return [
        value.padEnd(limit + 1, value.at(-1) ?? 'x'),
        value.padEnd(limit + 1, value || 'x'),
        'x'.repeat(limit + 1),
      ];
    case 'minLength':
      return limit > 0 ? [value.slice(0, limit - 1)] : [];
    case 'pattern':
      return [
        `${value}!`,
        `${value.slice(0, -1)}!`,
        'not as the pattern says',
        `!${value}`,
        value.toLowerCase(),
        value.toUpperCase(),
        value.slice(1),
        '',
        '0',
        'x',
      ];
    case 'format':
      return ['not valid', lastChanged(value), `not a ${String(keywordValue)}`, '(', '%', '\\', ''];
    default:
      return undefined;
  }
}

/** Replaces the last character: a digit by the next one, which invalidates a check digit. */
function lastChanged(value: string): string {
  const last = value.at(-1) ?? '';
  return value.slice(0, -1) + (/\d/.test(last) ? String((Number(last) + 1) % 10) : '!');
}
