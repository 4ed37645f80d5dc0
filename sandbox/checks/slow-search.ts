import { branchesOf, partsOf } from './pattern-parts.ts';
import { canFail, characterOf, matcher, sampleOf } from './slow-neighbours.ts';

/**
 * A repetition that goes on to the end of a text from each of its characters, since nothing says where the pattern begins:
 * `\s+$`, `[a-z]+@`, `x.*y`. Of n characters that it takes, after which nothing fits, a matcher looks at n²/2. Only what
 * a text is found for that does so is told.
 *
 * @returns the repetition, undefined when none was found
 */
export function slowSearch(pattern: string): string | undefined {
  const whole = matcher(pattern);
  if (!whole) return undefined;
  for (const branch of branchesOf(pattern)) {
    const parts = partsOf(branch);
    const anchor = parts.findIndex(({ text }) => text === '^');
    const free = anchor < 0 ? parts : parts.slice(0, anchor);
    const found = free.find(({ isOpen, atom }, index) => {
      const run = isOpen ? characterOf(atom) : undefined;
      const before = run === undefined ? undefined : sampleOf(free.slice(0, index));
      if (run === undefined || before === undefined) return false;
      const all = matcher(`^${atom}*$`);
      return all?.test(before) === true && canFail(whole, '', before + run);
    });
    if (found) return found.text;
  }
  return undefined;
}
