import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import type { Parts } from './constraints.ts';

/** Lists the values that a schema states: its examples, default, `const` and `enum`. */
function valuesStatedBy({ examples, default: fallback, const: constant, enum: listed }: JsonObject): readonly Json[] {
  return [
    ...(isArray(examples) ? examples : []),
    ...(fallback === undefined ? [] : [fallback]),
    ...(constant === undefined ? [] : [constant]),
    ...(isArray(listed) ? listed : []),
  ];
}

/**
 * Returns the values that schemas state for a value. An object that one of several schemas states lacks the properties of
 * the others: its properties are used one by one instead, see `objectGiven`.
 */
export function statedValues(parts: Parts, schemas: readonly Json[]): readonly Json[] {
  return parts
    .toReversed()
    .flatMap((part) =>
      valuesStatedBy(part).filter((value) => !isObject(value) || (schemas.length === 1 && schemas.includes(part))),
    );
}

/** Returns the first object that a schema states. */
export function statedObject(part: JsonObject): JsonObject | undefined {
  return valuesStatedBy(part).find(isObject);
}

/** Returns the items of the first array that schemas state. Empty if there is none. */
export function statedItems(parts: Parts): readonly Json[] {
  return parts.toReversed().flatMap(valuesStatedBy).find(isArray) ?? [];
}
