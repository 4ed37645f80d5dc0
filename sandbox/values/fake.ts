import type { Json, JsonObject } from '../syntax/json.ts';
import { valueAt } from '../syntax/json-pointer.ts';
import { valueFor } from './sample.ts';

/**
 * A value for the schema of an answer by chance, the same for the same seed. What is called like something that people
 * know, or has an `x-faker`, gets a text that they would write. Undefined when none is found.
 *
 * @param document the bundle that the schema is in, at `place`
 */
export function fakeValue(document: JsonObject, place: string, seed: number): Json | undefined {
  const { value, isValid } = valueFor(valueAt(document, place), document, { direction: 'response' }, seed);
  return isValid ? value : undefined;
}
