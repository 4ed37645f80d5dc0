import { table } from '../syntax/dictionary.ts';
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
        ...wrongCharacters(value),
        `${value}!`,
        `${value.slice(0, -1)}!`,
        'a b',
        `!${value}`,
        value.toLowerCase(),
        value.toUpperCase(),
        value.slice(1),
        '',
        '0',
        'x',
      ];
    case 'format':
      return [...(formatMistakes[String(keywordValue)] ?? []), lastChanged(value), 'not valid', '(', '%', '\\', ''];
    default:
      return undefined;
  }
}

/** Replaces the last character: a digit by the next one, which invalidates a check digit. */
function lastChanged(value: string): string {
  const last = value.at(-1) ?? '';
  return value.slice(0, -1) + (/\d/.test(last) ? String((Number(last) + 1) % 10) : '!');
}

/** Mistakes that people make in texts of a format. Others get a wrong last character. */
const formatMistakes: Readonly<Record<string, readonly string[]>> = table({
  date: ['31/12/2024'],
  'date-time': ['31/12/2024 10:00'],
  email: ['user.example.com'],
  ipv4: ['192.0.2.256'],
  time: ['25:00'],
  uri: ['example.com'],
  uuid: ['1234'],
});

/** Returns texts with a wrong last character, without it, and with a wrong first one: a letter for a digit, or a digit. */
function wrongCharacters(value: string): readonly string[] {
  const wrong = (character = '') => (/\d/.test(character) ? 'X' : '0');
  const short = value.slice(0, -1);
  const texts = [short + wrong(value.at(-1)), short, wrong(value[0]) + value.slice(1)];
  return value.length > 1 ? texts : texts.slice(0, value.length);
}

/** Returns misspellings of a text, the likeliest first: another last digit, or the last letter left out. */
export function misspellings(value: string): readonly string[] {
  const short = value.slice(0, -1);
  return /\d$/.test(value) ? [lastChanged(value)] : [short, `${value}${value}`].filter((text) => text !== '');
}
