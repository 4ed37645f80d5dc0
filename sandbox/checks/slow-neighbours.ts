import { branchesOf, type PatternPart, partsOf } from './pattern-parts.ts';

/** Two parts of a pattern between which a text can be divided anywhere. */
export interface SlowNeighbours {
  readonly first: string;
  readonly second: string;
}

/**
 * Two repetitions that stand beside each other and match the same characters, such as `\d+\d+x` and `\s*(.*?)\s*$`: of a
 * run of those, after which nothing fits, a backtracking matcher tries every division, which takes time by the square of
 * its length. Only what a text is found for that does so is told.
 */
export function slowNeighbours(pattern: string): SlowNeighbours | undefined {
  const whole = matcher(pattern);
  if (!whole || branchesOf(pattern).length > 1) return undefined;
  const parts = partsOf(pattern);
  for (const [index, first] of parts.entries()) {
    const before = sampleOf(parts.slice(0, index));
    const second = first.isOpen && before !== undefined ? partnerIn(parts.slice(index + 1), first) : undefined;
    const run = second && before !== undefined ? commonCharacter(first, second) : undefined;
    if (second && before !== undefined && run !== undefined && canFail(whole, before, run))
      return { first: first.text, second: second.text };
  }
  return undefined;
}

/** The next repetition of the same characters, where all between may be absent. */
function partnerIn(parts: readonly PatternPart[], first: PatternPart): PatternPart | undefined {
  const partner = parts.findIndex((part) => part.isOpen && commonCharacter(first, part) !== undefined);
  return partner >= 0 && parts.slice(0, partner).every(({ least }) => least === 0) ? parts[partner] : undefined;
}

/** Enough to tell the classes of real patterns apart. */
const characters = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCodePoint(code)).reverse(),
  ...'\u00a0\u00e9\u0416\u4e2d\u{1f600}',
];

function commonCharacter({ atom: one }: PatternPart, { atom: other }: PatternPart): string | undefined {
  const [left, right] = [one, other].map((atom) => (atom === undefined ? undefined : matcher(`^${atom}$`)));
  return left && right ? characters.find((character) => left.test(character) && right.test(character)) : undefined;
}

/** A character that an atom matches. */
export function characterOf(atom: string | undefined): string | undefined {
  const one = atom === undefined ? undefined : matcher(`^${atom}$`);
  return one && characters.find((character) => one.test(character));
}

/** A pattern may ask for more repetitions than a text can have. */
const longestRun = 1000;

/** A text that the parts match, in a row; undefined where that is not plain to see. */
export function sampleOf(parts: readonly PatternPart[]): string | undefined {
  const samples = parts.map(({ text, atom, least }) => {
    if (least === 0 || text === '^') return '';
    if (least > longestRun) return undefined;
    return characterOf(atom)?.repeat(least);
  });
  return samples.every((sample) => sample !== undefined) ? samples.join('') : undefined;
}

/** What may follow a run so that nothing fits. */
const endings = ['', '!', '\n', '\n!', '\n\n', ' ', 'a', '0', 'a\n!', '\u00e9', '\u0000'];

/** Whether some text with a run of a character in it, however long, does not match. */
export function canFail(whole: RegExp, before: string, run: string): boolean {
  const lengths = [4, 5, 6, 7, 8];
  return endings.some((ending) => lengths.every((length) => !whole.test(before + run.repeat(length) + ending)));
}

export function matcher(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'u');
  } catch {
    return undefined;
  }
}
