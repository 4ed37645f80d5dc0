import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf } from '../fixtures/document.ts';
import { lineOf, problemsOf } from '../fixtures/problems.ts';
import { sendSandbox } from '../fixtures/send-document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** The response body of a document that has a schema for it, and no example. */
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

describe('a body is generated from the schema, and is the same each time (design, Prism)', () => {
  it.each<readonly [string, Json, Json]>([
    ['string', string, 'string'],
    ['integer: 0', { type: 'integer' }, 0],
    ['number: 0', { type: 'number' }, 0],
    ['boolean: true', { type: 'boolean' }, true],
    ['null', { type: 'null' }, null],
    ['object: empty', { type: 'object' }, {}],
    [
      'object with properties: all of them, required or not',
      { type: 'object', required: ['a'], properties: { a: string, b: { type: 'integer' } } },
      { a: 'string', b: 0 },
    ],
    ['properties without type object: an object', { properties: { a: string } }, { a: 'string' }],
    ['list: one item', { type: 'array', items: string }, ['string']],
    ['items without type array: a list', { items: string }, ['string']],
    ['minItems 2: two items', { type: 'array', minItems: 2, items: string }, ['string', 'string']],
    ['maxItems 0: no items', { type: 'array', maxItems: 0, items: string }, []],
    ['list without items: empty', { type: 'array' }, []],
    ['several types: the first', { type: ['string', 'null'] }, 'string'],
    ['null or a value: the value', { anyOf: [{ type: 'null' }, { type: 'integer' }] }, 0],
    [
      'example beside default and enum: the example',
      { ...string, example: 'x', default: 'y', enum: ['z', 'y', 'x'] },
      'x',
    ],
    ['examples beside default: the first example', { ...string, examples: ['x', 'y'], default: 'z' }, 'x'],
    ['`example` before `examples`', { ...string, examples: ['y'], example: 'x' }, 'x'],
    ['default beside enum: the default', { ...string, default: 'x', enum: ['y', 'x'] }, 'x'],
    ['const: the constant', { const: { a: 1 } }, { a: 1 }],
    ['enum: the first value', { enum: ['x', 'y'] }, 'x'],
    ['example false: false', { type: 'boolean', example: false }, false],
    ['example 0: 0', { type: 'integer', example: 0, minimum: 0 }, 0],
    ['example null: null', { type: ['string', 'null'], example: null }, null],
    ["default '': the empty string", { ...string, default: '' }, ''],
    [
      'examples of nested properties: used',
      { properties: { a: { properties: { b: { ...string, example: 'x' } } } } },
      { a: { b: 'x' } },
    ],
    [
      'example of the object and of its property: the object’s',
      { properties: { a: { ...string, example: 'x' } }, example: { a: 'y' } },
      { a: 'y' },
    ],
    [
      'allOf: the properties of all parts',
      { allOf: [{ properties: { a: string } }, { properties: { b: string } }], properties: { c: string } },
      { a: 'string', b: 'string', c: 'string' },
    ],
    [
      'property required beside the allOf part that describes it: present',
      { type: 'object', required: ['a'], allOf: [{ properties: { a: string } }] },
      { a: 'string' },
    ],
    [
      'allOf with an example in one part and properties in another: both',
      {
        allOf: [
          { properties: { more: { type: 'object', example: { message: 'x' } } } },
          { properties: { more: { properties: { conflicts: { type: 'array', items: string } } } } },
        ],
      },
      { more: { message: 'x', conflicts: ['string'] } },
    ],
    [
      'allOf with a property in one part and required in a later one: present',
      { allOf: [{ properties: { a: string } }, { required: ['a'], properties: { b: string } }] },
      { a: 'string', b: 'string' },
    ],
    [
      'allOf with two schemas for a property: satisfies both',
      {
        allOf: [
          { properties: { a: { required: ['b'], properties: { b: string, c: { properties: { d: string } } } } } },
          { properties: { a: { required: ['e'], properties: { c: { properties: { f: string } }, e: string } } } },
        ],
      },
      { a: { b: 'string', c: { d: 'string', f: 'string' }, e: 'string' } },
    ],
    ['oneOf: the first branch', { oneOf: [{ type: 'integer' }, string] }, 0],
    ['anyOf: the first branch', { anyOf: [string, { type: 'integer' }] }, 'string'],
    [
      'properties beside oneOf: both',
      { properties: { a: string }, oneOf: [{ properties: { b: string }, required: ['b'] }, { required: ['c'] }] },
      { a: 'string', b: 'string' },
    ],
    ['prefixItems: one item each', { prefixItems: [string, { type: 'integer' }] }, ['string', 0]],
  ])('%s', async (_, schema, want) => {
    expect(await bodyFor(schema)).toEqual(want);
  });

  it.each<readonly [string, Json, Json]>([
    ['minLength: repeated up to it', { ...string, minLength: 10 }, 'stringstri'],
    ['maxLength: cut to it', { ...string, maxLength: 3 }, 'str'],
    ['minimum: the minimum', { type: 'integer', minimum: 5 }, 5],
    ['exclusiveMinimum: the next integer', { type: 'integer', exclusiveMinimum: 5 }, 6],
    ['maximum below zero: the maximum', { type: 'integer', maximum: -5 }, -5],
    ['multipleOf: the next multiple', { type: 'integer', minimum: 7, multipleOf: 5 }, 10],
    ['date', { ...string, format: 'date' }, '2019-08-24'],
    ['date-time', { ...string, format: 'date-time' }, '2019-08-24T14:15:22Z'],
    ['email', { ...string, format: 'email' }, 'user@example.com'],
    ['hostname', { ...string, format: 'hostname' }, 'example.com'],
  ])('equals what Prism generates: %s', async (_, schema, want) => {
    expect(await bodyFor(schema)).toEqual(want);
  });

  it.each<readonly [string, Json]>([
    ['contains', { type: 'array', contains: { const: 5 } }],
    ['required property without a schema', { type: 'object', required: ['a'] }],
    ['minProperties with additionalProperties', { type: 'object', minProperties: 1, additionalProperties: string }],
    [
      'oneOf whose branches differ by a constant',
      {
        type: 'object',
        required: ['kind'],
        properties: { kind: { enum: ['b'] } },
        oneOf: [{ properties: { kind: { const: 'a' } } }, { properties: { kind: { const: 'b' } } }],
      },
    ],
    ['exclusiveMinimum and exclusiveMaximum', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }],
    ['pattern', { ...string, pattern: '^[A-Z]{2}\\d{3}$' }],
    ['pattern and minLength', { ...string, pattern: '^[a-z]+$', minLength: 12 }],
    ['pattern and maxLength', { ...string, pattern: '^[a-z]+(-[a-z]+)*$', maxLength: 3 }],
    ['pattern, minLength and maxLength', { ...string, pattern: '^[0-9]*$', minLength: 4, maxLength: 5 }],
    ['pattern, minLength equal to maxLength', { ...string, pattern: '^[0-9A-F]+$', minLength: 32, maxLength: 32 }],
    [
      'pattern without an end anchor, minLength and maxLength',
      { ...string, pattern: '^[A-Z]', minLength: 6, maxLength: 8 },
    ],
    [
      'pattern of pairs, minLength equal to maxLength',
      { ...string, pattern: '^([0-9A-F]{2})*$', minLength: 6, maxLength: 6 },
    ],
    ['format narrower than the pattern', { ...string, format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }],
    ['pattern that demands a UTC date-time', { ...string, format: 'date-time', pattern: 'Z$' }],
    ['pattern that also allows a UUID in upper case', { ...string, format: 'uuid', pattern: '^[0-9A-Fa-f-]+$' }],
    ['pattern that `string` matches', { ...string, pattern: '^[a-z]{6}$' }],
    ['date with maxLength 10', { ...string, format: 'date', maxLength: 10 }],
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
  ])('satisfies its schema: %s', async (_, schema) => {
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
    [
      '$ref: the referenced example',
      { $ref: '#/components/schemas/Name' },
      { Name: { ...string, example: 'Tom' } },
      'Tom',
    ],
    [
      'nullable: the value, not null',
      { $ref: '#/components/schemas/Name' },
      { Name: { ...string, nullable: true } },
      'string',
    ],
    [
      'nullable beside allOf: the object',
      { nullable: true, allOf: [{ $ref: '#/components/schemas/Name' }] },
      { Name: { properties: { a: string } } },
      { a: 'string' },
    ],
    [
      'oneOf with a discriminator: the first branch, with its schema name',
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
      'oneOf with a mapping: the first branch, with its mapped value',
      {
        oneOf: [{ $ref: '#/components/schemas/Cat' }],
        discriminator: { propertyName: 'kind', mapping: { kitty: '#/components/schemas/Cat' } },
      },
      { Cat: { type: 'object', required: ['kind', 'name'], properties: { kind: string, name: string } } },
      { kind: 'kitty', name: 'string' },
    ],
  ])('in 3.0: %s', async (_, schema, schemas, want) => {
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
  ])('a circular schema gives a small body: %s', async (_, properties) => {
    const Node = { type: 'object', properties: { name: string, ...properties } };
    const body = await bodyFor({ $ref: '#/components/schemas/Node' }, { Node });
    expect(body).toMatchObject({ name: 'string' });
    expect(JSON.stringify(body).length).toBeLessThan(100_000);
  });

  it('a large minItems is generated in full', async () => {
    const body = await bodyFor({ type: 'array', minItems: 3000, items: { properties: { a: string } } });
    expect(Array.isArray(body) && body.length).toBe(3000);
  });

  it('minProperties of a million gives a body of limited size', async () => {
    const schema = { type: 'object', minProperties: 1_000_000 };
    const content = { 'application/json': { schema } };
    const paths = { '/things': { get: { responses: { 200: { description: '', content } } } } };
    const answer = await ask(sandboxOf(documentOf(paths)), 'GET /things');
    expect(Object.keys(answer.body ?? {})).toHaveLength(10_000);
  });

  it.each<readonly [string, JsonObject]>([
    ['nested lists', { type: 'array', minItems: 9000, items: { type: 'array', minItems: 9000, items: string } }],
    ['list of long strings', { type: 'array', minItems: 9000, items: { type: 'string', minLength: 90_000 } }],
    ['list of objects with many properties', { type: 'array', minItems: 9000, items: { minProperties: 9000 } }],
    [
      'nested lists of unique items',
      {
        type: 'array',
        minItems: 9000,
        uniqueItems: true,
        items: { type: 'array', minItems: 9000, uniqueItems: true, items: { type: 'integer' } },
      },
    ],
  ])('an enormous body is cut to a limited size, and that is reported: %s', async (_, schema) => {
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

  it('no schema: null', async () => {
    const paths = {
      '/things': { get: { responses: { 200: { description: '', content: { 'application/json': {} } } } } },
    };
    expect((await ask(sandboxOf(documentOf(paths)), 'GET /things')).text).toBe('null');
  });
});

describe('a sample request is generated from the schema of the body, and verified (design, Prism)', () => {
  it.each<readonly [string, Json]>([
    ['object', { type: 'object', required: ['name'], properties: { name: string } }],
    ['list', { type: 'array', minItems: 1, items: string }],
    ['JSON string', { type: 'string', enum: ['.', 'X'] }],
    ['number', { type: 'integer', minimum: 5 }],
  ])('%s', async (_, schema) => {
    const sandbox = sendSandbox({ schema });
    const [entry] = sandbox.catalogue().scenarios;
    expect([entry?.id, entry?.natural, entry?.requests[0]?.trigger]).toEqual(['send/200/empty', true, 'default']);
  });
});

it('a generated body that violates its schema is reported at the schema (design, Prism)', () => {
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

/** An operation with a parameter and a body property of this schema. */
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
  ['a pattern that matches nothing: pattern', '{ type: string,\n       pattern: ^a$b } # here', 'pattern'],
  [
    'a maxLength too short for the format: format',
    '{ type: string,\n       format: uuid, maxLength: 5 } # here',
    'format',
  ],
  ['a minimum above the maximum: minimum', '{ type: integer,\n       minimum: 5, maximum: 4 } # here', 'minimum'],
])(
  'if no value is found, the keyword in the way is reported at its location: %s (design, Prism)',
  (_, schema, keyword) => {
    const text = impossibleDocument(schema);
    const problems = problemsOf(sandboxOf(text)).filter(({ code }) => code === 'sample-invalid');
    expect(problems.map(({ message, location }) => [message, location?.line])).toEqual([
      [expect.stringMatching(new RegExp(`the parameter v of add breaks it: .*\\(${keyword}\\)`)), lineOf(text)],
      [expect.stringMatching(new RegExp(`a request of add breaks it: a .*\\(${keyword}\\)`)), lineOf(text)],
    ]);
  },
);
