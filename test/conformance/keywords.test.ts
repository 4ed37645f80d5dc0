import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keywords } from '../../sandbox/compile/schema-keywords.ts';
import { type Checks, compare } from '../fixtures/body-checks.ts';

/*
 * Keywords of JSON Schema 2020-12 (Validation, 6 and 8; Core, 10 and 11) without a row in test/compile/schema-3.1.test.ts.
 * Those of 3.0 alone are in test/compile/schema-3.0.test.ts, discriminators in discriminator.test.ts, and what is for one
 * direction in schema-direction.test.ts.
 */
const limits: Readonly<Record<string, Checks>> = {
  type: {
    schema: { type: 'array' },
    takes: [[]],
    refuses: [
      [{}, 'type'],
      [null, 'type'],
    ],
  },
  maximum: { schema: { maximum: 5 }, takes: [5, -1, '6'], refuses: [[5.1, 'maximum']] },
  minimum: { schema: { minimum: -5 }, takes: [-5, 0], refuses: [[-5.1, 'minimum']] },
  exclusiveMaximum: { schema: { exclusiveMaximum: 5 }, takes: [4.9], refuses: [[5, 'exclusiveMaximum']] },
  minLength: { schema: { minLength: 2 }, takes: ['ab', 1], refuses: [['😀', 'minLength']] },
  format: { schema: { format: 'date' }, takes: ['2024-02-29', 1], refuses: [['2023-02-29', 'format']] },
  maxItems: { schema: { maxItems: 1 }, takes: [[], [1], { 0: 1, 1: 2 }], refuses: [[[1, 2], 'maxItems']] },
  minItems: { schema: { minItems: 1 }, takes: [[1], {}], refuses: [[[], 'minItems']] },
  maxContains: {
    schema: { contains: { const: 1 }, minContains: 0, maxContains: 1 },
    takes: [[], [1, 2]],
    refuses: [[[1, 1], 'contains']],
  },
  minContains: {
    schema: { contains: { const: 1 }, minContains: 2 },
    takes: [[1, 1]],
    refuses: [[[1], 'contains']],
  },
  maxProperties: {
    schema: { maxProperties: 1 },
    takes: [{ a: 1 }, [1, 2]],
    refuses: [[{ a: 1, b: 2 }, 'maxProperties']],
  },
  minProperties: { schema: { minProperties: 1 }, takes: [{ a: 1 }, []], refuses: [[{}, 'minProperties']] },
  unevaluatedItems: {
    schema: { allOf: [{ prefixItems: [{ type: 'integer' }] }], unevaluatedItems: false },
    takes: [[], [1], {}],
    refuses: [[[1, 2], 'unevaluatedItems']],
  },
  allOf: {
    schema: { allOf: [{ minimum: 1 }, { multipleOf: 2 }] },
    takes: [2],
    refuses: [
      [1, 'multipleOf'],
      [-1, 'minimum', 'multipleOf'],
    ],
  },
  anyOf: {
    schema: { anyOf: [{ type: 'string' }, { minimum: 5 }] },
    takes: ['x', 5],
    refuses: [[1, 'minimum']],
  },
  oneOf: {
    schema: { oneOf: [{ multipleOf: 2 }, { multipleOf: 3 }] },
    takes: [2, 3],
    refuses: [[6, 'oneOf']],
  },
};

/** What says something of a value and forbids none (Validation, 8 and 9; OpenAPI 3.1.1, 4.8.26). */
const annotations: Readonly<Record<string, Checks>> = {
  default: { schema: { type: 'string', default: 'x' }, takes: ['y'], refuses: [[1, 'type']] },
  examples: { schema: { type: 'string', examples: ['x'] }, takes: ['y'], refuses: [[1, 'type']] },
  readOnly: { schema: { properties: { a: { readOnly: true } } }, takes: [{ a: 1 }, {}] },
  writeOnly: { schema: { properties: { a: { writeOnly: true } } }, takes: [{ a: 1 }, {}] },
  xml: { schema: { type: 'string', xml: { name: 'x', attribute: true } }, takes: ['y'], refuses: [[1, 'type']] },
  contentMediaType: { schema: { contentMediaType: 'application/json' }, takes: ['{', 1] },
  contentEncoding: { schema: { contentEncoding: 'base64' }, takes: ['#', 1] },
};

describe.each([
  { group: 'limits', rows: limits },
  { group: 'annotations', rows: annotations },
])('$group', ({ rows }) => {
  it.each(Object.entries(rows))('%s', async (_, checks) => {
    const { want, got } = await compare('3.1.1', checks);
    expect(got).toEqual(want);
  });
});

describe('a format counts in 3.0 as in 3.1, and of the type that it is for', () => {
  it.each(['3.0.4', '3.1.1'])('%s', async (openapi) => {
    const { want, got } = await compare(openapi, {
      schema: { format: 'int32' },
      takes: ['x', 2147483647],
      refuses: [[2147483648, 'format']],
    });
    expect(got).toEqual(want);
  });
});

const written = readFileSync(new URL('../compile/schema-3.1.test.ts', import.meta.url), 'utf8');

it.each([...keywords.keys()])('%s has a row', (keyword) => {
  const isHere = Object.hasOwn(limits, keyword) || Object.hasOwn(annotations, keyword);
  expect(isHere || new RegExp(`\\b${keyword}: `).test(written)).toBe(true);
});
