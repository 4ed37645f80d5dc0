import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, empty, parameter, response } from '../fixtures/document.ts';
import { type Documented, echoed, echoes } from '../fixtures/echo.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const numbers = { type: 'array', items: integer };
const flags = { type: 'object', properties: { m: { type: 'boolean' } } };
const items = { type: 'array', items: { type: 'object', properties: { price: text, quantity: integer } } };

const deep = (schema: JsonObject, more: JsonObject = {}): Documented => ({
  in: 'query',
  style: 'deepObject',
  explode: true,
  schema,
  ...more,
});
const query = deep({ type: 'object', properties: { tags: numbers, n: flags, items } });
const range = deep({ anyOf: [{ type: 'object', properties: { gte: integer } }, integer] });
const cleared = deep({ anyOf: [numbers, { type: 'string', enum: [''] }] });

interface Row {
  readonly name: string;
  readonly parameter: Documented;
  readonly sent: string | null;
  readonly want: Json;
}

/**
 * The specification covers only `color[R]=100`; these are the lists and nested objects of qs, Rails and Stripe’s
 * clients.
 */
const read: readonly Row[] = [
  { name: 'a list, its name repeated', parameter: query, sent: 'color[tags]=1&color[tags]=2', want: { tags: [1, 2] } },
  { name: 'a list of one', parameter: query, sent: 'color[tags]=1', want: { tags: [1] } },
  { name: 'a list with brackets', parameter: query, sent: 'color[tags][]=1&color[tags][]=2', want: { tags: [1, 2] } },
  { name: 'a list by numbers', parameter: query, sent: 'color[tags][1]=2&color[tags][0]=1', want: { tags: [1, 2] } },
  { name: 'brackets, percent-encoded', parameter: query, sent: 'color%5Btags%5D%5B%5D=1', want: { tags: [1] } },
  { name: 'an object in it', parameter: query, sent: 'color[n][m]=true', want: { n: { m: true } } },
  {
    name: 'a name that every object has',
    parameter: query,
    sent: 'color[constructor]=1',
    want: { constructor: '1' },
  },
  {
    name: 'objects in a list',
    parameter: query,
    sent: 'color[items][0][price]=p&color[items][0][quantity]=2',
    want: { items: [{ price: 'p', quantity: 2 }] },
  },
  { name: 'an object in it, as JSON', parameter: query, sent: 'color[n]={"m":true}', want: { n: { m: true } } },
  { name: 'a list in it, as JSON', parameter: query, sent: 'color[tags]=%5B1,2%5D', want: { tags: [1, 2] } },
  {
    name: 'a list of objects, as JSON',
    parameter: query,
    sent: 'color[items]=[{"price":"p"},{"quantity":2}]',
    want: { items: [{ price: 'p' }, { quantity: 2 }] },
  },
  {
    name: 'an object of a list, as JSON',
    parameter: query,
    sent: 'color[items][0]={"price":"p"}',
    want: { items: [{ price: 'p' }] },
  },
  { name: 'all of it, as JSON', parameter: query, sent: 'color={"n":{"m":true}}', want: { n: { m: true } } },
  {
    name: 'a list of lists, as JSON: whole, or one by one',
    parameter: deep({
      type: 'object',
      properties: { a: { type: 'array', items: numbers }, b: { type: 'array', items: numbers } },
    }),
    sent: 'color[a]=[[1],[2]]&color[b]=[1,2]',
    want: { a: [[1], [2]], b: [[1, 2]] },
  },
  {
    name: 'a large number in JSON in it',
    parameter: query,
    sent: 'color[tags]=[1,9007199254740993]',
    want: { tags: [1, '#9007199254740993'] },
  },
  {
    name: 'JSON where the schema has a text: the text',
    parameter: deep({ type: 'object', properties: { a: text, b: { type: ['object', 'string'] }, c: {} } }),
    sent: 'color[a]={}&color[b]={}&color[c]={}',
    want: { a: '{}', b: '{}', c: '{}' },
  },
  {
    name: 'a large number in it',
    parameter: query,
    sent: 'color[tags][]=9007199254740993',
    want: { tags: ['#9007199254740993'] },
  },
  { name: 'a list as the whole, with brackets', parameter: deep(numbers), sent: 'color[]=1&color[]=2', want: [1, 2] },
  { name: 'a list as the whole, by numbers', parameter: deep(numbers), sent: 'color[0]=1&color[1]=2', want: [1, 2] },
  { name: 'a list as the whole, its name alone', parameter: deep(numbers), sent: 'color=1&color=2', want: [1, 2] },
  { name: 'an object or a number: an object', parameter: range, sent: 'color[gte]=5', want: { gte: 5 } },
  { name: 'an object or a number: a number', parameter: range, sent: 'color=5', want: 5 },
  { name: 'a list or nothing: a list', parameter: cleared, sent: 'color[]=5', want: [5] },
  { name: 'a list or nothing: nothing', parameter: cleared, sent: 'color=', want: '' },
  {
    name: 'a list or null: a list',
    parameter: deep({ ...numbers, type: ['array', 'null'] }),
    sent: 'color=5',
    want: [5],
  },
  {
    name: 'what nobody documented',
    parameter: deep({}),
    sent: 'color[a][b]=1&color[c]=2',
    want: { a: { b: '1' }, c: '2' },
  },
  {
    name: 'a list that nobody documented',
    parameter: deep({ type: 'object' }),
    sent: 'color[a]=1&color[a]=2&color[b][]=3',
    want: { a: ['1', '2'], b: ['3'] },
  },
  { name: 'the one of two names', parameter: query, sent: 'colors[tags]=1&color[tags]=2', want: { tags: [2] } },
  {
    name: 'empty, where that is allowed',
    parameter: deep({ type: 'object' }, { allowEmptyValue: true }),
    sent: 'color=',
    want: 'absent',
  },
];

const wrong: readonly Row[] = [
  { name: 'an item', parameter: query, sent: 'color[tags]=1&color[tags]=x', want: ['query color/tags/1 type'] },
  { name: 'an item with brackets', parameter: query, sent: 'color[tags][]=x', want: ['query color/tags/0 type'] },
  { name: 'an object in it', parameter: query, sent: 'color[n][m]=maybe', want: ['query color/n/m type'] },
  {
    name: 'an object in a list',
    parameter: query,
    sent: 'color[items][0][quantity]=x',
    want: ['query color/items/0/quantity type'],
  },
  { name: 'a text for an object', parameter: query, sent: 'color[n]=1', want: ['query color/n type'] },
  { name: 'an item of a list as the whole', parameter: deep(numbers), sent: 'color[]=x', want: ['query color/0 type'] },
  { name: 'a branch of a choice', parameter: range, sent: 'color[gte]=x', want: ['query color/gte type'] },
  { name: 'the other branch', parameter: range, sent: 'color=x', want: ['query color anyOf'] },
  {
    name: 'one value sent twice',
    parameter: query,
    sent: 'color[n][m]=true&color[n][m]=false',
    want: ['query color/n/m syntax'],
  },
  { name: 'a text and an object', parameter: range, sent: 'color=5&color[gte]=5', want: ['query color syntax'] },
  { name: 'what cannot be decoded', parameter: query, sent: 'color[n][m]=%zz', want: ['query color/n/m syntax'] },
  {
    name: 'two places',
    parameter: query,
    sent: 'color[n][m]=%zz&color[tags][]=x',
    want: ['query color/n/m syntax', 'query color/tags/0 type'],
  },
  {
    name: 'a required one that is not sent',
    parameter: { ...query, required: true },
    sent: '',
    want: ['query color required'],
  },
];

describe.each(
  byName([
    { name: 'read', rows: read },
    { name: 'a fault in', rows: wrong },
  ]),
)('deepObject with nested values (OpenAPI 3.1.1, 4.8.12.3), %s:', (_group, { rows }) => {
  const send = echoes(rows);
  it.each(byName(rows))('%s', async (_, row) => expect(echoed(await send(row))).toEqual(row.want));
});

const sandbox = sandboxOf(
  documentOf({
    '/charges': {
      get: {
        operationId: 'list',
        parameters: [
          parameter('query', 'filter', query['schema'] ?? {}, { style: 'deepObject', required: true }),
          parameter('query', 'expand', { type: 'array', items: { enum: ['customer'] } }, { style: 'deepObject' }),
        ],
        responses: { 200: empty, 400: response({ wrong: { title: 'Bad Request', status: 400, detail: 'Wrong.' } }) },
      },
    },
  }),
);

describe('violations in a deepObject', () => {
  it('are located in an error body (RFC 9457, 3)', async () => {
    const { status, body } = await ask(sandbox, 'GET /charges?filter[n][m]=maybe&expand[]=invoice');
    expect({ status, body }).toMatchObject({
      status: 400,
      body: {
        detail:
          'The query parameter filter.n.m must be of type boolean; The query parameter expand[0] must be one of customer',
        errors: [{ parameter: 'filter' }, { parameter: 'expand' }],
      },
    });
  });

  it('requests that reach scenarios serialize it as it is parsed (OpenAPI 3.1.1, 4.8.12.3)', () => {
    const found = sandbox.catalogue('').scenarios.find(({ status }) => status === 200);
    expect(decodeURIComponent(found?.requests[0]?.url ?? '')).toBe(
      '/charges?filter[tags][]=0&filter[n][m]=true&filter[items][0][price]=string&filter[items][0][quantity]=0',
    );
  });
});
