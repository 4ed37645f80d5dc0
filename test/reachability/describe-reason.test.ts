import { describe, expect, it } from 'vitest';
import type { ClaimTarget, RulePlan } from '../../sandbox/plan.ts';
import { describeGap, describeReason } from '../../sandbox/reachability/describe-reason.ts';
import type { FaultAt, FaultGap, Reason } from '../../sandbox/reachability/reason.ts';
import type { Json } from '../../sandbox/syntax/json.ts';
import type { RequestPlace } from '../../sandbox/syntax/runtime-expression.ts';

const answer = { response: '200', name: 'example', headers: [], body: [], limits: [] };
const rule = (parts: Partial<RulePlan>): RulePlan => ({
  index: 0,
  phase: 'valid',
  when: [],
  faults: [],
  masks: false,
  answer,
  ...parts,
});
const schemas = { $defs: { age: { minimum: 18 } } };
const fault = (name: string): FaultAt => ({ in: 'query', name, pointer: '', keyword: 'type' });
const inBody = (pointer: string, keyword: string, expected: Json): FaultAt => ({
  in: 'body',
  name: '',
  pointer,
  keyword,
  expected,
});
const day = { in: 'query', name: 'day', value: 'monday' } as const;

const reasons: readonly (readonly [title: string, reason: Reason, words: string])[] = [
  ['the plain request', { by: 'ordinary' }, 'an ordinary request'],
  ['a request that leaves out an optional body', { by: 'no-body' }, 'a request without a body'],
  ['an example of a body', { by: 'request-example', name: 'ann' }, 'the request example ann'],
  [
    'an example of several parameters',
    { by: 'parameter-example', name: 'first', values: [day, { in: 'path', name: 'id', value: 7 }] },
    'query day is monday and path id is 7',
  ],
  ['an example without parameters', { by: 'parameter-example', name: 'first', values: [] }, 'the example first'],
  ['a value that names an example', { by: 'named-value', value: day }, 'query day is monday'],
  [
    'a rule with faults and conditions',
    {
      by: 'rule',
      schemas,
      rule: rule({
        faults: [{ in: 'body', name: '', tokens: ['a', 'b'], keywords: ['required', 'minItems'] }],
        when: [
          { place: { in: 'header', name: 'Accept' }, equals: 'text/plain' },
          { place: { in: 'body', pointer: '/age' }, schemaPointer: '/$defs/age' },
        ],
      }),
    },
    'body a.b wrong (required, minItems) and header Accept is text/plain and body age at least 18',
  ],
  ['a rule for everything', { by: 'rule', schemas, rule: rule({}) }, 'any other request'],
  ['a request that escapes all rules', { by: 'no-rule' }, 'a request that no rule is about'],
  ['a media type that is asked for', { by: 'accept', mediaType: 'text/csv' }, 'Accept: text/csv'],
  [
    'a fault in the body',
    { by: 'fault', faults: [{ in: 'body', name: '', pointer: '/recipient', keyword: 'required' }] },
    'without body recipient',
  ],
  [
    'more than three faults',
    { by: 'fault', faults: ['a', 'b', 'c', 'd'].map(fault) },
    'query a wrong (type) and query b wrong (type) and query c wrong (type) …',
  ],
  [
    'places that an error claims',
    { by: 'claim', patterns: [{ in: 'body', name: '', tokens: [], keywords: [] }] },
    'body wrong',
  ],
  ['a token', { by: 'token', token: '404' }, 'the token 404'],
  ['a Prefer header', { by: 'prefer', query: [], prefer: 'code=404' }, 'Prefer: code=404'],
  [
    'a choice in the query, and a Prefer header',
    { by: 'prefer', query: ['__code=404', '__example=%C3%A9'], prefer: 'handling=lenient' },
    '?__code=404&__example=%C3%A9 and Prefer: handling=lenient',
  ],
];

const target: ClaimTarget = { in: 'body', name: '', tokens: ['name'], scores: { pattern: 5, minLength: 8 } };
const gaps: readonly (readonly [title: string, gap: FaultGap, words: string])[] = [
  ['an error that names no fault', { kind: 'vague' }, 'its words do not say which fault it is about'],
  [
    'claims about faults that no request has, one of them without a place',
    { kind: 'unchecked', targets: [target, null] },
    'minLength, pattern at body#/name, words that say which fault it is about',
  ],
  [
    'more than four keywords',
    { kind: 'unchecked', targets: [{ ...target, scores: { a: 8, b: 7, c: 6, d: 5, e: 4 } }] },
    'a, b, c, d … at body#/name',
  ],
  [
    'two claims without a place',
    { kind: 'partly-vague', claims: 2 },
    'words that say which fault it is about, words that say which fault it is about',
  ],
  [
    'faults that never come alone',
    { kind: 'shared' },
    'a fault that it is about never comes alone, or another example is about it as well',
  ],
];

describe('the reason why a request reaches its scenario, in words', () => {
  it.each(reasons)('%s', (_, reason, words) => {
    expect(describeReason(reason)).toBe(words);
  });

  it.each<readonly [reason: Reason, words: string]>([
    [{ by: 'request-example', name: 'ann' }, 'the request example "ann"'],
    [{ by: 'named-value', value: day }, 'query "day" is "monday"'],
    [{ by: 'token', token: '404' }, 'the token "404"'],
    [{ by: 'accept', mediaType: 'text/csv' }, '"Accept: text/csv"'],
    [{ by: 'fault', faults: [inBody('/a/0', 'const', 'x')] }, 'body "a[0]" not "x"'],
  ])('with names and values quoted: %j', (reason, words) => {
    expect(describeReason(reason, (name) => `"${name}"`)).toBe(words);
  });
});

describe('a fault, in words', () => {
  it.each<readonly [keyword: string, expected: Json, words: string]>([
    ['type', 'integer', 'body a not an integer'],
    ['type', ['string', 'null'], 'body a not a string or null'],
    ['const', 'CommunicationRequest', 'body a not CommunicationRequest'],
    ['const', { b: 1 }, 'body a not {"b":1}'],
    ['enum', ['x', 'y'], 'body a not one of x, y'],
    ['enum', ['x'], 'body a not x'],
    ['enum', ['1', '2', '3', '4', '5', '6'], 'body a not one of the documented values'],
    ['format', 'date', 'body a not a valid date'],
    ['pattern', '^[A-Z]+$', 'body a not matching ^[A-Z]+$'],
    ['pattern', '^(a|b)'.repeat(30), 'body a not matching its pattern'],
    ['minLength', 1, 'body a empty'],
    ['minLength', 2, 'body a shorter than 2 characters'],
    ['maxLength', 1, 'body a longer than 1 character'],
    ['maxLength', 5000, 'body a longer than 5 000 characters'],
    ['minItems', 1, 'body a empty'],
    ['minItems', 2, 'body a with fewer than 2 items'],
    ['maxItems', 2500, 'body a with more than 2 500 items'],
    ['minProperties', 1, 'body a empty'],
    ['maxProperties', 2, 'body a with more than 2 properties'],
    ['uniqueItems', true, 'body a with a repeated item'],
    ['minimum', 1, 'body a less than 1'],
    ['maximum', 2147483647, 'body a more than 2 147 483 647'],
    ['maximum', -1234.5678, 'body a more than -1 234.5678'],
    ['exclusiveMinimum', 0, 'body a not more than 0'],
    ['exclusiveMaximum', 9, 'body a not less than 9'],
    ['multipleOf', 5, 'body a not a multiple of 5'],
    ['required', true, 'without body a'],
    ['required', 'Content-Type', 'body a without the header Content-Type'],
    ['dependentRequired', 'b', 'without body a beside b'],
    ['additionalProperties', false, 'body a not documented'],
    ['propertyNames', { pattern: '^x' }, 'body a with a property whose name is not allowed'],
    ['items', 2, 'body a with more than 2 items'],
    ['items', false, 'body a not allowed'],
    ['false schema', false, 'body a not allowed'],
    ['anyOf', true, 'body a like none of its schemas'],
    ['oneOf', true, 'body a like none of its schemas'],
    ['oneOf', { onlyOne: ['A', 'B'] }, 'body a like several of its schemas'],
    ['not', { const: 'admin' }, 'body a is admin'],
    ['not', { required: ['b', 'c'] }, 'with body a.b and with body a.c'],
    ['not', true, 'body a as the document excludes it'],
    ['contains', { contains: { const: 'b' } }, 'body a with no item that is b'],
    ['contains', { contains: { type: 'string' }, minContains: 2 }, 'body a with fewer than 2 items that is a string'],
    ['x-unknown', 1, 'body a wrong (x-unknown)'],
  ])('%s of %j', (keyword, expected, words) => {
    expect(describeReason({ by: 'fault', faults: [inBody('/a', keyword, expected)] })).toBe(words);
  });

  const item = { required: ['system'], properties: { system: { const: 'urn:x' } } };
  it.each<readonly [fault: FaultAt, words: string]>([
    [inBody('', 'required', true), 'without a body'],
    [inBody('', 'syntax', 'json'), 'body not JSON'],
    [inBody('', 'type', 'object'), 'body not an object'],
    [inBody('/payload/0/contentString', 'maxLength', 5), 'body payload[0].contentString longer than 5 characters'],
    [
      { ...inBody('/ids', 'contains', { contains: item, minContains: 0, maxContains: 1 }), found: 2 },
      'body ids with more than 1 item whose system is urn:x',
    ],
    [{ ...fault('page'), keyword: 'syntax', expected: true }, 'query page malformed or sent twice'],
    [{ ...fault('page'), keyword: 'syntax', expected: 'one value' }, 'query page sent twice'],
    [{ ...fault('filter'), pointer: '/age', expected: 'integer' }, 'query filter.age not an integer'],
    [{ ...fault('X-Team'), in: 'header', keyword: 'required' }, 'without header X-Team'],
    [{ ...fault('Accept'), in: 'header', keyword: 'accept' }, 'header Accept without a documented media type'],
    [{ ...fault('Content-Type'), in: 'header', keyword: 'charset' }, 'header Content-Type with another character set'],
    [
      { ...fault('Content-Type'), in: 'header', keyword: 'mediaType' },
      'header Content-Type not a documented media type',
    ],
  ])('%j', (one, words) => {
    expect(describeReason({ by: 'fault', faults: [one] })).toBe(words);
  });

  it('and another fault at the same location', () => {
    const faults = [inBody('/a', 'format', 'date'), inBody('/a', 'pattern', '^2'), inBody('/b', 'required', true)];
    expect(describeReason({ by: 'fault', faults })).toBe(
      'body a not a valid date and not matching ^2 and without body b',
    );
  });
});

describe('the condition of a rule, in words', () => {
  const query: RequestPlace = { in: 'queryString' };
  const page: RequestPlace = { in: 'query', name: 'page' };
  it.each<readonly [place: RequestPlace, schema: Json, words: string]>([
    [page, { minimum: 2 }, 'query page at least 2'],
    [page, { minimum: 2, maximum: 9 }, 'query page at least 2 and at most 9'],
    [page, { pattern: '^[Tt]00001$' }, 'query page matching ^[Tt]00001$'],
    [page, { enum: ['a', 'b'] }, 'query page one of a, b'],
    [page, { const: 7 }, 'query page is 7'],
    [page, { not: { const: 7 } }, 'query page not 7'],
    [page, { not: { not: { minLength: 1 } } }, 'query page not empty'],
    [page, { allOf: [{ type: 'string' }, { maxLength: 2 }] }, 'query page a string and of at most 2 characters'],
    [page, { not: { minimum: 2, maximum: 9 } }, 'query page less than 2 or more than 9'],
    [page, { anyOf: [{ const: 1 }, { minimum: 5 }] }, 'query page is 1 or at least 5'],
    [page, { not: { anyOf: [{ const: 1 }, { minimum: 5 }] } }, 'query page not 1 and less than 5'],
    [page, true, 'query page present'],
    [page, { not: true }, 'query page absent'],
    [page, { if: {} }, 'query page as if says'],
    [query, { required: ['x'] }, 'with query x'],
    [query, { not: { required: ['x'] } }, 'without query x'],
    [query, { properties: { page: { minimum: 2 } } }, 'query page at least 2'],
    [query, { not: { propertyNames: { const: 'limit' } } }, 'query with a parameter other than limit'],
    [query, { not: { propertyNames: { enum: ['a', 'b'] } } }, 'query with a parameter other than a or b'],
    [query, { propertyNames: { maxLength: 3 } }, 'query with a parameter whose name is of at most 3 characters'],
    [
      { in: 'body', pointer: '/data' },
      { contains: { properties: { id: { not: { const: '2WL5' } } } } },
      'body data with an item whose id is not 2WL5',
    ],
  ])('%j %j', (place, schema, words) => {
    const when = [{ place, schemaPointer: '/$defs/one' }];
    const reason: Reason = { by: 'rule', rule: rule({ when }), schemas: { $defs: { one: schema } } };
    expect(describeReason(reason)).toBe(words);
  });
});

describe('the reason why no faulty request reaches an error, in words', () => {
  it.each(gaps)('%s', (_, gap, words) => {
    expect(describeGap(gap)).toBe(words);
  });
});
