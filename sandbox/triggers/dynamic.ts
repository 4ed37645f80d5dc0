import { attemptNumber } from './chance.ts';
import type { Missing } from './selection.ts';

/** What generated bodies are varied by; null: they are not. */
export type Seed = number | null;

/**
 * Whether bodies that are made from a schema vary, and by what: a `seed` of the caller's, else what identifies the attempt
 * and what it asks for. The same request gets the same body.
 *
 * @param written the values of `dynamic` and `seed`; undefined where there is none
 * @param byDefault whether they vary when nobody says
 */
export function readSeed(
  written: { readonly dynamic: string | undefined; readonly seed: string | undefined },
  byDefault: boolean,
  { headers, url }: { readonly headers: Headers; readonly url: string },
): Seed | Missing {
  const { dynamic, seed } = written;
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
