import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const operation = {
  operationId: 'ask',
  parameters: [
    parameter('path', 'id', { type: 'integer', maximum: 1000 }),
    parameter('query', 'kind', { type: 'string', enum: ['cat', 'dog'] }),
    parameter('query', 'name', { type: 'string', maxLength: 5 }),
  ],
  requestBody: jsonBody({ type: 'object', required: ['age'], properties: { age: { type: 'integer', minimum: 0 } } }),
  responses: {
    200: response({ first: { a: 1 }, second: { a: 2 } }),
    400: response({ wrong: { message: 'wrong' } }),
    429: response({ busy: { message: 'busy' } }),
  },
};
const document = documentOf({ '/things/{id}': { post: operation } });
const when = (conditions: JsonObject, answer = '200/second') => ({ operation: 'ask', when: conditions, answer });
const faults = (...places: readonly (string | JsonObject)[]) => ({
  operation: 'ask',
  faults: places,
  answer: '400/wrong',
});

interface Row {
  readonly name: string;
  readonly rules: readonly JsonObject[];
  /** `warning: …` or `note: …` for each rule that is reported; empty for no problem. */
  readonly want: readonly string[];
}

const invalid = (words: string) =>
  `warning: No request of ask was found to which this rule applies: one that meets its conditions is invalid (${words}), and gets the answer to its fault. Correct the condition.`;
const later = (position: number) =>
  `warning: No request of ask was found to which this rule applies: rule ${position} of the file comes first, and applies to those that meet its conditions. Change their order or a condition.`;
const untried =
  'note: No request of ask was found to which this rule applies: none that was tried meets its conditions.';

const rows: readonly Row[] = [
  { name: 'value beyond the maximum', rules: [when({ 'path.id': 5000 })], want: [invalid('path id more than 1 000')] },
  {
    name: 'value that is not in the enum',
    rules: [when({ 'query.kind': 'cow' })],
    want: [invalid('query kind not one of cat, dog')],
  },
  { name: 'value of another type', rules: [when({ 'path.id': 'abc' })], want: [invalid('path id not an integer')] },
  {
    name: 'enum of which no value is valid',
    rules: [when({ 'query.kind': { enum: ['cow', 'pig'] } })],
    want: [invalid('query kind not one of cat, dog')],
  },
  {
    name: 'value in the body below the minimum',
    rules: [when({ 'body#/age': -1 })],
    want: [invalid('body age less than 0')],
  },
  {
    name: 'one of two conditions',
    rules: [when({ 'query.kind': 'cat', 'query.name': 'Bartholomew' })],
    want: [invalid('query name longer than 5 characters')],
  },
  {
    name: 'schema that no value matches',
    rules: [when({ 'query.name': { not: {} } })],
    want: [
      'note: No request of ask was found to which this rule applies: those that were tried are invalid (query name longer than 5 characters).',
    ],
  },
  {
    name: 'conditions that an earlier rule has',
    rules: [when({ 'path.id': 7 }), when({ 'path.id': 7 })],
    want: [later(1)],
  },
  {
    name: 'conditions that an earlier, wider rule has',
    rules: [when({ 'path.id': { minimum: 5 } }), when({ 'path.id': { minimum: 7 } })],
    want: [later(1)],
  },
  {
    name: 'conditions that a rule for the gateway has',
    rules: [when({ 'path.id': 7 }, '429/busy'), when({ 'path.id': 7 })],
    want: [later(1)],
  },
  {
    name: 'value for the gateway that no request has',
    rules: [when({ 'query.name': { not: {} } }, '429/busy')],
    want: [untried],
  },
  { name: 'faults that an earlier rule has', rules: [faults('query.name'), faults('query.name')], want: [later(1)] },
  {
    name: 'no problem: a precaution against a fault',
    rules: [faults({ at: 'query.name', keyword: 'pattern' })],
    want: [],
  },
  { name: 'no problem: value of a documented parameter', rules: [when({ 'path.id': 7 })], want: [] },
  {
    name: 'no problem: enum of which one value is valid',
    rules: [when({ 'query.kind': { enum: ['cow', 'dog'] } })],
    want: [],
  },
  { name: 'no problem: an invalid value for the gateway', rules: [when({ 'path.id': 5000 }, '429/busy')], want: [] },
  {
    name: 'no problem: a narrower rule first',
    rules: [when({ 'path.id': { minimum: 7 } }), when({ 'path.id': { minimum: 5 } })],
    want: [],
  },
  { name: 'no problem: faults', rules: [faults('query.name'), faults('path.id', 'query.kind')], want: [] },
  {
    name: 'no problem: many rules with one answer',
    rules: Array.from({ length: 6 }, (_, id) => when({ 'path.id': id })),
    want: [],
  },
  { name: 'no problem: a header that is not documented', rules: [when({ 'header.X-Tenant': 'a' })], want: [] },
  { name: 'no problem: absence', rules: [when({ query: { not: { required: ['name'] } } })], want: [] },
];

describe('`check` reports rules to which no request was found', () => {
  it.each(byName(rows))('%s', (_, { rules, want }) => {
    const problems = ruledSandbox(document, { rules })
      .check()
      .filter(({ code }) => code === 'rule-unmatched');
    expect(problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual(want);
  });

  it('at the rule', () => {
    const [problem] = ruledSandbox(document, { rules: [when({ 'path.id': 7 }), when({ 'path.id': 5000 })] })
      .check()
      .filter(({ code }) => code === 'rule-unmatched');
    expect(problem?.pointer).toBe('/rules/1');
  });
});
