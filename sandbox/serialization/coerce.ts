import type { NestedType, PrimitiveType } from '../plan.ts';
import { isJsonNumber, isPlain, numberOf } from '../syntax/digits.ts';
import { isArray, isObject, type Json } from '../syntax/json.ts';
import { readJson } from './json.ts';
import { maxFaults, noFaults, type Reading, readValue } from './reading.ts';

/** The text as a value of the first type that it reads as; a text that reads as none stays one, for the schema to tell. */
export function coerce(text: string, types: readonly NestedType[]): Json {
  if (types.length === 1 && types[0] === 'string') return text;
  const numeric = types.includes('integer') || types.includes('number');
  if (numeric && isJsonNumber(text)) return numberOf(text);
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.includes('null') && (text === 'null' || (text === '' && !types.includes('string')))) return null;
  if (isJsonNested(types) && beginsNested(text)) {
    const { value } = readJson(text);
    if (value !== undefined && isNested(value, types)) return value;
  }
  return text;
}

/**
 * The same for the pieces of one value. To find out that a text is no JSON takes a thousand times as long as to read one:
 * after so many that only begin like it, the rest stay texts.
 */
export function coerceEach(): typeof coerce {
  let mistaken = 0;
  return (text, types) => {
    if (!isJsonNested(types)) return coerce(text, types);
    if (mistaken > maxFaults || !beginsNested(text)) return coerce(text, plainTypes(types));
    const value = coerce(text, types);
    if (typeof value === 'string') mistaken += 1;
    return value;
  };
}

function plainTypes(types: readonly NestedType[]): readonly NestedType[] {
  return types.filter((type) => type !== 'array' && type !== 'object');
}

function beginsNested(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

/** Whether arrays or objects are among the types: within a parameter, these are written as JSON. */
export function isJsonNested(types: readonly NestedType[]): boolean {
  return types.includes('array') || types.includes('object');
}

/** Whether a value is an array or an object, as the types have it. */
export function isNested(value: Json, types: readonly NestedType[]): boolean {
  return (isArray(value) && types.includes('array')) || (isObject(value) && types.includes('object'));
}

/** The same, but a number that JSON would write otherwise stays its text. */
export function coerceExactly(text: string, types: readonly NestedType[]): Json {
  const value = coerce(text, types);
  return typeof value === 'number' && !isPlain(text) ? text : value;
}

/** A text as a value, and how it is written where that is a number. */
export function coerced(text: string, types: readonly PrimitiveType[]): Reading {
  const value = coerce(text, types);
  return typeof value === 'number' && !isPlain(text) ? { value, digits: text, faults: noFaults } : readValue(value);
}
