/** Characters; shorter texts occur in many names by chance. */
export const minNameLength = 3;

/** Words of a name that are considered, and words of one run; a UUID has five. */
const maxWords = 24;
const maxRunLength = 8;

/**
 * Lists the runs of whole words in a name: `ods-T00404` has `ods`, `T00404` and `ods-T00404`. A word consists of
 * letters and digits of any script; a run includes the characters between its words.
 */
export function wordsIn(name: string): readonly string[] {
  const words = [...name.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].slice(0, maxWords);
  const texts = words.flatMap(({ index: start }, first) =>
    words.slice(first, first + maxRunLength).map((last) => name.slice(start, last.index + last[0].length)),
  );
  return [...new Set(texts)].filter((text) => text.length >= minNameLength);
}
