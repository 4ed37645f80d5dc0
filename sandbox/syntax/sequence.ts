import { type Digits, digitsIn, jsonText } from './digits.ts';
import { eventText } from './events.ts';
import { isArray, type Json, type JsonArray } from './json.ts';

/**
 * Whether a body of this type is a sequence of items (OpenAPI 3.2, Media Type Object, Sequential Media Types), with the
 * names that JSON Lines goes by besides.
 */
export function isSequenceType(essence: string): boolean {
  return essence === 'multipart/mixed' || framings.some(({ type }) => type.test(essence));
}

/** A sequence as it is sent, item by item; a value that is no list is its one item. Undefined for other types. */
export function sequenceText(value: Json, essence: string, digits?: Digits): string | undefined {
  const framing = framings.find(({ type }) => type.test(essence));
  if (!framing || !isArray(value)) return framing?.write(value, digits);
  return value.map((item, index) => framing.write(item, digitsIn(digits, String(index)))).join('');
}

/** A boundary that none of the items has in it (RFC 2046, 5.1.1). */
export function boundaryFor(items: JsonArray): string {
  const texts = items.map((item) => plain(item));
  let boundary = 'sandbox';
  while (texts.some((text) => text.includes(`--${boundary}`))) boundary += '-';
  return boundary;
}

/** Items as the parts of a multipart body, which have no names (RFC 2046, 5.1.3). */
export function partsText(items: JsonArray, boundary: string, digits?: Digits): string {
  const parts = items.map((item, index) => partText(item, boundary, digitsIn(digits, String(index))));
  return `${parts.join('')}--${boundary}--\r\n`;
}

interface Framing {
  readonly type: RegExp;
  readonly write: (item: Json, digits?: Digits) => string;
  /** Items that are JSON, each as its text; undefined where the framing is broken. */
  readonly split?: (text: string) => readonly string[] | undefined;
}

const framings: readonly Framing[] = [
  { type: /^text\/event-stream$/, write: eventText },
  {
    type: /^application\/(jsonl|jsonlines|x-jsonlines|ndjson|x-ndjson|stream\+json)$/,
    write: (item, digits) => `${jsonText(item, digits)}\n`,
    split: (text) => text.split('\n').filter(isGiven),
  },
  // A record begins with RS and ends with a line feed (RFC 7464, 2.2).
  {
    type: /^application\/json-seq$|\+json-seq$/,
    write: (item, digits) => `\u001e${jsonText(item, digits)}\n`,
    split: recordsIn,
  },
];

/** The texts of items that are JSON (RFC 7464; jsonlines.org); undefined where they cannot be told apart. */
export function jsonTextsIn(text: string, essence: string): readonly string[] | undefined {
  return framings.find(({ type }) => type.test(essence))?.split?.(text);
}

/** Empty records are none (RFC 7464, 2.1). A number or a word that nothing follows may be cut off (2.4): it is no JSON then. */
function recordsIn(text: string): readonly string[] | undefined {
  const [before, ...records] = text.split('\u001e');
  if (before !== '') return undefined;
  const texts: string[] = [];
  for (const record of records) if (isGiven(record)) texts.push(mayBeCutOff(record) ? '' : record);
  return texts;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** Whether a line or record says anything; of most, the first character does. */
function isGiven(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first > 32 && first < 127) || !isBlank(text);
}

/** Whether nothing follows the one number or word. */
function mayBeCutOff(record: string): boolean {
  // Nearly all end with a line feed.
  return !record.endsWith('\n') && record === record.trimEnd() && /^\s*[^\s"[{]\S*$/.test(record);
}

/** A part: of a text, or JSON, as the Encoding Object has it by default (OpenAPI 3.2, Encoding Object). */
function partText(item: Json, boundary: string, digits: Digits | undefined): string {
  const type = typeof item === 'string' ? 'text/plain' : 'application/json';
  return `--${boundary}\r\nContent-Type: ${type}\r\n\r\n${plain(item, digits)}\r\n`;
}

function plain(value: Json, digits?: Digits): string {
  return typeof value === 'string' ? value : jsonText(value, digits);
}
