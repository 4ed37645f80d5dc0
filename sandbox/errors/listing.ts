import { tokensOf } from '../notation/json-pointer.ts';

/** `a`, `a or b`, `a, b or c` */
export function joined(words: readonly string[], conjunction: 'and' | 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** As many as anybody reads; then how many more there are. */
export function bounded(words: readonly string[], most: number): readonly string[] {
  return words.length <= most + 1 ? words : [...words.slice(0, most), `${words.length - most} more`];
}

/** A JSON Pointer for a person: `recipient[0].identifier.value`. */
export function pathOf(pointer: string): string {
  return tokensOf(pointer)
    .map((token) => (/^\d+$/.test(token) ? `[${token}]` : `.${token}`))
    .join('')
    .replace(/^\./, '');
}
