import { isArray, isObject, type Json } from '../../../sandbox/notation/json.ts';
import { type Difference, isAt, isViolated } from '../difference.ts';
import type { Meeting } from '../meeting.ts';

/** Bodies and headers that are made from schemas. */
export const generatedDifferences: readonly Difference[] = [
  {
    name: 'bodies that the document allows',
    reason: 'What Prism makes breaks the schema; what we make is checked against it (OpenAPI 3.1.1, 4.8.14)',
    parts: ['body'],
    explains: (meeting) => isMade(meeting) && meeting.violations.some(({ location }) => location[1] === 'body'),
  },
  {
    name: 'samples of formats',
    reason: 'Both are valid; our addresses are those kept for documentation (RFC 5737)',
    parts: ['body'],
    explains: (meeting) =>
      isMade(meeting) && everyPart(meeting, ({ ours, theirs }) => ours !== undefined && samples.get(theirs) === ours),
  },
  {
    name: 'an example before the choices',
    reason:
      'Ours: an example of a property was written to be shown, whatever is first in its `enum` (OpenAPI 3.0.4, 4.7.24.2)',
    parts: ['body'],
    explains: (meeting) => isMade(meeting) && isAt(meeting, '/made-choice-in-object', '/made-choice-in-reference'),
  },
  {
    name: 'plain numbers',
    reason: 'Both are valid; a format is no reason to send its least number',
    parts: ['body'],
    explains: (meeting) =>
      isMade(meeting) &&
      everyPart(meeting, ({ ours, theirs }) => ours === 0 && (theirs === -(2 ** 31) || theirs === -(2 ** 53) + 1)),
  },
  {
    name: 'additional properties are not made up',
    reason: 'Both are valid; no document has a `property1`',
    parts: ['body'],
    explains: (meeting) =>
      isMade(meeting) && everyPart(meeting, ({ at, ours }) => ours === undefined && /\/property\d$/.test(at)),
  },
  {
    name: 'circles end',
    reason: 'Both are valid; we end a circle where it begins, Prism a few rounds later',
    parts: ['body'],
    explains: (meeting) => isMade(meeting) && isAt(meeting, '/circular'),
  },
  {
    name: 'write-only properties',
    reason: 'They should not be sent in a response (OpenAPI 3.0.4, 4.7.24.2)',
    parts: ['body'],
    explains: (meeting) => isMade(meeting) && isAt(meeting, '/write-only'),
  },
  {
    name: 'a media type without schema and example',
    reason: 'An empty text is no JSON (RFC 8259, section 2); we send null',
    parts: ['body'],
    explains: ({ ours, theirs }) => ours.text === 'null' && theirs.text === '' && ours.mediaType === theirs.mediaType,
  },
  {
    name: 'headers that are not settled',
    reason:
      'Ours: an optional header is sent where the document gives a value for it; Prism makes one up, or says null',
    parts: ['header'],
    explains: ({ ours, theirs }) =>
      !ours.headers.has('x-value') && /^(string|0|null)$/.test(theirs.headers.get('x-value') ?? ''),
  },
  {
    name: 'headers with lists',
    reason: 'Prism fails on them (OpenAPI 3.1.1, 4.8.21: the style is `simple`)',
    explains: (meeting) => meeting.theirs.status === 0 && isAt(meeting, '/list') && meeting.ours.headers.has('x-value'),
  },
  {
    name: 'mirrored headers',
    reason: 'Ours: a response header of the name of a request header has the caller’s value; Prism sends the example',
    parts: ['header'],
    explains: (meeting) => isAt(meeting, '/mirror') && !isViolated(meeting, 'request'),
  },
];

/** By what Prism sends, what we send. */
const samples: ReadonlyMap<Json | undefined, Json> = new Map([
  ['http://example.com', 'https://example.com'],
  ['192.168.0.1', '192.0.2.1'],
]);

function isMade({ ours, theirs }: Meeting): boolean {
  const scenario = ours.headers.get('sandbox-scenario') ?? '';
  return scenario.endsWith('/generated') && ours.status === theirs.status && ours.mediaType === theirs.mediaType;
}

/** A place at which two bodies differ. */
interface Part {
  readonly at: string;
  readonly ours: Json | undefined;
  readonly theirs: Json | undefined;
}

function everyPart({ ours, theirs }: Meeting, isExplained: (part: Part) => boolean): boolean {
  return partsOf('', ours.body, theirs.body).every(isExplained);
}

function partsOf(at: string, ours: Json | undefined, theirs: Json | undefined): readonly Part[] {
  const one = entriesOf(ours);
  const other = entriesOf(theirs);
  if (!one || !other) return ours === theirs ? [] : [{ at, ours, theirs }];
  const names = [...new Set([...one.keys(), ...other.keys()])];
  return names.flatMap((name) => partsOf(`${at}/${name}`, one.get(name), other.get(name)));
}

function entriesOf(value: Json | undefined): ReadonlyMap<string, Json> | undefined {
  if (value === undefined) return undefined;
  if (isArray(value)) return new Map(value.map((item, index) => [String(index), item]));
  return isObject(value) ? new Map(Object.entries(value)) : undefined;
}
