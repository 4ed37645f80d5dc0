import { expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox/index.ts';
import { type Asking, ask, bytes } from '../fixtures/ask.ts';
import { securitySchemes } from '../fixtures/credentials.ts';
import { documentOf, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const schema = {
  type: 'object',
  required: ['name', 'pets'],
  properties: {
    name: { type: 'string', pattern: '^[A-Z]' },
    pets: { type: 'array', items: { oneOf: [{ required: ['bark'] }, { required: ['purr', 'lives'] }] } },
  },
};
const problem = { type: 'https://example.com/bad', title: 'Wrong', status: 400, detail: 'Wrong' };
const example = { name: 'Ann', pets: [{ bark: 1 }] };

function makeSandbox(): Sandbox {
  const paths = {
    '/people/{id}': {
      post: {
        operationId: 'add',
        parameters: [
          parameter('path', 'id', { type: 'integer' }),
          parameter('query', 'limit', { type: 'integer', default: 2 }),
          parameter('header', 'X-Request-ID', { type: 'string', default: 'none' }),
        ],
        requestBody: jsonBody(schema, {
          content: { 'application/json': { schema, examples: { ann: { value: example } } } },
        }),
        responses: {
          201: { ...response({ ok: { id: 0, list: [1, 2, 3] }, ann: {} }), headers: { 'X-Request-ID': {} } },
          400: response({ wrong: problem }),
          429: response({ spike: {} }),
        },
      },
    },
    '/generated': { get: { responses: { 200: { content: { 'application/json': { schema } } } } } },
  };
  const edits = { body: { '/id': '$request.path.id' }, limit: { '/list': '$request.query.limit' } };
  const rules = [{ operation: 'add', when: { 'body#/name': 'Bob' }, answer: { scenario: '201/ok', ...edits } }];
  return ruledSandbox(documentOf(paths, { components: { securitySchemes } }), { rules });
}

const bob = { name: 'Bob', pets: [] };
const requests: readonly (readonly [string, Asking])[] = [
  ['POST /people/1', { body: bob }],
  ['POST /people/2?limit=1', { body: bob, headers: { 'X-Request-ID': 'r' } }],
  ['POST /people/3', { body: example }],
  ['POST /people/x?limit=y', { body: { name: 'bob', pets: [{}, 1] } }],
  ['POST /people/4', { body: { pets: [{ bark: 1, purr: 1, lives: 9 }], name: 1 } }],
  ['POST /people/5', { headers: { 'Content-Type': 'application/json' }, body: bytes('{') }],
  ['POST /people/6', { headers: { Prefer: 'code=429' } }],
  ['POST /people/7', { headers: { Authorization: 'Bearer spike' } }],
  ['GET /people/8', {}],
  ['OPTIONS /people/9', {}],
  ['GET /generated', {}],
  ['HEAD /generated', {}],
  ['GET /nowhere', {}],
  ['GET /_sandbox/scenarios', {}],
];

const send = async (sandbox: Sandbox, [line, asking]: (typeof requests)[number]) => {
  const { status, headers, text } = await ask(sandbox, line, asking);
  return JSON.stringify([status, headers, text]);
};

it('the same request gets the same response, byte for byte, whatever comes in between', async () => {
  const sandbox = makeSandbox();
  const first = await Promise.all(requests.map((request) => send(sandbox, request)));
  expect(new Set(first).size).toBe(requests.length);
  const [watched = ['', {}] as const, ...others] = requests;
  for (let round = 0; round < 1000; round += 1) {
    const between = others[(round * 7) % others.length] ?? watched;
    const answers = await Promise.all([send(sandbox, between), send(sandbox, watched)]);
    expect(answers).toEqual([first[requests.indexOf(between)], first[0]]);
  }
});

it('another sandbox of the same document gives the same responses, in whatever order requests come', async () => {
  const [one, other] = [makeSandbox(), makeSandbox()];
  const answers = new Map<string, string>();
  for (const request of requests) answers.set(request[0], await send(one, request));
  for (const request of [...requests].reverse()) expect(await send(other, request)).toBe(answers.get(request[0]));
});

it('the order of headers, query parameters and properties in a request makes no difference', async () => {
  const sandbox = makeSandbox();
  const one = await send(sandbox, [
    'POST /people/x?limit=y&a=1',
    { headers: { A: '1', 'X-Request-ID': 'r' }, body: { name: 'bob', pets: 1 } },
  ]);
  const other = await send(sandbox, [
    'POST /people/x?a=1&limit=y',
    { headers: { 'X-Request-ID': 'r', A: '1' }, body: { pets: 1, name: 'bob' } },
  ]);
  expect(one).toBe(other);
});
