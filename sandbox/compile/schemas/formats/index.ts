import type { Format } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { isDateTime, isTime } from './date-time.ts';
import { isInt64 } from './int64.ts';
import { isNhsNumber } from './nhs-number.ts';

/**
 * String formats in addition to those of JSON Schema, and stricter checks of some of those. A new format is a file beside
 * this one and a line here.
 */
export const customFormats: Readonly<Record<string, (value: string) => boolean>> = {
  'nhs-number': isNhsNumber,
  // Ajv also accepts the offset `+0000` and a space in place of the `T`.
  'date-time': isDateTime,
  time: isTime,
};

/** Number formats with stricter checks than Ajv's. */
export const numberFormats: Readonly<Record<string, (value: number) => boolean>> = {
  int64: isInt64,
};

/** Formats of the OpenAPI Format Registry that are accepted without a check. */
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

/** The names of formats without a check. */
export const uncheckedFormats: ReadonlySet<string> = new Set(unchecked);

/** The checks of all formats, in the form that Ajv takes. */
export const formats: Readonly<Record<string, Format>> = {
  ...fullFormats,
  ...Object.fromEntries(unchecked.map((name) => [name, true])),
  ...customFormats,
  ...Object.fromEntries(Object.entries(numberFormats).map(([name, validate]) => [name, { type: 'number', validate }])),
};

export function isKnownFormat(name: string): boolean {
  return Object.hasOwn(customFormats, name) || Object.hasOwn(fullFormats, name) || uncheckedFormats.has(name);
}

/** The names of all formats. */
export const formatNames: readonly string[] = [
  ...Object.keys(customFormats),
  ...Object.keys(fullFormats),
  ...unchecked,
];
