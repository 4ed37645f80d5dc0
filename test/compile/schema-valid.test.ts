import { describe, expect, it } from 'vitest';
import { type Checks, compare } from '../fixtures/body-checks.ts';
import { problemsOf } from '../fixtures/problems.ts';

describe('schemas that are odd and sound: nothing is wrong with them, and all that they say counts (OpenAPI 3.1.1, 4.8.24)', () => {
  it.each<readonly [string, Checks]>([
    [
      'if alone',
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
      'minContains over maxContains',
      { schema: { contains: {}, minContains: 2, maxContains: 1 }, takes: [5], refuses: [[[1], 'contains']] },
    ],
    [
      'a property that a pattern names as well',
      {
        schema: { properties: { 'x-a': { type: 'string' } }, patternProperties: { '^x-': { maxLength: 1 } } },
        refuses: [
          [{ 'x-a': 'xx' }, 'maxLength /x-a'],
          [{ 'x-a': 1 }, 'type /x-a'],
        ],
      },
    ],
    [
      'a required property that is not described',
      { schema: { properties: {}, required: ['a'] }, refuses: [[{}, 'required /a']] },
    ],
    [
      'a least length over the greatest',
      { schema: { minLength: 3, maxLength: 2 }, takes: [5], refuses: [['xxx', 'maxLength']] },
    ],
    [
      'a keyword for another type',
      { schema: { type: 'integer', minLength: 3 }, takes: [5], refuses: [['xxx', 'type']] },
    ],
    [
      'a format for another type',
      { schema: { type: 'integer', format: 'date' }, takes: [5], refuses: [['x', 'format', 'type']] },
    ],
    ['an enum with one value twice', { schema: { enum: ['a', 'a'] }, takes: ['a'], refuses: [['b', 'enum']] }],
    [
      'an enum that the type excludes',
      { schema: { type: 'string', enum: ['a', 5] }, takes: ['a', '5'], refuses: [[5, 'enum', 'type']] },
    ],
    [
      'a default that breaks its own schema',
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
      'prefixItems without a length',
      {
        schema: { type: 'array', prefixItems: [{ type: 'string' }] },
        takes: [[], ['a', 1]],
        refuses: [[[1], 'type /0']],
      },
    ],
    [
      'a discriminator without a choice',
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
      'names that look alike',
      {
        schema: { properties: { a: { $ref: '#/components/schemas/a b' }, b: { $ref: '#/components/schemas/a-b' } } },
        schemas: { 'a b': { type: 'string' }, 'a-b': { type: 'integer' } },
        takes: [{ a: 'x', b: 1 }],
        refuses: [[{ a: 1, b: 'x' }, 'type /a', 'type /b']],
      },
    ],
    [
      'a name that cannot stand in a URI',
      {
        schema: { $ref: '#/components/schemas/Pet«x»%25' },
        schemas: { 'Pet«x»%': { type: 'string' } },
        takes: ['x'],
        refuses: [[5, 'type']],
      },
    ],
    [
      'a hundred alternatives',
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
