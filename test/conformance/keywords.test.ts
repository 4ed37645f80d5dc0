import { describe, expect, it } from 'vitest';
import { keywords } from '../../sandbox/compile/schemas/keywords.ts';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { cellsOf, compare } from '../fixtures/body-checks.ts';
import { byName } from '../fixtures/by-name.ts';

/*
 * What each keyword of JSON Schema takes and what it refuses; those of OpenAPI are in keywords-openapi.test.ts. More of it is
 * in test/compile/schema-3.1.test.ts.
 */

const text = { type: 'string' };
const validation = cellsOf('JSON Schema 2020-12 Validation', [
  ['type', '6.1.1', { type: 'array' }, [[]], [{}, 'type'], [null, 'type']],
  ['enum', '6.1.2', { enum: ['a', null, [1]] }, ['a', null, [1]], ['b', 'enum'], [[2], 'enum']],
  ['const', '6.1.3', { const: { a: 1 } }, [{ a: 1.0 }], [{ a: 2 }, 'const'], [{}, 'const']],
  ['multipleOf', '6.2.1', { multipleOf: 0.5 }, [1.5, 0, '1'], [1.2, 'multipleOf']],
  ['maximum', '6.2.2', { maximum: 5 }, [5, -1, '6'], [5.1, 'maximum']],
  ['exclusiveMaximum', '6.2.3', { exclusiveMaximum: 5 }, [4.9], [5, 'exclusiveMaximum']],
  ['minimum', '6.2.4', { minimum: -5 }, [-5, 0], [-5.1, 'minimum']],
  ['exclusiveMinimum', '6.2.5', { exclusiveMinimum: 5 }, [5.1], [5, 'exclusiveMinimum']],
  ['maxLength', '6.3.1', { maxLength: 1 }, ['', '😀', 11], ['ab', 'maxLength']],
  ['minLength', '6.3.2', { minLength: 2 }, ['ab', 1], ['😀', 'minLength']],
  ['pattern', '6.3.3', { pattern: '^a' }, ['ab', 1], ['ba', 'pattern']],
  ['maxItems', '6.4.1', { maxItems: 1 }, [[], [1], { 0: 1, 1: 2 }], [[1, 2], 'maxItems']],
  ['minItems', '6.4.2', { minItems: 1 }, [[1], {}], [[], 'minItems']],
  ['uniqueItems', '6.4.3', { uniqueItems: true }, [[1, '1', true]], [[1, 2, 1.0], 'uniqueItems']],
  [
    'maxContains',
    '6.4.4',
    { contains: { const: 1 }, minContains: 0, maxContains: 1 },
    [[], [1, 2]],
    [[1, 1], 'contains'],
  ],
  ['minContains', '6.4.5', { contains: { const: 1 }, minContains: 2 }, [[1, 1]], [[1], 'contains']],
  ['maxProperties', '6.5.1', { maxProperties: 1 }, [{ a: 1 }, [1, 2]], [{ a: 1, b: 2 }, 'maxProperties']],
  ['minProperties', '6.5.2', { minProperties: 1 }, [{ a: 1 }, []], [{}, 'minProperties']],
  ['required', '6.5.3', { required: ['a'] }, [{ a: null }, 1], [{}, 'required /a']],
  [
    'dependentRequired',
    '6.5.4',
    { dependentRequired: { a: ['b'] } },
    [{ b: 1 }, {}],
    [{ a: 1 }, 'dependentRequired /b'],
  ],
  ['format', '7.3.1', { format: 'date' }, ['2024-02-29', 1], ['2023-02-29', 'format']],
  ['contentEncoding', '8.3', { type: 'string', contentEncoding: 'base64' }, ['#'], [1, 'type']],
  ['contentMediaType', '8.4', { type: 'string', contentMediaType: 'application/json' }, ['{'], [1, 'type']],
  ['contentSchema', '8.5', { type: 'string', contentSchema: { type: 'array' } }, ['{}'], [1, 'type']],
  ['title', '9.1', { type: 'string', title: 'A text', description: 'Any' }, ['x'], [1, 'type']],
  ['default', '9.2', { type: 'string', default: 'x' }, ['y'], [1, 'type']],
  [
    'deprecated',
    '9.3',
    { properties: { a: { type: 'string', deprecated: true } } },
    [{ a: '' }],
    [{ a: 1 }, 'type /a'],
  ],
  [
    'readOnly',
    '9.4',
    { required: ['a'], properties: { a: { type: 'string', readOnly: true } } },
    [{ a: '' }, {}],
    [{ a: 1 }, 'type /a'],
  ],
  [
    'writeOnly',
    '9.4',
    { required: ['a'], properties: { a: { type: 'string', writeOnly: true } } },
    [{ a: '' }],
    [{}, 'required /a'],
  ],
  ['examples', '9.5', { type: 'string', examples: ['x'] }, ['y'], [1, 'type']],
]);

/** A property with a name from Object.prototype: like any other once it is present. */
const proto = (value: Json): JsonObject => ({ ['__proto__']: value });
const inherited = cellsOf('JSON Schema 2020-12 Core', [
  [
    'properties with __proto__',
    '10.3.2.1',
    { properties: proto({ type: 'integer' }), additionalProperties: false },
    [{}, proto(1)],
    [proto('x'), 'type /__proto__'],
  ],
  [
    'properties with __proto__ in an allOf',
    '11.3',
    { allOf: [{ properties: proto(text) }], unevaluatedProperties: false },
    [proto('x')],
    [proto(1), 'type /__proto__'],
  ],
  [
    'patternProperties with __proto__',
    '10.3.2.2',
    { patternProperties: proto({ type: 'integer' }), additionalProperties: false },
    [{ ...proto(1), a__proto__b: 2 }],
    [{ a__proto__b: 'x' }, 'type /a__proto__b'],
  ],
  [
    'dependentSchemas with __proto__',
    '10.2.2.4',
    { dependentSchemas: proto({ required: ['a'] }) },
    [{}, { ...proto(1), a: 1 }],
    [proto(1), 'required /a'],
  ],
]);
const inheritedNames = cellsOf('JSON Schema 2020-12 Validation', [
  ['required with __proto__', '6.5.3', { required: ['__proto__'] }, [proto(1)], [{}, 'required /__proto__']],
  [
    'dependentRequired with __proto__',
    '6.5.4',
    { dependentRequired: proto(['a']) },
    [{}, { ...proto(1), a: 1 }],
    [proto(1), 'dependentRequired /a'],
  ],
]);

const core = cellsOf(
  'JSON Schema 2020-12 Core',
  [
    ['true and false', '4.3.2', { properties: { a: true, b: false } }, [{ a: 1 }], [{ b: 1 }, 'false schema /b']],
    [
      '$schema',
      '8.1.1',
      { $schema: 'https://json-schema.org/draft/2020-12/schema', maximum: 5, exclusiveMinimum: 1 },
      [5],
      [1, 'exclusiveMinimum'],
    ],
    [
      '$id',
      '8.2.1',
      { $id: 'https://example.com/a', $defs: { B: { $id: 'b', ...text } }, $ref: 'b' },
      [''],
      [1, 'type'],
    ],
    [
      '$anchor',
      '8.2.2',
      { $defs: { a: { $anchor: 'here', ...text } }, $ref: '#/components/schemas/Anchored' },
      [''],
      [1, 'type'],
    ],
    ['$ref', '8.2.3.1', { $ref: '#/components/schemas/Text', maxLength: 1 }, ['a'], ['ab', 'maxLength'], [1, 'type']],
    [
      '$dynamicRef and $dynamicAnchor',
      '8.2.3.2',
      {
        $id: 'https://example.com/texts',
        $dynamicAnchor: 'node',
        $ref: 'https://example.com/tree',
        required: ['text'],
      },
      [{ text: '', children: [{ text: '' }] }],
      [{ text: '', children: [{}] }, 'required /children/0/text'],
    ],
    ['$defs', '8.2.4', { $defs: { never: false }, type: 'integer' }, [1], ['x', 'type']],
    ['$comment', '8.3', { $comment: 'type: string', type: 'integer' }, [1], ['x', 'type']],
    [
      'allOf',
      '10.2.1.1',
      { allOf: [{ minimum: 1 }, { multipleOf: 2 }] },
      [2],
      [1, 'multipleOf'],
      [-1, 'minimum', 'multipleOf'],
    ],
    ['anyOf', '10.2.1.2', { anyOf: [text, { minimum: 5 }] }, ['x', 5], [1, 'minimum']],
    ['oneOf', '10.2.1.3', { oneOf: [{ multipleOf: 2 }, { multipleOf: 3 }] }, [2, 3], [6, 'oneOf']],
    ['not', '10.2.1.4', { not: { type: 'string' } }, [1], ['x', 'not']],
    ['if', '10.2.2.1', { if: { minimum: 5 }, else: false }, [6, 'x'], [1, 'false schema']],
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    ['then', '10.2.2.2', { if: { minimum: 5 }, then: { multipleOf: 2 } }, [3, 6], [7, 'multipleOf']],
    ['else', '10.2.2.3', { if: { minimum: 5 }, else: { multipleOf: 2 } }, [7, 2], [3, 'multipleOf']],
    [
      'dependentSchemas',
      '10.2.2.4',
      { dependentSchemas: { a: { required: ['b'] } } },
      [{}, { b: 1 }],
      [{ a: 1 }, 'required /b'],
    ],
    ['prefixItems', '10.3.1.1', { prefixItems: [text] }, [['a', 1], [], {}], [[1], 'type /0']],
    ['items', '10.3.1.2', { prefixItems: [true], items: text }, [[1, 'a'], []], [['a', 1], 'type /1']],
    ['contains', '10.3.1.3', { contains: text }, [[1, 'a'], {}], [[1], 'contains'], [[], 'contains']],
    ['properties', '10.3.2.1', { properties: { a: text } }, [{ a: '' }, {}, []], [{ a: 1 }, 'type /a']],
    [
      'patternProperties',
      '10.3.2.2',
      { patternProperties: { '^a': text } },
      [{ ab: '', b: 1 }],
      [{ ab: 1 }, 'type /ab'],
    ],
    [
      'additionalProperties',
      '10.3.2.3',
      { properties: { a: true }, patternProperties: { '^x': true }, additionalProperties: false },
      [{ a: 1, x: 1 }],
      [{ b: 1 }, 'additionalProperties /b'],
    ],
    [
      'propertyNames',
      '10.3.2.4',
      { propertyNames: { maxLength: 1 } },
      [{ a: 1 }, []],
      [{ ab: 1 }, 'propertyNames /ab'],
    ],
    [
      'unevaluatedItems',
      '11.2',
      { allOf: [{ prefixItems: [{ type: 'integer' }] }], unevaluatedItems: false },
      [[], [1], {}],
      [[1, 2], 'unevaluatedItems'],
    ],
    [
      'unevaluatedProperties',
      '11.3',
      { allOf: [{ properties: { a: true } }], unevaluatedProperties: false },
      [{ a: 1 }, []],
      [{ b: 1 }, 'unevaluatedProperties /b'],
    ],
  ],
  {
    Text: text,
    Anchored: { $ref: '#anchored', $defs: { x: { $anchor: 'anchored', ...text } } },
    Tree: {
      $id: 'https://example.com/tree',
      $dynamicAnchor: 'node',
      properties: { children: { items: { $dynamicRef: '#node' } } },
    },
  },
);

describe('a schema', () => {
  it.each(byName([...validation, ...core, ...inherited, ...inheritedNames]))('%s', async (_, checks) => {
    const { want, got } = await compare('3.1.1', checks);
    expect(got).toEqual(want);
  });
});

/** `xml` is OpenAPI's. */
it('every keyword that counts has a row (JSON Schema 2020-12 Core, 4.3.1)', () => {
  const written = ['xml', 'x-faker', ...[...validation, ...core].map(({ name }) => name)];
  expect([...keywords.keys()].filter((keyword) => !written.includes(keyword))).toEqual([]);
});
