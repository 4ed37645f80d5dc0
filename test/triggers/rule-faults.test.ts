import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { type Asking, ask, bytes } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const order = {
  type: 'object',
  required: ['name', 'lines'],
  properties: {
    name: { type: 'string', minLength: 2, maxLength: 4 },
    lines: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' }, notes: { type: 'array' } } },
    },
    deep: { type: 'object', additionalProperties: { type: 'object', additionalProperties: { type: 'integer' } } },
  },
};
const rows = [
  'nameless',
  'misnamed',
  'both',
  'sku',
  'deep',
  'cheap',
  'id',
  'limit',
  'tenant',
  'unread',
  'type',
  'charset',
];
const examples = Object.fromEntries([...rows, 'other'].map((name) => [name, { message: name }]));
const rule = (answer: string, ...faults: readonly Json[]) => ({ operation: 'buy', faults, answer: `400/${answer}` });
const post = {
  operationId: 'buy',
  parameters: [
    parameter('path', 'id', { type: 'integer' }),
    parameter('query', 'limit', { type: 'integer', maximum: 9 }),
    parameter('header', 'X-Tenant', { type: 'string' }, { required: true }),
    parameter('cookie', 'cheap', { type: 'boolean' }),
  ],
  requestBody: jsonBody(order),
  responses: { 201: response({ done: {} }), 400: response({ ...examples }) },
};
const rules = [
  { ...rule('tenant', { at: 'header.x-tenant', keyword: 'required' }), masks: true },
  rule('nameless', { at: 'body#/name', keyword: 'required' }),
  rule('misnamed', { at: 'body#/name', keyword: ['minLength', 'maxLength'] }),
  rule('both', 'body#/name', 'body#/lines'),
  rule('sku', 'body#/lines/*/sku'),
  rule('deep', 'body#/deep/**'),
  rule('cheap', 'cookie.cheap'),
  rule('id', { at: 'path.id', keyword: 'type' }),
  rule('limit', 'query.limit'),
  rule('unread', { at: 'body', keyword: 'syntax' }),
  rule('type', { at: 'header.Content-Type', keyword: 'mediaType' }),
  rule('charset', { at: 'header.Content-Type', keyword: 'charset' }),
];
const sandbox = ruledSandbox(documentOf({ '/orders/{id}': { post } }), { rules });

const lines = [{ sku: 's' }];
const good = { name: 'tea', lines };
const matched: readonly {
  name: string;
  target?: string;
  headers?: Asking['headers'];
  body?: Asking['body'];
  want: string;
}[] = [
  { name: 'a place with one keyword', body: { lines }, want: 'nameless' },
  { name: 'a place with one of two keywords', body: { name: 'x', lines }, want: 'misnamed' },
  { name: 'a place with the other of two keywords', body: { name: 'xxxxx', lines }, want: 'misnamed' },
  { name: 'two places', body: {}, want: 'both' },
  { name: 'two places, by other keywords', body: { name: 1, lines: [] }, want: 'both' },
  { name: 'one step that may be any', body: { name: 'tea', lines: [{ sku: 's' }, {}] }, want: 'sku' },
  { name: 'one entry for several faults', body: { name: 'tea', lines: [{}, { sku: 1 }] }, want: 'sku' },
  { name: 'any number of steps: one', body: { ...good, deep: { a: 1 } }, want: 'deep' },
  { name: 'any number of steps: two', body: { ...good, deep: { a: { b: 'x' } } }, want: 'deep' },
  { name: 'any number of steps: none', body: { ...good, deep: 1 }, want: 'deep' },
  { name: 'a cookie', headers: { Cookie: 'cheap=very' }, body: good, want: 'cheap' },
  { name: 'a path parameter', target: '/orders/first', body: good, want: 'id' },
  { name: 'a query parameter', target: '/orders/1?limit=10', body: good, want: 'limit' },
  { name: 'a query parameter that is given twice', target: '/orders/1?limit=1&limit=2', body: good, want: 'limit' },
  { name: 'a body that cannot be parsed', body: bytes('{"name":'), want: 'unread' },
  { name: 'a body of another media type', headers: { 'Content-Type': 'text/csv' }, body: bytes('a,b'), want: 'type' },
  {
    name: 'a body in another character set',
    headers: { 'Content-Type': 'application/json; charset=utf-16' },
    body: bytes('{}'),
    want: 'charset',
  },
];

describe('a rule on faults applies to (design, step 7)', () => {
  it.each(byName(matched))('%s', async (_, { target = '/orders/1', headers, body, want }) => {
    const json = body instanceof Uint8Array ? { 'Content-Type': 'application/json' } : {};
    const asking = { headers: { 'X-Tenant': 't', ...json, ...headers }, ...(body !== undefined && { body }) };
    const answer = await ask(sandbox, `POST ${target}`, asking);
    expect(answer).toMatchObject({
      status: 400,
      scenario: `buy/400/${want}`,
      trigger: 'rule',
      body: { message: want },
    });
    expect(answer.faults).not.toEqual([]);
  });
});

describe('a rule on faults does not apply to (design, step 7)', () => {
  const unmatched: readonly { name: string; target?: string; body: Json }[] = [
    { name: 'its place with another keyword', body: { name: 1, lines } },
    { name: 'its fault and one more', target: '/orders/1?limit=10', body: { lines } },
    { name: 'one of its two faults', body: { name: 'tea', lines: [] } },
    { name: 'another place beside the one with the star', body: { name: 'tea', lines: [{ sku: 's', notes: 1 }] } },
  ];
  it.each(byName(unmatched))('%s', async (_, { target = '/orders/1', body }) =>
    expect(await ask(sandbox, `POST ${target}`, { headers: { 'X-Tenant': 't' }, body })).toMatchObject({
      status: 400,
      scenario: 'buy/400/nameless',
      trigger: 'fault',
    }),
  );
});

describe('a rule that masks (design, step 7)', () => {
  const masked: readonly { name: string; target: string; body: Json }[] = [
    { name: 'nothing else', target: '/orders/1', body: good },
    { name: 'another fault', target: '/orders/1?limit=10', body: good },
    { name: 'a fault that has a rule', target: '/orders/1', body: { lines } },
  ];
  it.each(byName(masked))('hides %s', async (_, { target, body }) =>
    expect(await ask(sandbox, `POST ${target}`, { body })).toMatchObject({
      scenario: 'buy/400/tenant',
      trigger: 'rule',
    }),
  );

  it('does not apply without its own fault', async () => {
    const asking = { headers: { 'X-Tenant': 't' }, body: { lines } };
    expect(await ask(sandbox, 'POST /orders/1', asking)).toMatchObject({ scenario: 'buy/400/nameless' });
  });
});
