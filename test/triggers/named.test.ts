import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { type Asking, ask } from '../fixtures/ask.ts';
import { documentOf, jsonBody, named, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const text = { type: 'string' };
const uuid = '497f6eca-6276-4993-bfeb-53cbbbba6f08';

/** Responses whose bodies are their names. */
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
  ['one word of the name: that example', 'GET /people/222', 'person_222', 'example'],
  ['word of the first name: the first example', 'GET /people/111', 'person_111', 'example'],
  ['number between spaces in the name: that example', 'GET /people/9000000009', 'NHS number 9000000009', 'example'],
  ['value that no name contains: the default', 'GET /people/333', 'person_111', 'default'],
  ['part of a word: the default', 'GET /people/22', 'person_111', 'default'],
  ['more than a word: the default', 'GET /people/2222', 'person_111', 'default'],
  ['word that several names contain: the default', 'GET /people/person', 'person_111', 'default'],
  ['whole name: that example', 'GET /people/person_222', 'person_222', 'example'],
  ['HEAD: as GET', 'HEAD /people/222', 'person_222', 'example'],
  ['word of letters and digits: that example', 'GET /codes/T00404', 'ods-T00404', 'example'],
  ['the same word in another case: that example', 'GET /codes/t00404', 'ods-T00404', 'example'],
  ['UUID: that example', `GET /codes/${uuid}`, `item ${uuid}`, 'example'],
  ['UUID in upper case: that example', `GET /codes/${uuid.toUpperCase()}`, `item ${uuid}`, 'example'],
  ['value with a delimiter: that example', 'GET /codes/a-b', 'letter-a-b', 'example'],
  ['the same value with another delimiter: the default', 'GET /codes/a_b', 'first', 'default'],
  ['value that ends in a delimiter: the default', 'GET /codes/letter-', 'first', 'default'],
  ['part of a camelCase word: the default', 'GET /codes/24L5', 'first', 'default'],
  ['non-ASCII letters: that example', 'GET /codes/gr%C3%B6%C3%9Fe', 'größe_Maß', 'example'],
  ['number in a string: compared as text', 'GET /codes/1.50', 'v-1.50', 'example'],
  ['two characters: the default', 'GET /codes/xy', 'first', 'default'],
  ['`constructor` as a word of a name: that example', 'GET /codes/constructor', 'constructor one', 'example'],
  ['`toString`, no word of a name: the default', 'GET /codes/toString', 'first', 'default'],
  ['name of an error example: the default', 'GET /codes/X00001', 'first', 'default'],
  ['names that differ only in case, one sent: that one', 'GET /cases/ABC', 'item-ABC', 'example'],
  ['names that differ only in case, the other sent: the other', 'GET /cases/abc', 'item-abc', 'example'],
  ['names that differ only in case, neither sent: the default', 'GET /cases/Abc', 'plain', 'default'],
  ['word in two cases in two names: the default', 'GET /cases/ITEM', 'plain', 'default'],
  ['integer: that example', 'GET /numbers/1234', 'number-1234', 'example'],
  [
    'integer beyond the precision of a double: that example',
    'GET /numbers/12345678901234567890',
    'of 12345678901234567890',
    'example',
  ],
  ['query parameter: that example', 'GET /orders?status=sent', 'sent-order', 'example'],
  ['query parameter, its default sent: that example', 'GET /orders?status=pending', 'pending-order', 'example'],
  ['query parameter, its default not sent: the default response', 'GET /orders', 'every-order', 'default'],
  ['enum value that no name contains: the default', 'GET /orders?status=lost', 'every-order', 'default'],
  ['one item of a list: that example', 'GET /orders?ids=sent&ids=x', 'sent-order', 'example'],
  ['items that occur in different names: the default', 'GET /orders?ids=sent&ids=north', 'every-order', 'default'],
  [
    'parameters that occur in different names: the default',
    'GET /orders?status=sent&ids=north',
    'every-order',
    'default',
  ],
  ['two parameters that occur in one name: that example', 'GET /orders?status=sent&ids=sent', 'sent-order', 'example'],
  ['property of an object parameter: that example', 'GET /orders?filter[place]=north', 'north-order', 'example'],
  ['date: that example', 'GET /orders?at=2024-01-31', 'order on 2024-01-31', 'example'],
  ['boolean: that example', 'GET /orders?late=true', 'order-late-true', 'example'],
  ['header parameter: that example', 'GET /orders', 'north-order', 'example', { headers: { 'x-region': 'north' } }],
  ['undocumented header: the default', 'GET /orders', 'every-order', 'default', { headers: { 'X-Other': 'north' } }],
  [
    'header that OpenAPI ignores as a parameter: the default',
    'GET /orders',
    'every-order',
    'default',
    { headers: { Accept: 'application/json' } },
  ],
  ['cookie parameter: the default', 'GET /orders', 'every-order', 'default', { headers: { Cookie: 'mood=happy' } }],
  ['undocumented query parameter: the default', 'GET /orders?other=sent', 'every-order', 'default'],
  ['example of one media type, no Accept: that example', 'GET /typed/b222', 'b222-json', 'example'],
  [
    'example of two media types, Accept: its representation in that type',
    'GET /typed/b222',
    'b222-text',
    'example',
    { headers: { Accept: 'text/plain' } },
  ],
  [
    'example of another media type, Accept: the example of the accepted type',
    'GET /typed/c333',
    'any-text',
    'example',
    { headers: { Accept: 'text/plain' } },
  ],
  [
    'Accept for a type without an example: a generated body',
    'GET /typed/b222',
    'generated',
    'example',
    { headers: { Accept: 'text/csv' } },
  ],
  ['operation with a rule that applies: the rule', 'GET /ruled/222', 'person_111', 'rule'],
  ['operation with a rule that does not apply: that example', 'GET /ruled/111', 'person_111', 'example'],
  [
    'Prefer: the preferred example',
    'GET /people/222',
    'person_111',
    'prefer',
    { headers: { Prefer: 'example=person_111' } },
  ],
  ['parameter example with another name: the word in the name wins', 'GET /paired/222', 'person_222', 'example'],
  ['value of a parameter example: the response example paired with it', 'GET /paired/333', 'two', 'example'],
  [
    'request example with another name: the word in the name wins',
    'PUT /paired/222',
    'person_222',
    'example',
    { body: { a: 1 } },
  ],
  [
    'no word in a name: the response example paired with the request example',
    'PUT /paired/333',
    'one',
    'example',
    { body: { a: 1 } },
  ],
  ['example without a value: that example', 'GET /words/b222', 'b222', 'example'],
  ['one example only: the default', 'GET /single/111', 'person_111', 'default'],
];

describe('a value that is a word in the name of one example selects it (design, step 9):', () => {
  it.each(rows.map(([name, ...row]) => [name, row] as const))('%s', async (_, [request, example, trigger, asking]) => {
    const answer = await ask(sandbox, request, asking);
    const name = decodeURIComponent(answer.scenario?.split('/').at(-1) ?? '');
    expect([answer.status, name, answer.trigger]).toEqual([200, example, trigger]);
  });
});

it('each example named by a word or a number is found (design, step 9)', () => {
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

it('each is selected by its value, and the trigger reported as such (design, step 9)', () => {
  const { scenarios } = patients.catalogue();
  const reported = scenarios.map(({ example, natural, requests: [plainest] }) => [example, natural, plainest?.how]);
  expect(reported).toEqual([
    ['any', true, 'path id is 0111111111'],
    ['example_9000000000', true, 'an ordinary request'],
    ...ids.slice(1).map((id) => [`example_${id}`, true, `path id is ${id}`]),
    [`item-${uuid}`, true, 'an ordinary request'],
    ['item-00000000-0000-4000-8000-000000000001', true, 'path id is 00000000-0000-4000-8000-000000000001'],
    ['all', true, 'an ordinary request'],
    ['pending-order', true, 'query status is pending'],
    ['order 1234', true, 'query ids is 1234'],
  ]);
});
