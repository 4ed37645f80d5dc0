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

/** Schemas that have a valid value which is not the simplest value of their type. */
const rows: readonly (readonly [kind: string, schema: Json])[] = [
  ['minLength and maxLength beside $ref', { ...ref('Name'), minLength: 10, maxLength: 12 }],
  ['minimum and multipleOf beside $ref', having({ ...ref('Count'), minimum: 7, multipleOf: 5 })],
  ['pattern beside $ref', { ...ref('Name'), pattern: '^[A-Z]{3}\\d$' }],
  ['required properties beside $ref', { ...ref('Base'), required: ['name'], properties: { name: { const: 'x' } } }],
  [
    'numeric limits in several parts of allOf',
    { allOf: [{ type: 'number', minimum: 5 }, { maximum: 20 }, { multipleOf: 7 }] },
  ],
  ['lengths in several parts of allOf', { allOf: [ref('Name'), { minLength: 8 }, { maxLength: 9 }] }],
  ['patterns in two parts of allOf', { allOf: [{ type: 'string', pattern: '^[a-z]+$' }, { pattern: '^.{9,}$' }] }],
  [
    'patterns that each require a kind of character',
    { type: 'string', allOf: [{ pattern: '[A-Z]' }, { pattern: '[a-z]' }, { pattern: '\\d' }] },
  ],
  ['overlapping enums in two parts of allOf', { allOf: [{ enum: ['a', 'b', 'c'] }, { enum: ['c', 'd'] }] }],
  [
    'overlapping types in two parts of allOf',
    { allOf: [{ type: ['string', 'integer'] }, { type: ['number', 'boolean'] }] },
  ],
  [
    'property required, described and limited in three parts of allOf',
    {
      type: 'object',
      allOf: [{ required: ['v'] }, { properties: { v: string } }, { properties: { v: { minLength: 9 } } }],
    },
  ],
  [
    'array limits in two parts of allOf',
    {
      allOf: [
        { type: 'array', items: string, minItems: 2 },
        { items: { maxLength: 3 }, maxItems: 3 },
      ],
    },
  ],
  ['minimum beside enum', { type: 'integer', enum: [1, 5, 12], minimum: 10 }],
  ['minLength beside enum', having({ type: 'string', enum: ['a', 'bbb'], minLength: 2 })],
  ['pattern beside enum', { enum: ['one', 2, 'Three'], type: 'string', pattern: '^[A-Z]' }],
  ['default of another type', having({ type: 'string', default: 5 })],
  [
    'optional property with a default of another type',
    { type: 'object', properties: { code: { type: 'string', default: 123 }, name: string } },
  ],
  ['default below minimum', having({ type: 'integer', default: 0, minimum: 1 })],
  ['example that does not match the pattern', having({ type: 'string', example: 'nope', pattern: '^\\d+$' })],
  ['example without a required property', { ...having(string), example: { other: 1 } }],
  [
    'object example with one invalid property',
    {
      type: 'object',
      required: ['a', 'b'],
      properties: { a: string, b: { type: 'integer' } },
      example: { a: 'kept', b: 'x' },
    },
  ],
  [
    'array example with one invalid item',
    { type: 'array', minItems: 2, items: { type: 'integer' }, example: [7, 'x'] },
  ],
  ['format and maxLength', having({ type: 'string', format: 'email', maxLength: 12 })],
  ['format and minLength', having({ type: 'string', format: 'uri', minLength: 60 })],
  ['email and minLength', having({ type: 'string', format: 'email', minLength: 40 })],
  ['format and pattern', having({ type: 'string', format: 'date-time', pattern: '\\.\\d{3}Z$' })],
  ['format and pattern for upper case', having({ type: 'string', format: 'uuid', pattern: '^[0-9A-F-]+$' })],
  ['date and pattern for one century', having({ type: 'string', format: 'date', pattern: '^20\\d\\d-' })],
  ['byte with minLength equal to maxLength', having({ type: 'string', format: 'byte', minLength: 12, maxLength: 12 })],
  [
    'patternProperties and minProperties',
    {
      type: 'object',
      patternProperties: { '^x-[a-z]+$': { type: 'integer' } },
      additionalProperties: false,
      minProperties: 2,
    },
  ],
  [
    'propertyNames with a pattern and minProperties',
    {
      type: 'object',
      propertyNames: { pattern: '^[A-Z]{2}$' },
      minProperties: 2,
      additionalProperties: { type: 'integer' },
    },
  ],
  [
    'propertyNames with an enum and minProperties',
    { type: 'object', propertyNames: { enum: ['en', 'cy'] }, minProperties: 1, additionalProperties: string },
  ],
  [
    'property whose name propertyNames excludes',
    { type: 'object', propertyNames: { maxLength: 2 }, properties: { ab: string, abc: string } },
  ],
  ['minProperties', { type: 'object', minProperties: 3, additionalProperties: { type: 'boolean' } }],
  [
    'maxProperties',
    { type: 'object', maxProperties: 1, properties: { a: string, b: string, c: string }, required: ['b'] },
  ],
  ['recursion in the first branch of oneOf', ref('Tree')],
  ['recursion in the first branches of anyOf', ref('Chain')],
  ['recursion in a property', having(ref('Tree'))],
  ['uniqueItems with an enum', { type: 'array', minItems: 3, uniqueItems: true, items: { enum: ['x', 'y', 'z'] } }],
  [
    'uniqueItems with objects',
    {
      type: 'array',
      minItems: 3,
      uniqueItems: true,
      items: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
    },
  ],
  [
    'uniqueItems with a pattern',
    { type: 'array', minItems: 4, uniqueItems: true, items: { type: 'string', pattern: '^[a-z]{4}$' } },
  ],
  [
    'contains and minContains',
    {
      type: 'array',
      minItems: 3,
      items: { type: 'integer' },
      contains: { minimum: 100 },
      minContains: 2,
      maxContains: 2,
    },
  ],
  ['not enum', { type: 'string', not: { enum: ['string', ''] } }],
  ['not pattern', having({ type: 'string', format: 'ipv4', not: { pattern: '^192' } })],
  ['property forbidden by not', { type: 'object', properties: { a: string, b: string }, not: { required: ['a'] } }],
  [
    'if and then',
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
    'if and else',
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
    'dependentRequired',
    { type: 'object', properties: { card: string }, dependentRequired: { card: ['address'] }, required: ['card'] },
  ],
  [
    'dependentRequired on a property that has no valid value',
    { type: 'object', properties: { a: string, b: { not: {} } }, dependentRequired: { a: ['b'] } },
  ],
  [
    'dependentSchemas',
    {
      type: 'object',
      properties: { a: string },
      required: ['a'],
      dependentSchemas: { a: { required: ['c'], properties: { c: { const: 3 } } } },
    },
  ],
  ['fractional multipleOf', having({ type: 'number', multipleOf: 0.01, exclusiveMinimum: 0, exclusiveMaximum: 0.02 })],
  ['two multipleOf', { allOf: [{ type: 'integer', multipleOf: 4, minimum: 1 }, { multipleOf: 6 }] }],
  ['exclusiveMinimum and exclusiveMaximum', { type: 'integer', exclusiveMinimum: 5, exclusiveMaximum: 7 }],
  [
    'const in one part of allOf, described in another',
    {
      type: 'object',
      required: ['kind'],
      allOf: [{ properties: { kind: string } }, { properties: { kind: { const: 'cat' } } }],
    },
  ],
  ['enum with null only', having({ type: ['string', 'null'], enum: [null] })],
  [
    'readOnly property',
    {
      type: 'object',
      required: ['id', 'name'],
      properties: { id: ref('Id'), name: string },
      additionalProperties: false,
    },
  ],
  [
    'additionalProperties: false beside allOf',
    {
      allOf: [{ required: ['a'], properties: { a: { type: 'string', minLength: 7 } } }],
      properties: { a: {} },
      additionalProperties: false,
    },
  ],
  [
    'unevaluatedProperties: false beside allOf',
    {
      allOf: [ref('Base')],
      properties: { name: { type: 'string', minLength: 9 } },
      required: ['name'],
      unevaluatedProperties: false,
    },
  ],
  [
    'discriminator, with a limit in its branch',
    { oneOf: [ref('Cat'), ref('Dog')], discriminator: { propertyName: 'kind' } },
  ],
  [
    'discriminator whose first branch is excluded',
    {
      oneOf: [ref('Cat'), ref('Dog')],
      discriminator: { propertyName: 'kind' },
      properties: { kind: { const: 'Dog' } },
    },
  ],
  [
    'oneOf with two overlapping branches',
    { type: 'object', properties: { a: string, b: string }, oneOf: [{ required: ['a'] }, { required: ['b'] }] },
  ],
  [
    'oneOf with overlapping ranges',
    {
      oneOf: [
        { type: 'integer', minimum: 0 },
        { type: 'integer', maximum: 10 },
      ],
    },
  ],
  [
    'optional property that no value satisfies',
    {
      type: 'object',
      properties: { a: { type: 'string', minLength: 3, maxLength: 2 }, b: { type: 'integer', minimum: 4 } },
    },
  ],
  [
    'required property without a schema, and propertyNames',
    { type: 'object', required: ['ab'], additionalProperties: { type: 'integer', minimum: 3 } },
  ],
  [
    'prefixItems and items: false',
    { type: 'array', prefixItems: [{ const: 'x' }, { type: 'integer', minimum: 2 }], items: false, minItems: 2 },
  ],
  ['minItems without items', { type: 'array', minItems: 2 }],
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

describe('a valid value is generated for every schema that has one', () => {
  it.each(rows.map(([kind], index) => [kind, index] as const))('in a request: %s', (_, index) => {
    const [reachability] = sandbox.findRequests('api', `send-${index}`);
    expect(reachability?.samples[0]).toMatchObject({ trigger: 'default', how: 'an ordinary request' });
  });

  it.each(rows.map(([kind], index) => [kind, index] as const))('in a response, random too: %s', async (_, index) => {
    const validate = (body: Json) => ask(sandbox, `POST /row-${index}`, { body });
    for (const Prefer of ['dynamic=false', 'dynamic=true, seed=1', 'dynamic=true, seed=2']) {
      const { body = null } = await ask(sandbox, `GET /row-${index}`, { headers: { Prefer } });
      expect({ body, faults: (await validate(body)).faults }).toEqual({ body, faults: [] });
    }
  });

  it('no problem is reported about them except examples and defaults', () => {
    const codes = new Set(problemsOf(sandbox).map(({ code }) => code));
    expect([...codes].filter((code) => code === 'sample-invalid')).toEqual([]);
  });
});

describe('values that are serialized as text have a default request', () => {
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
    ['array without items in the query', inQuery(list)],
    ['array of any values in the query', inQuery(anything)],
    ['array in the query with an empty example', inQuery({ type: 'array', items: string }, { example: [] })],
    ['array in the query with an empty example in its schema', inQuery({ type: 'array', items: string, example: [] })],
    ['array in the query with an empty default', inQuery({ type: 'array', items: { type: 'integer' }, default: [] })],
    ['object of any values in the query', inQuery({ type: 'object' }, { style: 'deepObject', explode: true })],
    ['array without items in the path', inPath(list), '/{v}'],
    ["string in the path whose enum contains ''", inPath({ enum: ['', '.', 'a'] }), '/{v}'],
    ['array in a header', { parameters: [{ name: 'X-V', in: 'header', required: true, schema: list }] }],
    ['array in a cookie', { parameters: [{ name: 'v', in: 'cookie', required: true, schema: list }] }],
    ['array without items in a form', inBody(form, having(list))],
    ['array of any values in a form', inBody(form, having(anything))],
    ['array in a form with an empty example', inBody(form, having({ type: 'array', items: string, example: [] }))],
    [
      'form example with an empty array',
      inBody(form, having({ type: 'array', items: string }), { example: { v: [] } }),
    ],
    ['any value in a form', inBody(form, having({}))],
    ['array without items in multipart', inBody(parts, having(list))],
    ['array of any values in multipart, minItems 2', inBody(parts, having({ ...anything, minItems: 2 }))],
    [
      'array of files in multipart',
      inBody(parts, having({ type: 'array', items: { contentMediaType: 'application/octet-stream' } })),
    ],
    ['array without items in XML', inBody('application/xml', having(list))],
    ['array of any values in XML', inBody('application/xml', having(anything))],
    ['any value in plain text', inBody('text/plain', {})],
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
