import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { createSchemaCompiler } from '../../sandbox/compile/schemas/ajv/schema-compiler.ts';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { violationsOf } from '../../sandbox/validation/find-violations.ts';
import { seeded } from '../fixtures/seeded.ts';

type Random = (below: number) => number;

const definitions = ['A', 'B', 'C'] as const;
const names = ['a', 'b', 'c'] as const;

function one<T>(random: Random, all: readonly T[]): T {
  const found = all[random(all.length)];
  if (found === undefined) throw new Error('there is none');
  return found;
}

function several<T>(random: Random, make: () => T): readonly T[] {
  return Array.from({ length: 1 + random(3) }, make);
}

/** A value of few names and strings, so that many values are equal. */
function anyValue(random: Random, depth: number): Json {
  const kind = random(depth > 0 ? 9 : 4);
  if (kind < 4) return one(random, ['x', 'yy', 1, 2, true, null, '1']);
  if (kind < 6) return Array.from({ length: random(4) }, () => anyValue(random, depth - 1));
  return Object.fromEntries(several(random, () => [one(random, names), anyValue(random, depth - 1)]));
}

/**
 * A schema that may refer to any definition from within a value; at the value itself only to later definitions, since
 * it would recurse without end otherwise.
 */
function anySchema(random: Random, depth: number, after: number): JsonObject {
  const elsewhere = (): JsonObject => anySchema(random, depth - 1, -1);
  const here = (): JsonObject => anySchema(random, depth - 1, after);
  const references = definitions.slice(after + 1).map((name) => ({ $ref: `#/$defs/${name}` }));
  const plain: readonly (() => JsonObject)[] = [
    () => ({ type: one(random, ['string', 'integer', 'boolean', 'array', 'object', 'null']) }),
    () => ({ type: one(random, ['array', 'object']) }),
    () => ({ maxLength: 1 }),
    () => ({ minimum: 2 }),
    () => ({ uniqueItems: true }),
    () => ({ const: anyValue(random, 1) }),
    () => ({ enum: several(random, () => anyValue(random, 1)) }),
    () => ({ required: [one(random, names)] }),
    () => ({ minItems: 1, maxProperties: 2 }),
    () => (references.length > 0 ? one(random, references) : {}),
  ];
  const nested: readonly (() => JsonObject)[] = [
    () => ({ anyOf: several(random, here) }),
    () => ({ oneOf: several(random, here) }),
    () => ({ allOf: several(random, here) }),
    () => ({ not: here() }),
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    () => ({ if: here(), then: here(), else: here() }),
    () => ({ properties: Object.fromEntries(several(random, () => [one(random, names), elsewhere()])) }),
    () => ({ properties: { a: elsewhere() }, patternProperties: { '^[ab]': elsewhere() } }),
    () => ({ additionalProperties: one<Json>(random, [false, elsewhere()]) }),
    () => ({ items: elsewhere() }),
    () => ({ prefixItems: several(random, elsewhere) }),
    () => ({ contains: elsewhere(), minContains: random(2), maxContains: 1 + random(2) }),
    () => ({ contains: elsewhere() }),
    () => ({ propertyNames: one<JsonObject>(random, [{ enum: ['a', 'b'] }, { not: { const: 'c' } }]) }),
    () => ({ dependentSchemas: { a: here() } }),
    () => ({ unevaluatedProperties: one<Json>(random, [false, elsewhere()]) }),
    () => ({ unevaluatedItems: one<Json>(random, [false, elsewhere()]) }),
  ];
  const makers = depth > 0 ? [...plain, ...nested, ...nested] : plain;
  return Object.assign({}, ...several(random, () => one(random, makers)()));
}

const plain = new Ajv2020({
  allErrors: true,
  strict: false,
  validateSchema: false,
  ownProperties: true,
  logger: false,
});
const compile = createSchemaCompiler();

function verdicts(seed: number): readonly [boolean, boolean, string][] {
  const random = seeded(seed);
  const document: JsonObject = {
    $defs: Object.fromEntries(definitions.map((name, index) => [name, anySchema(random, 3, index)])),
  };
  const expected = plain.compile({ $id: `schema:${seed}`, ...document, $ref: '#/$defs/A' });
  const schemas = compile(document);
  return Array.from({ length: 12 }, () => {
    const value = anyValue(random, 4);
    const found = violationsOf(value, '/$defs/A', schemas);
    return [expected(value), found.length === 0, JSON.stringify({ seed, document, value, found })];
  });
}

describe('the optimised validators', () => {
  it('agree with a plain validator on random schemas and values', () => {
    const all = Array.from({ length: 120 }, (_, seed) => verdicts(seed)).flat();
    expect(all.filter(([expected, found]) => expected !== found).map(([, , reported]) => reported)).toEqual([]);
    // Both verdicts must occur, or the comparison proves nothing.
    expect(all.filter(([expected]) => expected).length).toBeGreaterThan(200);
    expect(all.filter(([expected]) => !expected).length).toBeGreaterThan(200);
  });
});

describe('a list shorter than prefixItems', () => {
  const schema = { prefixItems: [{ type: 'object' }], contains: { required: ['a'] } };
  it.each<readonly [JsonObject, number]>([
    [schema, 1],
    [{ not: schema }, 0],
    [{ anyOf: [schema, { type: 'string' }] }, 1],
  ])('%j', (given, count) => {
    const validate = createSchemaCompiler()({ $defs: { A: given } }).validatorAt('/$defs/A');
    expect(validate([])).toHaveLength(count);
  });
});

describe('a property name that every object inherits', () => {
  const objects: readonly JsonObject[] = [
    '{"valueOf":1}',
    '{"toString":"x"}',
    '{"constructor":{"a":1}}',
    '{"hasOwnProperty":null}',
  ].map((text) => JSON.parse(text));
  const validatorOf = (schema: JsonObject) => createSchemaCompiler()({ $defs: { A: schema } }).validatorAt('/$defs/A');

  it.each(objects.map((object) => [JSON.stringify(object), object] as const))(
    'is compared like any other: %s',
    (_, object) => {
      expect(validatorOf({ const: { a: 1 } })(object)).toHaveLength(1);
      expect(validatorOf({ enum: [{ a: 1 }] })(object)).toHaveLength(1);
      expect(validatorOf({ const: object })({ ...object })).toEqual([]);
      expect(validatorOf({ uniqueItems: true })([object, 1, { ...object }])).toMatchObject([
        { params: { i: 2, j: 0 } },
      ]);
      expect(validatorOf({ uniqueItems: true })([object, { other: 1 }])).toEqual([]);
    },
  );

  it('does not count as evaluated', () => {
    const branch = { anyOf: [{ required: ['a'], properties: { a: true } }, { properties: { b: true } }] };
    const names = validatorOf({ ...branch, unevaluatedProperties: false })({ a: 1, b: 1, constructor: 1 });
    expect(names.map(({ params }) => params['unevaluatedProperty'])).toEqual(['constructor']);
  });
});

describe('items of a list', () => {
  const validate = createSchemaCompiler()({ $defs: { A: { uniqueItems: true } } }).validatorAt('/$defs/A');
  it.each<readonly [readonly Json[], readonly [number, number] | undefined]>([
    [
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [1, 0],
    ],
    [[[1], [[1]], { 0: 1 }], undefined],
    [[{ a: 1 }, [['a', 1]]], undefined],
    [[1, '1', true, 'true', null, 'null', '', [], {}], undefined],
    [['[1]', [1]], undefined],
    [
      [0, -0],
      [1, 0],
    ],
    [
      [{ a: [1, { b: 1, c: 2 }] }, 7, { a: [1, { c: 2, b: 1 }] }],
      [2, 0],
    ],
    [
      ['__proto__', '__proto__'],
      [1, 0],
    ],
    [[{ a: 'é' }, { a: 'e\u0301' }], undefined],
  ])('%j: %j', (items, pair) => {
    expect(validate(items).map(({ params: { i, j } }) => [i, j])).toEqual(pair ? [pair] : []);
  });
});
