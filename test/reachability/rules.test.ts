import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { documentOf, empty, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const string = { type: 'string' };
const pet = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { ...string, maxLength: 5 },
    kind: { enum: ['cat', 'dog'] },
    age: { type: 'integer', minimum: 0 },
    tags: { type: 'array', items: { ...string, maxLength: 3 }, maxItems: 3 },
    owner: { type: 'object', required: ['id'], properties: { id: { ...string, pattern: '^[A-Z]\\d+$' } } },
    owners: { type: 'array', items: { type: 'object', properties: { name: { ...string, maxLength: 5 } } } },
  },
};

const operation = {
  operationId: 'put',
  parameters: [
    parameter('path', 'id', string),
    parameter('query', 'limit', { type: 'integer', minimum: 1, maximum: 100 }),
    parameter('query', 'sort', { ...string, enum: ['up', 'down'] }),
    parameter('header', 'X-Kind', string),
    parameter('cookie', 'session', string),
  ],
  requestBody: jsonBody(pet),
  responses: {
    200: response({ plain: 1, known: 2, third: 3 }),
    400: response({ wrong: 'no', worse: 'no' }),
    404: response({ gone: 'no' }),
    415: empty,
    429: response({ slow: 'no', slower: 'no' }),
    503: empty,
  },
};

/** The first way in which a scenario is reached. */
function howOf(rules: readonly JsonObject[], scenario: string) {
  const given = rules.map((rule) => ({ operation: 'put', ...rule }));
  const sandbox = ruledSandbox(documentOf({ '/pets/{id}': { put: operation } }), { rules: given });
  const entry = sandbox.catalogue().scenarios.find(({ id }) => id === `put/${scenario}`);
  return entry?.requests.map(({ trigger, how }) => `${trigger}: ${how}`);
}

const conditions: Readonly<Record<string, JsonObject>> = {
  'const in the path': { 'path.id': 'rex' },
  'const with reserved characters in the path': { 'path.id': 'a/b c?#é' },
  'pattern in the path': { 'path.id': { pattern: '^[A-Z]{2}\\d{4}$' } },
  'enum in the path': { 'path.id': { enum: ['tom', 'rex'] } },
  'not const': { 'path.id': { not: { const: 'string' } } },
  'not enum': { 'path.id': { not: { enum: ['string', 'x'] } } },
  'not pattern': { 'path.id': { not: { pattern: '^[a-z]+$' } } },
  minLength: { 'path.id': { minLength: 20 } },
  maxLength: { 'path.id': { maxLength: 2 } },
  format: { 'path.id': { format: 'uuid' } },
  allOf: { 'path.id': { allOf: [{ pattern: '^[0-9]+$' }, { minLength: 4 }] } },
  anyOf: { 'path.id': { anyOf: [{ const: 'rex' }, { const: 'tom' }] } },
  'empty schema: any value': { 'header.X-Kind': {} },
  'number in the query': { 'query.limit': 7 },
  minimum: { 'query.limit': { minimum: 50 } },
  maximum: { 'query.limit': { maximum: 3 } },
  'minimum and exclusiveMaximum': { 'query.limit': { minimum: 40, exclusiveMaximum: 42 } },
  multipleOf: { 'query.limit': { minimum: 1, multipleOf: 7 } },
  'enum value of the parameter': { 'query.sort': 'down' },
  'undocumented query parameter': { query: { required: ['debug'] } },
  'two required query parameters': { query: { required: ['limit', 'sort'] } },
  'schema for the whole query': { query: { required: ['limit'], properties: { limit: { minimum: 50 } } } },
  'query with a name that is not listed': { query: { not: { propertyNames: { enum: ['limit', 'sort'] } } } },
  'empty query': { query: { maxProperties: 0 } },
  'two query parameters': { query: { minProperties: 2 } },
  header: { 'header.X-Kind': 'dog' },
  'header in another case': { 'header.x-kind': 'dog' },
  'header by pattern': { 'header.X-Kind': { pattern: '^dog' } },
  'undocumented header': { 'header.X-Other': 'yes' },
  'undocumented header by pattern': { 'header.X-Other': { pattern: '^\\d+$' } },
  'Authorization header': { 'header.Authorization': 'Bearer abc' },
  cookie: { 'cookie.session': 'abc' },
  'cookie with a space and a semicolon': { 'cookie.session': 'a b;c' },
  'body property': { 'body#/name': 'Tom' },
  'nested body property': { 'body#/owner/id': 'A7' },
  'nested body property by pattern': { 'body#/owner/id': { pattern: '^B\\d{3}$' } },
  'list item': { 'body#/tags/0': 'big' },
  contains: { 'body#/tags': { contains: { const: 'big' } } },
  'not contains': { 'body#/tags': { not: { contains: { const: 'string' } } } },
  minItems: { 'body#/tags': { minItems: 2 } },
  'maxItems 0': { 'body#/tags': { maxItems: 0 } },
  'contains with an object': {
    'body#/owners': { contains: { required: ['name'], properties: { name: { const: 'Ann' } } } },
  },
  'several body properties': {
    body: { required: ['age', 'kind'], properties: { age: { minimum: 9 }, kind: { const: 'dog' } } },
  },
  'absent body property': { body: { not: { required: ['tags'] } } },
  'two conditions': { 'path.id': 'rex', 'query.limit': 7 },
  'one condition for each location': {
    'path.id': 'rex',
    'query.limit': { minimum: 50 },
    'header.X-Kind': 'dog',
    'cookie.session': 'abc',
    'body#/kind': 'dog',
  },
  'two conditions on the body': { 'body#/kind': 'cat', 'body#/age': { minimum: 3 } },
};

describe('the conditions of a rule are met by a generated request', () => {
  it.each(Object.entries(conditions))('%s', (_, when) => {
    expect(howOf([{ when, answer: '200/known' }], '200/known')?.[0]).toMatch(
      /^rule: (.*\b(path|query|header|cookie|body)\b|an ordinary request$)/,
    );
  });

  it.each(Object.entries(conditions))('before validation, for a gateway rule: %s', (_, when) => {
    expect(howOf([{ when, answer: '429/slower' }], '429/slower')?.[0]).toMatch(
      /^rule: (.*\b(path|query|header|cookie|body)\b|an ordinary request$)/,
    );
  });
});

const faults: Readonly<Record<string, readonly Json[]>> = {
  'location, any keyword': ['body#/name'],
  'location and keyword': [{ at: 'body#/name', keyword: 'required' }],
  'location and several keywords': [{ at: 'body#/age', keyword: ['enum', 'minimum'] }],
  'any list item': [{ at: 'body#/tags/*', keyword: 'maxLength' }],
  'property of any list item': [{ at: 'body#/owners/*/name', keyword: 'maxLength' }],
  'property of the fourth list item': [{ at: 'body#/owners/3/name', keyword: 'maxLength' }],
  anywhere: ['body#/**'],
  'any location, by keyword': [{ at: 'body#/**', keyword: 'pattern' }],
  'any location, by property name and keyword': [{ at: 'body#/**/id', keyword: 'required' }],
  'body syntax': [{ at: 'body', keyword: 'syntax' }],
  'body type': [{ at: 'body', keyword: 'type' }],
  'missing body': [{ at: 'body', keyword: 'required' }],
  'parameter and keyword': [{ at: 'query.limit', keyword: 'maximum' }],
  'parameter, any keyword': ['query.limit'],
  two: [
    { at: 'body#/name', keyword: 'required' },
    { at: 'body#/age', keyword: 'type' },
  ],
  'two faults': [
    { at: 'body#/name', keyword: 'required' },
    { at: 'query.sort', keyword: 'enum' },
  ],
  three: [
    { at: 'body#/name', keyword: 'required' },
    { at: 'body#/age', keyword: 'type' },
    { at: 'query.limit', keyword: 'minimum' },
  ],
  'media type': [{ at: 'header.Content-Type', keyword: 'mediaType' }],
  'character set': [{ at: 'header.Content-Type', keyword: 'charset' }],
};

describe('the faults of a rule are caused by a generated request', () => {
  it.each(Object.entries(faults))('%s', (_, given) => {
    expect(howOf([{ faults: given, answer: '400/worse' }], '400/worse')?.[0]).toMatch(
      /^rule: .*\b(path|query|header|cookie|body)\b/,
    );
  });

  it.each(Object.entries(faults))('a rule with masks: %s', (_, given) => {
    expect(howOf([{ faults: given, masks: true, answer: '400/worse' }], '400/worse')?.[0]).toMatch(
      /^rule: .*\b(path|query|header|cookie|body)\b/,
    );
  });
});

describe('a rule after others is reached', () => {
  const known = (id: string) => ({ when: { 'path.id': id }, answer: '200/known' });
  it.each<readonly [string, readonly JsonObject[], string, string]>([
    [
      'without conditions, the default request meets an earlier rule',
      [known('string'), { answer: '404/gone' }],
      '404/gone',
      'rule: any other request',
    ],
    [
      'without conditions, after three rules',
      [known('string'), known('x'), known('tom'), { answer: '404/gone' }],
      '404/gone',
      'rule: any other request',
    ],
    [
      'without conditions, after a rule about the body',
      [{ when: { 'body#/kind': 'cat' }, answer: '200/known' }, { answer: '404/gone' }],
      '404/gone',
      'rule: any other request',
    ],
    [
      'with a condition on the same location as the earlier rule',
      [
        { when: { 'path.id': { pattern: '^s' } }, answer: '200/known' },
        { when: { 'path.id': { minLength: 3 } }, answer: '404/gone' },
      ],
      '404/gone',
      'rule: path id of at least 3 characters',
    ],
    [
      'with a condition on another location, the default request meets the earlier rule',
      [
        { when: { 'path.id': 'string' }, answer: '200/known' },
        { when: { 'query.limit': 5 }, answer: '200/third' },
      ],
      '200/third',
      'rule: query limit is 5',
    ],
    [
      'with a fault that an earlier rule covers too',
      [
        { faults: [{ at: 'body#/name', keyword: 'required' }], answer: '400/wrong' },
        { faults: [{ at: 'body#/**' }], answer: '400/worse' },
      ],
      '400/worse',
      'rule: without a body',
    ],
    [
      'with two faults, after a rule about the first',
      [
        { faults: [{ at: 'body#/name', keyword: 'required' }], answer: '400/wrong' },
        {
          faults: [
            { at: 'body#/name', keyword: 'required' },
            { at: 'body#/kind', keyword: 'enum' },
          ],
          answer: '400/worse',
        },
      ],
      '400/worse',
      'rule: body kind not one of cat, dog and without body name',
    ],
    [
      'a gateway rule, after one that the default request meets',
      [
        { when: { 'path.id': 'string' }, answer: '429/slow' },
        { when: { 'query.limit': 9 }, answer: '429/slower' },
      ],
      '429/slower',
      'rule: query limit is 9',
    ],
    [
      'an ordinary rule, although the default request meets a gateway rule',
      [
        { when: { 'path.id': 'string' }, answer: '503/empty' },
        { when: { 'query.limit': 9 }, answer: '200/known' },
      ],
      '200/known',
      'rule: query limit is 9',
    ],
    [
      'the default response, although the default request meets a rule',
      [{ when: { 'path.id': 'string' }, answer: '404/gone' }],
      '200/plain',
      'default: ',
    ],
  ])('%s', (_, rules, scenario, want) => {
    expect(howOf(rules, scenario)?.[0]).toContain(want);
  });
});

it('the reason names the conditions of the rule, not the values chosen', () => {
  const faulty = [{ at: 'body#/name', keyword: ['type', 'required'] }];
  expect(howOf([{ faults: faulty, answer: '400/worse' }], '400/worse')?.[0]).toBe('rule: body name not a string');
  expect(howOf([{ when: { 'path.id': { pattern: '^b' } }, answer: '200/known' }], '200/known')?.[0]).toBe(
    'rule: path id matching ^b',
  );
});
