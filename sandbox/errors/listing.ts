import type { Json } from '../syntax/json.ts';
import { tokensOf } from '../syntax/json-pointer.ts';

/** `a`, `a or b`, `a, b or c` */
export function joined(words: readonly string[], conjunction: 'and' | 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** As many as anybody reads; then how many more there are. */
export function bounded(words: readonly string[], max: number): readonly string[] {
  return words.length <= max + 1 ? words : [...words.slice(0, max), `${words.length - max} more`];
}

/** A JSON Pointer for a person: `recipient[0].identifier.value`. */
export function pathOf(pointer: string): string {
  return tokensOf(pointer)
    .map((token) => (/^\d+$/.test(token) ? `[${token}]` : `.${token}`))
    .join('')
    .replace(/^\./, '');
}

/** `1 item`, `2 items`; the plural is made by `s`, or given. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

/** Longer values are cut. */
const maxLength = 200;

/** A value in a sentence: a text as it is, all else as JSON. */
export function shown(value: Json): string {
  return cut(typeof value === 'string' ? value : JSON.stringify(value));
}

/** As much of a text as a sentence has room for. */
export function cut(text: string, max: number = maxLength): string {
  const characters = Array.from(text.slice(0, 2 * max));
  return characters.length > max ? `${characters.slice(0, max).join('')}…` : text;
}
