import { eventsIn } from '../notation/events.ts';
import { jsonTextsIn } from '../notation/sequence.ts';
import { readJson } from './json.ts';
import { type Reading, sound, together, unreadable, within } from './reading.ts';

/** Reads a sequence as the list of its items (OpenAPI 3.2.0, 4.14.4), each of which can be faulty by itself. */
export function readSequence(text: string, essence: string): Reading {
  if (essence === 'text/event-stream') return sound(eventsIn(text));
  const texts = jsonTextsIn(text, essence);
  if (!texts) return unreadable('sequence');
  const items = texts.map((item, index) => within(`/${index}`, readJson(item)));
  return together(items, (values) => values);
}
