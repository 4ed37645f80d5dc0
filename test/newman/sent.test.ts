import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../../sandbox/hosts/node.ts';
import { createSandbox } from '../../sandbox/index.ts';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { documentOf, jsonBody, named, parameter, response } from '../fixtures/document.ts';
import { writeFiles } from '../fixtures/write-document.ts';
import { readCollection, writeCollection, writeInto } from './collections.ts';
import { failuresOf, type Outcome, runCollection } from './newman.ts';

/** What newman really sends: Postman builds requests in a way of its own. */
interface Sent {
  readonly method: string;
  readonly target: string;
  readonly headers: Headers;
  readonly body: string;
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const answers = (...names: readonly string[]): JsonObject => ({
  200: response({ ok: 1 }),
  400: response(Object.fromEntries(names.map((name) => [name, { message: name }]))),
});
const requestId = parameter('header', 'X-Request-ID', { type: 'string' }, { required: true });
const correlationId = parameter('header', 'x-correlation-id', { type: 'string', pattern: '^\\d+$' }, { example: '7' });
const item = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const body = (value: Json) => ({ required: true, content: { 'application/json': { schema: {}, example: value } } });
const document = documentOf(
  {
    '/ids': {
      get: {
        operationId: 'ids',
        parameters: [requestId, correlationId],
        responses: { ...answers('no-id'), 429: response({ slow: 1 }) },
      },
    },
    '/query': {
      get: {
        operationId: 'query',
        parameters: [parameter('query', 'a[b]', { type: 'integer' }, { required: true, example: 1 })],
        responses: answers('twice'),
      },
    },
    '/body': { post: { operationId: 'body', requestBody: jsonBody(item), responses: answers('unreadable') } },
    '/list': {
      post: {
        operationId: 'list',
        requestBody: jsonBody({ type: 'array', maxItems: 3000, items: item }),
        responses: answers('too-many'),
      },
    },
    '/template': {
      post: {
        operationId: 'template',
        requestBody: body({ text: 'Dear {{token}} {{$guid}}' }),
        responses: { 200: response({ ok: 1 }) },
      },
    },
    '/text': {
      delete: {
        operationId: 'text',
        requestBody: { required: true, content: { 'text/plain': { schema: { type: 'string' }, example: 'a\nb' } } },
        responses: { 200: { description: '', content: { 'text/plain': { example: 'Grüße' } } } },
      },
    },
    '/away': {
      get: { operationId: 'away', responses: { 303: { description: '', headers: { Location: { example: '/ids' } } } } },
    },
    '/cookie': {
      get: {
        operationId: 'cookie',
        responses: {
          200: {
            description: '',
            headers: { 'Set-Cookie': { example: 'seen=yes; Path=/' } },
            content: { 'application/json': { examples: named({ ok: 1 }) } },
          },
        },
      },
    },
    '/cookie/again': { get: { operationId: 'again', responses: { 200: response({ ok: 1 }) } } },
    '/secret': {
      get: {
        operationId: 'secret',
        security: [{ key: [] }],
        responses: { 200: response({ ok: 1 }), 401: response({ expired: 1 }) },
      },
    },
  },
  { components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } } },
);
const rules = [
  { operation: 'ids', faults: [{ at: 'header.X-Request-ID', keyword: 'required' }], answer: '400/no-id' },
  { operation: 'query', faults: [{ at: 'query.a[b]', keyword: 'syntax' }], answer: '400/twice' },
  { operation: 'body', faults: [{ at: 'body', keyword: 'syntax' }], answer: '400/unreadable' },
  { operation: 'list', faults: [{ at: 'body', keyword: 'maxItems' }], answer: '400/too-many' },
];

describe('newman sends', () => {
  const sent = new Map<string, Sent>();
  let outcomes: readonly Outcome[];
  let server: Listening;
  beforeAll(async () => {
    const written = await writeCollection(document, rules);
    const sandbox = createSandbox({
      documents: [written.document],
      ...(written.scenarios && { scenarios: written.scenarios }),
    });
    const recorded = async (request: Request): Promise<Response> => {
      const text = await request.clone().text();
      const answer = await sandbox.answer(request);
      const { pathname, search } = new URL(request.url);
      const { method, headers } = request;
      sent.set(answer.headers.get('Sandbox-Scenario') ?? '', {
        method,
        target: pathname + search,
        headers,
        body: text,
      });
      return answer;
    };
    server = await listen(recorded, { port: 0, host: '127.0.0.1' });
    const collection = readCollection(join(written.folder, 'api.postman_collection.json'));
    outcomes = await runCollection(collection, { baseUrl: server.url, token: 'mine' });
  });
  afterAll(() => server.close());

  it('what gets each scenario, and finds nothing wrong', () => {
    expect(failuresOf(outcomes)).toEqual({});
    expect(outcomes.map(({ scenario }) => scenario)).toEqual(outcomes.map(({ header }) => header('Sandbox-Scenario')));
  });

  const rows: readonly { scenario: string; of: (sent: Sent) => unknown; want: unknown }[] = [
    { scenario: 'ids/200/ok', of: ({ headers }) => uuid.test(headers.get('X-Request-ID') ?? ''), want: true },
    { scenario: 'ids/200/ok', of: ({ headers }) => headers.get('X-Correlation-ID'), want: null },
    { scenario: 'ids/400/no-id', of: ({ headers }) => headers.get('X-Request-ID'), want: null },
    { scenario: 'query/400/twice', of: ({ target }) => target, want: '/query?a%5Bb%5D=1&a%5Bb%5D=1' },
    { scenario: 'body/400/unreadable', of: ({ body: text }) => isJson(text), want: false },
    { scenario: 'list/400/too-many', of: ({ body: text }) => JSON.parse(text).length, want: 3001 },
    {
      scenario: 'template/200/ok',
      of: ({ body: text }) => JSON.parse(text),
      want: { text: 'Dear {{token}} {{$guid}}' },
    },
    { scenario: 'text/200/example', of: ({ method, body: text }) => [method, text], want: ['DELETE', 'a\nb'] },
    { scenario: 'text/200/example', of: ({ headers }) => headers.get('Content-Type'), want: 'text/plain' },
    { scenario: 'again/200/ok', of: ({ headers }) => headers.get('Cookie'), want: null },
    { scenario: 'secret/200/ok', of: ({ headers }) => headers.get('X-Key'), want: 'mine' },
    {
      scenario: 'secret/401/expired',
      of: ({ headers }) => [headers.get('X-Key'), headers.get('Authorization')],
      want: [null, 'Bearer 401'],
    },
  ];
  it.each(rows)('for $scenario: $want', ({ scenario, of, want }) => {
    const request = sent.get(scenario);
    expect(request, `${scenario} was reached`).toBeDefined();
    if (request) expect(of(request)).toEqual(want);
  });

  it('nothing after a redirect', () => {
    expect(outcomes.find(({ scenario }) => scenario === 'away/303/empty')?.status).toBe(303);
  });

  it('other ids each time', () => {
    const ids = [...sent.values()].flatMap(({ headers }) => headers.get('X-Request-ID') ?? []);
    expect(ids.length).toBe(2);
    expect(new Set(ids).size).toBe(2);
  });
});

it('an answer that is no text is compared octet by octet', async () => {
  const octets = (name: string) => ({ 'image/png': { examples: { [name]: { externalValue: `${name}.png` } } } });
  const paths = Object.fromEntries(
    ['dot', 'dash'].map((name) => [
      `/${name}`,
      { get: { operationId: name, responses: { 200: { description: '', content: octets(name) } } } },
    ]),
  );
  const folder = writeFiles({ 'api.json': JSON.stringify(documentOf(paths)) });
  const document = join(folder, 'api.json');
  for (const name of ['dot', 'dash']) writeFileSync(join(folder, `${name}.png`), Uint8Array.of(0x89, 0xff, 0, 13, 10));
  await writeInto(join(folder, 'out'), document);
  writeFileSync(join(folder, 'dash.png'), Uint8Array.of(0x89, 0xfe, 0, 13, 10));
  const sandbox = createSandbox({ documents: [document] });
  const server = await listen((request) => sandbox.answer(request), { port: 0, host: '127.0.0.1' });
  const collection = readCollection(join(folder, 'out', 'api.postman_collection.json'));
  const failures = failuresOf(await runCollection(collection, { baseUrl: server.url }));
  await server.close();
  expect(Object.keys(failures)).toEqual(['dash/200/dash']);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
