import type { Json } from '../syntax/json.ts';
import { tokensOf } from '../syntax/json-pointer.ts';

/** Joins words: `a`, `a or b`, `a, b or c`. */
export function joinWords(words: readonly string[], conjunction: 'and' | 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** Returns at most `max + 1` words: if there are more, the last one counts the rest, `7 more`. */
export function limitList(words: readonly string[], max: number): readonly string[] {
  return words.length <= max + 1 ? words : [...words.slice(0, max), `${words.length - max} more`];
}

/** Writes a JSON Pointer as a path for readers: `recipient[0].identifier.value`. */
export function pathOf(pointer: string): string {
  return tokensOf(pointer)
    .map((token) => (/^\d+$/.test(token) ? `[${token}]` : `.${token}`))
    .join('')
    .replace(/^\./, '');
}

/** Returns a count with its noun: `1 item`, `2 items`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** Maximum number of characters of a value in a sentence. */
const maxLength = 200;

/** Writes a value into a sentence: strings unquoted, other values as JSON. */
export function displayText(value: Json): string {
  return truncate(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Truncates a text to a number of characters, and marks the cut with an ellipsis. */
export function truncate(text: string, max: number = maxLength): string {
  const characters = Array.from(text.slice(0, 2 * max));
  return characters.length > max ? `${characters.slice(0, max).join('')}…` : text;
}
