import { isJsonNumber, isPlain, numberOf } from '../notation/digits.ts';
import type { Json } from '../notation/json.ts';
import type { PrimitiveType } from '../plan.ts';
import type { Reading } from './reading.ts';

/** The text as a value of the first type that it reads as; a text that reads as none stays one, for the schema to tell. */
export function coerce(text: string, types: readonly PrimitiveType[]): Json {
  const numeric = types.includes('integer') || types.includes('number');
  if (numeric && isJsonNumber(text)) return numberOf(text);
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.includes('null') && (text === 'null' || (text === '' && !types.includes('string')))) return null;
  return text;
}

/** The same, but a number that JSON would write otherwise stays its text. */
export function coerceExactly(text: string, types: readonly PrimitiveType[]): Json {
  const value = coerce(text, types);
  return typeof value === 'number' && !isPlain(text) ? text : value;
}

/** A text as a value, and how it is written where that is a number. */
export function coerced(text: string, types: readonly PrimitiveType[]): Reading {
  const value = coerce(text, types);
  return { ...(typeof value === 'number' && !isPlain(text) ? { value, digits: text } : { value }), faults: [] };
}
