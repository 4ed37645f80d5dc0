import { fullFormats } from 'ajv-formats/dist/formats.js';
import { isDateTime, isTime } from './date-time.ts';
import { isInt64 } from './int64.ts';
import { isNhsNumber } from './nhs-number.ts';

/**
 * String formats that documents may name besides JSON Schema's own, and those of its own that are checked more strictly. A new one is a file beside this and a line here.
 */
export const customFormats: Readonly<Record<string, (value: string) => boolean>> = {
  'nhs-number': isNhsNumber,
  // Ajv takes `+0000` and a space as well.
  'date-time': isDateTime,
  time: isTime,
};

/** Formats of numbers that are checked more strictly than Ajv does. */
export const numberFormats: Readonly<Record<string, (value: number) => boolean>> = {
  int64: isInt64,
};

/** Formats of the OpenAPI Format Registry that say how a value is used and check nothing that JSON Schema could. */
const unchecked = [
  'base64url',
  'char',
  'commonmark',
  'decimal',
  'decimal128',
  'double-int',
  'html',
  'http-date',
  'idn-email',
  'idn-hostname',
  'int16',
  'int8',
  'iri',
  'iri-reference',
  'media-range',
  'sf-binary',
  'sf-boolean',
  'sf-decimal',
  'sf-integer',
  'sf-string',
  'sf-token',
  'single',
  'uint16',
  'uint32',
  'uint64',
  'uint8',
] as const;

export const uncheckedFormats: ReadonlySet<string> = new Set(unchecked);

export function isKnownFormat(name: string): boolean {
  return Object.hasOwn(customFormats, name) || Object.hasOwn(fullFormats, name) || uncheckedFormats.has(name);
}
