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
  { name: 'location and keyword', body: { lines }, want: 'nameless' },
  { name: 'location and the first of two keywords', body: { name: 'x', lines }, want: 'misnamed' },
  { name: 'location and the second of two keywords', body: { name: 'xxxxx', lines }, want: 'misnamed' },
  { name: 'two locations', body: {}, want: 'both' },
  { name: 'two locations, with other keywords', body: { name: 1, lines: [] }, want: 'both' },
  { name: 'wildcard for one segment', body: { name: 'tea', lines: [{ sku: 's' }, {}] }, want: 'sku' },
  { name: 'wildcard for one segment, several faults', body: { name: 'tea', lines: [{}, { sku: 1 }] }, want: 'sku' },
  { name: 'wildcard for any depth, one segment', body: { ...good, deep: { a: 1 } }, want: 'deep' },
  { name: 'wildcard for any depth, two segments', body: { ...good, deep: { a: { b: 'x' } } }, want: 'deep' },
  { name: 'wildcard for any depth, no segment', body: { ...good, deep: 1 }, want: 'deep' },
  { name: 'cookie', headers: { Cookie: 'cheap=very' }, body: good, want: 'cheap' },
  { name: 'path parameter', target: '/orders/first', body: good, want: 'id' },
  { name: 'query parameter', target: '/orders/1?limit=10', body: good, want: 'limit' },
  { name: 'query parameter sent twice', target: '/orders/1?limit=1&limit=2', body: good, want: 'limit' },
  { name: 'body that cannot be parsed', body: bytes('{"name":'), want: 'unread' },
  {
    name: 'body of an unsupported media type',
    headers: { 'Content-Type': 'text/csv' },
    body: bytes('a,b'),
    want: 'type',
  },
  {
    name: 'body in an unsupported character set',
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
    { name: 'another keyword at its location', body: { name: 1, lines } },
    { name: 'its fault and another', target: '/orders/1?limit=10', body: { lines } },
    { name: 'only one of its two faults', body: { name: 'tea', lines: [] } },
    {
      name: 'another property beside the one under a wildcard',
      body: { name: 'tea', lines: [{ sku: 's', notes: 1 }] },
    },
  ];
  it.each(byName(unmatched))('%s', async (_, { target = '/orders/1', body }) =>
    expect(await ask(sandbox, `POST ${target}`, { headers: { 'X-Tenant': 't' }, body })).toMatchObject({
      status: 400,
      scenario: 'buy/400/nameless',
      trigger: 'fault',
    }),
  );
});

describe('a rule with masks (design, step 7)', () => {
  const masked: readonly { name: string; target: string; body: Json }[] = [
    { name: 'its fault alone', target: '/orders/1', body: good },
    { name: 'its fault and another', target: '/orders/1?limit=10', body: good },
    { name: 'its fault and one that another rule is about', target: '/orders/1', body: { lines } },
  ];
  it.each(byName(masked))('applies to %s', async (_, { target, body }) =>
    expect(await ask(sandbox, `POST ${target}`, { body })).toMatchObject({
      scenario: 'buy/400/tenant',
      trigger: 'rule',
    }),
  );

  it('does not apply without its fault', async () => {
    const asking = { headers: { 'X-Tenant': 't' }, body: { lines } };
    expect(await ask(sandbox, 'POST /orders/1', asking)).toMatchObject({ scenario: 'buy/400/nameless' });
  });
});
