import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { bodyDocument, compare } from '../fixtures/body-checks.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const system = 'https://example.com/id';
const identifier = {
  type: 'array',
  items: { type: 'object' },
  contains: { $ref: '#/components/schemas/Own' },
  maxContains: 1,
};
const schemas: JsonObject = {
  Own: { type: 'object', required: ['system'], properties: { system: { const: system } } },
  Base: { properties: { name: true } },
};

interface Row {
  readonly name: string;
  readonly schema: JsonObject;
  readonly given: Json;
  /** The detail of the built body. */
  readonly detail: string;
  /** The header `Sandbox-Faults`. */
  readonly expected: Json;
}

const rows: readonly Row[] = [
  {
    name: 'the repeated items, for maxContains',
    schema: { properties: { identifier } },
    given: { identifier: [{ system }, { system }, { system: 'other' }] },
    detail: `identifier has 2 items with system = ${system}; at most 1 is allowed`,
    expected: {
      contains: { type: 'object', required: ['system'], properties: { system: { const: system } } },
      minContains: 1,
      maxContains: 1,
    },
  },
  {
    name: 'the missing item, for contains',
    schema: { properties: { identifier } },
    given: { identifier: [{ system: 'other' }] },
    detail: `identifier has no item with system = ${system}; at least 1 is required`,
    expected: {
      contains: { type: 'object', required: ['system'], properties: { system: { const: system } } },
      minContains: 1,
      maxContains: 1,
    },
  },
  {
    name: 'the allowed names, for propertyNames',
    schema: { propertyNames: { pattern: '^[a-z]+$', maxLength: 5 } },
    given: { BAD: 1 },
    detail: 'BAD is not allowed as a name, which must have at most 5 characters and must match the pattern ^[a-z]+$',
    expected: { maxLength: 5, pattern: '^[a-z]+$' },
  },
  {
    name: 'the equal items, for uniqueItems',
    schema: { properties: { list: { uniqueItems: true } } },
    given: { list: [1, 2, 1] },
    detail: 'list must not have the same item twice: [0] and [2] are equal',
    expected: true,
  },
  {
    name: 'the property probably meant, for an unknown property',
    schema: { properties: { firstName: true, last: true }, additionalProperties: false },
    given: { first_name: 1 },
    detail: 'first_name is not allowed; did you mean firstName?',
    expected: false,
  },
  {
    name: 'no suggestion if the property is present already or none is similar',
    schema: { properties: { name: true }, additionalProperties: false },
    given: { name: 1, nme: 1 },
    detail: 'nme is not allowed',
    expected: false,
  },
  {
    name: 'the property probably meant, of another part of allOf',
    schema: { allOf: [{ $ref: '#/components/schemas/Base' }], unevaluatedProperties: false },
    given: { nane: 1 },
    detail: 'nane is not allowed; did you mean name?',
    expected: false,
  },
  {
    name: 'the property that requires another, for dependentRequired',
    schema: { dependentRequired: { card: ['cvc'] } },
    given: { card: 1 },
    detail: 'cvc is required, since card is there',
    expected: 'card',
  },
  {
    name: 'the forbidden combination, for not',
    schema: { not: { required: ['a', 'b'] } },
    given: { a: 1, b: 1 },
    detail: 'The body must not have a and b together',
    expected: { required: ['a', 'b'] },
  },
  {
    name: 'the number of items allowed, for items: false',
    schema: { properties: { pair: { prefixItems: [true, true], items: false } } },
    given: { pair: [1, 2, 3] },
    detail: 'pair must have at most 2 items',
    expected: 2,
  },
  {
    name: 'a constant that is an object, as JSON',
    schema: { properties: { a: { const: { b: [1] } } } },
    given: { a: 1 },
    detail: 'a must be {"b":[1]}',
    expected: { b: [1] },
  },
];

describe('the message about a fault names', () => {
  it.each(rows)('$name', async ({ schema, given, detail, expected }) => {
    const sandbox = sandboxOf(bodyDocument('3.1.1', { schema: { type: 'object', ...schema }, schemas }));
    const { text, headers } = await ask(sandbox, 'POST /things', { body: given });
    expect(JSON.parse(text).detail).toBe(detail);
    expect(JSON.parse(headers['sandbox-faults'] ?? '')).toMatchObject([{ expected }]);
  });

  it('the values of a discriminator once, although the branches repeat them as constants', async () => {
    const kind = (value: string) => ({ required: ['kind'], properties: { kind: { const: value } } });
    const refs = ['Cat', 'Dog'].map((name) => ({ $ref: `#/components/schemas/${name}` }));
    const { want, got } = await compare('3.1.1', {
      schema: {
        properties: { kind: { enum: ['cat', 'dog', 'Cat'] } },
        oneOf: refs,
        discriminator: { propertyName: 'kind', mapping: { cat: 'Cat', dog: 'Dog', kitty: 'Cat' } },
      },
      schemas: { Cat: kind('cat'), Dog: kind('dog') },
      takes: [{ kind: 'cat' }, { kind: 'dog' }],
      refuses: [[{ kind: 'kitty' }, 'const /kind']],
    });
    expect(got).toEqual(want);
  });
});
