import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import type { Parts } from './constraints.ts';

/** The values that a schema gives itself: its examples, default, constant and choices. */
function givenBy({ examples, default: fallback, const: constant, enum: listed }: JsonObject): readonly Json[] {
  return [
    ...(isArray(examples) ? examples : []),
    ...(fallback === undefined ? [] : [fallback]),
    ...(constant === undefined ? [] : [constant]),
    ...(isArray(listed) ? listed : []),
  ];
}

/**
 * The values that schemas give for the whole. An object that only one of several schemas gives says nothing of what the
 * others describe: its properties are taken one by one, see `objectGiven`.
 */
export function valuesGiven(parts: Parts, schemas: readonly Json[]): readonly Json[] {
  return parts
    .toReversed()
    .flatMap((part) =>
      givenBy(part).filter((value) => !isObject(value) || (schemas.length === 1 && schemas.includes(part))),
    );
}

/** The properties that a schema gives by its first example that is an object. */
export function objectGiven(part: JsonObject): JsonObject | undefined {
  return givenBy(part).find(isObject);
}

/** The items that schemas give by their first example that is a list. */
export function listGiven(parts: Parts): readonly Json[] {
  return parts.toReversed().flatMap(givenBy).find(isArray) ?? [];
}
