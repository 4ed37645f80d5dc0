/** Shorter texts are in many names by chance. */
export const shortestName = 3;

/** Words that a name is looked at for, and that one value may have: a UUID has five. */
const maxWords = 24;
const longestRun = 8;

/**
 * The texts that stand in a name as whole words: `ods-T00404` has `ods`, `T00404` and `ods-T00404`. A word is made of
 * letters and digits of any script; what is between the words of a text is part of it.
 */
export function wordsIn(name: string): readonly string[] {
  const words = [...name.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].slice(0, maxWords);
  const texts = words.flatMap(({ index: start }, first) =>
    words.slice(first, first + longestRun).map((last) => name.slice(start, last.index + last[0].length)),
  );
  return [...new Set(texts)].filter((text) => text.length >= shortestName);
}
