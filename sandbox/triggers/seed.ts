import { attemptNumber } from './chance.ts';
import type { Missing } from './selection.ts';

/** The seed of generated bodies; null if they do not vary. */
export type Seed = number | null;

/**
 * Reads whether generated bodies vary, and by which seed: the caller's `seed`, else one derived from the headers that
 * identify the attempt and from the URL. The same request gets the same body.
 *
 * @param preferences the values of `dynamic` and `seed`; undefined if they were not sent
 * @param byDefault whether bodies vary if the request does not say
 */
export function readSeed(
  preferences: { readonly dynamic: string | undefined; readonly seed: string | undefined },
  byDefault: boolean,
  { headers, url }: { readonly headers: Headers; readonly url: string },
): Seed | Missing {
  const { dynamic, seed } = preferences;
  if (dynamic !== undefined && !/^(true|false|)$/i.test(dynamic)) {
    return { missing: `"${dynamic}" says neither yes nor no. Write dynamic=true or dynamic=false` };
  }
  if (seed !== undefined && !/^\d{1,9}$/.test(seed)) {
    return { missing: `"${seed}" is no seed. Write a whole number of at most nine digits: seed=42` };
  }
  const varies = dynamic === undefined ? byDefault : dynamic.toLowerCase() !== 'false';
  if (!varies) return null;
  return seed === undefined ? attemptNumber(headers, url) : Number(seed);
}
