/**
 * A pattern, and a sentence that contains it. The pattern is matched from one word boundary to another, in lower case
 * and with single spaces between words: `TOO_LONG`, `too-long` and `tooLong` are read as `too long` (`plainText`).
 */
export type Phrase = readonly [pattern: RegExp, sentence: string];

/** Compiles phrases to one pattern that matches a plain text with any of them. */
export function anyPhrase(phrases: readonly Phrase[]): RegExp {
  return new RegExp(`\\b(?:${phrases.map(([{ source }]) => source).join('|')})\\b`);
}
