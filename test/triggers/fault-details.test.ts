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
  /** The detail of the body that is built. */
  readonly detail: string;
  /** In `Sandbox-Faults`. */
  readonly expected: Json;
}

const rows: readonly Row[] = [
  {
    name: 'what is repeated',
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
    name: 'what is missing',
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
    name: 'which names are allowed',
    schema: { propertyNames: { pattern: '^[a-z]+$', maxLength: 5 } },
    given: { BAD: 1 },
    detail: 'BAD is not allowed as a name, which must have at most 5 characters and must match the pattern ^[a-z]+$',
    expected: { maxLength: 5, pattern: '^[a-z]+$' },
  },
  {
    name: 'which items are equal',
    schema: { properties: { list: { uniqueItems: true } } },
    given: { list: [1, 2, 1] },
    detail: 'list must not have the same item twice: [0] and [2] are equal',
    expected: true,
  },
  {
    name: 'which property was meant',
    schema: { properties: { firstName: true, last: true }, additionalProperties: false },
    given: { first_name: 1 },
    detail: 'first_name is not allowed; did you mean firstName?',
    expected: false,
  },
  {
    name: 'no property, where that is there already, or none is like it',
    schema: { properties: { name: true }, additionalProperties: false },
    given: { name: 1, nme: 1 },
    detail: 'nme is not allowed',
    expected: false,
  },
  {
    name: 'which property was meant, of another part of the schema',
    schema: { allOf: [{ $ref: '#/components/schemas/Base' }], unevaluatedProperties: false },
    given: { nane: 1 },
    detail: 'nane is not allowed; did you mean name?',
    expected: false,
  },
  {
    name: 'what makes a property required',
    schema: { dependentRequired: { card: ['cvc'] } },
    given: { card: 1 },
    detail: 'cvc is required, since card is there',
    expected: 'card',
  },
  {
    name: 'what must not be',
    schema: { not: { required: ['a', 'b'] } },
    given: { a: 1, b: 1 },
    detail: 'The body must not have a and b together',
    expected: { required: ['a', 'b'] },
  },
  {
    name: 'how many items there may be',
    schema: { properties: { pair: { prefixItems: [true, true], items: false } } },
    given: { pair: [1, 2, 3] },
    detail: 'pair must have at most 2 items',
    expected: 2,
  },
  {
    name: 'a constant that is an object',
    schema: { properties: { a: { const: { b: [1] } } } },
    given: { a: 1 },
    detail: 'a must be {"b":[1]}',
    expected: { b: [1] },
  },
];

describe('a fault says', () => {
  it.each(rows)('$name', async ({ schema, given, detail, expected }) => {
    const sandbox = sandboxOf(bodyDocument('3.1.1', { schema: { type: 'object', ...schema }, schemas }));
    const { text, headers } = await ask(sandbox, 'POST /things', { body: given });
    expect(JSON.parse(text).detail).toBe(detail);
    expect(JSON.parse(headers['sandbox-faults'] ?? '')).toMatchObject([{ expected }]);
  });

  it('nothing twice: the values of a discriminator, and the constants of its branches', async () => {
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
