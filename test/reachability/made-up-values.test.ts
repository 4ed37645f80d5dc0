import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf, empty } from '../fixtures/document.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const string = { type: 'string' };
const schemas: JsonObject = {
  Name: string,
  Count: { type: 'integer' },
  Id: { type: 'string', readOnly: true },
  Base: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
  Tree: {
    oneOf: [
      {
        type: 'object',
        required: ['left', 'right'],
        properties: { left: { $ref: '#/components/schemas/Tree' }, right: { $ref: '#/components/schemas/Tree' } },
      },
      { type: 'object', required: ['leaf'], properties: { leaf: string } },
    ],
  },
  Chain: {
    anyOf: [
      { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Chain' } },
      { type: 'object', required: ['next'], properties: { next: { $ref: '#/components/schemas/Chain' } } },
      { type: 'number', minimum: 3 },
    ],
  },
  Cat: {
    type: 'object',
    required: ['kind', 'lives'],
    properties: { kind: string, lives: { type: 'integer', minimum: 1 } },
  },
  Dog: { type: 'object', required: ['kind', 'barks'], properties: { kind: string, barks: { type: 'boolean' } } },
};
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const having = (property: Json): JsonObject => ({ type: 'object', required: ['v'], properties: { v: property } });

/** Schemas that some value obeys, and that a plain value of their type does not. */
const rows: readonly (readonly [kind: string, schema: Json])[] = [
  ['a length beside a reference', { ...ref('Name'), minLength: 10, maxLength: 12 }],
  ['a limit beside a reference', having({ ...ref('Count'), minimum: 7, multipleOf: 5 })],
  ['a pattern beside a reference', { ...ref('Name'), pattern: '^[A-Z]{3}\\d$' }],
  [
    'properties that are required beside a reference',
    { ...ref('Base'), required: ['name'], properties: { name: { const: 'x' } } },
  ],
  ['limits in several parts of allOf', { allOf: [{ type: 'number', minimum: 5 }, { maximum: 20 }, { multipleOf: 7 }] }],
  ['lengths in several parts of allOf', { allOf: [ref('Name'), { minLength: 8 }, { maxLength: 9 }] }],
  ['patterns in two parts of allOf', { allOf: [{ type: 'string', pattern: '^[a-z]+$' }, { pattern: '^.{9,}$' }] }],
  [
    'patterns of which each asks for a kind of character',
    { type: 'string', allOf: [{ pattern: '[A-Z]' }, { pattern: '[a-z]' }, { pattern: '\\d' }] },
  ],
  ['closed lists in two parts of allOf', { allOf: [{ enum: ['a', 'b', 'c'] }, { enum: ['c', 'd'] }] }],
  ['types in two parts of allOf', { allOf: [{ type: ['string', 'integer'] }, { type: ['number', 'boolean'] }] }],
  [
    'required in one part, described in another, limited in a third',
    {
      type: 'object',
      allOf: [{ required: ['v'] }, { properties: { v: string } }, { properties: { v: { minLength: 9 } } }],
    },
  ],
  [
    'lists limited in two parts',
    {
      allOf: [
        { type: 'array', items: string, minItems: 2 },
        { items: { maxLength: 3 }, maxItems: 3 },
      ],
    },
  ],
  ['a limit beside enum', { type: 'integer', enum: [1, 5, 12], minimum: 10 }],
  ['a length beside enum', having({ type: 'string', enum: ['a', 'bbb'], minLength: 2 })],
  ['a pattern beside enum', { enum: ['one', 2, 'Three'], type: 'string', pattern: '^[A-Z]' }],
  ['a default of another type', having({ type: 'string', default: 5 })],
  [
    'an optional default of another type',
    { type: 'object', properties: { code: { type: 'string', default: 123 }, name: string } },
  ],
  ['a default beyond a limit', having({ type: 'integer', default: 0, minimum: 1 })],
  ['an example that breaks its pattern', having({ type: 'string', example: 'nope', pattern: '^\\d+$' })],
  ['an example that lacks a property', { ...having(string), example: { other: 1 } }],
  [
    'an example of the whole of which one property is wrong',
    {
      type: 'object',
      required: ['a', 'b'],
      properties: { a: string, b: { type: 'integer' } },
      example: { a: 'kept', b: 'x' },
    },
  ],
  [
    'an example of a list of which one item is wrong',
    { type: 'array', minItems: 2, items: { type: 'integer' }, example: [7, 'x'] },
  ],
  ['a format and a greatest length', having({ type: 'string', format: 'email', maxLength: 12 })],
  ['a format and a least length', having({ type: 'string', format: 'uri', minLength: 60 })],
  ['an email and a least length', having({ type: 'string', format: 'email', minLength: 40 })],
  ['a format and a pattern', having({ type: 'string', format: 'date-time', pattern: '\\.\\d{3}Z$' })],
  ['a format and a pattern in upper case', having({ type: 'string', format: 'uuid', pattern: '^[0-9A-F-]+$' })],
  ['a date of one century', having({ type: 'string', format: 'date', pattern: '^20\\d\\d-' })],
  ['binary text of one length', having({ type: 'string', format: 'byte', minLength: 12, maxLength: 12 })],
  [
    'names by a pattern, as many as there must be',
    {
      type: 'object',
      patternProperties: { '^x-[a-z]+$': { type: 'integer' } },
      additionalProperties: false,
      minProperties: 2,
    },
  ],
  [
    'names of one kind',
    {
      type: 'object',
      propertyNames: { pattern: '^[A-Z]{2}$' },
      minProperties: 2,
      additionalProperties: { type: 'integer' },
    },
  ],
  [
    'names of a closed list',
    { type: 'object', propertyNames: { enum: ['en', 'cy'] }, minProperties: 1, additionalProperties: string },
  ],
  [
    'a property whose name is not allowed',
    { type: 'object', propertyNames: { maxLength: 2 }, properties: { ab: string, abc: string } },
  ],
  [
    'as many properties as there must be',
    { type: 'object', minProperties: 3, additionalProperties: { type: 'boolean' } },
  ],
  [
    'as few properties as there may be',
    { type: 'object', maxProperties: 1, properties: { a: string, b: string, c: string }, required: ['b'] },
  ],
  ['recursion in the first branch of oneOf', ref('Tree')],
  ['recursion in the first branches of anyOf', ref('Chain')],
  ['recursion in a property', having(ref('Tree'))],
  [
    'a list of things that are all different',
    { type: 'array', minItems: 3, uniqueItems: true, items: { enum: ['x', 'y', 'z'] } },
  ],
  [
    'a list of different objects',
    {
      type: 'array',
      minItems: 3,
      uniqueItems: true,
      items: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
    },
  ],
  [
    'a list of different texts of a pattern',
    { type: 'array', minItems: 4, uniqueItems: true, items: { type: 'string', pattern: '^[a-z]{4}$' } },
  ],
  [
    'a list with some of a kind',
    {
      type: 'array',
      minItems: 3,
      items: { type: 'integer' },
      contains: { minimum: 100 },
      minContains: 2,
      maxContains: 2,
    },
  ],
  ['what it must not be', { type: 'string', not: { enum: ['string', ''] } }],
  ['what it must not begin with', having({ type: 'string', format: 'ipv4', not: { pattern: '^192' } })],
  [
    'a property that must not be there',
    { type: 'object', properties: { a: string, b: string }, not: { required: ['a'] } },
  ],
  [
    'what follows from a value',
    {
      type: 'object',
      properties: { kind: { enum: ['a', 'b'] } },
      required: ['kind'],
      if: { properties: { kind: { const: 'a' } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ['x'], properties: { x: { type: 'integer', minimum: 9 } } },
    },
  ],
  [
    'what follows otherwise',
    {
      type: 'object',
      properties: { kind: { const: 'b' } },
      required: ['kind'],
      if: { properties: { kind: { const: 'a' } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ['x'] },
      else: { required: ['y'] },
    },
  ],
  [
    'a property that asks for another',
    { type: 'object', properties: { card: string }, dependentRequired: { card: ['address'] }, required: ['card'] },
  ],
  [
    'a property that cannot have what it asks for',
    { type: 'object', properties: { a: string, b: { not: {} } }, dependentRequired: { a: ['b'] } },
  ],
  [
    'a property that asks for more of the whole',
    {
      type: 'object',
      properties: { a: string },
      required: ['a'],
      dependentSchemas: { a: { required: ['c'], properties: { c: { const: 3 } } } },
    },
  ],
  [
    'a step that is a fraction',
    having({ type: 'number', multipleOf: 0.01, exclusiveMinimum: 0, exclusiveMaximum: 0.02 }),
  ],
  ['two steps', { allOf: [{ type: 'integer', multipleOf: 4, minimum: 1 }, { multipleOf: 6 }] }],
  ['limits that count not', { type: 'integer', exclusiveMinimum: 5, exclusiveMaximum: 7 }],
  [
    'a constant in one part, described in another',
    {
      type: 'object',
      required: ['kind'],
      allOf: [{ properties: { kind: string } }, { properties: { kind: { const: 'cat' } } }],
    },
  ],
  ['null in a closed list', having({ type: ['string', 'null'], enum: [null] })],
  [
    'a property that is only read',
    {
      type: 'object',
      required: ['id', 'name'],
      properties: { id: ref('Id'), name: string },
      additionalProperties: false,
    },
  ],
  [
    'nothing more beside allOf',
    {
      allOf: [{ required: ['a'], properties: { a: { type: 'string', minLength: 7 } } }],
      properties: { a: {} },
      additionalProperties: false,
    },
  ],
  [
    'nothing that is left over',
    {
      allOf: [ref('Base')],
      properties: { name: { type: 'string', minLength: 9 } },
      required: ['name'],
      unevaluatedProperties: false,
    },
  ],
  [
    'a discriminator and a limit in the branch',
    { oneOf: [ref('Cat'), ref('Dog')], discriminator: { propertyName: 'kind' } },
  ],
  [
    'a discriminator whose first branch is excluded',
    {
      oneOf: [ref('Cat'), ref('Dog')],
      discriminator: { propertyName: 'kind' },
      properties: { kind: { const: 'Dog' } },
    },
  ],
  [
    'exactly one of two that overlap',
    { type: 'object', properties: { a: string, b: string }, oneOf: [{ required: ['a'] }, { required: ['b'] }] },
  ],
  [
    'numbers of which only one branch takes some',
    {
      oneOf: [
        { type: 'integer', minimum: 0 },
        { type: 'integer', maximum: 10 },
      ],
    },
  ],
  [
    'one optional property that nothing obeys',
    {
      type: 'object',
      properties: { a: { type: 'string', minLength: 3, maxLength: 2 }, b: { type: 'integer', minimum: 4 } },
    },
  ],
  [
    'a required property that nobody describes, and names of a kind',
    { type: 'object', required: ['ab'], additionalProperties: { type: 'integer', minimum: 3 } },
  ],
  [
    'items in places, and no others',
    { type: 'array', prefixItems: [{ const: 'x' }, { type: 'integer', minimum: 2 }], items: false, minItems: 2 },
  ],
  ['a list of nothing in particular that has items', { type: 'array', minItems: 2 }],
];

const media = (schema: Json) => ({ 'application/json': { schema } });
const paths = rows.flatMap(([, schema], index): readonly (readonly [string, JsonObject])[] => [
  [
    `/row-${index}`,
    {
      post: {
        operationId: `send-${index}`,
        requestBody: { required: true, content: media(schema) },
        responses: { 200: empty },
      },
      get: { operationId: `get-${index}`, responses: { 200: { description: '', content: media(schema) } } },
    },
  ],
]);
const sandbox = sandboxOf(documentOf(Object.fromEntries(paths), { components: { schemas } }));

describe('a value is made that the schema allows, wherever there is one', () => {
  it.each(rows.map(([kind], index) => [kind, index] as const))('in a request: %s', (_, index) => {
    const [reachability] = sandbox.findRequests('api', `send-${index}`);
    expect(reachability?.samples[0]).toMatchObject({ trigger: 'default', how: 'an ordinary request' });
  });

  it.each(rows.map(([kind], index) => [kind, index] as const))('in an answer, by chance, too: %s', async (_, index) => {
    const validate = (body: Json) => ask(sandbox, `POST /row-${index}`, { body });
    for (const Prefer of ['dynamic=false', 'dynamic=true, seed=1', 'dynamic=true, seed=2']) {
      const { body = null } = await ask(sandbox, `GET /row-${index}`, { headers: { Prefer } });
      expect({ body, faults: (await validate(body)).faults }).toEqual({ body, faults: [] });
    }
  });

  it('nothing is wrong with any of them but examples and defaults', () => {
    const codes = new Set(problemsOf(sandbox).map(({ code }) => code));
    expect([...codes].filter((code) => code === 'sample-invalid')).toEqual([]);
  });
});

describe('what is written as a text has an ordinary request', () => {
  const list = { type: 'array' };
  const anything: JsonObject = { type: 'array', items: {} };
  const inQuery = (schema: Json, more: JsonObject = {}): JsonObject => ({
    parameters: [{ name: 'v', in: 'query', required: true, schema, ...more }],
  });
  const inPath = (schema: Json): JsonObject => ({ parameters: [{ name: 'v', in: 'path', required: true, schema }] });
  const inBody = (mediaType: string, schema: Json, more: JsonObject = {}): JsonObject => ({
    requestBody: { required: true, content: { [mediaType]: { schema, ...more } } },
  });
  const form = 'application/x-www-form-urlencoded';
  const parts = 'multipart/form-data';
  const cases: readonly (readonly [string, JsonObject, string?])[] = [
    ['a list without items in the query', inQuery(list)],
    ['a list of anything in the query', inQuery(anything)],
    ['a list in the query whose example is empty', inQuery({ type: 'array', items: string }, { example: [] })],
    ['a list in the query whose schema has an empty example', inQuery({ type: 'array', items: string, example: [] })],
    ['a list in the query whose default is empty', inQuery({ type: 'array', items: { type: 'integer' }, default: [] })],
    ['an object of anything in the query', inQuery({ type: 'object' }, { style: 'deepObject', explode: true })],
    ['a list without items in a path', inPath(list), '/{v}'],
    ['a text in a path that may be empty', inPath({ enum: ['', '.', 'a'] }), '/{v}'],
    ['a list in a header', { parameters: [{ name: 'X-V', in: 'header', required: true, schema: list }] }],
    ['a list in a cookie', { parameters: [{ name: 'v', in: 'cookie', required: true, schema: list }] }],
    ['a list without items in a form', inBody(form, having(list))],
    ['a list of anything in a form', inBody(form, having(anything))],
    ['a list in a form whose example is empty', inBody(form, having({ type: 'array', items: string, example: [] }))],
    [
      'an example of a form with an empty list',
      inBody(form, having({ type: 'array', items: string }), { example: { v: [] } }),
    ],
    ['anything in a form', inBody(form, having({}))],
    ['a list without items in parts', inBody(parts, having(list))],
    ['a list of anything in parts, two at least', inBody(parts, having({ ...anything, minItems: 2 }))],
    [
      'a list of files in parts',
      inBody(parts, having({ type: 'array', items: { contentMediaType: 'application/octet-stream' } })),
    ],
    ['a list without items in XML', inBody('application/xml', having(list))],
    ['a list of anything in XML', inBody('application/xml', having(anything))],
    ['anything in a text', inBody('text/plain', {})],
  ];

  it.each(cases.map(([kind, operation, path = '/']) => [kind, operation, path] as const))(
    '%s',
    (_, operation, path) => {
      const post = { operationId: 'send', ...operation, responses: { 200: empty } };
      const [reachability] = sandboxOf(documentOf({ [`/things${path}`]: { post } })).findRequests('api', 'send');
      const triggers = reachability?.samples.map(({ trigger }) => trigger);
      expect(['default', 'example']).toContain(triggers?.[0]);
    },
  );
});
