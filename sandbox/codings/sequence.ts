import { eventsIn } from '../notation/events.ts';
import type { Json } from '../notation/json.ts';
import { jsonTextsIn } from '../notation/sequence.ts';
import type { BodyCoding } from '../plan.ts';
import { readJson } from './json.ts';
import { type Reading, sound, together, unreadable, within } from './reading.ts';

/** Reads a sequence as the list of its items (OpenAPI 3.2.0, 4.14.4), each of which can be faulty by itself. */
export function readSequence(
  { isData }: BodyCoding & { readonly by: 'sequence' },
  text: string,
  essence: string,
): Reading {
  if (essence === 'text/event-stream') {
    const events = eventsIn(text);
    return sound(isData ? events.map(({ data }) => dataOf(String(data))) : events);
  }
  const texts = jsonTextsIn(text, essence);
  if (!texts) return unreadable('sequence');
  const items = texts.map((item, index) => within(`/${index}`, readJson(item)));
  return together(items, (values) => values);
}

/** What the data of an event says: JSON, else it is a text. */
function dataOf(text: string): Json {
  return readJson(text).value ?? text;
}
