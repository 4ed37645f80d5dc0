import type { NestedType, PrimitiveType } from '../plan.ts';
import { isJsonNumber, isPlain, numberOf } from '../syntax/digits.ts';
import { isArray, isObject, type Json } from '../syntax/json.ts';
import { readJson } from './read-json.ts';
import { maxFaults, noFaults, type ReadResult, resultOf } from './read-result.ts';

/**
 * Converts a text to the first type that it can represent; a text that matches no type is returned for validation to
 * report.
 */
export function coerce(text: string, types: readonly NestedType[]): Json {
  if (types.length === 1 && types[0] === 'string') return text;
  const isNumeric = types.includes('integer') || types.includes('number');
  if (isNumeric && isJsonNumber(text)) return numberOf(text);
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.includes('null') && (text === 'null' || (text === '' && !types.includes('string')))) return null;
  if (allowsNested(types) && looksNested(text)) {
    const { value } = readJson(text);
    if (value !== undefined && isNestedValue(value, types)) return value;
  }
  return text;
}

/**
 * Creates a `coerce` for the items of one value. A failed `JSON.parse` costs a thousand times as much as a successful
 * one, so after `maxFaults` failures the remaining items are no longer tried as JSON.
 */
export function createItemCoercer(): typeof coerce {
  let failures = 0;
  return (text, types) => {
    if (!allowsNested(types)) return coerce(text, types);
    if (failures > maxFaults || !looksNested(text)) return coerce(text, primitiveTypes(types));
    const value = coerce(text, types);
    if (typeof value === 'string') failures += 1;
    return value;
  };
}

function primitiveTypes(types: readonly NestedType[]): readonly NestedType[] {
  return types.filter((type) => type !== 'array' && type !== 'object');
}

/** Whether a text begins like a JSON array or object. */
export function looksNested(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

/** Whether the types include arrays or objects, which nested in a parameter are written as JSON. */
export function allowsNested(types: readonly NestedType[]): boolean {
  return types.includes('array') || types.includes('object');
}

/** Whether a value is an array or an object that the types allow. */
export function isNestedValue(value: Json, types: readonly NestedType[]): boolean {
  return (isArray(value) && types.includes('array')) || (isObject(value) && types.includes('object'));
}

/** Coerces like `coerce`, but keeps the text of a number that `JSON.stringify` would write differently. */
export function coerceLossless(text: string, types: readonly NestedType[]): Json {
  const value = coerce(text, types);
  return typeof value === 'number' && !isPlain(text) ? text : value;
}

/** Coerces a text and records the source text of a number that `JSON.stringify` would write differently. */
export function coerceToResult(text: string, types: readonly PrimitiveType[]): ReadResult {
  const value = coerce(text, types);
  return typeof value === 'number' && !isPlain(text) ? { value, digits: text, faults: noFaults } : resultOf(value);
}
