import type { ApiRequest } from '../exchange.ts';
import { attemptNumber } from './chance.ts';
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

/** Delays of a server for requests that ask for none, in milliseconds. */
export interface DefaultDelay {
  readonly delay: number;
  /** How much longer a delay may be; the request decides. */
  readonly delayJitter: number;
  readonly maxDelay: number;
}

/** Returns the delay of a request that asks for none. The same request, with the same ids, always gets the same. */
export function defaultDelay(
  { method, url, headers }: Pick<ApiRequest, 'method' | 'url' | 'headers'>,
  { delay, delayJitter, maxDelay }: DefaultDelay,
): number {
  const share = delayJitter === 0 ? 0 : attemptNumber(headers, `delay ${method} ${url}`) / 2 ** 32;
  return Math.min(delay + Math.round(share * delayJitter), maxDelay);
}
