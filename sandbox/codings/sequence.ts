import { eventsIn } from '../notation/events.ts';
import type { Json } from '../notation/json.ts';
import { jsonTextsIn } from '../notation/sequence.ts';
import type { BodyCoding } from '../plan.ts';
import { readJson } from './json.ts';
import { mostFaults, type Reading, readList, sound, unreadable, within } from './reading.ts';

/** Reads a sequence as the list of its items (OpenAPI 3.2.0, 4.14.4), each of which can be faulty by itself. */
export function readSequence(
  { isData }: BodyCoding & { readonly by: 'sequence' },
  text: string,
  essence: string,
): Reading {
  if (essence === 'text/event-stream') {
    const events = eventsIn(text);
    return sound(isData ? dataOf(events.map(({ data }) => String(data))) : events);
  }
  const texts = jsonTextsIn(text, essence);
  if (!texts) return unreadable('sequence');
  return readList(texts, (item, index) => {
    const reading = readJson(item);
    return reading.faults.length === 0 ? reading : within(`/${index}`, reading);
  });
}

/** What the data of events says: JSON, else it is a text; and so are the rest after many that only begin like JSON. */
function dataOf(texts: readonly string[]): readonly Json[] {
  let mistaken = 0;
  return texts.map((text) => {
    const mayBe =
      mistaken < mostFaults && (/^\s*["[{]/.test(text) || /^\s*(-?\d[\d.eE+-]*|true|false|null)\s*$/.test(text));
    const value = mayBe ? readJson(text).value : undefined;
    if (mayBe && value === undefined) mistaken += 1;
    return value ?? text;
  });
}
