import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { type Asking, ask, bytes } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, empty, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const content = { 'application/json': { schema: {} }, 'application/merge-patch+json': { schema: {} } };
const operation = (operationId: string, responses: JsonObject = {}): JsonObject => ({
  operationId,
  requestBody: { content },
  responses: { 200: empty, ...responses },
});
const wrong = response({ unwanted: { title: 'No', status: 415 } });
const header = (name: string): JsonObject => ({ ...wrong, headers: { [name]: { example: 'application/json' } } });
const sandbox = ruledSandbox(
  documentOf({
    '/undocumented': { post: operation('post'), patch: operation('patch') },
    '/documented': { post: operation('documented', { 415: wrong }) },
    '/header': { post: operation('header', { 415: header('accept') }) },
    '/ruled': { post: operation('ruled', { 415: wrong }) },
    '/bad': { post: operation('bad', { 400: response({ bad: { title: 'No', status: 400 } }) }) },
    '/bodyless': { post: { operationId: 'bodyless', responses: { 200: empty, 415: wrong } } },
  }),
  {
    rules: [
      {
        operation: 'ruled',
        faults: [{ at: 'header.Content-Type', keyword: 'mediaType' }],
        answer: { scenario: '415/unwanted', headers: { Accept: 'text/plain' } },
      },
    ],
  },
);

const csv: Asking = { headers: { 'Content-Type': 'text/csv' }, body: bytes('a,b') };
const gzip: Asking = { headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }, body: bytes('x') };
const both = 'application/json, application/merge-patch+json';

interface Row {
  readonly name: string;
  readonly given: string;
  readonly asking: Asking;
  readonly want: Readonly<Record<string, string | number>>;
}

const rows: readonly Row[] = [
  {
    name: 'media types, in a built response (RFC 9110, 15.5.16)',
    given: 'POST /undocumented',
    asking: csv,
    want: { status: 415, accept: both },
  },
  {
    name: 'media types, in a documented response (RFC 9110, 15.5.16)',
    given: 'POST /documented',
    asking: csv,
    want: { status: 415, accept: both },
  },
  {
    name: 'media types for PATCH, in Accept and Accept-Patch (RFC 5789, 2.2)',
    given: 'PATCH /undocumented',
    asking: csv,
    want: { status: 415, accept: both, 'accept-patch': both },
  },
  {
    name: 'content codings, in a built response (RFC 9110, 12.5.3)',
    given: 'POST /undocumented',
    asking: gzip,
    want: { status: 415, 'accept-encoding': 'identity' },
  },
  {
    name: 'content codings, in a documented response (RFC 9110, 12.5.3)',
    given: 'POST /documented',
    asking: gzip,
    want: { status: 415, 'accept-encoding': 'identity' },
  },
  {
    name: 'the documented value of that header (design, Headers)',
    given: 'POST /header',
    asking: csv,
    want: { status: 415, accept: 'application/json' },
  },
  {
    name: 'the value that a rule sets (design, Headers)',
    given: 'POST /ruled',
    asking: csv,
    want: { status: 415, accept: 'text/plain' },
  },
  {
    name: 'nothing if no body is documented (RFC 9110, 15.5.16)',
    given: 'POST /bodyless',
    asking: csv,
    want: { status: 415 },
  },
  {
    name: 'nothing with another status (RFC 9110, 15.5.16)',
    given: 'POST /bad',
    asking: csv,
    want: { status: 400 },
  },
  {
    name: 'nothing if it was chosen by Prefer, since nothing is at fault (design, Headers)',
    given: 'POST /documented',
    asking: { headers: { Prefer: 'code=415' } },
    want: { status: 415 },
  },
];

describe('a 415 names the media types that are accepted:', () => {
  it.each(byName(rows))('%s', async (_, { given, asking, want }) => {
    const { status, headers } = await ask(sandbox, given, asking);
    const reported = Object.entries(headers).filter(([name]) => /^accept/.test(name));
    expect({ status, ...Object.fromEntries(reported) }).toEqual(want);
  });
});
