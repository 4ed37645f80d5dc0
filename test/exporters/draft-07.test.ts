import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { definitionAt, draft07Definitions } from '../../sandbox/exporters/postman/draft-07.ts';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';

/** Ajv for draft-07, in which `items` may be a list and keywords beside `$ref` are ignored. */
const ajv = new Ajv({ strict: false });
addFormats.default(ajv);

interface Row {
  readonly name: string;
  readonly schema: Json;
  /** Other definitions. */
  readonly others?: JsonObject;
  readonly takes: readonly Json[];
  readonly refuses: readonly Json[];
}

const rows: readonly Row[] = [
  { name: 'true', schema: true, takes: [1, null], refuses: [] },
  { name: 'false', schema: { properties: { a: false } }, takes: [{}], refuses: [{ a: 1 }] },
  { name: 'list of types', schema: { type: ['string', 'null'] }, takes: ['a', null], refuses: [1] },
  { name: 'exclusiveMinimum and maximum', schema: { exclusiveMinimum: 0, maximum: 2 }, takes: [1, 2], refuses: [0, 3] },
  {
    name: '$ref with other keywords beside it',
    schema: { $ref: '#/$defs/text', maxLength: 2, allOf: [{ minLength: 1 }] },
    others: { text: { type: 'string' } },
    takes: ['a', 'ab'],
    refuses: ['', 'abc', 1],
  },
  {
    name: '$ref to an escaped name',
    schema: { $ref: '#/$defs/a~1b c' },
    others: { 'a/b c': { type: 'string' } },
    takes: ['a'],
    refuses: [1],
  },
  {
    name: 'prefixItems and items',
    schema: { prefixItems: [{ type: 'string' }, { type: 'integer' }], items: { type: 'boolean' } },
    takes: [['a'], ['a', 1], ['a', 1, true]],
    refuses: [[1], ['a', 'b'], ['a', 1, 2]],
  },
  {
    name: 'prefixItems and items: false',
    schema: { prefixItems: [true], items: false },
    takes: [[1]],
    refuses: [[1, 2]],
  },
  { name: 'a format that all validators know', schema: { format: 'date' }, takes: ['2026-11-28'], refuses: ['today'] },
  { name: 'a format that some validators know', schema: { format: 'int32' }, takes: [2 ** 40], refuses: [] },
  { name: 'items', schema: { items: { type: 'integer' } }, takes: [[], [1]], refuses: [['a']] },
  {
    name: 'dependentRequired',
    schema: { dependentRequired: { a: ['b'] } },
    takes: [{ b: 1 }, { a: 1, b: 1 }],
    refuses: [{ a: 1 }],
  },
  {
    name: 'dependentRequired and dependentSchemas',
    schema: { dependentRequired: { a: ['b'] }, dependentSchemas: { a: { properties: { b: { type: 'integer' } } } } },
    takes: [{ b: 'x' }, { a: 1, b: 1 }],
    refuses: [{ a: 1 }, { a: 1, b: 'x' }],
  },
  { name: 'contains', schema: { contains: { const: 1 } }, takes: [[1], [2, 1]], refuses: [[2]] },
  {
    name: 'contains with minContains 0 and maxContains',
    schema: { contains: { const: 1 }, minContains: 0, maxContains: 1 },
    takes: [[2], [1], [1, 1]],
    refuses: [],
  },
  { name: 'pattern', schema: { pattern: '^a$' }, takes: ['a'], refuses: ['b'] },
  {
    name: 'pattern that needs the flag u: dropped',
    schema: { pattern: '^\\p{L}$' },
    takes: ['ä', 'p{L}', '1'],
    refuses: [],
  },
  {
    name: 'patternProperties',
    schema: { patternProperties: { '^x': { type: 'integer' } }, additionalProperties: false },
    takes: [{ x1: 1 }],
    refuses: [{ x1: 'a' }, { y: 1 }],
  },
  {
    name: 'patternProperties that need the flag u: dropped',
    schema: { patternProperties: { '^\\p{L}$': true }, additionalProperties: false },
    takes: [{ ä: 1 }],
    refuses: [],
  },
  {
    name: 'unevaluatedProperties: dropped',
    schema: { allOf: [{ properties: { a: true } }], unevaluatedProperties: false },
    takes: [{ a: 1 }],
    refuses: [],
  },
  {
    name: 'not around a keyword that is dropped: dropped',
    schema: { not: { type: 'array', contains: { const: 1 }, minContains: 2 } },
    takes: [[1], [2]],
    refuses: [],
  },
  { name: 'not', schema: { not: { type: 'string' } }, takes: [1], refuses: ['a'] },
  {
    name: 'oneOf',
    schema: { oneOf: [{ type: 'integer' }, { minimum: 2 }] },
    takes: [1, 2.5],
    refuses: [3, 1.5],
  },
  {
    name: 'oneOf with a branch from which a keyword is dropped: anyOf',
    schema: { oneOf: [{ $ref: '#/$defs/closed' }, { required: ['b'] }] },
    others: { closed: { $ref: '#/$defs/inner' }, inner: { properties: { a: true }, unevaluatedProperties: false } },
    takes: [{ a: 1 }, { b: 1 }],
    refuses: [],
  },
  {
    name: 'oneOf with a branch from which a keyword is dropped, beside anyOf',
    schema: { oneOf: [{ pattern: '^\\p{L}$' }, { maxLength: 1 }], anyOf: [{ type: 'string' }, { type: 'integer' }] },
    takes: ['1', 'ä'],
    refuses: [1.5],
  },
  {
    name: 'if and then',
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    schema: { if: { required: ['a'] }, then: { required: ['b'] }, else: { required: ['c'] } },
    takes: [{ a: 1, b: 1 }, { c: 1 }],
    refuses: [{ a: 1 }, {}],
  },
  {
    name: 'if from which a keyword is dropped',
    schema: {
      if: { properties: { a: { pattern: '^\\p{Lu}' } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ['b'] },
      else: { required: ['c'] },
    },
    takes: [
      { a: 'x', c: 1 },
      { a: 'X', b: 1 },
    ],
    refuses: [],
  },
  {
    name: 'properties named like keywords',
    schema: { properties: { not: { type: 'string' }, items: { type: 'integer' } }, required: ['not'] },
    takes: [{ not: 'a', items: 1 }],
    refuses: [{}, { not: 1 }, { not: 'a', items: 'b' }],
  },
  { name: 'annotations', schema: { examples: [1], default: 1, xml: {} }, takes: [2], refuses: [] },
];

describe('JSON Schema 2020-12 converted to draft-07', () => {
  it.each(rows)('$name', ({ schema, others = {}, takes, refuses }) => {
    const definitions = draft07Definitions({ $defs: { it: schema, ...others } });
    const validate = ajv.compile({ $ref: definitionAt('/$defs/it'), definitions });
    expect(takes.filter((value) => !validate(value))).toEqual([]);
    expect(refuses.filter((value) => validate(value))).toEqual([]);
    // Postman’s validator would ignore it.
    expect(besideReferences(definitions)).toEqual([]);
  });
});

/** Keywords beside references, anywhere. */
function besideReferences(schema: Json): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = '$ref' in schema ? Object.keys(schema).filter((key) => key !== '$ref') : [];
  return [...own, ...Object.values(schema).flatMap(besideReferences)];
}
