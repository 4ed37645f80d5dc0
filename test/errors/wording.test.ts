import { describe, expect, it } from 'vitest';
import { locationPhrase, sentence } from '../../sandbox/errors/fault-sentence.ts';
import type { Fault } from '../../sandbox/exchange.ts';
import type { Json } from '../../sandbox/syntax/json.ts';
import { bodyFault, parameterFault } from '../fixtures/fault.ts';

const keywords: readonly { keyword: string; expected: Json; want: string }[] = [
  { keyword: 'required', expected: true, want: 'is required' },
  { keyword: 'dependentRequired', expected: true, want: 'is required' },
  { keyword: 'type', expected: 'integer', want: 'must be of type integer' },
  { keyword: 'type', expected: ['string', 'null'], want: 'must be of type string, null' },
  { keyword: 'enum', expected: ['cat', 3, null], want: 'must be one of cat, 3, null' },
  { keyword: 'const', expected: 'cat', want: 'must be "cat"' },
  { keyword: 'const', expected: { a: [1] }, want: 'must be {"a":[1]}' },
  { keyword: 'format', expected: 'date-time', want: 'must be a valid date-time' },
  { keyword: 'pattern', expected: '^\\d+$', want: 'must match the pattern ^\\d+$' },
  { keyword: 'maxLength', expected: 5, want: 'must have at most 5 characters' },
  { keyword: 'minLength', expected: 2, want: 'must have at least 2 characters' },
  { keyword: 'maxItems', expected: 5, want: 'must have at most 5 items' },
  { keyword: 'minItems', expected: 2, want: 'must have at least 2 items' },
  { keyword: 'uniqueItems', expected: true, want: 'must not have the same item twice' },
  { keyword: 'contains', expected: {}, want: 'must contain at least 1 items of the documented kind' },
  { keyword: 'contains', expected: { minContains: 2 }, want: 'must contain at least 2 items of the documented kind' },
  { keyword: 'contains', expected: { maxContains: 3 }, want: 'must contain at most 3 items of one kind' },
  { keyword: 'maxProperties', expected: 5, want: 'must have at most 5 properties' },
  { keyword: 'minProperties', expected: 2, want: 'must have at least 2 properties' },
  { keyword: 'maximum', expected: 9, want: 'must be at most 9' },
  { keyword: 'minimum', expected: -1, want: 'must be at least -1' },
  { keyword: 'exclusiveMaximum', expected: 9, want: 'must be less than 9' },
  { keyword: 'exclusiveMinimum', expected: 0.5, want: 'must be more than 0.5' },
  { keyword: 'multipleOf', expected: 0.01, want: 'must be a multiple of 0.01' },
  { keyword: 'additionalProperties', expected: false, want: 'is not allowed' },
  { keyword: 'unevaluatedProperties', expected: false, want: 'is not allowed' },
  { keyword: 'anyOf', expected: true, want: 'must fit one of the documented alternatives' },
  { keyword: 'oneOf', expected: true, want: 'must fit one of the documented alternatives' },
  { keyword: 'not', expected: true, want: 'must not have what the document excludes' },
  { keyword: 'syntax', expected: true, want: 'cannot be read' },
  { keyword: 'syntax', expected: 'json', want: 'cannot be read as JSON' },
  { keyword: 'syntax', expected: 'form', want: 'cannot be read as a form' },
  { keyword: 'syntax', expected: 'deepObject', want: 'cannot be read' },
  { keyword: 'syntax', expected: 'one value', want: 'must be sent only once' },
  { keyword: 'syntax', expected: '<pet xmlns="urn:x">', want: 'must be the element <pet xmlns="urn:x">' },
  { keyword: 'mediaType', expected: ['image/png', 'image/*'], want: 'must be of the media type image/png, image/*' },
  { keyword: 'required', expected: 'X-Meta', want: 'must have the header X-Meta' },
  { keyword: 'propertyNames', expected: true, want: 'must satisfy propertyNames' },
];

const system = { type: 'object', required: ['system'], properties: { system: { const: 'urn:x' } } };
const format = { properties: { code: { properties: { system: { const: 'urn:x' }, code: { enum: ['a', 'b'] } } } } };
const many = Array.from({ length: 500 }, (_, index) => `v${index}`);

/** A violation whose message contains more than the value of the keyword. */
const reported: readonly (Pick<Fault, 'keyword' | 'expected'> & Partial<Fault> & { readonly want: string })[] = [
  {
    keyword: 'contains',
    expected: { contains: system, maxContains: 1 },
    found: 2,
    want: 'has 2 items with system = urn:x; at most 1 is allowed',
  },
  {
    keyword: 'contains',
    expected: { contains: system, minContains: 1, maxContains: 2 },
    found: 0,
    want: 'has no item with system = urn:x; at least 1 is required',
  },
  {
    keyword: 'contains',
    expected: { contains: format, minContains: 2 },
    found: 1,
    want: 'has 1 item with code.system = urn:x and code.code = a or b; at least 2 are required',
  },
  {
    keyword: 'contains',
    expected: { contains: { const: 5 }, minContains: 1 },
    found: 0,
    want: 'has no item equal to 5; at least 1 is required',
  },
  {
    keyword: 'contains',
    expected: { contains: { required: ['a'] } },
    found: 0,
    want: 'has no item with a; at least 1 is required',
  },
  {
    keyword: 'contains',
    expected: { contains: { type: 'string' } },
    found: 0,
    want: 'has no item of type string; at least 1 is required',
  },
  {
    keyword: 'contains',
    expected: { contains: { pattern: '^a' } },
    found: 0,
    want: 'has no item matching the pattern ^a; at least 1 is required',
  },
  {
    keyword: 'contains',
    expected: { maxContains: 3 },
    found: 4,
    want: 'has 4 items of the documented kind; at most 3 are allowed',
  },
  {
    keyword: 'propertyNames',
    expected: { pattern: '^[a-z]+$' },
    want: 'is not allowed as a name, which must match the pattern ^[a-z]+$',
  },
  {
    keyword: 'propertyNames',
    expected: { enum: ['a', 'b'] },
    want: 'is not allowed as a name, which must be one of a, b',
  },
  {
    keyword: 'propertyNames',
    expected: { minLength: 2, maxLength: 5 },
    want: 'is not allowed as a name, which must have at least 2 characters and must have at most 5 characters',
  },
  {
    keyword: 'uniqueItems',
    expected: true,
    found: [0, 2],
    want: 'must not have the same item twice: [0] and [2] are equal',
  },
  { keyword: 'additionalProperties', expected: false, intended: 'name', want: 'is not allowed; did you mean name?' },
  { keyword: 'unevaluatedProperties', expected: false, intended: 'name', want: 'is not allowed; did you mean name?' },
  { keyword: 'dependentRequired', expected: 'card', want: 'is required, since card is there' },
  { keyword: 'items', expected: 2, want: 'must have at most 2 items' },
  { keyword: 'unevaluatedItems', expected: 1, want: 'must have at most 1 item' },
  { keyword: 'maxLength', expected: 1, want: 'must have at most 1 character' },
  { keyword: 'minProperties', expected: 1, want: 'must have at least 1 property' },
  { keyword: 'format', expected: 'byte', want: 'must be valid base64' },
  { keyword: 'not', expected: { required: ['a'] }, want: 'must not have a' },
  { keyword: 'not', expected: { required: ['a', 'b'] }, want: 'must not have a and b together' },
  { keyword: 'not', expected: { anyOf: [{ required: ['a'] }, { required: ['b'] }] }, want: 'must not have a or b' },
  { keyword: 'not', expected: { const: 'admin' }, want: 'must not be "admin"' },
  { keyword: 'not', expected: { enum: [1, 2] }, want: 'must not be 1 or 2' },
  { keyword: 'not', expected: { pattern: '<' }, want: 'must not match the pattern <' },
  { keyword: 'not', expected: { type: 'null' }, want: 'must not be of type null' },
  { keyword: 'not', expected: { multipleOf: 2, maximum: 5 }, want: 'must not have what the document excludes' },
  { keyword: 'enum', expected: [{ a: 1 }, [2]], want: 'must be one of {"a":1}, [2]' },
  { keyword: 'enum', expected: many, want: `must be one of ${many.slice(0, 20).join(', ')}, 480 more` },
  { keyword: 'const', expected: 'x'.repeat(500), want: `must be "${'x'.repeat(199)}…` },
];

it.each(reported)('the message has details beyond the keyword: $want', ({ want, ...fault }) =>
  expect(sentence({ ...bodyFault('/pet'), ...fault })).toBe(`pet ${want}`),
);

describe('a violation in the body as a sentence', () => {
  it.each(keywords)('$keyword $expected: $want', ({ keyword, expected, want }) =>
    expect(sentence(bodyFault('/pet', keyword, expected))).toBe(`pet ${want}`),
  );

  it('of the body as a whole', () => expect(sentence(bodyFault(''))).toBe('The body is required'));
});

const header = 'Content-Type';
const parameters = [
  { given: parameterFault('query', 'limit'), want: 'The query parameter limit is required' },
  { given: parameterFault('path', 'id', 'syntax'), want: 'The path parameter id cannot be read' },
  { given: parameterFault('cookie', 'theme'), want: 'The cookie parameter theme is required' },
  { given: parameterFault('header', 'X-Request-ID'), want: 'The X-Request-ID header is required' },
  {
    given: { ...parameterFault('query', 'filter', 'minimum', 1), pointer: '/ages/0' },
    want: 'The query parameter filter.ages[0] must be at least 1',
  },
  {
    given: parameterFault('header', header, 'mediaType', ['application/json', 'text/csv']),
    want: 'The Content-Type header must be one of application/json, text/csv',
  },
  {
    given: parameterFault('header', header, 'charset', 'utf-8'),
    want: 'The Content-Type header must have the character set utf-8',
  },
  {
    given: parameterFault('header', 'Accept', 'accept', ['application/json']),
    want: 'The Accept header must take one of application/json',
  },
];

it.each(parameters)('a violation in a parameter as a sentence: $want', ({ given, want }) =>
  expect(sentence(given)).toBe(want),
);

const places = [
  { given: bodyFault(''), want: '' },
  { given: bodyFault('/name'), want: 'name' },
  { given: bodyFault('/recipient/0/identifier/value'), want: 'recipient[0].identifier.value' },
  { given: bodyFault('/0/1'), want: '[0][1]' },
  { given: bodyFault('/a~1b/c~0d'), want: 'a/b.c~d' },
  { given: parameterFault('query', 'day'), want: 'day' },
];

it.each(places)('a location for people: "$want"', ({ given, want }) => expect(locationPhrase(given)).toBe(want));
