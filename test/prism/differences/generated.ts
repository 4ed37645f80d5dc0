import { isDeepStrictEqual } from 'node:util';
import { isArray, type Json, type JsonObject } from '../../../sandbox/syntax/json.ts';
import { type Difference, isAt, isRefused } from '../difference.ts';
import type { Violation } from '../meeting.ts';
import { type Place, valueOnWay } from '../place.ts';

/** Bodies and headers that are made from schemas. */
export const generatedDifferences: readonly Difference[] = [
  {
    name: 'bodies that the document allows',
    reason: 'What Prism makes breaks the schema there; what we make is checked against it (OpenAPI 3.1.1, 4.8.14)',
    explainsAt: (place) => {
      const isThere = (failure: Place['at']) =>
        failure.every((name, index) => index >= place.at.length || place.at[index] === name);
      return (
        isMissing(place) ||
        isOfWrongType(place) ||
        place.meeting.violations.map(failedPlace).some((at) => at && isThere(at))
      );
    },
  },
  {
    name: 'samples of formats',
    reason: 'Both are valid; our addresses are those kept for documentation (RFC 5737)',
    explainsAt: ({ ours, theirs, schemas }) =>
      schemas.some(({ schema, rest }) => rest.length === 0 && 'format' in schema) &&
      ours !== undefined &&
      samples.get(theirs) === ours,
  },
  {
    name: 'an example before the choices',
    reason:
      'Ours: an example was written to be shown, whatever stands beside it: `enum`, `default`, `allOf` or another (OpenAPI 3.0.4, 4.7.24.2)',
    explainsAt: ({ ours, schemas }) =>
      schemas.some(
        ({ schema, rest }) =>
          ['enum', 'const', 'default', 'allOf', 'oneOf', 'anyOf', '$ref'].some((keyword) => keyword in schema) &&
          exampleOf(schema) !== undefined &&
          isDeepStrictEqual(valueOnWay(exampleOf(schema) ?? null, rest), ours),
      ),
  },
  {
    name: 'plain numbers',
    reason: 'Both are valid; a format is no reason to send its least number',
    explainsAt: ({ ours, theirs, schemas }) =>
      schemas.some(({ schema, rest }) => rest.length === 0 && /^int(32|64)$/.test(String(schema['format']))) &&
      ours === 0 &&
      (theirs === -(2 ** 31) || theirs === -(2 ** 53) + 1),
  },
  {
    name: 'additional properties are not made up',
    reason: 'Both are valid; no document has a `property1`',
    explainsAt: ({ at, ours, schemas }) =>
      ours === undefined &&
      /^property[12]$/.test(at.at(-1) ?? '') &&
      schemas.some(({ schema, rest }) => rest.length === 1 && 'additionalProperties' in schema),
  },
  {
    name: 'a list in a part of allOf',
    reason: 'Both are valid; we give it an item, as any other list',
    explainsAt: ({ at, theirs, schemas }) =>
      theirs === undefined &&
      /^\d+$/.test(at.at(-1) ?? '') &&
      schemas.some(({ schema, rest }) => rest.length === 1 && 'allOf' in schema),
  },
  {
    name: 'circles end',
    reason: 'Both are valid; we end a circle where it begins, Prism a few rounds later',
    explainsAt: ({ ours, theirs, schemas }) =>
      (ours === undefined || theirs === undefined || isDeepStrictEqual(ours, []) || isDeepStrictEqual(ours, {})) &&
      schemas.some(({ schema, rest }) => schemas.some((one) => one.schema === schema && one.rest.length < rest.length)),
  },
  {
    name: 'write-only properties',
    reason: 'They should not be sent in a response (OpenAPI 3.0.4, 4.7.24.2)',
    explainsAt: ({ ours, schemas }) =>
      ours === undefined && schemas.some(({ schema, rest }) => rest.length === 0 && schema['writeOnly'] === true),
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
    explains: (meeting) => isAt(meeting, '/mirror') && !isRefused(meeting),
  },
];

/** By what Prism sends, what we send. */
const samples: ReadonlyMap<Json | undefined, Json> = new Map([
  ['http://example.com', 'https://example.com'],
  ['192.168.0.1', '192.0.2.1'],
]);

function exampleOf({ examples }: JsonObject): Json | undefined {
  return isArray(examples) ? examples[0] : undefined;
}

/** Where Prism finds its own body wrong: at a place, or for want of a property, or for one too many. */
function failedPlace({ location: [where, part, ...at], message }: Violation): Place['at'] | undefined {
  if (where !== 'response' || part !== 'body') return undefined;
  const [, name] = /required property '(.*)'$|; found '(.*)'$/.exec(message)?.filter((one) => one !== undefined) ?? [];
  return name === undefined ? at : [...at, name];
}

// Prism says no more of what is wrong with its body than a header holds.

/** Whether Prism leaves out what is required. */
function isMissing({ at, theirs, schemas }: Place): boolean {
  return (
    theirs === undefined &&
    schemas.some(
      ({ schema: { required }, rest }) => rest.length === 1 && isArray(required) && required.includes(at.at(-1) ?? ''),
    )
  );
}

/** Whether Prism gives an array for an object. */
function isOfWrongType({ theirs, schemas }: Place): boolean {
  return (
    isArray(theirs ?? null) && schemas.some(({ schema, rest }) => rest.length === 0 && schema['type'] === 'object')
  );
}
