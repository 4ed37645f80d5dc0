import { isArray, isObject, type Json, type JsonArray, property } from './json.ts';

/**
 * Whether a body of this type is a sequence of items (OpenAPI 3.2, Media Type Object, Sequential Media Types), with the
 * names that JSON Lines goes by besides.
 */
export function isSequenceType(essence: string): boolean {
  return essence === 'multipart/mixed' || framings.some(({ type }) => type.test(essence));
}

/** A sequence as it is sent, item by item; a value that is no list is its one item. Undefined for other types. */
export function sequenceText(value: Json, essence: string): string | undefined {
  const framing = framings.find(({ type }) => type.test(essence));
  return framing && (isArray(value) ? value : [value]).map(framing.write).join('');
}

/** A boundary that none of the items has in it (RFC 2046, 5.1.1). */
export function boundaryFor(items: JsonArray): string {
  const texts = items.map(plain);
  let boundary = 'sandbox';
  while (texts.some((text) => text.includes(`--${boundary}`))) boundary += '-';
  return boundary;
}

/** Items as the parts of a multipart body, which have no names (RFC 2046, 5.1.3). */
export function partsText(items: JsonArray, boundary: string): string {
  return `${items.map((item) => partText(item, boundary)).join('')}--${boundary}--\r\n`;
}

const framings: readonly { readonly type: RegExp; readonly write: (item: Json) => string }[] = [
  { type: /^text\/event-stream$/, write: eventText },
  {
    type: /^application\/(jsonl|jsonlines|x-jsonlines|ndjson|x-ndjson)$/,
    write: (item) => `${JSON.stringify(item)}\n`,
  },
  // A record begins with RS and ends with a line feed (RFC 7464, 2.2).
  { type: /^application\/json-seq$|\+json-seq$/, write: (item) => `\u001e${JSON.stringify(item)}\n` },
];

const eventFields = ['event', 'id', 'retry', 'data'] as const;

/**
 * An event (HTML, 9.2.5 and 9.2.6): its fields by name, else the item is the data. Data of several lines has a field for
 * each.
 */
function eventText(item: Json): string {
  const isEvent = isObject(item) && eventFields.some((name) => property(item, name) !== undefined);
  const lines = eventFields.flatMap((name): readonly string[] => {
    const value = isEvent ? property(item, name) : name === 'data' ? item : undefined;
    if (value === undefined) return [];
    return plain(value)
      .split(/\r\n|\r|\n/)
      .map((line) => `${name}: ${line}`);
  });
  return `${lines.join('\n')}\n\n`;
}

/** A part: of a text, or JSON, as the Encoding Object has it by default (OpenAPI 3.2, Encoding Object). */
function partText(item: Json, boundary: string): string {
  const type = typeof item === 'string' ? 'text/plain' : 'application/json';
  return `--${boundary}\r\nContent-Type: ${type}\r\n\r\n${plain(item)}\r\n`;
}

function plain(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
