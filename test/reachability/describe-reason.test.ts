import { describe, expect, it } from 'vitest';
import type { ClaimTarget, RulePlan } from '../../sandbox/plan.ts';
import { describeGap, describeReason } from '../../sandbox/reachability/describe-reason.ts';
import type { FaultAt, FaultGap, Reason } from '../../sandbox/reachability/reason.ts';

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
const day = { in: 'query', name: 'day', value: 'monday' } as const;

const reasons: readonly (readonly [title: string, reason: Reason, words: string])[] = [
  ['the plain request', { by: 'ordinary' }, 'an ordinary request'],
  ['a request that leaves out an optional body', { by: 'no-body' }, 'a request without a body'],
  ['an example of a body', { by: 'request-example', name: 'ann' }, 'the request example ann'],
  [
    'an example of several parameters',
    { by: 'parameter-example', name: 'first', values: [day, { in: 'path', name: 'id', value: 7 }] },
    'query.day is monday and path.id is 7',
  ],
  ['an example without parameters', { by: 'parameter-example', name: 'first', values: [] }, 'the example first'],
  ['a value that names an example', { by: 'named-value', value: day }, 'query.day is monday'],
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
    'body#/a/b fails required or minItems and header.Accept is text/plain and body#/age fits {"minimum":18}',
  ],
  ['a rule for everything', { by: 'rule', schemas, rule: rule({}) }, 'otherwise'],
  ['a request that escapes all rules', { by: 'no-rule' }, 'a request that no rule is about'],
  ['a media type that is asked for', { by: 'accept', mediaType: 'text/csv' }, 'Accept: text/csv'],
  [
    'a fault in the body',
    { by: 'fault', faults: [{ in: 'body', name: '', pointer: '/recipient', keyword: 'required' }] },
    'body#/recipient fails required',
  ],
  [
    'more than three faults',
    { by: 'fault', faults: ['a', 'b', 'c', 'd'].map(fault) },
    'query.a fails type and query.b fails type and query.c fails type …',
  ],
  [
    'places that an error claims',
    { by: 'claim', patterns: [{ in: 'body', name: '', tokens: [], keywords: [] }] },
    'body is wrong',
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

  it('with the name of a request example quoted', () => {
    expect(describeReason({ by: 'request-example', name: 'ann' }, (name) => `"${name}"`)).toBe(
      'the request example "ann"',
    );
  });
});

describe('the reason why no faulty request reaches an error, in words', () => {
  it.each(gaps)('%s', (_, gap, words) => {
    expect(describeGap(gap)).toBe(words);
  });
});
