import type { Missing } from './selection.ts';

/** A requested delay of the answer. */
export interface Delay {
  readonly milliseconds: number;
  /** Whether the request asked for more than the maximum. */
  readonly isShortened: boolean;
}

/**
 * Reads a requested delay, limited to the maximum.
 *
 * @param text the value of `delay`; undefined if it was not sent
 * @param maxDelay milliseconds
 */
export function readDelay(text: string | undefined, maxDelay: number): Delay | Missing | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) {
    return { milliseconds: Math.min(Number(text), maxDelay), isShortened: Number(text) > maxDelay };
  }
  const example = `Write a whole number of milliseconds, at most ${maxDelay}: delay=1500`;
  return { missing: `"${text}" is no delay. ${example}` };
}
