import { alternativesOf, type PatternTerm, termsOf } from './pattern-terms.ts';

/** Two repetitions of which either can match any part of a run of characters. */
export interface AdjacentRepetitions {
  readonly first: string;
  readonly second: string;
}

/**
 * Finds two repetitions in a row that match the same characters, such as `\d+\d+x` and `\s*(.*?)\s*$`. If what follows a run
 * of those does not match, a backtracking matcher tries every division of the run: quadratic time. Only a pattern for which
 * such a string is found is reported.
 */
export function adjacentRepetitions(pattern: string): AdjacentRepetitions | undefined {
  const expression = matcher(pattern);
  if (!expression || alternativesOf(pattern).length > 1) return undefined;
  const terms = termsOf(pattern);
  for (const [index, first] of terms.entries()) {
    const before = sampleOf(terms.slice(0, index));
    const second = first.isUnlimited && before !== undefined ? partnerIn(terms.slice(index + 1), first) : undefined;
    const run = second && before !== undefined ? commonCharacter(first, second) : undefined;
    if (second && before !== undefined && run !== undefined && canFail(expression, before, run))
      return { first: first.text, second: second.text };
  }
  return undefined;
}

/** Returns the next repetition that matches a character of the first, if everything between may be absent. */
function partnerIn(terms: readonly PatternTerm[], first: PatternTerm): PatternTerm | undefined {
  const partner = terms.findIndex((term) => term.isUnlimited && commonCharacter(first, term) !== undefined);
  return partner >= 0 && terms.slice(0, partner).every(({ min }) => min === 0) ? terms[partner] : undefined;
}

/** Enough to distinguish the character classes of real patterns. */
const characters = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCodePoint(code)).reverse(),
  ...'\u00a0\u00e9\u0416\u4e2d\u{1f600}',
];

function commonCharacter({ atom: one }: PatternTerm, { atom: other }: PatternTerm): string | undefined {
  const [left, right] = [one, other].map((atom) => (atom === undefined ? undefined : matcher(`^${atom}$`)));
  return left && right ? characters.find((character) => left.test(character) && right.test(character)) : undefined;
}

/** Returns a character that an atom matches. */
export function characterOf(atom: string | undefined): string | undefined {
  const one = atom === undefined ? undefined : matcher(`^${atom}$`);
  return one && characters.find((character) => one.test(character));
}

/** Patterns can require more repetitions than a string can have. */
const maxRunLength = 1000;

/** Returns a string that the parts match one after the other; undefined if that is not obvious. */
export function sampleOf(terms: readonly PatternTerm[]): string | undefined {
  const samples = terms.map(({ text, atom, min }) => {
    if (min === 0 || text === '^') return '';
    if (min > maxRunLength) return undefined;
    return characterOf(atom)?.repeat(min);
  });
  return samples.every((sample) => sample !== undefined) ? samples.join('') : undefined;
}

/** Strings after a run that may keep the pattern from matching. */
const endings = ['', '!', '\n', '\n!', '\n\n', ' ', 'a', '0', 'a\n!', '\u00e9', '\u0000'];

/** Returns whether some ending keeps the pattern from matching, however long the run before it is. */
export function canFail(expression: RegExp, before: string, run: string): boolean {
  const lengths = [4, 5, 6, 7, 8];
  return endings.some((ending) => lengths.every((length) => !expression.test(before + run.repeat(length) + ending)));
}

/** Compiles a pattern; undefined if it is not a regular expression. */
export function matcher(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'u');
  } catch {
    return undefined;
  }
}
