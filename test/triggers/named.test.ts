import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { type Asking, ask } from '../fixtures/ask.ts';
import { documentOf, jsonBody, named, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const text = { type: 'string' };
const uuid = '497f6eca-6276-4993-bfeb-53cbbbba6f08';

/** Answers whose bodies are their names. */
function answers(names: readonly string[], mediaType = 'application/json'): JsonObject {
  return response(Object.fromEntries(names.map((name) => [name, name])), mediaType);
}

function operation(parameters: readonly Json[], responses: JsonObject, rest: JsonObject = {}): JsonObject {
  return { parameters, responses, ...rest };
}

const sandbox = ruledSandbox(
  documentOf({
    '/people/{id}': {
      get: operation([parameter('path', 'id', text)], {
        200: answers(['person_111', 'person_222', 'NHS number 9000000009']),
      }),
    },
    '/codes/{code}': {
      get: operation([parameter('path', 'code', text)], {
        200: answers([
          'first',
          'ods-T00404',
          `item ${uuid}`,
          'letter-a-b',
          'getLetter24L5',
          'größe_Maß',
          'v-1.50',
          'xy-z',
          'constructor one',
        ]),
        404: answers(['other', 'ods-X00001']),
      }),
    },
    '/cases/{code}': {
      get: operation([parameter('path', 'code', text)], {
        200: answers(['plain', 'item-ABC', 'item-abc', 'Item-xyz']),
      }),
    },
    '/numbers/{id}': {
      get: operation([parameter('path', 'id', { type: 'integer' })], {
        200: answers(['none', 'number-1234', 'of 12345678901234567890']),
      }),
    },
    '/orders': {
      get: operation(
        [
          parameter('query', 'status', { enum: ['pending', 'sent', 'lost'], default: 'pending' }),
          parameter('query', 'ids', { type: 'array', items: text }),
          parameter('query', 'at', { type: 'string', format: 'date' }),
          { ...parameter('query', 'filter', { type: 'object' }), style: 'deepObject' },
          parameter('query', 'late', { type: 'boolean' }),
          parameter('header', 'X-Region', text),
          parameter('header', 'Accept', text),
          parameter('cookie', 'mood', text),
        ],
        {
          200: answers([
            'every-order',
            'pending-order',
            'sent-order',
            'north-order',
            'order on 2024-01-31',
            'happy-order',
            'order-late-true',
            'application/json',
          ]),
        },
      ),
    },
    '/typed/{id}': {
      get: operation([parameter('path', 'id', text)], {
        200: {
          description: '',
          content: {
            'application/json': { examples: named({ 'any-json': 1, 'b222-json': 2, c333: 3 }) },
            'text/plain': { examples: named({ 'any-text': '1', 'b222-text': '2' }) },
            'text/csv': { schema: text },
          },
        },
      }),
    },
    '/ruled/{id}': {
      get: {
        operationId: 'ruled',
        ...operation([parameter('path', 'id', text)], { 200: answers(['person_111', 'person_222']) }),
      },
    },
    '/paired/{id}': {
      get: operation([parameter('path', 'id', text, { examples: named({ one: '222', two: '333' }) })], {
        200: answers(['zero', 'one', 'two', 'person_222']),
      }),
      put: operation(
        [parameter('path', 'id', text)],
        { 200: answers(['zero', 'one', 'person_222']) },
        {
          requestBody: jsonBody(
            {},
            { content: { 'application/json': { examples: named({ one: { a: 1 }, zero: {} }) } } },
          ),
        },
      ),
    },
    '/words/{id}': {
      get: operation([parameter('path', 'id', text)], {
        200: {
          description: '',
          content: { 'application/json': { examples: { a111: { summary: 'One' }, b222: { summary: 'Two' } } } },
        },
      }),
    },
    '/single/{id}': {
      get: operation([parameter('path', 'id', text)], { 200: answers(['person_111']) }),
    },
  }),
  { rules: [{ operation: 'ruled', when: { 'path.id': '222' }, answer: '200/person_111' }] },
);

type Row = readonly [name: string, request: string, example: string, trigger: string, asking?: Asking];

const rows: readonly Row[] = [
  ['a word of a name', 'GET /people/222', 'person_222', 'example'],
  ['of the first', 'GET /people/111', 'person_111', 'example'],
  ['a word between blanks', 'GET /people/9000000009', 'NHS number 9000000009', 'example'],
  ['a value that no name has', 'GET /people/333', 'person_111', 'default'],
  ['part of a word', 'GET /people/22', 'person_111', 'default'],
  ['more than a word', 'GET /people/2222', 'person_111', 'default'],
  ['a word that several names have', 'GET /people/person', 'person_111', 'default'],
  ['the whole name', 'GET /people/person_222', 'person_222', 'example'],
  ['HEAD as GET', 'HEAD /people/222', 'person_222', 'example'],
  ['letters and digits', 'GET /codes/T00404', 'ods-T00404', 'example'],
  ['in another case', 'GET /codes/t00404', 'ods-T00404', 'example'],
  ['a UUID', `GET /codes/${uuid}`, `item ${uuid}`, 'example'],
  ['a UUID in capitals', `GET /codes/${uuid.toUpperCase()}`, `item ${uuid}`, 'example'],
  ['a value with a delimiter', 'GET /codes/a-b', 'letter-a-b', 'example'],
  ['the same with another', 'GET /codes/a_b', 'first', 'default'],
  ['a value that ends in a delimiter', 'GET /codes/letter-', 'first', 'default'],
  ['no part of a word in camel case', 'GET /codes/24L5', 'first', 'default'],
  ['other scripts', 'GET /codes/gr%C3%B6%C3%9Fe', 'größe_Maß', 'example'],
  ['a number as a text', 'GET /codes/1.50', 'v-1.50', 'example'],
  ['two characters', 'GET /codes/xy', 'first', 'default'],
  ['what every object has', 'GET /codes/constructor', 'constructor one', 'example'],
  ['what every object has, and no name', 'GET /codes/toString', 'first', 'default'],
  ['the name of an error', 'GET /codes/X00001', 'first', 'default'],
  ['names that differ in case: the one', 'GET /cases/ABC', 'item-ABC', 'example'],
  ['names that differ in case: the other', 'GET /cases/abc', 'item-abc', 'example'],
  ['names that differ in case: neither', 'GET /cases/Abc', 'plain', 'default'],
  ['one word in two cases', 'GET /cases/ITEM', 'plain', 'default'],
  ['an integer', 'GET /numbers/1234', 'number-1234', 'example'],
  ['one beyond what a double holds', 'GET /numbers/12345678901234567890', 'of 12345678901234567890', 'example'],
  ['a query value', 'GET /orders?status=sent', 'sent-order', 'example'],
  ['a query value that is the default', 'GET /orders?status=pending', 'pending-order', 'example'],
  ['a default that nobody sent', 'GET /orders', 'every-order', 'default'],
  ['a choice that no name has', 'GET /orders?status=lost', 'every-order', 'default'],
  ['an item of a list', 'GET /orders?ids=sent&ids=x', 'sent-order', 'example'],
  ['items in different names', 'GET /orders?ids=sent&ids=north', 'every-order', 'default'],
  ['values in different names', 'GET /orders?status=sent&ids=north', 'every-order', 'default'],
  ['two values in one name', 'GET /orders?status=sent&ids=sent', 'sent-order', 'example'],
  ['a value of an object', 'GET /orders?filter[place]=north', 'north-order', 'example'],
  ['a date', 'GET /orders?at=2024-01-31', 'order on 2024-01-31', 'example'],
  ['a truth value', 'GET /orders?late=true', 'order-late-true', 'example'],
  ['a header', 'GET /orders', 'north-order', 'example', { headers: { 'x-region': 'north' } }],
  ['a header that is no parameter', 'GET /orders', 'every-order', 'default', { headers: { 'X-Other': 'north' } }],
  [
    'a header that OpenAPI says to ignore',
    'GET /orders',
    'every-order',
    'default',
    { headers: { Accept: 'application/json' } },
  ],
  ['a cookie', 'GET /orders', 'every-order', 'default', { headers: { Cookie: 'mood=happy' } }],
  ['a query parameter that is not documented', 'GET /orders?other=sent', 'every-order', 'default'],
  ['one name for each media type: the first', 'GET /typed/b222', 'b222-json', 'example'],
  [
    'one name for each media type: by Accept',
    'GET /typed/b222',
    'b222-text',
    'example',
    { headers: { Accept: 'text/plain' } },
  ],
  ['in another media type: as any', 'GET /typed/c333', 'any-text', 'example', { headers: { Accept: 'text/plain' } }],
  ['in a type without example', 'GET /typed/b222', 'generated', 'example', { headers: { Accept: 'text/csv' } }],
  ['after a rule', 'GET /ruled/222', 'person_111', 'rule'],
  ['where no rule applies', 'GET /ruled/111', 'person_111', 'example'],
  ['after what is chosen', 'GET /people/222', 'person_111', 'prefer', { headers: { Prefer: 'example=person_111' } }],
  ['before the example of a parameter', 'GET /paired/222', 'person_222', 'example'],
  ['the example of a parameter', 'GET /paired/333', 'two', 'example'],
  ['before a request example', 'PUT /paired/222', 'person_222', 'example', { body: { a: 1 } }],
  ['a request example', 'PUT /paired/333', 'one', 'example', { body: { a: 1 } }],
  ['an example without a value', 'GET /words/b222', 'b222', 'example'],
  ['nothing to choose from', 'GET /single/111', 'person_111', 'default'],
];

describe('a value is a whole word of one example of the default answer (design, step 9):', () => {
  it.each(rows.map(([name, ...row]) => [name, row] as const))('%s', async (_, [request, example, trigger, asking]) => {
    const answer = await ask(sandbox, request, asking);
    const name = decodeURIComponent(answer.scenario?.split('/').at(-1) ?? '');
    expect([answer.status, name, answer.trigger]).toEqual([200, example, trigger]);
  });
});

it('each example that is called by a word or a number is found (design, step 9)', () => {
  const all = sandbox.catalogue().scenarios.filter(({ status }) => status === 200);
  const unreached = all.filter(({ natural }) => !natural).map(({ path, example }) => `${path} ${example}`);
  expect(unreached).toEqual([]);
});

it('an invalid request gets its error (design, step 9)', async () =>
  expect(await ask(sandbox, 'GET /orders?status=sent&late=often')).toMatchObject({ status: 422, trigger: 'fault' }));

const ids = Array.from({ length: 41 }, (_, index) => String(9_000_000_000 + 11 * index));
const patients = ruledSandbox(
  documentOf({
    '/Patient/{id}': {
      get: {
        operationId: 'patient',
        parameters: [parameter('path', 'id', { type: 'string', pattern: '^\\d{10}$' }, { example: '9000000000' })],
        responses: { 200: answers(['any', ...ids.map((id) => `example_${id}`)]) },
      },
    },
    '/items/{id}': {
      get: {
        operationId: 'item',
        parameters: [parameter('path', 'id', { type: 'string', format: 'uuid' })],
        responses: { 200: answers([`item-${uuid}`, 'item-00000000-0000-4000-8000-000000000001']) },
      },
    },
    '/orders': {
      get: {
        operationId: 'orders',
        parameters: [
          parameter('query', 'status', { enum: ['sent', 'pending'] }),
          parameter('query', 'ids', { type: 'array', items: { type: 'integer' } }),
        ],
        responses: { 200: answers(['all', 'pending-order', 'order 1234']) },
      },
    },
  }),
);

it('each is found by its value, and told so (design, step 9)', () => {
  const { scenarios } = patients.catalogue();
  const reported = scenarios.map(({ example, natural, requests: [plainest] }) => [example, natural, plainest?.how]);
  expect(reported).toEqual([
    ['any', true, 'path.id is 0111111111'],
    ['example_9000000000', true, 'an ordinary request'],
    ...ids.slice(1).map((id) => [`example_${id}`, true, `path.id is ${id}`]),
    [`item-${uuid}`, true, 'an ordinary request'],
    ['item-00000000-0000-4000-8000-000000000001', true, 'path.id is 00000000-0000-4000-8000-000000000001'],
    ['all', true, 'an ordinary request'],
    ['pending-order', true, 'query.status is pending'],
    ['order 1234', true, 'query.ids is 1234'],
  ]);
});
