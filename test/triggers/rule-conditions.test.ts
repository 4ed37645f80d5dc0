import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { type Answer, type Asking, ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

interface Row {
  readonly name: string;
  readonly when: JsonObject;
  readonly target?: string;
  readonly given?: Asking;
}

const holding: readonly Row[] = [
  { name: 'path parameter, decoded', when: { 'path.id': 5 }, target: '/things/5' },
  { name: 'quoted number for an integer', when: { 'path.id': '5' }, target: '/things/5' },
  { name: 'quoted boolean', when: { 'query.exact': 'true' }, target: '/things/5?exact=true' },
  { name: 'quoted number for a header', when: { 'header.X-Count': '2' }, given: { headers: { 'X-Count': '2' } } },
  { name: 'query parameter', when: { 'query.limit': 3 }, target: '/things/5?limit=3' },
  { name: 'default of a query parameter that is not sent', when: { 'query.limit': 10 } },
  { name: 'boolean query parameter', when: { 'query.exact': true }, target: '/things/5?exact=true' },
  { name: 'list in the query', when: { 'query.tags': ['a', 'b'] }, target: '/things/5?tags=a&tags=b' },
  { name: 'string that looks like a number', when: { 'query.q': '5' }, target: '/things/5?q=5' },
  {
    name: 'percent-encoded string',
    when: { 'query.q': 'größer & mehr' },
    target: '/things/5?q=gr%C3%B6%C3%9Fer+%26%20mehr',
  },
  { name: 'documented header, decoded', when: { 'header.x-count': 2 }, given: { headers: { 'X-Count': '2' } } },
  { name: 'header name in another case', when: { 'header.X-TENANT': 'a' }, given: { headers: { 'x-tenant': 'a' } } },
  { name: 'undocumented header', when: { 'header.X-Tenant': 'a' }, given: { headers: { 'X-Tenant': 'a' } } },
  { name: 'cookie', when: { 'cookie.session': 'abc' }, given: { headers: { Cookie: 'theme=x; session=abc' } } },
  {
    name: 'whole body, properties in another order',
    when: { body: [1, { b: 2, a: 1 }] },
    given: { body: [1, { a: 1, b: 2 }] },
  },
  { name: 'whole body by the empty pointer', when: { 'body#': 7 }, given: { body: 7 } },
  { name: 'location in the body', when: { 'body#/data/0/id': 'x' }, given: { body: { data: [{ id: 'x' }] } } },
  {
    name: 'location in the body with escaped characters',
    when: { 'body#/a~1b/c~0d': 1 },
    given: { body: { 'a/b': { 'c~d': 1 } } },
  },
  { name: 'null in the body', when: { 'body#/x': null }, given: { body: { x: null } } },
  {
    name: 'schema for a query parameter',
    when: { 'query.q': { pattern: '^a', minLength: 3 } },
    target: '/things/5?q=abc',
  },
  { name: 'schema for a location in the body', when: { 'body#/n': { minimum: 5 } }, given: { body: { n: 6 } } },
  { name: 'empty schema: the location exists', when: { 'body#/n': {} }, given: { body: { n: null } } },
  { name: 'whole query', when: { query: { required: ['q'] } }, target: '/things/5?q=' },
  {
    name: 'undocumented query parameter',
    when: { query: { properties: { page: { const: '2' } }, required: ['page'] } },
    target: '/things/5?page=2',
  },
  {
    name: 'undocumented query parameter, sent twice',
    when: { query: { properties: { page: { const: ['2', '3'] } }, required: ['page'] } },
    target: '/things/5?page=2&page=3',
  },
  { name: 'absence of a query parameter', when: { query: { not: { required: ['q'] } } }, target: '/things/5?page=2' },
  { name: 'absence of `constructor` in the query', when: { query: { not: { required: ['constructor'] } } } },
  { name: 'absence of a body property', when: { body: { not: { required: ['x'] } } }, given: { body: { y: 1 } } },
  { name: 'several conditions, all met', when: { 'path.id': 5, 'body#/x': 1 }, given: { body: { x: 1 } } },
];

const failing: readonly Row[] = [
  { name: 'another value of a path parameter', when: { 'path.id': 5 }, target: '/things/6' },
  { name: 'query parameter that is not sent', when: { 'query.q': 'x' } },
  { name: 'query parameter that is not sent, with an empty schema', when: { 'query.q': {} } },
  { name: 'schema that nothing matches, query parameter not sent', when: { 'query.q': { not: {} } } },
  { name: 'header that is not sent', when: { 'header.X-Tenant': {} } },
  { name: 'cookie that is not sent', when: { 'cookie.session': {} }, given: { headers: { Cookie: 'theme=x' } } },
  { name: 'no body', when: { body: {} } },
  { name: 'location that the body lacks', when: { 'body#/x': {} }, given: { body: { y: 1 } } },
  { name: '`constructor`, which the body inherits', when: { 'body#/constructor': {} }, given: { body: {} } },
  { name: 'index beyond the end of a list', when: { 'body#/1': {} }, given: { body: [1] } },
  { name: 'equal value of another type', when: { 'body#/n': 5 }, given: { body: { n: '5' } } },
  { name: "string 'null' instead of null", when: { 'body#/n': null }, given: { body: { n: 'null' } } },
  { name: "string 'true' instead of true", when: { 'body#/n': true }, given: { body: { n: 'true' } } },
  { name: 'longer list', when: { body: [1] }, given: { body: [1, 2] } },
  { name: 'list in another order', when: { 'query.tags': ['a', 'b'] }, target: '/things/5?tags=b&tags=a' },
  { name: 'header value in another case', when: { 'header.X-Tenant': 'a' }, given: { headers: { 'X-Tenant': 'A' } } },
  { name: 'value that violates the schema', when: { 'query.q': { pattern: '^a' } }, target: '/things/5?q=ba' },
  { name: 'only one of two conditions met', when: { 'path.id': 5, 'body#/x': 1 }, given: { body: { x: 2 } } },
];

/** An operation that accepts nearly anything, and answers 200/yes if the conditions of the row hold. */
const operation = {
  operationId: 'ask',
  parameters: [
    parameter('path', 'id', { type: 'integer' }),
    parameter('query', 'limit', { type: 'integer', default: 10 }),
    parameter('query', 'exact', { type: 'boolean' }),
    parameter('query', 'tags', { type: 'array', items: { type: 'string' } }),
    parameter('query', 'q', { type: 'string' }),
    parameter('header', 'X-Count', { type: 'integer' }),
    parameter('cookie', 'session', { type: 'string' }),
  ],
  requestBody: jsonBody({}, { required: false }),
  responses: { 200: response({ no: {}, yes: {} }) },
};
const rules = [...holding, ...failing].map(({ name, when }) => ({
  operation: 'ask',
  when: { 'header.X-Row': encodeURIComponent(name), ...when },
  answer: '200/yes',
}));
const sandbox = ruledSandbox(documentOf({ '/things/{id}': { post: operation } }), { rules });

const send = ({ name, target = '/things/5', given: { headers, body } = {} }: Row): Promise<Answer> =>
  ask(sandbox, `POST ${target}`, {
    headers: { 'X-Row': encodeURIComponent(name), ...headers },
    ...(body !== undefined && { body }),
  });

describe('a condition holds for (design, step 8)', () => {
  it.each(byName(holding))('%s', async (_, row) =>
    expect(await send(row)).toMatchObject({ status: 200, scenario: 'ask/200/yes' }),
  );
});

describe('a condition does not hold for (design, step 8)', () => {
  it.each(byName(failing))('%s', async (_, row) =>
    expect(await send(row)).toMatchObject({ status: 200, scenario: 'ask/200/no' }),
  );
});
