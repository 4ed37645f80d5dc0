import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, empty, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const content = (...entries: readonly (readonly [string, JsonObject])[]): JsonObject => ({
  description: '',
  content: Object.fromEntries(entries.map(([mediaType, examples]) => [mediaType, { examples }])),
});
const json = { value: { as: 'json' } };
const csv = { value: 'as,csv' };
const both = content(['application/json', { both: json }], ['text/csv', { both: csv, 'csv-only': csv }]);
const get = (operationId: string, responses: JsonObject) => ({ get: { operationId, responses } });

const sandbox = ruledSandbox(
  documentOf({
    '/both': get('both', { 200: both, 400: both, 404: empty }),
    '/api': get('api', { 200: response({ ok: { as: 'api' } }, 'application/vnd.api+json') }),
    '/exact': get('exact', {
      200: content(
        ['application/fhir+json', { ok: { value: 'fhir' } }],
        ['application/json', { ok: { value: 'json' } }],
      ),
    }),
    '/versioned': get('versioned', { 200: response({ ok: {} }, 'application/fhir+json;version=1.0') }),
    '/image': get('image', { 200: response({ ok: 'png' }, 'image/png'), 204: empty }),
    '/range': get('range', { 200: { description: '', content: { 'image/*': { schema: { type: 'string' } } } } }),
    '/moved': get('moved', { 303: response({ ok: 'here' }, 'text/plain') }),
    '/none': get('none', { 204: empty }),
    '/failing': {
      get: {
        operationId: 'failing',
        parameters: [parameter('query', 'limit', { type: 'integer' })],
        responses: { 200: both, 400: response({ wrong: { message: 'wrong' } }) },
      },
    },
  }),
);

const chosen: readonly { name: string; path: string; accept?: string; want: string }[] = [
  { name: 'no Accept: the first documented media type', path: '/both', want: 'application/json' },
  { name: '*/*: the first documented media type', path: '/both', accept: '*/*', want: 'application/json' },
  { name: 'empty Accept: the first documented media type', path: '/both', accept: '', want: 'application/json' },
  { name: 'a documented media type: that one', path: '/both', accept: 'text/csv', want: 'text/csv' },
  { name: 'a documented media type in another case: that one', path: '/both', accept: 'Text/CSV', want: 'text/csv' },
  {
    name: 'a documented media type with parameters: that one',
    path: '/both',
    accept: 'text/csv; charset=utf-8',
    want: 'text/csv',
  },
  { name: 'a range: the media type within it', path: '/both', accept: 'text/*', want: 'text/csv' },
  {
    name: 'two with weights: the preferred one',
    path: '/both',
    accept: 'application/json;q=0.5, text/csv;q=0.8',
    want: 'text/csv',
  },
  { name: 'one with q=0: the other', path: '/both', accept: 'application/json;q=0, */*', want: 'text/csv' },
  {
    name: 'a specific weight over that of a range (RFC 9110, 12.5.1)',
    path: '/both',
    accept: 'text/csv;q=0.1, */*',
    want: 'application/json',
  },
  {
    name: 'equal weights: the first documented',
    path: '/both',
    accept: 'text/csv, application/json',
    want: 'application/json',
  },
  {
    name: 'application/json: a documented +json type',
    path: '/api',
    accept: 'application/json',
    want: 'application/vnd.api+json',
  },
  {
    name: 'application/json: an exact match before a +json type',
    path: '/exact',
    accept: 'application/json',
    want: 'application/json',
  },
  {
    name: 'a media type without the documented parameters: that one',
    path: '/versioned',
    accept: 'application/fhir+json',
    want: 'application/fhir+json;version=1.0',
  },
  {
    name: 'a media type with other parameters: that one',
    path: '/versioned',
    accept: 'application/fhir+json; version=2.0',
    want: 'application/fhir+json;version=1.0',
  },
];

describe('Accept selects (RFC 9110, 12.5.1)', () => {
  it.each(byName(chosen))('%s', async (_, { path, accept, want }) => {
    const answer = await ask(sandbox, `GET ${path}`, { headers: { ...(accept !== undefined && { Accept: accept }) } });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, want]);
  });

  it('one of two media types of a scenario', async () => {
    const [first, second] = [
      await ask(sandbox, 'GET /both'),
      await ask(sandbox, 'GET /both', { headers: { Accept: 'text/csv' } }),
    ];
    expect([first.scenario, first.body]).toEqual(['both/200/both', { as: 'json' }]);
    expect([second.scenario, second.text]).toEqual(['both/200/both', 'as,csv']);
  });
});

const unmoved = [
  { name: 'an error for a fault', path: '/failing?limit=x', status: 400, type: 'application/json' },
  { name: 'an error chosen by Prefer', path: '/both', prefer: 'code=400', status: 400, type: 'application/json' },
  { name: 'a redirect', path: '/moved', status: 303, type: 'text/plain' },
  { name: 'an empty success', path: '/none', status: 204, type: undefined },
  { name: 'an empty error', path: '/both', prefer: 'code=404', status: 404, type: undefined },
];

describe('Accept is ignored for (design, step 11)', () => {
  it.each(byName(unmoved))('%s', async (_, { path, prefer, status, type }) => {
    const headers = { Accept: 'application/xml', ...(prefer !== undefined && { Prefer: prefer }) };
    const answer = await ask(sandbox, `GET ${path}`, { headers });
    expect([answer.status, answer.headers['content-type']]).toEqual([status, type]);
  });
});

describe('406 Not Acceptable for (RFC 9110, 15.5.7)', () => {
  const refused = [
    { name: 'an undocumented media type', path: '/both', accept: 'application/xml' },
    { name: 'another +json type', path: '/api', accept: 'application/fhir+json' },
    { name: 'a media type with q=0', path: '/image', accept: 'image/png;q=0' },
    { name: '*/* with q=0', path: '/both', accept: '*/*;q=0' },
    { name: 'a success chosen by Prefer', path: '/both', accept: 'application/xml', prefer: 'code=200' },
    {
      name: 'an example of another media type, chosen by Prefer',
      path: '/both',
      accept: 'application/json',
      prefer: 'example=csv-only',
    },
  ];
  it.each(byName(refused))('%s', async (_, { path, accept, prefer }) => {
    const headers = { Accept: accept, ...(prefer !== undefined && { Prefer: prefer }) };
    const answer = await ask(sandbox, `GET ${path}`, { headers });
    expect(answer).toMatchObject({ status: 406, trigger: 'accept', faults: ['header Accept accept'] });
  });
});

it('a text body is sent literally, a JSON body as JSON (OpenAPI 3.1.1, 4.8.14)', async () => {
  expect((await ask(sandbox, 'GET /both', { headers: { Accept: 'text/csv' } })).text).toBe('as,csv');
  expect((await ask(sandbox, 'GET /exact', { headers: { Accept: 'application/json' } })).text).toBe('"json"');
});

it('a media type range is never sent as Content-Type (RFC 9110, 8.3.1)', async () => {
  const answer = await ask(sandbox, 'GET /range');
  expect([answer.status, answer.headers['content-type']]).toEqual([200, expect.not.stringContaining('*')]);
});

describe('since a range cannot be sent (RFC 9110, 8.3.1), a response documented as', () => {
  it.each([
    ['*/*', 'application/json', '{"a":1}'],
    ['application/*', 'application/json', '{"a":1}'],
    ['application/*+json', 'application/json', '{"a":1}'],
    ['text/*', 'text/plain', 'a'],
    ['image/*', 'application/octet-stream', 'a'],
  ])('%s is sent as %s', async (range, want, text) => {
    const example = text.startsWith('{') ? { a: 1 } : text;
    const get = { responses: { 200: { description: '', content: { [range]: { example } } } } };
    const answer = await ask(ruledSandbox(documentOf({ '/things': { get } })), 'GET /things');
    expect([answer.headers['content-type'], answer.text]).toEqual([want, text]);
  });
});
