import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox/index.ts';
import { reachableScenarios } from '../../sandbox/reachability/search.ts';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { requestPlaceText } from '../../sandbox/syntax/runtime-expression.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, empty, jsonBody, parameter, response } from '../fixtures/document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** An error example: the location and what is wrong there. */
type Statement = readonly [place: JsonObject, words: string];

/** A response with one example: problem details with a list of errors (RFC 9457, section 3) or a single message. */
function problem(stated: readonly Statement[] | string): JsonObject {
  const value = { type: 'about:blank', title: 'Bad Request', status: 400 };
  const errors =
    typeof stated === 'string'
      ? { detail: stated }
      : { errors: stated.map(([place, detail]) => ({ ...place, detail })) };
  return response({ wrong: { ...value, ...errors } }, 'application/problem+json');
}

const at = (pointer: string): JsonObject => ({ pointer });
const named = (name: string): JsonObject => ({ parameter: name });

/** How the only error of an operation is reached. */
function howOf(operation: JsonObject, path = '/things', schemas: JsonObject = {}) {
  const post = { operationId: 'send', ...operation };
  const sandbox = sandboxOf(documentOf({ [path]: { post } }, { components: { schemas } }));
  const entry = sandbox.catalogue().scenarios.find(({ example }) => example === 'wrong');
  return { natural: entry?.natural, how: faultsIn(sandbox), lacking: entry?.lacking };
}

/** Why the first request for the only error reaches it, in the syntax of scenario files: `body#/x fails type`. */
function faultsIn(sandbox: Sandbox): string | undefined {
  const wrong = reachableScenarios(sandbox.reachabilityOf('api', 'send')).find(
    ({ scenario }) => scenario.name === 'wrong',
  );
  const reason = wrong?.samples[0]?.reason;
  if (reason?.by !== 'fault') return reason?.by;
  return reason.faults
    .map(({ in: place, name, pointer, keyword }) => {
      const location = place === 'body' ? { in: place, pointer } : { in: place, name };
      return `${requestPlaceText(location)} fails ${keyword}`;
    })
    .join(' and ');
}

interface More {
  /** The schema of the body. */
  readonly example?: Json;
  /** At `#/components/schemas`. */
  readonly schemas?: JsonObject;
}

/** How an error about a body is reached. */
function inBody(schema: Json, stated: readonly Statement[] | string, { example, schemas }: More = {}) {
  const media = { schema, ...(example !== undefined && { example }) };
  const requestBody = { required: true, content: { 'application/json': media } };
  return howOf({ requestBody, responses: { 201: empty, 400: problem(stated) } }, '/things', schemas);
}

const reachedBy = (how: string) => ({ natural: true, how, lacking: undefined });

const string = { type: 'string' };
const integer = { type: 'integer' };
/** An object whose property `x` has this schema. */
const x = (schema: Json, rest: JsonObject = {}): JsonObject => ({ type: 'object', properties: { x: schema }, ...rest });
const list = (rest: JsonObject): JsonObject => x({ type: 'array', items: string, ...rest });

interface Row {
  readonly schema: Json;
  readonly says: string;
  /** The location in the example; `/x` by default. */
  readonly pointer?: string;
  readonly how: string;
}

const keywords: Readonly<Record<string, Row>> = {
  type: { schema: x(string), says: 'must be a string', how: 'body#/x fails type' },
  'type, several types': {
    schema: x({ type: ['string', 'null'] }),
    says: 'is of the wrong type',
    how: 'body#/x fails type',
  },
  'type, all but one type': {
    schema: x({ type: ['string', 'number', 'array', 'object', 'null'] }),
    says: 'is of the wrong type',
    how: 'body#/x fails type',
  },
  enum: { schema: x({ enum: ['a', 'b'] }), says: 'must be one of a, b', how: 'body#/x fails enum' },
  'enum of numbers': { schema: x({ enum: [1, 2] }), says: 'must be one of 1, 2', how: 'body#/x fails enum' },
  'enum with a type': {
    schema: x({ ...string, enum: ['a', 'b'] }),
    says: 'is no allowed value: must be one of',
    how: 'body#/x fails enum',
  },
  'enum of integers with a type': {
    schema: x({ ...integer, enum: [5, 9] }),
    says: 'must be one of 5, 9',
    how: 'body#/x fails enum',
  },
  const: { schema: x({ const: 'a' }), says: 'must be either a or nothing', how: 'body#/x fails const' },
  'const, an object': { schema: x({ const: { a: 1 } }), says: 'must be one of', how: 'body#/x fails const' },
  'const, true': { schema: x({ const: true }), says: 'must be one of', how: 'body#/x fails const' },
  'const, null': { schema: x({ const: null }), says: 'must be one of', how: 'body#/x fails const' },
  multipleOf: {
    schema: x({ ...integer, multipleOf: 5 }),
    says: 'must be a multiple of 5',
    how: 'body#/x fails multipleOf',
  },
  'multipleOf 0.01': {
    schema: x({ type: 'number', multipleOf: 0.01 }),
    says: 'has too many decimal places',
    how: 'body#/x fails multipleOf',
  },
  'multipleOf with minimum and maximum': {
    schema: x({ ...integer, minimum: 10, maximum: 20, multipleOf: 5 }),
    says: 'must be a multiple of 5',
    how: 'body#/x fails multipleOf',
  },
  maximum: { schema: x({ ...integer, maximum: 9 }), says: 'is greater than 9', how: 'body#/x fails maximum' },
  'maximum close to the largest double': {
    schema: x({ type: 'number', maximum: 1e300 }),
    says: 'is too large',
    how: 'body#/x fails maximum',
  },
  exclusiveMaximum: {
    schema: x({ type: 'number', exclusiveMaximum: 9 }),
    says: 'must be less than 9',
    how: 'body#/x fails exclusiveMaximum',
  },
  minimum: { schema: x({ ...integer, minimum: 5 }), says: 'is too small', how: 'body#/x fails minimum' },
  exclusiveMinimum: {
    schema: x({ type: 'number', exclusiveMinimum: 0 }),
    says: 'must be positive',
    how: 'body#/x fails exclusiveMinimum',
  },
  maxLength: { schema: x({ ...string, maxLength: 3 }), says: 'is too long', how: 'body#/x fails maxLength' },
  'maxLength beside a pattern': {
    schema: x({ ...string, pattern: '^[A-Z]+$', maxLength: 6 }),
    says: 'is too long',
    how: 'body#/x fails maxLength',
  },
  'maxLength 0': {
    schema: x({ ...string, maxLength: 0 }),
    says: 'is too long',
    how: 'body#/x fails maxLength',
  },
  minLength: { schema: x({ ...string, minLength: 3 }), says: 'is too short', how: 'body#/x fails minLength' },
  'minLength 1': {
    schema: x({ ...string, minLength: 1 }),
    says: 'must not be empty',
    how: 'body#/x fails minLength',
  },
  pattern: {
    schema: x({ ...string, pattern: '^[a-z]+$' }),
    says: 'does not match the pattern',
    how: 'body#/x fails pattern',
  },
  'pattern without anchors': {
    schema: x({ ...string, pattern: '[0-9]' }),
    says: 'does not match the pattern',
    how: 'body#/x fails pattern',
  },
  'pattern, minLength and maxLength': {
    schema: x({ ...string, pattern: '^[A-Z]{6}$', minLength: 6, maxLength: 6 }),
    says: 'does not match the pattern',
    how: 'body#/x fails pattern',
  },
  'format date': { schema: x({ ...string, format: 'date' }), says: 'is not a valid date', how: 'body#/x fails format' },
  'format uuid': { schema: x({ ...string, format: 'uuid' }), says: 'is not a valid uuid', how: 'body#/x fails format' },
  'format uri': { schema: x({ ...string, format: 'uri' }), says: 'is malformed', how: 'body#/x fails format' },
  'format uri-reference': {
    schema: x({ ...string, format: 'uri-reference' }),
    says: 'is malformed',
    how: 'body#/x fails format',
  },
  'format regex': { schema: x({ ...string, format: 'regex' }), says: 'is malformed', how: 'body#/x fails format' },
  'format byte': { schema: x({ ...string, format: 'byte' }), says: 'is malformed', how: 'body#/x fails format' },
  'format nhs-number': {
    schema: x({ ...string, format: 'nhs-number' }),
    says: 'is malformed',
    how: 'body#/x fails format',
  },
  'format int32': {
    schema: x({ ...integer, format: 'int32' }),
    says: 'has the wrong format',
    how: 'body#/x fails format',
  },
  maxItems: { schema: list({ maxItems: 2 }), says: 'has too many items', how: 'body#/x fails maxItems' },
  'maxItems 0': { schema: list({ maxItems: 0 }), says: 'has too many items', how: 'body#/x fails maxItems' },
  'maxItems with uniqueItems': {
    schema: list({ maxItems: 2, uniqueItems: true }),
    says: 'has too many items',
    how: 'body#/x fails maxItems',
  },
  minItems: { schema: list({ minItems: 2 }), says: 'has fewer than 2 items', how: 'body#/x fails minItems' },
  uniqueItems: { schema: list({ uniqueItems: true }), says: 'has duplicates', how: 'body#/x fails uniqueItems' },
  contains: { schema: list({ contains: { const: 'a' } }), says: 'a is missing', how: 'body#/x fails contains' },
  minContains: {
    schema: list({ contains: { const: 'a' }, minContains: 2 }),
    says: 'a is missing',
    how: 'body#/x fails contains',
  },
  maxContains: {
    schema: list({ contains: { const: 'a' }, maxContains: 1 }),
    says: 'at most one item may be a',
    how: 'body#/x fails contains',
  },
  items: {
    schema: x({ prefixItems: [string], items: false }),
    says: 'has additional elements',
    how: 'body#/x fails items',
  },
  unevaluatedItems: {
    schema: x({ prefixItems: [string], unevaluatedItems: false }),
    says: 'has additional elements',
    how: 'body#/x fails unevaluatedItems',
  },
  maxProperties: {
    schema: x({ type: 'object', maxProperties: 1 }),
    says: 'has too many values',
    how: 'body#/x fails maxProperties',
  },
  minProperties: {
    schema: x({ type: 'object', minProperties: 1 }),
    says: 'must not be empty',
    how: 'body#/x fails minProperties',
  },
  required: { schema: x(string, { required: ['x'] }), says: 'is required', how: 'body#/x fails required' },
  'required property without a schema': {
    schema: { type: 'object', required: ['x'] },
    says: 'is required',
    how: 'body#/x fails required',
  },
  'required property named toString': {
    schema: { type: 'object', required: ['toString'], properties: { toString: string, valueOf: string } },
    says: 'is required',
    pointer: '/toString',
    how: 'body#/toString fails required',
  },
  dependentRequired: {
    schema: { type: 'object', dependentRequired: { y: ['x'] }, properties: { x: string, y: string } },
    says: 'is required',
    how: 'body#/x fails dependentRequired',
  },
  'dependentRequired on an optional property': {
    schema: { type: 'object', dependentRequired: { y: ['x'] } },
    says: 'is required',
    how: 'body#/x fails dependentRequired',
  },
  'prefixItems, violation within an item': {
    schema: x({ type: 'array', prefixItems: [string, integer] }),
    says: 'must be an integer',
    pointer: '/x/1',
    how: 'body#/x/1 fails type',
  },
  'property whose schema is false': {
    schema: { type: 'object', properties: { x: false } },
    says: 'is not allowed',
    how: 'body#/x fails false schema',
  },
  'patternProperties, violation within': {
    schema: { type: 'object', patternProperties: { '^x': integer } },
    says: 'must be an integer',
    how: 'body#/x fails type',
  },
  'patternProperties: false': {
    schema: { type: 'object', patternProperties: { '^x': false } },
    says: 'is not allowed',
    how: 'body#/x fails false schema',
  },
  'additionalProperties, violation within': {
    schema: { type: 'object', additionalProperties: integer },
    says: 'must be an integer',
    how: 'body#/x fails type',
  },
  dependentSchemas: {
    schema: { type: 'object', properties: { y: string }, dependentSchemas: { y: x(integer) } },
    says: 'must be an integer',
    how: 'body#/x fails type',
  },
  not: { schema: x({ ...string, not: { const: 'admin' } }), says: 'is invalid', how: 'body#/x fails not' },
  'not pattern': {
    schema: x({ ...string, not: { pattern: '<[^>]+>' } }),
    says: 'is invalid',
    how: 'body#/x fails not',
  },
  'not required': {
    schema: x({ type: 'object', not: { required: ['a', 'b'] } }),
    says: 'is invalid',
    how: 'body#/x fails not',
  },
  anyOf: { schema: x({ anyOf: [string, integer] }), says: 'is invalid', how: 'body#/x fails anyOf' },
  oneOf: { schema: x({ oneOf: [string, integer] }), says: 'is invalid', how: 'body#/x fails oneOf' },
  'oneOf, both branches match': {
    schema: x({ type: 'object', oneOf: [{ required: ['a'] }, { required: ['b'] }] }),
    says: 'is invalid',
    how: 'body#/x fails oneOf',
  },
  'then, condition met by the example': {
    schema: {
      type: 'object',
      properties: { kind: { enum: ['a', 'b'] } },
      if: { properties: { kind: { const: 'a' } }, required: ['kind'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ['x'] },
    },
    says: 'is required',
    how: 'body#/x fails required',
  },
  'then, condition met by another body': {
    schema: {
      type: 'object',
      properties: { kind: { enum: ['a', 'b'] } },
      if: { properties: { kind: { const: 'b' } }, required: ['kind'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ['x'] },
    },
    says: 'is required',
    how: 'body#/x fails required',
  },
  else: {
    schema: {
      type: 'object',
      properties: { kind: { enum: ['a', 'b'] } },
      if: { properties: { kind: { const: 'b' } }, required: ['kind'] },
      else: { required: ['x'] },
    },
    says: 'is required',
    how: 'body#/x fails required',
  },
};

describe('an error is reached by the keyword that it is about', () => {
  it.each(Object.entries(keywords))('%s', (_, { schema, says, pointer = '/x', how }) => {
    expect(inBody(schema, [[at(pointer), says]])).toEqual(reachedBy(how));
  });
});

const extra: Readonly<Record<string, Json>> = {
  additionalProperties: { type: 'object', properties: { a: string }, additionalProperties: false },
  unevaluatedProperties: { type: 'object', allOf: [{ properties: { a: string } }], unevaluatedProperties: false },
  propertyNames: { type: 'object', properties: { a: string }, propertyNames: { pattern: '^[abc]$' } },
  'propertyNames, an enum': { type: 'object', propertyNames: { enum: ['a', 'b'] } },
};

describe('an error about an undocumented property: it names the property, or none', () => {
  it.each(Object.entries(extra))('%s', (name, schema) => {
    const [keyword] = name.split(',');
    expect(inBody(schema, [[at('/x'), 'unknown property']])).toEqual(reachedBy(`body#/x fails ${keyword}`));
    const { natural, how } = inBody(schema, 'The request has an unknown property');
    expect([natural, how]).toEqual([true, expect.stringMatching(`^body#/.* fails ${keyword}$`)]);
  });
});

describe('an error that is only a message', () => {
  it.each<readonly [string, Json, string]>([
    ['The body must be an object', { type: 'object' }, 'body fails type'],
    ['The body could not be parsed', { type: 'object' }, 'body fails syntax'],
    ['Invalid JSON', { type: 'object' }, 'body fails syntax'],
    ['A request body is required', { type: 'object' }, 'body fails required'],
    ['Request body is missing', x(string, { required: ['x'] }), 'body fails required'],
    [
      'firstName is too long',
      { type: 'object', properties: { firstName: { ...string, maxLength: 5 } } },
      'body#/firstName fails maxLength',
    ],
    ['"x" is missing', x(string, { required: ['x'] }), 'body#/x fails required'],
  ])('%s', (says, schema, how) => {
    expect(inBody(schema, says)).toEqual(reachedBy(how));
  });
});

interface Place extends More {
  readonly name: string;
  readonly schema: Json;
  readonly pointer: string;
  readonly says?: string;
  readonly how: string;
}

const short = { ...string, maxLength: 3 };
const node = { type: 'object', properties: { name: short, child: { $ref: '#/components/schemas/Node' } } };

const places: readonly Place[] = [
  { name: 'nested property', schema: x(x(short)), pointer: '/x/x', how: 'body#/x/x fails maxLength' },
  {
    name: 'property nested six levels deep',
    schema: x(x(x(x(x(x(short)))))),
    pointer: '/x/x/x/x/x/x',
    how: 'body#/x/x/x/x/x/x fails maxLength',
  },
  { name: 'list item', schema: { type: 'array', items: short }, pointer: '/0', how: 'body#/0 fails maxLength' },
  {
    name: 'third item, example has one',
    schema: x({ type: 'array', items: short }),
    example: { x: ['a'] },
    pointer: '/x/2',
    how: 'body#/x/2 fails maxLength',
  },
  {
    name: 'third item, example has none',
    schema: x({ type: 'array', items: short }),
    example: { x: [] },
    pointer: '/x/2',
    how: 'body#/x/2 fails maxLength',
  },
  {
    name: 'third item, example lacks the list',
    schema: x({ type: 'array', items: x(short) }),
    example: {},
    pointer: '/x/2/x',
    how: 'body#/x/2/x fails maxLength',
  },
  {
    name: 'fifth item, example has six',
    schema: { type: 'array', items: short },
    example: ['a', 'b', 'c', 'd', 'e', 'f'],
    pointer: '/4',
    how: 'body#/4 fails maxLength',
  },
  {
    name: 'second item of unique items',
    schema: { type: 'array', items: x(short), uniqueItems: true },
    example: [{ x: 'a' }],
    pointer: '/1/x',
    how: 'body#/1/x fails maxLength',
  },
  {
    name: 'item of a nested list',
    schema: { type: 'array', items: { type: 'array', items: short } },
    pointer: '/0/1',
    how: 'body#/0/1 fails maxLength',
  },
  {
    name: 'optional property that the example lacks',
    schema: { type: 'object', properties: { a: string, x: short } },
    example: { a: 'b' },
    pointer: '/x',
    how: 'body#/x fails maxLength',
  },
  {
    name: 'property of an optional object that the example lacks and that requires others',
    schema: x(x(short, { required: ['y', 'x'] })),
    example: {},
    pointer: '/x/x',
    how: 'body#/x/x fails maxLength',
  },
  {
    name: 'missing property of an optional object that the example lacks',
    schema: x(x(string, { required: ['x'] })),
    example: {},
    pointer: '/x/x',
    says: 'is required',
    how: 'body#/x/x fails required',
  },
  {
    name: 'behind a reference',
    schema: { $ref: '#/components/schemas/Pet' },
    schemas: { Pet: x({ $ref: '#/components/schemas/Name' }), Name: short },
    pointer: '/x',
    how: 'body#/x fails maxLength',
  },
  {
    name: 'in a circular schema',
    schema: { $ref: '#/components/schemas/Node' },
    schemas: { Node: node },
    pointer: '/child/child/name',
    how: 'body#/child/child/name fails maxLength',
  },
  {
    name: 'in allOf',
    schema: { allOf: [{ type: 'object' }, x(short)] },
    pointer: '/x',
    how: 'body#/x fails maxLength',
  },
  {
    name: 'in the second of oneOf',
    schema: {
      oneOf: [
        { type: 'object', required: ['kind'], properties: { kind: { const: 'a' } } },
        { type: 'object', required: ['kind', 'x'], properties: { kind: { const: 'b' }, x: short } },
      ],
    },
    pointer: '/x',
    how: 'body#/x fails maxLength',
  },
  {
    name: 'in the second branch of anyOf, which excludes the first',
    schema: {
      anyOf: [
        { type: 'object', required: ['a'], properties: { a: { const: 1 } }, additionalProperties: false },
        { type: 'object', required: ['x'], properties: { x: short }, additionalProperties: false },
      ],
    },
    pointer: '/x',
    how: 'body#/x fails maxLength',
  },
  {
    name: 'in the second branch of a discriminator',
    schema: {
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
      discriminator: { propertyName: 'kind' },
    },
    schemas: {
      Cat: { type: 'object', required: ['kind'], properties: { kind: string } },
      Dog: { type: 'object', required: ['kind'], properties: { kind: string, x: short } },
    },
    pointer: '/x',
    how: 'body#/x fails maxLength',
  },
  {
    name: 'discriminator value of no branch',
    schema: {
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
      discriminator: { propertyName: 'kind' },
    },
    schemas: {
      Cat: { type: 'object', required: ['kind'], properties: { kind: string } },
      Dog: { type: 'object', required: ['kind'], properties: { kind: string } },
    },
    pointer: '/kind',
    says: 'must be one of Cat, Dog',
    how: 'body#/kind fails enum',
  },
  {
    name: 'property name with a slash',
    schema: { properties: { 'a/b': short } },
    pointer: '/a~1b',
    how: 'body#/a~1b fails maxLength',
  },
  {
    name: 'property name with a tilde',
    schema: { properties: { 'a~b': short } },
    pointer: '/a~0b',
    how: 'body#/a~0b fails maxLength',
  },
  {
    name: 'nullable property',
    schema: x({ type: ['string', 'null'], maxLength: 3 }),
    example: { x: null },
    pointer: '/x',
    how: 'body#/x fails maxLength',
  },
  {
    name: 'maxItems of thousands',
    schema: x({ type: 'array', items: string, maxItems: 5000 }),
    pointer: '/x',
    says: 'has too many items',
    how: 'body#/x fails maxItems',
  },
];

describe('an error is reached wherever its location is', () => {
  it.each(byName(places))('%s', (_, { schema, pointer, says = 'is too long', how, ...more }) => {
    expect(inBody(schema, [[at(pointer), says]], more)).toEqual(reachedBy(how));
  });
});

const three = {
  type: 'object',
  required: ['name'],
  properties: { name: string, tag: short, list: { type: 'array', items: x(short), maxItems: 2 } },
};

describe('an error about several faults is reached by all of them', () => {
  it.each<readonly [string, readonly Statement[], string]>([
    [
      'two properties',
      [
        [at('/name'), 'is required'],
        [at('/tag'), 'is too long'],
      ],
      'body#/name fails required and body#/tag fails maxLength',
    ],
    [
      'a list and one of its items',
      [
        [at('/list'), 'has too many items'],
        [at('/list/0/x'), 'is too long'],
      ],
      'body#/list fails maxItems and body#/list/0/x fails maxLength',
    ],
    [
      'two items',
      [
        [at('/list/0/x'), 'is too long'],
        [at('/list/1/x'), 'is too long'],
      ],
      'body#/list/0/x fails maxLength and body#/list/1/x fails maxLength',
    ],
    [
      'three locations',
      [
        [at('/name'), 'is required'],
        [at('/tag'), 'is too long'],
        [at('/list/0/x'), 'must be a string'],
      ],
      'body#/list/0/x fails type and body#/name fails required and body#/tag fails maxLength',
    ],
  ])('%s', (_, stated, how) => {
    expect(inBody(three, stated, { example: { name: 'n', list: [{ x: 'a' }] } })).toEqual(reachedBy(how));
  });

  it('a parameter and the body', () => {
    const parameters = [parameter('query', 'limit', { ...integer, maximum: 9 })];
    const stated: readonly Statement[] = [
      [named('limit'), 'is greater than 9'],
      [at('/name'), 'is required'],
    ];
    const operation = { parameters, requestBody: jsonBody(three), responses: { 201: empty, 400: problem(stated) } };
    expect(howOf(operation)).toEqual(reachedBy('query.limit fails maximum and body#/name fails required'));
  });
});

interface Parameter {
  readonly schema: Json;
  readonly says: string;
  readonly keyword: string;
  readonly rest?: JsonObject;
  /** Locations of parameters in which the violation is possible; all by default. */
  readonly in?: readonly string[];
}

const lists = { type: 'array', items: string };
const fields = { type: 'object', properties: { x: integer } };
const deep = { style: 'deepObject', explode: true };

const inParameters: Readonly<Record<string, Parameter>> = {
  'type integer': { schema: integer, says: 'must be an integer', keyword: 'type' },
  'type number': { schema: { type: 'number' }, says: 'must be a number', keyword: 'type' },
  'type boolean': { schema: { type: 'boolean' }, says: 'must be a boolean', keyword: 'type' },
  enum: { schema: { ...string, enum: ['a', 'b'] }, says: 'must be one of a, b', keyword: 'enum' },
  const: { schema: { const: 'a' }, says: 'must be one of a', keyword: 'const' },
  multipleOf: { schema: { ...integer, multipleOf: 5 }, says: 'must be a multiple of 5', keyword: 'multipleOf' },
  maximum: { schema: { ...integer, maximum: 9 }, says: 'is greater than 9', keyword: 'maximum' },
  exclusiveMaximum: {
    schema: { ...integer, exclusiveMaximum: 9 },
    says: 'must be less than 9',
    keyword: 'exclusiveMaximum',
  },
  minimum: { schema: { ...integer, minimum: 1 }, says: 'is too small', keyword: 'minimum' },
  exclusiveMinimum: {
    schema: { ...integer, exclusiveMinimum: 0 },
    says: 'must be positive',
    keyword: 'exclusiveMinimum',
  },
  maxLength: { schema: short, says: 'is too long', keyword: 'maxLength' },
  minLength: { schema: { ...string, minLength: 3 }, says: 'is too short', keyword: 'minLength' },
  pattern: { schema: { ...string, pattern: '^[a-z]+$' }, says: 'does not match the pattern', keyword: 'pattern' },
  'pattern, of what holds no slash': {
    schema: { ...string, pattern: '^[^!]+$' },
    says: 'does not match the pattern',
    keyword: 'pattern',
  },
  'format date': { schema: { ...string, format: 'date' }, says: 'is not a valid date', keyword: 'format' },
  'format uuid': { schema: { ...string, format: 'uuid' }, says: 'is not a valid uuid', keyword: 'format' },
  not: { schema: { ...string, not: { const: 'admin' } }, says: 'is invalid', keyword: 'not' },
  anyOf: { schema: { anyOf: [{ const: 'a' }, { const: 'b' }] }, says: 'is invalid', keyword: 'anyOf' },
  oneOf: { schema: { oneOf: [{ minLength: 9 }, { maxLength: 2 }] }, says: 'is invalid', keyword: 'oneOf' },
  maxItems: { schema: { ...lists, maxItems: 2 }, says: 'has too many values', keyword: 'maxItems' },
  minItems: { schema: { ...lists, minItems: 2 }, says: 'has too few values', keyword: 'minItems' },
  uniqueItems: { schema: { ...lists, uniqueItems: true }, says: 'has duplicates', keyword: 'uniqueItems' },
  contains: { schema: { ...lists, contains: { const: 'a' } }, says: 'is invalid', keyword: 'contains' },
  'enum, of items': {
    schema: { type: 'array', items: { enum: ['a', 'b'] } },
    says: 'must be one of a, b',
    keyword: 'enum',
  },
  'type, of a property': { schema: fields, says: 'must be an integer', keyword: 'type' },
  'type, of a property in brackets': {
    schema: fields,
    rest: deep,
    says: 'must be an integer',
    keyword: 'type',
    in: ['query'],
  },
  'additionalProperties, in brackets': {
    schema: { ...fields, additionalProperties: false },
    rest: deep,
    says: 'unknown property',
    keyword: 'additionalProperties',
    in: ['query'],
  },
  'required, of a property': {
    schema: { type: 'object', required: ['a', 'b'], properties: { a: string, b: string } },
    says: 'b is required',
    keyword: 'required',
  },
};

const everywhere = ['query', 'header', 'path', 'cookie'];
const rows = Object.entries(inParameters).flatMap(([name, row]) =>
  (row.in ?? everywhere).map((place) => [`${name} in ${place}`, place, row] as const),
);

describe('an error about a parameter is reached', () => {
  it.each(rows)('%s', (_, place, { schema, says, keyword, rest = {} }) => {
    const responses = { 201: empty, 400: problem([[named('x-id'), says]]) };
    const operation = { parameters: [parameter(place, 'x-id', schema, rest)], responses };
    const { natural, how } = howOf(operation, place === 'path' ? '/things/{x-id}' : '/things');
    expect([natural, how]).toEqual([true, expect.stringMatching(`^${place}\\.x-id fails ${keyword}$`)]);
  });

  it.each(['query', 'header', 'cookie'])('by omitting it: %s', (place) => {
    const responses = { 201: empty, 400: problem([[named('x-id'), 'is required']]) };
    const operation = { parameters: [parameter(place, 'x-id', string, { required: true })], responses };
    expect(howOf(operation)).toEqual(reachedBy(`${place}.x-id fails required`));
  });

  it('by sending it twice', () => {
    const responses = { 201: empty, 400: problem([[named('x-id'), 'could not be parsed']]) };
    expect(howOf({ parameters: [parameter('query', 'x-id', string)], responses })).toEqual(
      reachedBy('query.x-id fails syntax'),
    );
  });
});

describe('an error about the media type or the whole body is reached', () => {
  const wrong = (status: number, example: Json = { message: 'no' }) => ({ [status]: response({ wrong: example }) });
  const requestBody = jsonBody({ type: 'object' });
  const ok = response({ ok: {} });
  it.each<readonly [string, JsonObject, string]>([
    [
      'an unknown media type',
      { requestBody, responses: { 200: ok, ...wrong(415) } },
      'header.Content-Type fails mediaType',
    ],
    [
      'an unknown character set',
      { requestBody, responses: { 200: ok, ...wrong(415, { message: 'The charset must be utf-8' }) } },
      'header.Content-Type fails charset',
    ],
    [
      'unacceptable Accept header',
      { requestBody, responses: { 200: ok, ...wrong(406) } },
      'header.Accept fails accept',
    ],
    [
      'unacceptable Accept header, operation without a body',
      { responses: { 200: ok, ...wrong(406) } },
      'header.Accept fails accept',
    ],
    ['body where none is documented', { responses: { 200: ok, ...wrong(415) } }, 'header.Content-Type fails mediaType'],
    [
      'malformed JSON',
      { requestBody, responses: { 200: ok, ...wrong(400, { message: 'Malformed JSON' }) } },
      'body fails syntax',
    ],
    [
      'missing body',
      { requestBody, responses: { 200: ok, ...wrong(400, { message: 'The body is missing' }) } },
      'body fails required',
    ],
    [
      '422',
      { requestBody: jsonBody(x(short)), responses: { 200: ok, ...wrong(422, { message: '`x` is too long' }) } },
      'body#/x fails maxLength',
    ],
    [
      '4XX',
      {
        requestBody: jsonBody(x(short)),
        responses: { 200: ok, '4XX': response({ wrong: { message: '`x` is too long' } }) },
      },
      'body#/x fails maxLength',
    ],
    [
      'default',
      {
        requestBody: jsonBody(x(short)),
        responses: { 200: ok, default: response({ wrong: { message: '`x` is too long' } }) },
      },
      'body#/x fails maxLength',
    ],
  ])('%s', (_, operation, how) => {
    expect(howOf(operation)).toEqual(reachedBy(how));
  });
});

describe('the reason why an error is not reached', () => {
  it.each<readonly [string, Json, string, string]>([
    [
      'no keyword of that kind in the schema',
      x(string),
      'is too long',
      'maxLength, maxItems, maxProperties, maximum … at body#/x',
    ],
    [
      'no such location in the schema',
      { type: 'object', properties: { y: string } },
      'is too long',
      'maxLength, maxItems, maxProperties, maximum … at body#/x',
    ],
    ['a message that does not name a fault', x(short), '', 'its words do not say which fault it is about'],
  ])('%s', (_, schema, says, lacking) => {
    expect(inBody(schema, says === '' ? 'Oh no' : [[at('/x'), says]])).toMatchObject({ natural: false, lacking });
  });

  it('a pattern that the document’s own example does not match, and a type that no string violates', () => {
    const responses = { 201: empty, 400: problem([[named('code'), 'Invalid format']]) };
    const schema = { ...string, pattern: '^\\\\d$' };
    const entry = howOf({ parameters: [parameter('query', 'code', schema, { example: '7' })], responses });
    expect(entry).toMatchObject({ natural: false, lacking: 'format, pattern, type at query.code' });
  });
});

describe('a schema with many circles is searched quickly', () => {
  const ways = Array.from({ length: 20 }, (_, index) => `way${index}`);
  const Node: JsonObject = { $ref: '#/components/schemas/Node' };
  it.each<readonly [string, JsonObject]>([
    [
      'twenty circular properties',
      { type: 'object', properties: { x: short, ...Object.fromEntries(ways.map((way) => [way, Node])) } },
    ],
    [
      'twenty circular branches',
      {
        type: 'object',
        properties: { x: short },
        oneOf: ways.map((way) => ({ type: 'object', required: [way], properties: { [way]: Node } })),
      },
    ],
  ])('%s', (_, node) => {
    const stated = { schemas: { Node: node }, example: { way0: { way0: {} } } };
    expect(inBody(Node, 'Something is not right', stated).how).toBeDefined();
    expect(inBody(Node, [[at('/way3/way7/x'), 'is too long']], stated).how).toBeDefined();
  });
});
