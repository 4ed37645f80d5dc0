import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { type DocumentedBody, echoOf, sendTo, unread } from '../fixtures/body-echo.ts';
import { byName } from '../fixtures/by-name.ts';
import { echoed } from '../fixtures/echo.ts';
import { problemsOf } from '../fixtures/problems.ts';

interface Row {
  readonly name: string;
  readonly documented: string;
  readonly body: DocumentedBody;
  readonly sent?: string;
  readonly given: string | Uint8Array<ArrayBuffer>;
  /** The value, or the violations. */
  readonly want: Json;
}

const octets = new Uint8Array([0, 0x89, 0xff, 0x0d]);
const asText = '\u0000\u0089\u00ff\r';
const png = 'image/png';
const stream = 'application/octet-stream';
const pet = { schema: { type: 'object', required: ['name'] } };

const rows: readonly Row[] = [
  // OpenAPI 3.1.1, 4.8.14.3: binary data may be without a schema
  { name: 'an image', documented: png, body: {}, given: octets, want: asText },
  { name: 'a stream', documented: stream, body: { schema: {} }, given: octets, want: asText },
  {
    name: 'a PDF of 3.0',
    documented: 'application/pdf',
    body: { schema: { type: 'string', format: 'binary' }, openapi: '3.0.4' },
    given: octets,
    want: asText,
  },
  {
    name: 'an image of a range',
    documented: 'image/*',
    body: { schema: { type: 'string' } },
    sent: png,
    given: octets,
    want: asText,
  },
  {
    name: 'with a character set, which says nothing',
    documented: stream,
    body: {},
    sent: `${stream}; charset=x`,
    given: octets,
    want: asText,
  },
  // OpenAPI 3.1.1, 4.4.2: of unencoded binary data, the length is the number of octets
  { name: 'as long as it may be', documented: png, body: { schema: { maxLength: 4 } }, given: octets, want: asText },
  { name: 'too long', documented: png, body: { schema: { maxLength: 3 } }, given: octets, want: ['body  maxLength'] },
  {
    name: 'too long, in octets',
    documented: png,
    body: { schema: { type: 'string', maxLength: 1 } },
    given: 'é',
    want: ['body  maxLength'],
  },
  {
    name: 'too short',
    documented: stream,
    body: { schema: { type: 'string', minLength: 5 } },
    given: octets,
    want: ['body  minLength'],
  },
  {
    name: 'base64 (OpenAPI 3.0.4, 4.7.24.1)',
    documented: stream,
    body: { schema: { type: 'string', format: 'byte' }, openapi: '3.0.4' },
    given: '!',
    want: ['body  format'],
  },
  { name: 'empty', documented: stream, body: {}, given: '', want: ['body  required'] },
  // Ranges (OpenAPI 3.1.1, 4.8.13): JSON is parsed, everything else is taken as bytes
  {
    name: 'JSON in any type',
    documented: '*/*',
    body: pet,
    sent: 'application/json',
    given: '{}',
    want: ['body /name required'],
  },
  {
    name: 'JSON in a range',
    documented: 'application/*',
    body: pet,
    sent: 'application/x+json',
    given: '{"name":1}',
    want: { name: 1 },
  },
  { name: 'another type in any', documented: '*/*', body: pet, sent: 'text/plain', given: 'x', want: unread },
  { name: 'another type in a range', documented: 'application/*', body: pet, sent: stream, given: 'x', want: unread },
  {
    name: 'a text in a range',
    documented: 'text/*',
    body: { schema: { type: 'string', maxLength: 1 } },
    sent: 'text/csv',
    given: 'é',
    want: 'é',
  },
  // A media type without a parser
  {
    name: 'a type for objects that is not read',
    documented: 'application/cbor',
    body: pet,
    given: octets,
    want: unread,
  },
];

describe('a body is accepted (OpenAPI 3.1.1, 4.8.14)', () => {
  it.each(byName(rows))('%s', async (_, { documented, body, sent = documented, given, want }) => {
    const answer = await sendTo(echoOf(documented, body), sent, given);
    expect(Array.isArray(want) ? answer.faults : echoed(answer)).toEqual(want);
  });
});

describe('a media type that is not validated (OpenAPI 3.1.1, 4.8.14)', () => {
  it.each<readonly [string, DocumentedBody, readonly string[]]>([
    ['application/cbor', pet, ['media-type-unchecked']],
    ['application/cbor', {}, []],
    [stream, { schema: { type: 'string' } }, []],
    ['*/*', pet, []],
    ['application/xml', pet, []],
    ['multipart/form-data', pet, []],
    ['multipart/related', pet, ['media-type-unchecked']],
  ])('is reported for %s with %j: %j', (mediaType, body, want) =>
    expect(problemsOf(echoOf(mediaType, body)).map(({ code }) => code)).toEqual(want),
  );
});

it('a documented string of octets is sent, and equals itself when received (OpenAPI 3.1.1, 4.4.2)', async () => {
  const sandbox = echoOf(png, { examples: { given: 'é' } });
  const [scenario] = sandbox.findRequests('api', 'send');
  expect(scenario?.samples[0]?.request.text).toBe('é');
});
