import { canFail, characterOf, matcher, sampleOf } from './adjacent-repetitions.ts';
import { alternativesOf, termsOf } from './pattern-terms.ts';

/**
 * Finds a repetition that a matcher starts again at each character, since the pattern is not anchored: `\s+$`, `[a-z]+@`,
 * `x.*y`. For a run of n such characters that nothing completes, it reads n²/2. Only a pattern for which such a string is found
 * is reported.
 *
 * @returns the repetition; undefined if none was found
 */
export function unanchoredRepetition(pattern: string): string | undefined {
  const expression = matcher(pattern);
  if (!expression) return undefined;
  for (const branch of alternativesOf(pattern)) {
    const terms = termsOf(branch);
    const anchor = terms.findIndex(({ text }) => text === '^');
    const unanchored = anchor < 0 ? terms : terms.slice(0, anchor);
    const found = unanchored.find(({ isUnlimited, atom }, index) => {
      const run = isUnlimited ? characterOf(atom) : undefined;
      const before = run === undefined ? undefined : sampleOf(unanchored.slice(0, index));
      if (run === undefined || before === undefined) return false;
      const all = matcher(`^${atom}*$`);
      return all?.test(before) === true && canFail(expression, '', before + run);
    });
    if (found) return found.text;
  }
  return undefined;
}
