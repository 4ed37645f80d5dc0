import { describe, expect, it } from 'vitest';
import { createSchemaCompiler } from '../../sandbox/compile/schemas/ajv/schema-compiler.ts';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { violationsOf } from '../../sandbox/validation/find-violations.ts';
import { byName } from '../fixtures/by-name.ts';

const self = { $ref: '#/$defs/Filter' };
const other = { $ref: '#/$defs/Other' };
const leaf = { type: 'object', required: ['is'], properties: { is: { type: 'string' } }, additionalProperties: false };
const within = (name: string, schema: JsonObject = self): JsonObject => ({
  type: 'object',
  required: ['not'],
  properties: { not: schema, [name]: { type: 'string' } },
});
const branches = [within('a'), within('b'), leaf];
const named = (value: string) => ({
  ...within('a'),
  required: ['not', 'kind'],
  properties: { not: self, kind: { const: value } },
});

/** Definitions in which several schemas lead from a value to the same part of it. */
const rows: readonly { readonly name: string; readonly given: JsonObject }[] = [
  { name: 'anyOf', given: { Filter: { anyOf: branches } } },
  { name: 'oneOf', given: { Filter: { oneOf: branches } } },
  { name: 'allOf', given: { Filter: { allOf: [within('a'), { properties: { not: self } }, { type: 'object' }] } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  { name: 'if and then', given: { Filter: { if: within('a'), then: within('b'), else: leaf } } },
  { name: 'not', given: { Filter: { not: within('a', { not: self }), anyOf: [{ properties: { not: self } }] } } },
  {
    name: 'dependentSchemas',
    given: {
      Filter: { dependentSchemas: { not: within('a') }, properties: { not: self }, additionalProperties: leaf },
    },
  },
  {
    name: 'patternProperties beside properties',
    given: { Filter: { properties: { not: self }, patternProperties: { '^n': self, t$: self } } },
  },
  {
    name: 'contains beside items',
    given: { Filter: { properties: { not: self, all: { items: self, contains: self } } } },
  },
  {
    name: 'two definitions that lead to each other',
    given: {
      Filter: { oneOf: [within('a', other), within('b', other), leaf] },
      Other: { anyOf: [within('c'), within('d'), leaf] },
    },
  },
  {
    name: '130 definitions without a circle',
    given: Object.fromEntries(
      Array.from({ length: 130 }, (_, index) => {
        const next = { $ref: `#/$defs/Step${index + 1}` };
        const name = index === 0 ? 'Filter' : `Step${index}`;
        return [name, index === 129 ? leaf : { anyOf: [within('a', next), within('b', next), leaf] }];
      }),
    ),
  },
  {
    name: 'branches told apart by a constant',
    given: { Filter: { oneOf: [named('x'), named('y'), leaf] } },
  },
  {
    name: 'unevaluatedProperties',
    given: { Filter: { anyOf: [within('a'), within('b')], unevaluatedProperties: leaf } },
  },
];

/** A nested filter that counts how often its parts are read. */
function filter(depth: number, innermost: Json, count: () => void): Json {
  let value: Json = innermost;
  for (let level = 0; level < depth; level += 1) {
    const inner = value;
    value = Object.defineProperty({ kind: 'x' }, 'not', {
      enumerable: true,
      get: () => {
        count();
        return inner;
      },
    });
  }
  return value;
}

function stepsFor(definitions: JsonObject, depth: number, innermost: Json): number {
  const schemas = createSchemaCompiler()({ $defs: definitions });
  let steps = 0;
  violationsOf(
    filter(depth, innermost, () => {
      steps += 1;
    }),
    '/$defs/Filter',
    schemas,
  );
  return steps;
}

describe('a deeply nested value is visited once per part', () => {
  it.each(byName(rows))('%s', (_, { given }) => {
    for (const innermost of [{ is: 'x' }, { is: 1 }, 5, [{ is: 1 }]]) {
      const [half, whole] = [stepsFor(given, 60, innermost), stepsFor(given, 120, innermost)];
      expect(half).toBeGreaterThan(0);
      expect(whole).toBeLessThan(3 * half + 100);
    }
  });
});

describe('results cached during validation', () => {
  const schemas = createSchemaCompiler()({ $defs: { Filter: { anyOf: branches } } });
  const validate = schemas.validatorAt('/$defs/Filter');

  it('are dropped after the request', () => {
    const leafOfAll = { is: 'x' };
    const value = { not: { not: leafOfAll } };
    expect(validate(value)).toEqual([]);
    Object.assign(leafOfAll, { is: 1 });
    expect(validate(value).map(({ keyword }) => keyword)).toEqual(['anyOf']);
  });

  it('report the violation at each location of the same value', () => {
    const shared = { is: 1 };
    const list = createSchemaCompiler()({
      $defs: { List: { items: self, contains: self }, Filter: leaf, Leaf: { items: self } },
    });
    const places = violationsOf([shared, shared, { is: 'x' }], '/$defs/List', list).map(({ pointer }) => pointer);
    expect(places).toEqual(['/0/is', '/1/is']);
  });

  it('limit the number of violations', () => {
    const value = Array.from({ length: 5000 }, () => 1);
    const many = createSchemaCompiler()({
      $defs: { List: { items: { $ref: '#/$defs/Text' } }, Text: { type: 'string' } },
    });
    expect(many.validatorAt('/$defs/List')(value)).toHaveLength(1000);
  });
});
