import type { BodyFormat } from '../plan.ts';
import { eventsIn } from '../syntax/events.ts';
import type { Json } from '../syntax/json.ts';
import { jsonTextsIn } from '../syntax/sequence.ts';
import { readJson } from './json.ts';
import { maxFaults, type Reading, readList, readValue, unreadable, within } from './reading.ts';

/** Reads a sequence as the list of its items (OpenAPI 3.2.0, 4.14.4), each of which can be faulty by itself. */
export function readSequence(
  { isData }: BodyFormat & { readonly by: 'sequence' },
  text: string,
  essence: string,
): Reading {
  if (essence === 'text/event-stream') {
    const events = eventsIn(text);
    return readValue(isData ? dataOf(events.map(({ data }) => String(data))) : events);
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
      mistaken < maxFaults && (/^\s*["[{]/.test(text) || /^\s*(-?\d[\d.eE+-]*|true|false|null)\s*$/.test(text));
    const value = mayBe ? readJson(text).value : undefined;
    if (mayBe && value === undefined) mistaken += 1;
    return value ?? text;
  });
}
