import type { BodyFormat } from '../plan.ts';
import { type Digits, withTexts } from '../syntax/digits.ts';
import { isArray, isObject, type Json } from '../syntax/json.ts';
import { bodyText, boundaryOf, parseMediaType } from '../syntax/media-type.ts';
import { boundaryIn } from '../syntax/multipart.ts';
import { octetsOf, textOfOctets, utf8Of } from '../syntax/octets.ts';
import { boundaryFor, isSequenceType, partsText, sequenceText } from '../syntax/sequence.ts';
import { coerced } from './coerce.ts';
import { formText, readForm } from './form.ts';
import { readJson } from './json.ts';
import { multipartText, readMultipart } from './multipart.ts';
import { type Reading, readValue, unreadable } from './reading.ts';
import { readSequence } from './sequence.ts';
import { anyShapes } from './shapes.ts';
import { csvText } from './table-text.ts';
import { readXml } from './xml.ts';
import { xmlText } from './xml-text.ts';

/**
 * Reads a body.
 *
 * @param mediaType what it is said to be, parameters included
 */
export function readBytes(format: BodyFormat, bytes: Uint8Array, mediaType: string): Reading {
  switch (format.by) {
    case 'unread':
      return { value: undefined, faults: [] };
    case 'octets':
      return readValue(octetsOf(bytes));
    case 'multipart':
      return readMultipart(format, bytes, boundaryOf(mediaType), parseMediaType(mediaType).essence);
    case 'json':
    case 'text':
    case 'form':
    case 'sequence':
    case 'xml': {
      const text = utf8Of(bytes);
      return text === undefined ? unreadable(format.by) : readText(format, text, mediaType);
    }
  }
}

type TextFormat = BodyFormat & { readonly by: 'json' | 'text' | 'form' | 'sequence' | 'xml' };

function readText(format: TextFormat, text: string, mediaType: string): Reading {
  switch (format.by) {
    case 'json':
      return readJson(text);
    case 'text':
      return readPlain(format, text);
    case 'form':
      return readForm(format, text);
    case 'sequence':
      return readSequence(format, text, parseMediaType(mediaType).essence);
    case 'xml':
      return readXml(format, text);
  }
}

/** A text by its schema's type; one in JSON, where that is what its schema is about. */
function readPlain({ types, isData }: BodyFormat & { readonly by: 'text' }, text: string): Reading {
  const data = isData ? readJson(text) : undefined;
  return isArray(data?.value) || isObject(data?.value) ? data : coerced(text, types);
}

/** A body written out, and its type, which of a multipart body says the boundary. */
export interface WrittenBody {
  readonly text: string;
  /** The text has a character for each octet: it is no text in UTF-8. */
  readonly isBinary?: true;
  readonly mediaType: string;
}

/**
 * Writes a body: the opposite of `readBytes`. A text is sent as it is, in whatever type.
 *
 * @param format null: JSON, or a text as it is
 * @param digits how numbers are written, where not as JSON writes their values
 */
export function writeBody(format: BodyFormat | null, value: Json, mediaType: string, digits?: Digits): WrittenBody {
  const { essence } = parseMediaType(mediaType);
  if (essence.startsWith('multipart/')) return writeParts(format, value, mediaType, digits);
  const items = typeof value === 'string' ? undefined : sequenceText(value, essence, digits);
  if (items !== undefined) return { text: items, mediaType };
  if (format?.by === 'octets' && typeof value === 'string') return writeOctets(value, mediaType);
  if (typeof value !== 'string' && essence === 'text/csv')
    return { text: csvText(withTexts(value, digits)), mediaType };
  if (typeof value !== 'string' && format?.by === 'form') return { text: formText(format, value, digits), mediaType };
  if (typeof value !== 'string' && format?.by === 'xml')
    return { text: xmlText(format.shapes ?? anyShapes, withTexts(value, digits)), mediaType };
  return { text: bodyText(value, mediaType, digits), mediaType };
}

function writeOctets(value: string, mediaType: string): WrittenBody {
  const text = textOfOctets(value);
  if (text !== undefined) return { text, mediaType };
  return { text: value, mediaType, ...(/^[\0-\xff]*$/.test(value) && { isBinary: true }) };
}

/** A text, a list or an object in parts, with the boundary in its type. */
function writeParts(
  format: BodyFormat | null,
  value: Json,
  mediaType: string,
  digits: Digits | undefined,
): WrittenBody {
  const known = boundaryOf(mediaType);
  const { boundary, text } = partsOf(format, value, mediaType, known, digits);
  const isGiven = boundary === undefined || boundary === known;
  return { text, mediaType: isGiven ? mediaType : `${mediaType}; boundary=${quoted(boundary)}` };
}

function partsOf(
  format: BodyFormat | null,
  value: Json,
  mediaType: string,
  known: string | undefined,
  digits: Digits | undefined,
): { readonly boundary: string | undefined; readonly text: string } {
  if (typeof value === 'string') return { text: value, boundary: known ?? boundaryIn(value) };
  if (isArray(value) && isSequenceType(parseMediaType(mediaType).essence)) {
    const boundary = known ?? boundaryFor(value);
    return { text: partsText(value, boundary, digits), boundary };
  }
  if (format?.by === 'multipart') return multipartText(format, value, digits);
  return { text: bodyText(value, mediaType, digits), boundary: undefined };
}

function quoted(boundary: string): string {
  return /^[\w.-]+$/.test(boundary) ? boundary : `"${boundary}"`;
}
