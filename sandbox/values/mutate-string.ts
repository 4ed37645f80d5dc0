import type { Json } from '../syntax/json.ts';

/** More than any error example is about. */
const maxTextLength = 1_000_000;

/** Texts that should break a keyword of texts, changes of a text that does not; undefined for other keywords. */
export function mutateString(keyword: string, written: Json, value: string): readonly string[] | undefined {
  const limit = Number(written);
  switch (keyword) {
    case 'maxLength':
      if (limit >= maxTextLength) return [];
      // The last character once more keeps to many a pattern.
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
      return ['not valid', lastChanged(value), `not a ${String(written)}`, '(', '%', '\\', ''];
    default:
      return undefined;
  }
}

/** A check digit is broken by another one. */
function lastChanged(value: string): string {
  const last = value.at(-1) ?? '';
  return value.slice(0, -1) + (/\d/.test(last) ? String((Number(last) + 1) % 10) : '!');
}
