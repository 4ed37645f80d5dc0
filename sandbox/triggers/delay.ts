import type { Missing } from './selection.ts';

/** The milliseconds by which an answer is to be late. */
export interface Delay {
  readonly milliseconds: number;
  /** More was asked for than anybody gets. */
  readonly isShortened: boolean;
}

/**
 * The delay that is asked for; a longer one than the longest counts as that.
 *
 * @param written the value of `delay`; undefined where there is none
 * @param maxLength milliseconds
 */
export function readDelay(written: string | undefined, maxLength: number): Delay | Missing | undefined {
  if (written === undefined) return undefined;
  if (/^\d+$/.test(written)) {
    return { milliseconds: Math.min(Number(written), maxLength), isShortened: Number(written) > maxLength };
  }
  const example = `Write a whole number of milliseconds, at most ${maxLength}: delay=1500`;
  return { missing: `"${written}" is no delay. ${example}` };
}
