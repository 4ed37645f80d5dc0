import { type Digits, digitsIn, jsonText } from './digits.ts';
import { isObject, type Json, type JsonObject, property } from './json.ts';

/** What an event may say (HTML, 9.2.6). */
export const eventFields = ['event', 'id', 'retry', 'data'] as const;

/**
 * An event (HTML, 9.2.5 and 9.2.6): its fields by name, else the item is the data. Data of several lines has a field for
 * each.
 */
export function eventText(item: Json, digits?: Digits): string {
  const isEvent = isObject(item) && eventFields.some((name) => property(item, name) !== undefined);
  const lines = eventFields.flatMap((name): readonly string[] => {
    const value = isEvent ? property(item, name) : name === 'data' ? item : undefined;
    if (value === undefined) return [];
    return (typeof value === 'string' ? value : jsonText(value, isEvent ? digitsIn(digits, name) : digits))
      .split(/\r\n|\r|\n/)
      .map((line) => `${name}: ${line}`);
  });
  return `${lines.join('\n')}\n\n`;
}

/**
 * The events of a stream (HTML, 9.2.6), each as an object of its fields: `retry` is a number, all others are texts
 * (OpenAPI 3.2.0, 4.14.4). What has no data, and the last that no empty line ends, is none.
 */
export function eventsIn(text: string): readonly JsonObject[] {
  const events: JsonObject[] = [];
  let fields: Record<string, Json> = {};
  let data: string[] = [];
  // To divide by a text takes a fifth of the time of a pattern.
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  lines.pop();
  for (const line of lines) {
    if (line === '') {
      if (data.length > 0) events.push(Object.assign(fields, { data: data.join('\n') }));
      fields = {};
      data = [];
      continue;
    }
    const [name, value] = fieldOf(line);
    if (name === 'data') data.push(value);
    else if (name === 'event' || (name === 'id' && !value.includes('\0'))) fields[name] = value;
    else if (name === 'retry' && /^\d+$/.test(value)) fields[name] = Number(value);
  }
  return events;
}

/** A line as the name and the value of its field; a space behind the colon is no part of the value. */
function fieldOf(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  if (colon === -1) return [line, ''];
  return [line.slice(0, colon), line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)];
}
