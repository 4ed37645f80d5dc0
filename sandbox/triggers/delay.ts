import type { Missing } from './selection.ts';

/** Longer than clients wait, in milliseconds, and short enough to sit through. */
const longestDelay = 30_000;

/**
 * The milliseconds by which an answer is to be late; more than half a minute counts as half a minute.
 *
 * @param written the value of `delay`; undefined where there is none
 */
export function readDelay(written: string | undefined): number | Missing | undefined {
  if (written === undefined) return undefined;
  if (/^\d+$/.test(written)) return Math.min(Number(written), longestDelay);
  const example = `Write a whole number of milliseconds, at most ${longestDelay}: delay=1500`;
  return { missing: `"${written}" is no delay. ${example}` };
}
