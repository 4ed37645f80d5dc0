import type { Json, JsonObject } from '../notation/json.ts';
import { valueAt } from '../notation/json-pointer.ts';
import { valueFor } from './value.ts';

/**
 * A value for the schema of an answer by chance, the same for the same seed. What is called like something that people
 * know, or has an `x-faker`, gets a text that they would write. Undefined when none is found.
 *
 * @param document the bundle that the schema is in, at `place`
 */
export function fakedValue(document: JsonObject, place: string, seed: number): Json | undefined {
  const { value, isSound } = valueFor(valueAt(document, place), document, { direction: 'response' }, seed);
  return isSound ? value : undefined;
}
