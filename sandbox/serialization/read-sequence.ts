import type { BodyFormat } from '../plan.ts';
import { eventsIn } from '../syntax/event-stream.ts';
import type { Json } from '../syntax/json.ts';
import { jsonTextsIn } from '../syntax/sequential-media.ts';
import { readJson } from './read-json.ts';
import { atPointer, maxFaults, type ReadResult, readList, resultOf, unreadable } from './read-result.ts';

/** Reads a sequential media type as the list of its items (OpenAPI 3.2.0, 4.14.4); a malformed item spoils no other. */
export function readSequence(
  { isData }: BodyFormat & { readonly by: 'sequence' },
  text: string,
  essence: string,
): ReadResult {
  if (essence === 'text/event-stream') {
    const events = eventsIn(text);
    return resultOf(isData ? readEventData(events.map(({ data }) => String(data))) : events);
  }
  const texts = jsonTextsIn(text, essence);
  if (!texts) return unreadable('sequence');
  return readList(texts, (item, index) => {
    const result = readJson(item);
    return result.faults.length === 0 ? result : atPointer(`/${index}`, result);
  });
}

/** Reads the data of events as JSON, else as text. After `maxFaults` failed attempts, the rest is read as text only. */
function readEventData(texts: readonly string[]): readonly Json[] {
  let failures = 0;
  return texts.map((text) => {
    const looksLikeJson =
      failures < maxFaults && (/^\s*["[{]/.test(text) || /^\s*(-?\d[\d.eE+-]*|true|false|null)\s*$/.test(text));
    const value = looksLikeJson ? readJson(text).value : undefined;
    if (looksLikeJson && value === undefined) failures += 1;
    return value ?? text;
  });
}
