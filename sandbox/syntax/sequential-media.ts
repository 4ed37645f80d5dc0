import { type Digits, digitsIn, jsonText } from './digits.ts';
import { eventText } from './event-stream.ts';
import { isArray, type Json, type JsonArray } from './json.ts';

/**
 * Whether a media type is sequential (OpenAPI 3.2, Media Type Object, Sequential Media Types); includes the common
 * names of JSON Lines.
 */
export function isSequenceType(essence: string): boolean {
  return essence === 'multipart/mixed' || framings.some(({ type }) => type.test(essence));
}

/** Writes the items of a sequence; a value that is not a list counts as one item. Undefined for other media types. */
export function sequenceText(value: Json, essence: string, digits?: Digits): string | undefined {
  const framing = framings.find(({ type }) => type.test(essence));
  if (!framing || !isArray(value)) return framing?.write(value, digits);
  return value.map((item, index) => framing.write(item, digitsIn(digits, String(index)))).join('');
}

/** Returns a boundary that occurs in none of the items (RFC 2046, 5.1.1). */
export function boundaryFor(items: JsonArray): string {
  const texts = items.map((item) => itemText(item));
  let boundary = 'sandbox';
  while (texts.some((text) => text.includes(`--${boundary}`))) boundary += '-';
  return boundary;
}

/** Writes items as the unnamed parts of a multipart body (RFC 2046, 5.1.3). */
export function partsText(items: JsonArray, boundary: string, digits?: Digits): string {
  const parts = items.map((item, index) => partText(item, boundary, digitsIn(digits, String(index))));
  return `${parts.join('')}--${boundary}--\r\n`;
}

interface Framing {
  readonly type: RegExp;
  readonly write: (item: Json, digits?: Digits) => string;
  /**
   * Splits a text into JSON items; undefined if the framing is malformed. Absent for formats whose items are not JSON.
   */
  readonly split?: (text: string) => readonly string[] | undefined;
}

const framings: readonly Framing[] = [
  { type: /^text\/event-stream$/, write: eventText },
  {
    type: /^application\/(jsonl|jsonlines|x-jsonlines|ndjson|x-ndjson|stream\+json)$/,
    write: (item, digits) => `${jsonText(item, digits)}\n`,
    split: (text) => text.split('\n').filter(hasContent),
  },
  // Each record begins with RS and ends with a line feed (RFC 7464, 2.2).
  {
    type: /^application\/json-seq$|\+json-seq$/,
    write: (item, digits) => `\u001e${jsonText(item, digits)}\n`,
    split: recordsIn,
  },
];

/** Splits a sequence of JSON items into texts (RFC 7464; jsonlines.org); undefined if its framing is malformed. */
export function jsonTextsIn(text: string, essence: string): readonly string[] | undefined {
  return framings.find(({ type }) => type.test(essence))?.split?.(text);
}

/**
 * Splits a JSON text sequence into records. Empty ones are skipped (RFC 7464, 2.1). A number or word without a
 * delimiter after it may be truncated (2.4), so it becomes an empty text, which is invalid JSON.
 */
function recordsIn(text: string): readonly string[] | undefined {
  const [before, ...records] = text.split('\u001e');
  if (before !== '') return undefined;
  const texts: string[] = [];
  for (const record of records) if (hasContent(record)) texts.push(mayBeCutOff(record) ? '' : record);
  return texts;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** Whether a line or record has any content; for most, the first character decides. */
function hasContent(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first > 32 && first < 127) || !isBlank(text);
}

/** Whether a record is a number or word that nothing follows. */
function mayBeCutOff(record: string): boolean {
  // Nearly all records end with a line feed.
  return !record.endsWith('\n') && record === record.trimEnd() && /^\s*[^\s"[{]\S*$/.test(record);
}

/** Writes a part: a string as text, else JSON, the defaults of the Encoding Object (OpenAPI 3.2, Encoding Object). */
function partText(item: Json, boundary: string, digits: Digits | undefined): string {
  const type = typeof item === 'string' ? 'text/plain' : 'application/json';
  return `--${boundary}\r\nContent-Type: ${type}\r\n\r\n${itemText(item, digits)}\r\n`;
}

function itemText(value: Json, digits?: Digits): string {
  return typeof value === 'string' ? value : jsonText(value, digits);
}
