import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, empty, named, parameter } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const rows = {
  type: 'array',
  items: { type: 'object', properties: { id: { type: 'integer' }, as: { type: 'string' } } },
};
const text = { schema: { type: 'string' } };
const answer = (content: JsonObject): JsonObject => ({ description: '', content });
const get = (operationId: string, responses: JsonObject, rest: JsonObject = {}) => ({
  get: { operationId, responses, ...rest },
});
const mixed = answer({
  'application/json': { examples: named({ one: { id: 1 }, two: { id: 2 } }) },
  'text/csv': { schema: rows },
  'text/plain': { examples: named({ note: 'a note' }) },
});
const found = { 'application/json': { examples: named({ gone: { id: 0 } }) }, 'text/plain': text };
const any = { schema: { type: 'object', properties: { id: { type: 'integer' } } } };

const sandbox = ruledSandbox(
  documentOf({
    '/mixed': get('mixed', { 200: mixed, 206: answer({ 'text/html': text }), 404: answer(found), 503: answer(found) }),
    '/bodies': {
      post: {
        operationId: 'bodies',
        requestBody: {
          content: { 'application/json': { schema: { type: 'object' }, examples: named({ two: { of: 2 }, one: {} }) } },
        },
        responses: { 200: mixed },
      },
    },
    '/ruled': get('ruled', { 200: mixed }, { parameters: [parameter('query', 'two', { type: 'boolean' })] }),
    '/images': get('images', { 200: answer({ 'image/*': text, 'application/json': { example: { id: 1 } } }) }),
    '/any': get('any', { 200: answer({ '*/*': any }) }),
    '/application': get('application', { 200: answer({ 'application/*': any }) }),
    '/shown': get('shown', { 200: answer({ 'image/*': { example: 'as sent' } }) }),
    '/texts': get('texts', { 200: answer({ 'text/*; charset=utf-8': text }) }),
    '/taken': get('taken', {
      200: answer({ 'application/json': { examples: named({ generated: { id: 1 } }) }, 'text/plain': text }),
    }),
    '/failing': get(
      'failing',
      { 200: empty, 400: answer(found) },
      {
        parameters: [parameter('query', 'limit', { type: 'integer' })],
      },
    ),
    '/strict': get('strict', { 200: empty, 401: answer(found) }),
  }),
  { rules: [{ operation: 'ruled', when: { 'query.two': true }, answer: '200/two' }] },
);

interface Row {
  readonly name: string;
  readonly request: string;
  readonly accept?: string;
  readonly prefer?: string;
  readonly token?: string;
  readonly body?: Json;
  /** Status, scenario, media type. */
  readonly want: readonly [number, string, string];
}

const json = 'application/json';
const given: readonly Row[] = [
  {
    name: 'the chosen scenario, where it is acceptable',
    request: 'GET /mixed',
    accept: json,
    want: [200, 'mixed/200/one', json],
  },
  {
    name: 'the chosen scenario, where anything is',
    request: 'GET /mixed',
    accept: '*/*',
    want: [200, 'mixed/200/one', json],
  },
  {
    name: 'the chosen scenario, where the header is empty',
    request: 'GET /mixed',
    accept: '',
    want: [200, 'mixed/200/one', json],
  },
  {
    name: 'the first that has the type',
    request: 'GET /mixed',
    accept: 'text/plain',
    want: [200, 'mixed/200/note', 'text/plain'],
  },
  {
    name: 'a body made in a type without example',
    request: 'GET /mixed',
    accept: 'text/csv',
    want: [200, 'mixed/200/generated', 'text/csv'],
  },
  {
    name: 'an example before a made body',
    request: 'GET /mixed',
    accept: 'text/*',
    want: [200, 'mixed/200/note', 'text/plain'],
  },
  {
    name: 'the chosen scenario before a better type',
    request: 'GET /mixed',
    accept: 'text/csv, application/json;q=0.1',
    want: [200, 'mixed/200/one', json],
  },
  {
    name: 'another where the chosen one is refused',
    request: 'GET /mixed',
    accept: 'application/json;q=0, */*',
    want: [200, 'mixed/200/note', 'text/plain'],
  },
  { name: 'HEAD as GET', request: 'HEAD /mixed', accept: 'text/csv', want: [200, 'mixed/200/generated', 'text/csv'] },
  {
    name: 'chosen by status alone',
    request: 'GET /mixed',
    accept: 'text/csv',
    prefer: 'code=200',
    want: [200, 'mixed/200/generated', 'text/csv'],
  },
  {
    name: 'another success, chosen',
    request: 'GET /mixed',
    accept: 'text/html',
    prefer: 'code=206',
    want: [206, 'mixed/206/generated', 'text/html'],
  },
  {
    name: 'the made body, by its name',
    request: 'GET /mixed',
    prefer: 'example=generated',
    want: [200, 'mixed/200/generated', 'text/csv'],
  },
  {
    name: 'found by a request example',
    request: 'POST /bodies',
    body: { of: 2 },
    accept: json,
    want: [200, 'bodies/200/two', json],
  },
  {
    name: 'found by a request example, in another type',
    request: 'POST /bodies',
    body: { of: 2 },
    accept: 'text/csv',
    want: [200, 'bodies/200/generated', 'text/csv'],
  },
  {
    name: 'no rule: as any',
    request: 'GET /ruled',
    accept: 'text/csv',
    want: [200, 'ruled/200/generated', 'text/csv'],
  },
  {
    name: 'a name that is taken',
    request: 'GET /taken',
    accept: 'text/plain',
    want: [200, 'taken/200/generated-2', 'text/plain'],
  },
  {
    name: 'the example that has it',
    request: 'GET /taken',
    prefer: 'example=generated',
    want: [200, 'taken/200/generated', json],
  },
  {
    name: 'a chosen error, by status',
    request: 'GET /mixed',
    accept: 'text/plain',
    prefer: 'code=404',
    want: [404, 'mixed/404/generated', 'text/plain'],
  },
  {
    name: 'a chosen error, by name',
    request: 'GET /mixed',
    accept: 'text/plain',
    prefer: 'code=404, example=gone',
    want: [404, 'mixed/404/gone', json],
  },
  {
    name: 'an error in a type that is not documented',
    request: 'GET /mixed',
    accept: 'image/png',
    prefer: 'code=404',
    want: [404, 'mixed/404/gone', json],
  },
  {
    name: 'an error by token, of a status',
    request: 'GET /mixed',
    accept: 'text/plain',
    token: '503',
    want: [503, 'mixed/503/generated', 'text/plain'],
  },
  {
    name: 'an error by token, of a name',
    request: 'GET /mixed',
    accept: 'text/plain',
    token: 'gone',
    want: [503, 'mixed/503/gone', json],
  },
  {
    name: 'an error for a fault',
    request: 'GET /failing?limit=x',
    accept: 'text/plain',
    want: [400, 'failing/400/gone', json],
  },
  { name: 'an empty success', request: 'GET /failing', accept: 'text/plain', want: [200, 'failing/200/empty', ''] },
];

describe('Accept chooses among all media types of the response (design, step 11)', () => {
  it.each(byName(given))('%s', async (_, { request, accept, prefer, token, body, want }) => {
    const answer = await ask(sandbox, request, {
      headers: {
        ...(accept !== undefined && { Accept: accept }),
        ...(prefer !== undefined && { Prefer: prefer }),
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body }),
    });
    expect([answer.status, answer.scenario, answer.headers['content-type'] ?? '']).toEqual(want);
  });
});

describe('a media type that the response does not document: 406 (design, step 11)', () => {
  it.each(
    byName([
      { name: 'a type of no scenario', request: 'GET /mixed', accept: 'image/png' },
      { name: 'a type of another success only', request: 'GET /mixed', accept: 'text/html' },
      {
        name: 'a type of the response that the named example lacks',
        request: 'GET /mixed',
        accept: 'text/csv',
        prefer: 'example=two',
      },
      { name: 'a type that the example named by a rule lacks', request: 'GET /ruled?two=true', accept: 'text/csv' },
      { name: 'a type outside of the range', request: 'GET /images', accept: 'audio/wav' },
      { name: 'everything refused', request: 'GET /any', accept: '*/*;q=0' },
    ]),
  )('%s', async (_, { request, accept, prefer }) => {
    const answer = await ask(sandbox, request, {
      headers: { Accept: accept, ...(prefer !== undefined && { Prefer: prefer }) },
    });
    expect(answer).toMatchObject({ status: 406, trigger: 'accept', faults: ['header Accept accept'] });
  });

  it('the 406 names the documented types', async () => {
    const answer = await ask(sandbox, 'GET /images', { headers: { Accept: 'audio/wav' } });
    expect(answer.headers['sandbox-faults']).toContain('["application/json","image/*"]');
  });
});

describe('a documented range accepts a type within it (design, step 11)', () => {
  it.each<[string, string, string | undefined, string]>([
    ['/images', 'the type', 'image/jpeg', 'image/jpeg'],
    ['/images', 'the better of two', 'image/gif;q=0.1, image/jpeg;q=0.2', 'image/jpeg'],
    ['/images', 'a type before the range', 'image/webp, image/*, */*;q=0.1', 'application/json'],
    ['/images', 'the range itself', 'image/*', 'image/png'],
    ['/images', 'a type nobody knows', 'image/x-new', 'image/x-new'],
    ['/any', 'nothing', undefined, json],
    ['/any', 'anything', '*/*', json],
    ['/any', 'a type', 'application/xml', 'application/xml'],
    ['/any', 'a type of pictures', 'image/png', 'image/png'],
    ['/any', 'a range within it', 'image/*', 'image/png'],
    ['/any', 'a browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', json],
    ['/any', 'a browser that looks for a picture', 'image/avif,image/webp,image/*;q=0.8', 'image/avif'],
    ['/any', 'what is no media type', 'json', 'application/problem+json'],
    ['/application', 'a type', 'application/pdf', 'application/pdf'],
    ['/texts', 'a type', 'text/markdown', 'text/markdown'],
    ['/texts', 'the range itself', 'text/*', 'text/plain'],
    ['/shown', 'nothing', undefined, 'application/octet-stream'],
    ['/shown', 'the range itself', 'image/*', 'image/png'],
    ['/shown', 'a type', 'image/gif', 'image/gif'],
  ])('%s by %s: %s', async (path, _, accept, want) => {
    const answer = await ask(sandbox, `GET ${path}`, { headers: { ...(accept !== undefined && { Accept: accept }) } });
    expect(answer.headers['content-type']).toBe(want);
  });

  it.each<[string, string, string]>([
    ['XML from data', 'application/xml', '<root><id>0</id></root>'],
    ['CSV from data', 'text/csv', 'id\r\n0\r\n'],
  ])('the body is serialized in that type: %s', async (_, accept, want) => {
    expect((await ask(sandbox, 'GET /any', { headers: { Accept: accept } })).text).toContain(want);
  });
});

describe('an error about Accept is no file of the requested type (design, step 11):', () => {
  const plainly = answer({ 'application/json': { example: { id: 1 } } });
  const refusing = ruledSandbox(
    documentOf({
      '/406': get('own', { 200: plainly, 406: answer({ '*/*': any }) }),
      '/default': get('rest', { 200: plainly, default: answer({ '*/*': any }) }),
      '/several': get('several', { 200: plainly, 406: answer({ 'application/json': any, 'application/xml': any }) }),
    }),
  );
  it.each([
    ['/406', 'application/pdf', json],
    ['/406', 'application/x-unknown', json],
    ['/default', 'image/png', json],
    ['/several', 'application/xml', 'application/xml'],
  ])('%s by %s: %s', async (path, accept, want) => {
    const { status, headers } = await ask(refusing, `GET ${path}`, { headers: { Accept: accept } });
    expect([status, headers['content-type']]).toEqual([406, want]);
  });
});

describe('a body generated in another media type is about no fault (design, step 7):', () => {
  const json = { 'application/json': { examples: named({ odd: { hint: 'Something of the kind is not right.' } }) } };
  const response = answer({ ...json, 'text/plain': text });
  const post = {
    operationId: 'typed',
    requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
    responses: { 200: answer({ 'application/json': { example: 1 } }), 406: response, 415: response },
  };
  const typed = ruledSandbox(documentOf({ '/typed': { post } }));

  it.each<[string, Record<string, string>, string]>([
    ['415', { 'Content-Type': 'text/plain' }, 'typed/415/odd'],
    ['406', { 'Content-Type': 'application/json', Accept: 'image/png' }, 'typed/406/odd'],
  ])('%s', async (_, headers, want) =>
    expect((await ask(typed, 'POST /typed', { headers, body: {} })).scenario).toBe(want),
  );
});

it('a scenario that needs an Accept header has a request with it, and says so (design, step 11)', () => {
  const all = sandbox.catalogue().scenarios.filter(({ operationId }) => operationId === 'mixed');
  const reported = all.map(({ id, natural, mediaTypes, requests }) => [id, natural, mediaTypes, requests[0]?.how]);
  expect(reported).toEqual([
    ['mixed/200/one', true, [json], 'an ordinary request'],
    ['mixed/200/two', false, [json], 'Prefer: code=200, example=two'],
    ['mixed/200/note', true, ['text/plain'], 'Accept: text/plain'],
    ['mixed/200/generated', true, ['text/csv'], 'Accept: text/csv'],
    ['mixed/206/generated', false, ['text/html'], 'Prefer: code=206, example=generated'],
    ['mixed/404/gone', false, [json], 'Prefer: code=404, example=gone'],
    ['mixed/404/generated', false, ['text/plain'], 'Prefer: code=404, example=generated'],
    ['mixed/503/gone', false, [json], 'the token gone'],
    ['mixed/503/generated', false, ['text/plain'], 'the token generated'],
  ]);
});
