/** What an example's name says. */
export interface Wording {
  readonly name: string;
  /** Its words, as one text. */
  readonly all: string;
  /** Those that tell it from the names beside it. */
  readonly own: readonly string[];
  /** `without-address` is not about an address. */
  readonly negation: string;
}

/** Words that say nothing about which example is meant. */
const idle = new Set(
  'an and body create created default example for get in is message ok of on or patch payload post put request response result sample success successful test the to update valid with'.split(
    ' ',
  ),
);

const negations = new Set(['no', 'non', 'not', 'without']);

/** What names of one list say: a word that all of them have tells none from another. */
export function wordingsOf(names: readonly string[]): readonly Wording[] {
  const all = names.map(wordsOf);
  const [first = [], ...others] = all;
  const shared = others.length > 0 ? first.filter((word) => others.every((words) => words.includes(word))) : [];
  return all.map((words, index) => ({
    name: names[index] ?? '',
    all: words.join(' '),
    own: words.filter((word) => !shared.includes(word)),
    negation: words.filter((word) => negations.has(word)).join(' '),
  }));
}

/** How alike two names are: 2 when they have the same words; else, when one has all words of the other, up to 1. */
export function likeness(one: Wording, other: Wording): number {
  if (one.all === other.all) return one.all === '' ? 0 : 2;
  if (one.negation !== other.negation) return 0;
  const [few, many] = one.own.length < other.own.length ? [one.own, other.own] : [other.own, one.own];
  return few.length > 0 && few.every((word) => many.includes(word)) ? few.length / many.length : 0;
}

/** The one that is liked most; none where several are, or nobody is. */
export function bestOf<T>(all: readonly T[], like: (one: T) => number): T | null {
  const scores = all.map(like);
  const max = scores.reduce((one, other) => Math.max(one, other), 0);
  const at = scores.indexOf(max);
  return max > 0 && scores.lastIndexOf(max) === at ? (all[at] ?? null) : null;
}

/** The distinct words of a name that say something, sorted, in the singular. */
export function wordsOf(name: string): readonly string[] {
  const words = spaced(name)
    .split(' ')
    .map((word) => word.replace(/(?<=\w\w[^su])s$/, ''))
    .filter((word) => word !== '' && !idle.has(word));
  return [...new Set(words)].sort();
}

/** `badRequest2` and `bad_request-2` → `bad request 2`. */
export function spaced(name: string): string {
  return name
    .replace(/(\p{Ll})(?=[\p{Lu}\p{N}])/gu, '$1 ')
    .replace(/(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1 ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
