import { describe, expect, it } from 'vitest';
import { type Checks, compare } from '../fixtures/body-checks.ts';
import { problemsOf } from '../fixtures/problems.ts';

describe('unusual but valid schemas: no problem is reported, and every keyword applies (OpenAPI 3.1.1, 4.8.24)', () => {
  it.each<readonly [string, Checks]>([
    [
      'if without then or else',
      { schema: { if: { required: ['b'] }, required: ['a'] }, takes: [{ a: 1 }], refuses: [[{}, 'required /a']] },
    ],
    [
      'else without if',
      { schema: { else: false, required: ['a'] }, takes: [{ a: 1 }], refuses: [[{}, 'required /a']] },
    ],
    [
      'minContains: 0',
      { schema: { type: 'array', contains: { const: 1 }, minContains: 0 }, takes: [[]], refuses: [[5, 'type']] },
    ],
    [
      'minContains greater than maxContains',
      { schema: { contains: {}, minContains: 2, maxContains: 1 }, takes: [5], refuses: [[[1], 'contains']] },
    ],
    [
      'a property that patternProperties matches as well',
      {
        schema: { properties: { 'x-a': { type: 'string' } }, patternProperties: { '^x-': { maxLength: 1 } } },
        refuses: [
          [{ 'x-a': 'xx' }, 'maxLength /x-a'],
          [{ 'x-a': 1 }, 'type /x-a'],
        ],
      },
    ],
    [
      'a required property without a schema',
      { schema: { properties: {}, required: ['a'] }, refuses: [[{}, 'required /a']] },
    ],
    [
      'minLength greater than maxLength',
      { schema: { minLength: 3, maxLength: 2 }, takes: [5], refuses: [['xxx', 'maxLength']] },
    ],
    [
      'a keyword for another type than the schema’s',
      { schema: { type: 'integer', minLength: 3 }, takes: [5], refuses: [['xxx', 'type']] },
    ],
    [
      'a format for another type than the schema’s',
      { schema: { type: 'integer', format: 'date' }, takes: [5], refuses: [['x', 'format', 'type']] },
    ],
    ['an enum with a repeated value', { schema: { enum: ['a', 'a'] }, takes: ['a'], refuses: [['b', 'enum']] }],
    [
      'an enum whose values are partly of another type',
      { schema: { type: 'string', enum: ['a', 5] }, takes: ['a', '5'], refuses: [[5, 'enum', 'type']] },
    ],
    [
      'a default that violates its own schema',
      { schema: { properties: { a: { type: 'string', default: 5 } } }, takes: [{}], refuses: [[{ a: 5 }, 'type /a']] },
    ],
    [
      'additionalProperties beside allOf',
      {
        schema: { allOf: [{ properties: { a: {} } }], additionalProperties: false },
        takes: [{}],
        refuses: [[{ a: 1 }, 'additionalProperties /a']],
      },
    ],
    [
      'prefixItems without a length constraint',
      {
        schema: { type: 'array', prefixItems: [{ type: 'string' }] },
        takes: [[], ['a', 1]],
        refuses: [[[1], 'type /0']],
      },
    ],
    [
      'a discriminator without oneOf or anyOf',
      {
        schema: { required: ['kind'], discriminator: { propertyName: 'kind' } },
        takes: [{ kind: 'x' }],
        refuses: [[{}, 'required /kind']],
      },
    ],
    [
      'a reference to a property of another schema',
      {
        schema: { $ref: '#/components/schemas/Pet/properties/name' },
        schemas: { Pet: { properties: { name: { type: 'string' } } } },
        takes: ['x'],
        refuses: [[5, 'type']],
      },
    ],
    [
      'component names that differ only in punctuation',
      {
        schema: { properties: { a: { $ref: '#/components/schemas/a b' }, b: { $ref: '#/components/schemas/a-b' } } },
        schemas: { 'a b': { type: 'string' }, 'a-b': { type: 'integer' } },
        takes: [{ a: 'x', b: 1 }],
        refuses: [[{ a: 1, b: 'x' }, 'type /a', 'type /b']],
      },
    ],
    [
      'a component name with characters that a URI does not allow',
      {
        schema: { $ref: '#/components/schemas/Pet«x»%25' },
        schemas: { 'Pet«x»%': { type: 'string' } },
        takes: ['x'],
        refuses: [[5, 'type']],
      },
    ],
    [
      'oneOf with a hundred branches',
      {
        schema: { oneOf: Array.from({ length: 100 }, (_, index) => ({ const: index })) },
        takes: [0, 99],
        refuses: [[100, 'oneOf']],
      },
    ],
  ])('%s', async (_, checks) => {
    const { want, got, sandbox } = await compare('3.1.1', checks);
    expect({ got, problems: problemsOf(sandbox) }).toEqual({ got: want, problems: [] });
  });
});
