import { describe, expect, it } from 'vitest';
import { type Checks, compare } from '../fixtures/body-checks.ts';

describe('the schema dialect of 3.1 is JSON Schema 2020-12 (OpenAPI 3.1.1, 4.8.24)', () => {
  it.each<readonly [string, Checks]>([
    ['nullable: no effect', { schema: { type: 'string', nullable: true }, refuses: [[null, 'type']] }],
    ['several types', { schema: { type: ['string', 'null'] }, takes: ['x', null], refuses: [[1, 'type']] }],
    ['exclusiveMinimum: a number', { schema: { exclusiveMinimum: 5 }, takes: [6], refuses: [[5, 'exclusiveMinimum']] }],
    ['integer: 1.0 is one', { schema: { type: 'integer' }, takes: [1.0, 1e3], refuses: [[1.5, 'type']] }],
    ['true: accepts any value', { schema: true, takes: [null, 1, {}] }],
    ['empty schema: accepts any value', { schema: {}, takes: [null, 1, {}] }],
    [
      'false on a property: refuses the property',
      { schema: { properties: { a: false } }, takes: [{}], refuses: [[{ a: 1 }, 'false schema /a']] },
    ],
    [
      'items as a list, and additionalItems: as before 2020-12 (JSON Schema 2019-09, 9.3.1.1 and 9.3.1.2)',
      {
        schema: { items: [{ type: 'string' }], additionalItems: false },
        takes: [[], ['a']],
        refuses: [
          [[1], 'type /0'],
          [['a', 1], 'items'],
        ],
      },
    ],
    [
      'additionalItems beside items as a schema: no effect',
      { schema: { items: { type: 'string' }, additionalItems: false }, takes: [['a', 'b']] },
    ],
    ['const', { schema: { const: { a: [1] } }, takes: [{ a: [1] }], refuses: [[{ a: [2] }, 'const']] }],
    ['const: null', { schema: { const: null }, takes: [null], refuses: [[0, 'const']] }],
    ['enum: compared by value', { schema: { enum: [[1], { a: 1 }] }, takes: [[1], { a: 1 }], refuses: [[1, 'enum']] }],
    [
      'maxLength: counts characters, not code units',
      { schema: { maxLength: 2 }, takes: ['😀😀'], refuses: [['😀😀😀', 'maxLength']] },
    ],
    ['pattern: not anchored', { schema: { pattern: 'b' }, takes: ['abc', 1], refuses: [['x', 'pattern']] }],
    ['multipleOf', { schema: { multipleOf: 0.01 }, takes: [0.07, 19.99], refuses: [[0.075, 'multipleOf']] }],
    [
      'uniqueItems',
      { schema: { uniqueItems: true }, takes: [[1, '1']], refuses: [[[{ a: 1 }, { a: 1 }], 'uniqueItems']] },
    ],
    [
      'prefixItems and items',
      {
        schema: { prefixItems: [{ type: 'string' }], items: { type: 'integer' } },
        takes: [['a', 1]],
        refuses: [
          [[1], 'type /0'],
          [['a', 'b'], 'type /1'],
        ],
      },
    ],
    ['items: false', { schema: { prefixItems: [true], items: false }, takes: [[1]], refuses: [[[1, 2], 'items']] }],
    [
      'contains',
      {
        schema: { contains: { const: 1 }, maxContains: 1 },
        takes: [[0, 1]],
        refuses: [
          [[0], 'contains'],
          [[1, 1], 'contains'],
        ],
      },
    ],
    [
      'contains with minContains 0: none needed',
      { schema: { contains: { const: 1 }, minContains: 0 }, takes: [[], [1]] },
    ],
    ['minContains without contains: no effect', { schema: { minContains: 2 }, takes: [[]] }],
    [
      'patternProperties',
      {
        schema: { patternProperties: { '^x-': { type: 'string' } } },
        takes: [{ y: 1 }],
        refuses: [[{ 'x-a': 1 }, 'type /x-a']],
      },
    ],
    [
      'additionalProperties: false',
      {
        schema: { properties: { a: {} }, patternProperties: { '^x-': {} }, additionalProperties: false },
        takes: [{ a: 1, 'x-b': 1 }],
        refuses: [[{ b: 1 }, 'additionalProperties /b']],
      },
    ],
    [
      'propertyNames',
      { schema: { propertyNames: { maxLength: 1 } }, takes: [{ a: 1 }], refuses: [[{ ab: 1 }, 'propertyNames /ab']] },
    ],
    [
      'dependentRequired',
      {
        schema: { dependentRequired: { a: ['b'] } },
        takes: [{}, { b: 1 }],
        refuses: [[{ a: 1 }, 'dependentRequired /b']],
      },
    ],
    [
      'dependentSchemas',
      { schema: { dependentSchemas: { a: { required: ['b'] } } }, takes: [{}], refuses: [[{ a: 1 }, 'required /b']] },
    ],
    [
      'unevaluatedProperties across allOf',
      {
        schema: { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
        takes: [{ a: 1 }],
        refuses: [[{ b: 1 }, 'unevaluatedProperties /b']],
      },
    ],
    [
      'if, then, else',
      {
        // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
        schema: { if: { required: ['a'] }, then: { required: ['b'] }, else: { required: ['c'] } },
        takes: [{ a: 1, b: 1 }, { c: 1 }],
        refuses: [
          [{ a: 1 }, 'required /b'],
          [{}, 'required /c'],
        ],
      },
    ],
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    ['then without if: no effect', { schema: { then: { required: ['a'] } }, takes: [{}] }],
    ['not', { schema: { not: { required: ['a'] } }, takes: [{}], refuses: [[{ a: 1 }, 'not']] }],
    [
      'keywords for other types: no effect',
      {
        schema: { minLength: 1, minimum: 1, minItems: 1, required: ['a'] },
        takes: [true, 'x', 1, [1], { a: 1 }, null],
      },
    ],
    [
      'names with / and ~: escaped in pointers',
      {
        schema: { properties: { 'a/b~c': { type: 'string' } }, required: ['d/e'] },
        refuses: [
          [{ 'a/b~c': 1, 'd/e': 1 }, 'type /a~1b~0c'],
          [{}, 'required /d~1e'],
        ],
      },
    ],
    [
      'names of members of Object.prototype: ordinary properties',
      {
        schema: { required: ['constructor'], properties: { toString: { type: 'string' } } },
        takes: [{ constructor: 1 }],
        refuses: [[{}, 'required /constructor']],
      },
    ],
    [
      'property named $ref: an ordinary property',
      {
        schema: { properties: { $ref: { type: 'string' } }, required: ['$ref'] },
        takes: [{ $ref: 'x' }],
        refuses: [
          [{ $ref: 1 }, 'type /$ref'],
          [{}, 'required /$ref'],
        ],
      },
    ],
    [
      'properties named like keywords: ordinary properties',
      {
        schema: { properties: { properties: { type: 'string' }, required: { type: 'integer' } } },
        takes: [{ required: 1 }],
        refuses: [[{ properties: 1 }, 'type /properties']],
      },
    ],
    [
      '$defs beside the schema',
      {
        schema: { $ref: '#/components/schemas/Box' },
        schemas: { Box: { $defs: { n: { type: 'integer' } }, items: { $ref: '#/components/schemas/Box/$defs/n' } } },
        takes: [[1]],
        refuses: [[['x'], 'type /0']],
      },
    ],
    [
      '$anchor (JSON Schema 2020-12 Core, 8.2.2)',
      {
        schema: { $defs: { n: { $anchor: 'number', type: 'integer' } }, items: { $ref: '#number' } },
        takes: [[1]],
        refuses: [[['x'], 'type /0']],
      },
    ],
    [
      '$dynamicRef (JSON Schema 2020-12 Core, 8.2.3.2)',
      {
        schema: { $ref: '#/components/schemas/Tree' },
        schemas: {
          Tree: { $dynamicAnchor: 'node', required: ['name'], properties: { child: { $dynamicRef: '#node' } } },
        },
        takes: [{ name: 'a', child: { name: 'b' } }],
        refuses: [[{ name: 'a', child: {} }, 'required /child/name']],
      },
    ],
  ])('%s', async (_, checks) => {
    const { want, got } = await compare('3.1.1', checks);
    expect(got).toEqual(want);
  });
});
