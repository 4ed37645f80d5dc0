import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf } from '../fixtures/document.ts';
import { lineOf, problemsOf } from '../fixtures/problems.ts';
import { sendSandbox } from '../fixtures/send-document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** The answer of a document that has a schema for it, and no example. */
async function bodyFor(schema: Json, schemas: JsonObject = {}, openapi = '3.1.1'): Promise<Json | undefined> {
  const content = { 'application/json': { schema } };
  const paths = { '/things': { get: { responses: { 200: { description: '', content } } } } };
  const sandbox = sandboxOf({ ...documentOf(paths, { components: { schemas } }), openapi });
  const { status, scenario, body } = await ask(sandbox, 'GET /things');
  expect([status, scenario]).toEqual([200, 'GET%20%2Fthings/200/generated']);
  expect(problemsOf(sandbox)).toEqual([]);
  return body;
}

const string = { type: 'string' };

describe('a body is made from the schema, the same each time (design, Prism)', () => {
  it.each<readonly [string, Json, Json]>([
    ['a string', string, 'string'],
    ['an integer', { type: 'integer' }, 0],
    ['a number', { type: 'number' }, 0],
    ['a boolean', { type: 'boolean' }, true],
    ['null', { type: 'null' }, null],
    ['an object', { type: 'object' }, {}],
    [
      'its properties, required or not',
      { type: 'object', required: ['a'], properties: { a: string, b: { type: 'integer' } } },
      { a: 'string', b: 0 },
    ],
    ['an object that does not say so', { properties: { a: string } }, { a: 'string' }],
    ['a list', { type: 'array', items: string }, ['string']],
    ['a list that does not say so', { items: string }, ['string']],
    ['a list of two at least', { type: 'array', minItems: 2, items: string }, ['string', 'string']],
    ['a list of none', { type: 'array', maxItems: 0, items: string }, []],
    ['a list of nothing in particular', { type: 'array' }, []],
    ['one of several types: the first', { type: ['string', 'null'] }, 'string'],
    ['a value or null: the value', { anyOf: [{ type: 'null' }, { type: 'integer' }] }, 0],
    ['the example', { ...string, example: 'x', default: 'y', enum: ['z', 'y', 'x'] }, 'x'],
    ['the first of examples', { ...string, examples: ['x', 'y'], default: 'z' }, 'x'],
    ['`example` before `examples`', { ...string, examples: ['y'], example: 'x' }, 'x'],
    ['the default', { ...string, default: 'x', enum: ['y', 'x'] }, 'x'],
    ['the constant', { const: { a: 1 } }, { a: 1 }],
    ['the first of the choices', { enum: ['x', 'y'] }, 'x'],
    ['an example that is false', { type: 'boolean', example: false }, false],
    ['an example that is 0', { type: 'integer', example: 0, minimum: 0 }, 0],
    ['an example that is null', { type: ['string', 'null'], example: null }, null],
    ['a default that is the empty string', { ...string, default: '' }, ''],
    [
      'examples deep inside',
      { properties: { a: { properties: { b: { ...string, example: 'x' } } } } },
      { a: { b: 'x' } },
    ],
    [
      'the example of the whole before those of its parts',
      { properties: { a: { ...string, example: 'x' } }, example: { a: 'y' } },
      { a: 'y' },
    ],
    [
      'all of allOf',
      { allOf: [{ properties: { a: string } }, { properties: { b: string } }], properties: { c: string } },
      { a: 'string', b: 'string', c: 'string' },
    ],
    [
      'what is required outside of the part that describes it',
      { type: 'object', required: ['a'], allOf: [{ properties: { a: string } }] },
      { a: 'string' },
    ],
    [
      'an object that one part of allOf shows by an example, and another describes further',
      {
        allOf: [
          { properties: { more: { type: 'object', example: { message: 'x' } } } },
          { properties: { more: { properties: { conflicts: { type: 'array', items: string } } } } },
        ],
      },
      { more: { message: 'x', conflicts: ['string'] } },
    ],
    [
      'what a part of allOf requires and an earlier one describes',
      { allOf: [{ properties: { a: string } }, { required: ['a'], properties: { b: string } }] },
      { a: 'string', b: 'string' },
    ],
    [
      'what two parts of allOf say of one property',
      {
        allOf: [
          { properties: { a: { required: ['b'], properties: { b: string, c: { properties: { d: string } } } } } },
          { properties: { a: { required: ['e'], properties: { c: { properties: { f: string } }, e: string } } } },
        ],
      },
      { a: { b: 'string', c: { d: 'string', f: 'string' }, e: 'string' } },
    ],
    ['the first of oneOf', { oneOf: [{ type: 'integer' }, string] }, 0],
    ['the first of anyOf', { anyOf: [string, { type: 'integer' }] }, 'string'],
    [
      'what is beside oneOf as well',
      { properties: { a: string }, oneOf: [{ properties: { b: string }, required: ['b'] }, { required: ['c'] }] },
      { a: 'string', b: 'string' },
    ],
    ['items in places', { prefixItems: [string, { type: 'integer' }] }, ['string', 0]],
  ])('%s', async (_, schema, want) => {
    expect(await bodyFor(schema)).toEqual(want);
  });

  it.each<readonly [string, Json, Json]>([
    ['a least length', { ...string, minLength: 10 }, 'stringstri'],
    ['a greatest length', { ...string, maxLength: 3 }, 'str'],
    ['a lower limit', { type: 'integer', minimum: 5 }, 5],
    ['a lower limit that counts not', { type: 'integer', exclusiveMinimum: 5 }, 6],
    ['an upper limit below zero', { type: 'integer', maximum: -5 }, -5],
    ['a step', { type: 'integer', minimum: 7, multipleOf: 5 }, 10],
    ['date', { ...string, format: 'date' }, '2019-08-24'],
    ['date-time', { ...string, format: 'date-time' }, '2019-08-24T14:15:22Z'],
    ['email', { ...string, format: 'email' }, 'user@example.com'],
    ['hostname', { ...string, format: 'hostname' }, 'example.com'],
  ])('as Prism makes it: %s', async (_, schema, want) => {
    expect(await bodyFor(schema)).toEqual(want);
  });

  it.each<readonly [string, Json]>([
    ['an item of a kind', { type: 'array', contains: { const: 5 } }],
    ['a required property that is not described', { type: 'object', required: ['a'] }],
    ['a least number of properties', { type: 'object', minProperties: 1, additionalProperties: string }],
    [
      'one of two that a constant tells apart',
      {
        type: 'object',
        required: ['kind'],
        properties: { kind: { enum: ['b'] } },
        oneOf: [{ properties: { kind: { const: 'a' } } }, { properties: { kind: { const: 'b' } } }],
      },
    ],
    ['limits on both sides', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }],
    ['a pattern', { ...string, pattern: '^[A-Z]{2}\\d{3}$' }],
    ['a pattern and a least length', { ...string, pattern: '^[a-z]+$', minLength: 12 }],
    ['a pattern and a greatest length', { ...string, pattern: '^[a-z]+(-[a-z]+)*$', maxLength: 3 }],
    ['a pattern and both', { ...string, pattern: '^[0-9]*$', minLength: 4, maxLength: 5 }],
    ['a pattern and one length', { ...string, pattern: '^[0-9A-F]+$', minLength: 32, maxLength: 32 }],
    ['a pattern that has no end', { ...string, pattern: '^[A-Z]', minLength: 6, maxLength: 8 }],
    ['a pattern of pairs and one length', { ...string, pattern: '^([0-9A-F]{2})*$', minLength: 6, maxLength: 6 }],
    ['a pattern that a format is narrower than', { ...string, format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }],
    ['a pattern of a format with a time zone', { ...string, format: 'date-time', pattern: 'Z$' }],
    ['a pattern of a format in upper case', { ...string, format: 'uuid', pattern: '^[0-9A-Fa-f-]+$' }],
    ['a pattern that takes what is plain', { ...string, pattern: '^[a-z]{6}$' }],
    ['a short date', { ...string, format: 'date', maxLength: 10 }],
    ['time', { ...string, format: 'time' }],
    ['duration', { ...string, format: 'duration' }],
    ['uuid', { ...string, format: 'uuid' }],
    ['uri', { ...string, format: 'uri' }],
    ['uri-reference', { ...string, format: 'uri-reference' }],
    ['uri-template', { ...string, format: 'uri-template' }],
    ['ipv4', { ...string, format: 'ipv4' }],
    ['ipv6', { ...string, format: 'ipv6' }],
    ['json-pointer', { ...string, format: 'json-pointer' }],
    ['relative-json-pointer', { ...string, format: 'relative-json-pointer' }],
    ['byte', { ...string, format: 'byte' }],
    ['nhs-number', { ...string, format: 'nhs-number' }],
  ])('it satisfies its schema: %s', async (_, schema) => {
    const body = await bodyFor(schema);
    const echo = {
      requestBody: { required: true, content: { 'application/json': { schema } } },
      responses: { 200: { description: '' } },
    };
    const { faults } = await ask(sandboxOf(documentOf({ '/echo': { post: echo } })), 'POST /echo', {
      body: body ?? null,
    });
    expect({ body, faults }).toEqual({ body, faults: [] });
  });

  it.each<readonly [string, Json, JsonObject, Json]>([
    ['a reference', { $ref: '#/components/schemas/Name' }, { Name: { ...string, example: 'Tom' } }, 'Tom'],
    [
      'nullable is no reason for null',
      { $ref: '#/components/schemas/Name' },
      { Name: { ...string, nullable: true } },
      'string',
    ],
    [
      'nullable beside allOf',
      { nullable: true, allOf: [{ $ref: '#/components/schemas/Name' }] },
      { Name: { properties: { a: string } } },
      { a: 'string' },
    ],
    [
      'a choice with a discriminator: the first, by its own name',
      {
        oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        discriminator: { propertyName: 'kind' },
      },
      {
        Cat: { type: 'object', required: ['kind', 'lives'], properties: { kind: string, lives: { type: 'integer' } } },
        Dog: { type: 'object', required: ['kind'], properties: { kind: string } },
      },
      { kind: 'Cat', lives: 0 },
    ],
    [
      'the same by a mapping',
      {
        oneOf: [{ $ref: '#/components/schemas/Cat' }],
        discriminator: { propertyName: 'kind', mapping: { kitty: '#/components/schemas/Cat' } },
      },
      { Cat: { type: 'object', required: ['kind', 'name'], properties: { kind: string, name: string } } },
      { kind: 'kitty', name: 'string' },
    ],
  ])('of 3.0: %s', async (_, schema, schemas, want) => {
    expect(await bodyFor(schema, schemas, '3.0.4')).toEqual(want);
  });

  const inTen = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((name) => [
    name,
    { $ref: '#/components/schemas/Node' },
  ]);

  it.each<readonly [string, JsonObject]>([
    ['in a list', { children: { type: 'array', items: { $ref: '#/components/schemas/Node' } } }],
    ['in a property', { child: { $ref: '#/components/schemas/Node' } }],
    ['in ten properties', Object.fromEntries(inTen)],
  ])('a circle ends before the body is more than a person would read: %s', async (_, properties) => {
    const Node = { type: 'object', properties: { name: string, ...properties } };
    const body = await bodyFor({ $ref: '#/components/schemas/Node' }, { Node });
    expect(body).toMatchObject({ name: 'string' });
    expect(JSON.stringify(body).length).toBeLessThan(100_000);
  });

  it('a long list is made, not refused', async () => {
    const body = await bodyFor({ type: 'array', minItems: 3000, items: { properties: { a: string } } });
    expect(Array.isArray(body) && body.length).toBe(3000);
  });

  it('of a million properties only as many are made as somebody may read', async () => {
    const schema = { type: 'object', minProperties: 1_000_000 };
    const content = { 'application/json': { schema } };
    const paths = { '/things': { get: { responses: { 200: { description: '', content } } } } };
    const answer = await ask(sandboxOf(documentOf(paths)), 'GET /things');
    expect(Object.keys(answer.body ?? {})).toHaveLength(10_000);
  });

  it.each<readonly [string, JsonObject]>([
    ['lists in lists', { type: 'array', minItems: 9000, items: { type: 'array', minItems: 9000, items: string } }],
    ['a list of long texts', { type: 'array', minItems: 9000, items: { type: 'string', minLength: 90_000 } }],
    ['a list of objects of many properties', { type: 'array', minItems: 9000, items: { minProperties: 9000 } }],
    [
      'lists in lists that must have no item twice',
      {
        type: 'array',
        minItems: 9000,
        uniqueItems: true,
        items: { type: 'array', minItems: 9000, uniqueItems: true, items: { type: 'integer' } },
      },
    ],
  ])('of a value without end only as much is made as somebody may read, and that is told: %s', async (_, schema) => {
    const content = { 'application/json': { schema } };
    const responses = { 200: { description: '', content } };
    const post = { operationId: 'add', requestBody: { required: true, content }, responses };
    const sandbox = sandboxOf(documentOf({ '/things': { get: { operationId: 'list', responses }, post } }));
    const answer = await ask(sandbox, 'GET /things', { headers: { Prefer: 'dynamic=true' } });
    expect(answer.scenario).toBe('list/200/generated');
    expect(answer.text.length).toBeLessThan(3_000_000);
    expect(sandbox.findRequests('api', 'add').map(({ natural }) => natural)).toEqual([false]);
    const problems = problemsOf(sandbox).filter(({ code }) => code === 'sample-invalid');
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('list, answer 200, breaks it: it must have at least 9000 items'),
      expect.stringContaining('add, answer 200, breaks it: it must have at least 9000 items'),
      expect.stringContaining('a request of add breaks it: it must have at least 9000 items'),
    ]);
  });

  it('a property named __proto__ is a property', async () => {
    const schema: Json = JSON.parse('{ "properties": { "__proto__": { "type": "string" } } }');
    expect(JSON.stringify(await bodyFor(schema))).toBe('{"__proto__":"string"}');
  });

  it('without a schema there is no telling: the body is null', async () => {
    const paths = {
      '/things': { get: { responses: { 200: { description: '', content: { 'application/json': {} } } } } },
    };
    expect((await ask(sandboxOf(documentOf(paths)), 'GET /things')).text).toBe('null');
  });
});

describe('a sample request is made from the schema of the body, and proven (design, Prism)', () => {
  it.each<readonly [string, Json]>([
    ['an object', { type: 'object', required: ['name'], properties: { name: string } }],
    ['a list', { type: 'array', minItems: 1, items: string }],
    ['a string in JSON', { type: 'string', enum: ['.', 'X'] }],
    ['a number', { type: 'integer', minimum: 5 }],
  ])('%s', async (_, schema) => {
    const sandbox = sendSandbox({ schema });
    const [entry] = sandbox.catalogue().scenarios;
    expect([entry?.id, entry?.natural, entry?.requests[0]?.trigger]).toEqual(['send/200/empty', true, 'default']);
  });
});

it('a body that breaks the schema it is made from is told, with the place of the schema (design, Prism)', () => {
  const schema = { type: 'object', minProperties: 1, maxProperties: 0 };
  const responses = { 200: { description: '', content: { 'application/json': { schema } } } };
  const sandbox = sandboxOf(documentOf({ '/things': { get: { operationId: 'list', responses } } }));
  expect(problemsOf(sandbox)).toMatchObject([
    {
      code: 'sample-invalid',
      severity: 'warning',
      message: expect.stringContaining('list, answer 200, breaks it: it must have at most 0 properties'),
    },
  ]);
});

/** An operation of which a parameter and a property of the body have the schema that the text says. */
const impossibleDocument = (schema: string) => `openapi: 3.1.0
info: { title: Things, version: '1' }
paths:
  /things:
    post:
      operationId: add
      parameters:
        - name: v
          in: query
          required: true
          schema: { $ref: '#/components/schemas/V' }
      requestBody:
        required: true
        content: { application/json: { schema: { type: object, required: [a], properties: { a: { $ref: '#/components/schemas/V' }, b: {} } } } }
      responses: { 200: { description: ok } }
components:
  schemas:
    V:
      ${schema}
`;

it.each<readonly [string, string, string]>([
  ['a pattern that nothing matches', '{ type: string,\n       pattern: ^a$b } # here', 'pattern'],
  ['a length that the format excludes', '{ type: string,\n       format: uuid, maxLength: 5 } # here', 'format'],
  ['limits that exclude each other', '{ type: integer,\n       minimum: 5, maximum: 4 } # here', 'minimum'],
])(
  'where no value is found, the keyword that stands in the way is told at its place: %s (design, Prism)',
  (_, schema, keyword) => {
    const text = impossibleDocument(schema);
    const problems = problemsOf(sandboxOf(text)).filter(({ code }) => code === 'sample-invalid');
    expect(problems.map(({ message, location }) => [message, location?.line])).toEqual([
      [expect.stringMatching(new RegExp(`the parameter v of add breaks it: .*\\(${keyword}\\)`)), lineOf(text)],
      [expect.stringMatching(new RegExp(`a request of add breaks it: a .*\\(${keyword}\\)`)), lineOf(text)],
    ]);
  },
);
