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

/** How a scenario is reached first. */
function howOf(rules: readonly JsonObject[], scenario: string) {
  const given = rules.map((rule) => ({ operation: 'put', ...rule }));
  const sandbox = ruledSandbox(documentOf({ '/pets/{id}': { put: operation } }), { rules: given });
  const entry = sandbox.catalogue().scenarios.find(({ id }) => id === `put/${scenario}`);
  return entry?.requests.map(({ trigger, how }) => `${trigger}: ${how}`);
}

const conditions: Readonly<Record<string, JsonObject>> = {
  'a constant in the path': { 'path.id': 'rex' },
  'a constant in the path, with a slash and a space': { 'path.id': 'a/b c?#é' },
  'a pattern in the path': { 'path.id': { pattern: '^[A-Z]{2}\\d{4}$' } },
  'a list in the path': { 'path.id': { enum: ['tom', 'rex'] } },
  'anything but a constant': { 'path.id': { not: { const: 'string' } } },
  'anything but a list': { 'path.id': { not: { enum: ['string', 'x'] } } },
  'anything but a pattern': { 'path.id': { not: { pattern: '^[a-z]+$' } } },
  'a least length': { 'path.id': { minLength: 20 } },
  'a greatest length': { 'path.id': { maxLength: 2 } },
  'a format': { 'path.id': { format: 'uuid' } },
  'all of several': { 'path.id': { allOf: [{ pattern: '^[0-9]+$' }, { minLength: 4 }] } },
  'one of several': { 'path.id': { anyOf: [{ const: 'rex' }, { const: 'tom' }] } },
  'whatever there is': { 'header.X-Kind': {} },
  'a number in the query': { 'query.limit': 7 },
  'a least number': { 'query.limit': { minimum: 50 } },
  'a greatest number': { 'query.limit': { maximum: 3 } },
  'between two numbers': { 'query.limit': { minimum: 40, exclusiveMaximum: 42 } },
  'a multiple': { 'query.limit': { minimum: 1, multipleOf: 7 } },
  'a value of a list': { 'query.sort': 'down' },
  'a name in the query': { query: { required: ['debug'] } },
  'two names in the query': { query: { required: ['limit', 'sort'] } },
  'a value in the query as a whole': { query: { required: ['limit'], properties: { limit: { minimum: 50 } } } },
  'a name that is not documented': { query: { not: { propertyNames: { enum: ['limit', 'sort'] } } } },
  'no name at all': { query: { maxProperties: 0 } },
  'two names at least': { query: { minProperties: 2 } },
  'a header': { 'header.X-Kind': 'dog' },
  'a header in another case': { 'header.x-kind': 'dog' },
  'a header by pattern': { 'header.X-Kind': { pattern: '^dog' } },
  'a header that nobody documented': { 'header.X-Other': 'yes' },
  'a header that nobody documented, by pattern': { 'header.X-Other': { pattern: '^\\d+$' } },
  'a header that is no parameter': { 'header.Authorization': 'Bearer abc' },
  'a cookie': { 'cookie.session': 'abc' },
  'a cookie with spaces': { 'cookie.session': 'a b;c' },
  'a property': { 'body#/name': 'Tom' },
  'a property in an object': { 'body#/owner/id': 'A7' },
  'a property by pattern': { 'body#/owner/id': { pattern: '^B\\d{3}$' } },
  'an item': { 'body#/tags/0': 'big' },
  'a list that contains': { 'body#/tags': { contains: { const: 'big' } } },
  'a list that does not contain': { 'body#/tags': { not: { contains: { const: 'string' } } } },
  'a list of two': { 'body#/tags': { minItems: 2 } },
  'an empty list': { 'body#/tags': { maxItems: 0 } },
  'a list that contains an object with': {
    'body#/owners': { contains: { required: ['name'], properties: { name: { const: 'Ann' } } } },
  },
  'several properties': {
    body: { required: ['age', 'kind'], properties: { age: { minimum: 9 }, kind: { const: 'dog' } } },
  },
  'a property that is absent': { body: { not: { required: ['tags'] } } },
  'two conditions': { 'path.id': 'rex', 'query.limit': 7 },
  'a condition of each place': {
    'path.id': 'rex',
    'query.limit': { minimum: 50 },
    'header.X-Kind': 'dog',
    'cookie.session': 'abc',
    'body#/kind': 'dog',
  },
  'two conditions in the body': { 'body#/kind': 'cat', 'body#/age': { minimum: 3 } },
};

describe('a rule is reached by its conditions', () => {
  it.each(Object.entries(conditions))('%s', (_, when) => {
    expect(howOf([{ when, answer: '200/known' }], '200/known')?.[0]).toMatch(
      /^rule: (.*( is | fits )|an ordinary request$)/,
    );
  });

  it.each(Object.entries(conditions))('before any other thing is looked at, at a gateway: %s', (_, when) => {
    expect(howOf([{ when, answer: '429/slower' }], '429/slower')?.[0]).toMatch(
      /^rule: (.*( is | fits )|an ordinary request$)/,
    );
  });
});

const faults: Readonly<Record<string, readonly Json[]>> = {
  'one, of any keyword': ['body#/name'],
  'one, of a keyword': [{ at: 'body#/name', keyword: 'required' }],
  'one, of the last of several keywords': [{ at: 'body#/age', keyword: ['enum', 'minimum'] }],
  'at any item': [{ at: 'body#/tags/*', keyword: 'maxLength' }],
  'at a property of any item': [{ at: 'body#/owners/*/name', keyword: 'maxLength' }],
  'at the fourth item': [{ at: 'body#/owners/3/name', keyword: 'maxLength' }],
  anywhere: ['body#/**'],
  'anywhere, of a keyword': [{ at: 'body#/**', keyword: 'pattern' }],
  'anywhere, by name': [{ at: 'body#/**/id', keyword: 'required' }],
  'of the body': [{ at: 'body', keyword: 'syntax' }],
  'of the body’s type': [{ at: 'body', keyword: 'type' }],
  'no body': [{ at: 'body', keyword: 'required' }],
  'of a parameter': [{ at: 'query.limit', keyword: 'maximum' }],
  'of a parameter, of any keyword': ['query.limit'],
  two: [
    { at: 'body#/name', keyword: 'required' },
    { at: 'body#/age', keyword: 'type' },
  ],
  'two at one place': [
    { at: 'body#/name', keyword: 'required' },
    { at: 'query.sort', keyword: 'enum' },
  ],
  three: [
    { at: 'body#/name', keyword: 'required' },
    { at: 'body#/age', keyword: 'type' },
    { at: 'query.limit', keyword: 'minimum' },
  ],
  'a media type': [{ at: 'header.Content-Type', keyword: 'mediaType' }],
  'a charset': [{ at: 'header.Content-Type', keyword: 'charset' }],
};

describe('a rule is reached by its faults', () => {
  it.each(Object.entries(faults))('%s', (_, given) => {
    expect(howOf([{ faults: given, answer: '400/worse' }], '400/worse')?.[0]).toMatch(/^rule: .* fails /);
  });

  it.each(Object.entries(faults))('which mask others: %s', (_, given) => {
    expect(howOf([{ faults: given, masks: true, answer: '400/worse' }], '400/worse')?.[0]).toMatch(/^rule: .* fails /);
  });
});

describe('a rule behind others is reached', () => {
  const known = (id: string) => ({ when: { 'path.id': id }, answer: '200/known' });
  it.each<readonly [string, readonly JsonObject[], string, string]>([
    [
      'otherwise, though an ordinary request is not',
      [known('string'), { answer: '404/gone' }],
      '404/gone',
      'rule: otherwise',
    ],
    [
      'otherwise, behind three',
      [known('string'), known('x'), known('tom'), { answer: '404/gone' }],
      '404/gone',
      'rule: otherwise',
    ],
    [
      'otherwise, behind one about the body',
      [{ when: { 'body#/kind': 'cat' }, answer: '200/known' }, { answer: '404/gone' }],
      '404/gone',
      'rule: otherwise',
    ],
    [
      'a second one of the same place',
      [
        { when: { 'path.id': { pattern: '^s' } }, answer: '200/known' },
        { when: { 'path.id': { minLength: 3 } }, answer: '404/gone' },
      ],
      '404/gone',
      'rule: path.id fits {"minLength":3}',
    ],
    [
      'of another place, though the first one takes an ordinary request',
      [
        { when: { 'path.id': 'string' }, answer: '200/known' },
        { when: { 'query.limit': 5 }, answer: '200/third' },
      ],
      '200/third',
      'rule: query.limit is 5',
    ],
    [
      'of faults that an earlier one means as well',
      [
        { faults: [{ at: 'body#/name', keyword: 'required' }], answer: '400/wrong' },
        { faults: [{ at: 'body#/**' }], answer: '400/worse' },
      ],
      '400/worse',
      'rule: body',
    ],
    [
      'of two faults, behind one of the first',
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
      'rule: body#/kind fails enum and body#/name fails required',
    ],
    [
      'at the gateway, behind one that an ordinary request gets',
      [
        { when: { 'path.id': 'string' }, answer: '429/slow' },
        { when: { 'query.limit': 9 }, answer: '429/slower' },
      ],
      '429/slower',
      'rule: query.limit is 9',
    ],
    [
      'though a gateway’s rule takes an ordinary request',
      [
        { when: { 'path.id': 'string' }, answer: '503/empty' },
        { when: { 'query.limit': 9 }, answer: '200/known' },
      ],
      '200/known',
      'rule: query.limit is 9',
    ],
    [
      'a default, though a rule takes an ordinary request',
      [{ when: { 'path.id': 'string' }, answer: '404/gone' }],
      '200/plain',
      'default: ',
    ],
  ])('%s', (_, rules, scenario, want) => {
    expect(howOf(rules, scenario)?.[0]).toContain(want);
  });
});

it('a rule says what it is about, and not what came of it', () => {
  const faulty = [{ at: 'body#/name', keyword: ['type', 'required'] }];
  expect(howOf([{ faults: faulty, answer: '400/worse' }], '400/worse')?.[0]).toBe('rule: body#/name fails type');
  expect(howOf([{ when: { 'path.id': { pattern: '^b' } }, answer: '200/known' }], '200/known')?.[0]).toBe(
    'rule: path.id fits {"pattern":"^b"}',
  );
});
