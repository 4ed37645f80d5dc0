import type { BodyFormat } from '../plan.ts';
import { type Digits, withTexts } from '../syntax/digits.ts';
import { isArray, isObject, type Json } from '../syntax/json.ts';
import { bodyText, boundaryOf, parseMediaType } from '../syntax/media-type.ts';
import { boundaryIn } from '../syntax/multipart.ts';
import { octetsOf, textOfOctets, utf8Of } from '../syntax/octets.ts';
import { boundaryFor, isSequenceType, partsText, sequenceText } from '../syntax/sequential-media.ts';
import { coerceToResult } from './coerce.ts';
import { csvText } from './csv.ts';
import { formText, readForm } from './form.ts';
import { multipartText, readMultipart } from './multipart.ts';
import { readJson } from './read-json.ts';
import { type ReadResult, resultOf, unreadable } from './read-result.ts';
import { readSequence } from './read-sequence.ts';
import { readXml } from './read-xml.ts';
import { anyShapes } from './shapes.ts';
import { xmlText } from './write-xml.ts';

/**
 * Reads a body in its documented format.
 *
 * @param mediaType the `Content-Type` of the body, with its parameters
 */
export function readBytes(format: BodyFormat, bytes: Uint8Array, mediaType: string): ReadResult {
  switch (format.by) {
    case 'unread':
      return { value: undefined, faults: [] };
    case 'octets':
      return resultOf(octetsOf(bytes));
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

function readText(format: TextFormat, text: string, mediaType: string): ReadResult {
  switch (format.by) {
    case 'json':
      return readJson(text);
    case 'text':
      return readPlainText(format, text);
    case 'form':
      return readForm(format, text);
    case 'sequence':
      return readSequence(format, text, parseMediaType(mediaType).essence);
    case 'xml':
      return readXml(format, text);
  }
}

/** Coerces a text to the types of its schema; `isData`: the schema describes JSON inside the text, which is parsed. */
function readPlainText({ types, isData }: BodyFormat & { readonly by: 'text' }, text: string): ReadResult {
  const data = isData ? readJson(text) : undefined;
  return isArray(data?.value) || isObject(data?.value) ? data : coerceToResult(text, types);
}

/** A serialized body and its `Content-Type`, which includes the boundary of a multipart body. */
export interface WrittenBody {
  readonly text: string;
  /** `text` holds one character per octet and must not be encoded as UTF-8. */
  readonly isBinary?: true;
  readonly mediaType: string;
}

/**
 * Serializes a body: the inverse of `readBytes`. A string is sent unchanged, whatever the media type; only JSON quotes
 * it.
 *
 * @param format null for JSON and for strings that are sent unchanged
 * @param digits source text of the numbers that `JSON.stringify` would write differently
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

/** Writes a string, a list or an object as multipart, and adds the boundary to the media type if it has none. */
function writeParts(
  format: BodyFormat | null,
  value: Json,
  mediaType: string,
  digits: Digits | undefined,
): WrittenBody {
  const declaredBoundary = boundaryOf(mediaType);
  const { boundary, text } = encodeParts(format, value, mediaType, declaredBoundary, digits);
  const isDeclared = boundary === undefined || boundary === declaredBoundary;
  return { text, mediaType: isDeclared ? mediaType : `${mediaType}; boundary=${quoted(boundary)}` };
}

function encodeParts(
  format: BodyFormat | null,
  value: Json,
  mediaType: string,
  declaredBoundary: string | undefined,
  digits: Digits | undefined,
): { readonly boundary: string | undefined; readonly text: string } {
  if (typeof value === 'string') return { text: value, boundary: declaredBoundary ?? boundaryIn(value) };
  if (isArray(value) && isSequenceType(parseMediaType(mediaType).essence)) {
    const boundary = declaredBoundary ?? boundaryFor(value);
    return { text: partsText(value, boundary, digits), boundary };
  }
  if (format?.by === 'multipart') return multipartText(format, value, digits);
  return { text: bodyText(value, mediaType, digits), boundary: undefined };
}

function quoted(boundary: string): string {
  return /^[\w.-]+$/.test(boundary) ? boundary : `"${boundary}"`;
}
