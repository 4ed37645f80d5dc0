/** The words of an example's name. */
export interface Wording {
  readonly name: string;
  /** Its words, joined by spaces. */
  readonly all: string;
  /** Its words that are not in all other names of the list. */
  readonly distinctive: readonly string[];
  /** Its negations, joined by spaces: `without-address` and `with-address` are not alike. */
  readonly negation: string;
}

/** Words that do not distinguish examples. */
const stopWords = new Set(
  'an and body create created default example for get in is message ok of on or patch payload post put request response result sample success successful test the to update valid with'.split(
    ' ',
  ),
);

const negations = new Set(['no', 'non', 'not', 'without']);

/** Splits the names of one list into words; a word in all of them does not distinguish any. */
export function wordingsOf(names: readonly string[]): readonly Wording[] {
  const all = names.map(wordsOf);
  const [first = [], ...others] = all;
  const shared = others.length > 0 ? first.filter((word) => others.every((words) => words.includes(word))) : [];
  return all.map((words, index) => ({
    name: names[index] ?? '',
    all: words.join(' '),
    distinctive: words.filter((word) => !shared.includes(word)),
    negation: words.filter((word) => negations.has(word)).join(' '),
  }));
}

/** Returns the similarity of two names: 2 for the same words, up to 1 if one has all words of the other, else 0. */
export function similarity(one: Wording, other: Wording): number {
  if (one.all === other.all) return one.all === '' ? 0 : 2;
  if (one.negation !== other.negation) return 0;
  const [fewer, more] =
    one.distinctive.length < other.distinctive.length
      ? [one.distinctive, other.distinctive]
      : [other.distinctive, one.distinctive];
  return fewer.length > 0 && fewer.every((word) => more.includes(word)) ? fewer.length / more.length : 0;
}

/** Returns the item with the unique highest score; null on a tie or if all scores are 0. */
export function bestOf<T>(all: readonly T[], scoreOf: (one: T) => number): T | null {
  const scores = all.map(scoreOf);
  const max = scores.reduce((one, other) => Math.max(one, other), 0);
  const at = scores.indexOf(max);
  return max > 0 && scores.lastIndexOf(max) === at ? (all[at] ?? null) : null;
}

/** Returns the distinct words of a name without stop words, sorted, in the singular. */
export function wordsOf(name: string): readonly string[] {
  const words = spaced(name)
    .split(' ')
    .map((word) => word.replace(/(?<=\w\w[^su])s$/, ''))
    .filter((word) => word !== '' && !stopWords.has(word));
  return [...new Set(words)].sort();
}

/** Splits a name into lower-case words: `badRequest2` and `bad_request-2` become `bad request 2`. */
export function spaced(name: string): string {
  return name
    .replace(/(\p{Ll})(?=[\p{Lu}\p{N}])/gu, '$1 ')
    .replace(/(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1 ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
