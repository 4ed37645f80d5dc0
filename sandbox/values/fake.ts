import type { Json, JsonObject } from '../syntax/json.ts';
import { valueAt } from '../syntax/json-pointer.ts';
import { valueFor } from './sample.ts';

/**
 * Makes a random value for the schema of a response, the same for the same seed. Strings are realistic if the name of
 * their property is well known (`email`), or by an `x-faker`.
 *
 * @param document the schema document
 * @param schemaPointer JSON Pointer to the schema in it
 * @returns undefined if no valid value was found
 */
export function fakeValue(document: JsonObject, schemaPointer: string, seed: number): Json | undefined {
  const { value, isValid } = valueFor(valueAt(document, schemaPointer), document, { direction: 'response' }, seed);
  return isValid ? value : undefined;
}
