import type { Json } from '../notation/json.ts';
import { isInexact, numberOf } from '../notation/whole-number.ts';
import type { PrimitiveType } from '../plan.ts';
import type { Reading } from './reading.ts';

/** A number as JSON writes it (RFC 8259, section 6). */
const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** The text as a value of the first type that it reads as; a text that reads as none stays one, for the schema to tell. */
export function coerce(text: string, types: readonly PrimitiveType[]): Json {
  const numeric = types.includes('integer') || types.includes('number');
  if (numeric && jsonNumber.test(text) && Number.isFinite(Number(text))) return numberOf(text);
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.includes('null') && (text === 'null' || (text === '' && !types.includes('string')))) return null;
  return text;
}

/** The same, but a whole number that a double would change stays its text. */
export function coerceExactly(text: string, types: readonly PrimitiveType[]): Json {
  const value = coerce(text, types);
  return typeof value === 'number' && isInexact(text) ? text : value;
}

/** A text as a value, and as what it is compared and sent back as. */
export function coerced(text: string, types: readonly PrimitiveType[]): Reading {
  const value = coerce(text, types);
  const exact = coerceExactly(text, types);
  return { value, ...(exact !== value && { exact }), faults: [] };
}
