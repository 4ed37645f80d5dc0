import { describe, expect, it } from 'vitest';
import { type Checks, compare } from '../fixtures/body-checks.ts';

/** Values that the schema of a body accepts and refuses in a document of OpenAPI 3.0. */
type Row = readonly [string, Checks];

const named = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const inName = (schema: Checks['schema']) => ({ properties: { name: schema } });

describe('nullable (OpenAPI 3.0.4, 4.7.24)', () => {
  it.each<Row>([
    ['beside a type', { schema: { type: 'string', nullable: true }, takes: [null, 'x'], refuses: [[1, 'type']] }],
    ['nullable: false', { schema: { type: 'string', nullable: false }, takes: ['x'], refuses: [[null, 'type']] }],
    ['nullable omitted', { schema: { type: 'string' }, refuses: [[null, 'type']] }],
    [
      'on a property',
      {
        schema: inName({ type: 'string', nullable: true, maxLength: 1 }),
        takes: [{}, { name: null }],
        refuses: [
          [{ name: 1 }, 'type /name'],
          [{ name: 'xx' }, 'maxLength /name'],
        ],
      },
    ],
    [
      'on a required property: it may be null, but not missing',
      {
        schema: { required: ['name'], ...inName({ type: 'string', nullable: true }) },
        takes: [{ name: null }],
        refuses: [[{}, 'required /name']],
      },
    ],
    [
      'on the items of a list',
      {
        schema: { type: 'array', items: { type: 'integer', nullable: true } },
        takes: [[1, null]],
        refuses: [
          [null, 'type'],
          [['x'], 'type /0'],
        ],
      },
    ],
    [
      'on a list: its items may not be null',
      {
        schema: { type: 'array', nullable: true, items: { type: 'integer' } },
        takes: [null, [1]],
        refuses: [[[null], 'type /0']],
      },
    ],
    [
      'on additionalProperties',
      {
        schema: { type: 'object', additionalProperties: { type: 'integer', nullable: true } },
        takes: [{ a: null }],
        refuses: [[{ a: 'x' }, 'type /a']],
      },
    ],
    [
      'on an object',
      { schema: { ...named, nullable: true }, takes: [null, { name: 'x' }], refuses: [[{}, 'required /name']] },
    ],
    [
      'in a referenced schema',
      {
        schema: inName({ $ref: '#/components/schemas/Name' }),
        schemas: { Name: { type: 'string', nullable: true } },
        takes: [{ name: null }],
        refuses: [[{ name: 1 }, 'type /name']],
      },
    ],
    [
      'beside $ref: ignored (3.0.4, 4.7.23.1)',
      {
        schema: inName({ $ref: '#/components/schemas/Name', nullable: true }),
        schemas: { Name: { type: 'string' } },
        refuses: [[{ name: null }, 'type /name']],
      },
    ],
    [
      'beside allOf with a single $ref: applies',
      {
        schema: inName({ nullable: true, allOf: [{ $ref: '#/components/schemas/Name' }] }),
        schemas: { Name: named },
        takes: [{ name: null }, { name: { name: 'x' } }],
        refuses: [[{ name: {} }, 'required /name/name']],
      },
    ],
    [
      'beside oneOf',
      {
        schema: { nullable: true, oneOf: [{ type: 'string' }, { type: 'integer' }] },
        takes: [null, 'x', 1],
        refuses: [[true, 'anyOf']],
      },
    ],
    [
      'inside oneOf',
      { schema: { oneOf: [{ type: 'string', nullable: true }, { type: 'integer' }] }, takes: [null, 'x', 1] },
    ],
    [
      'beside an enum that contains null',
      {
        schema: { type: 'string', nullable: true, enum: ['a', null] },
        takes: ['a', null],
        refuses: [['b', 'enum']],
      },
    ],
    [
      'beside an enum without null: null is accepted',
      { schema: { type: 'string', nullable: true, enum: ['a'] }, takes: ['a', null], refuses: [['b', 'enum']] },
    ],
    [
      'beside a format and a pattern',
      {
        schema: { type: 'string', nullable: true, format: 'date', pattern: '^20' },
        takes: [null, '2024-01-31'],
        refuses: [['1999-01-31', 'pattern']],
      },
    ],
  ])('%s', async (_, checks) => {
    const { want, got } = await compare('3.0.4', checks);
    expect(got).toEqual(want);
  });
});

describe('exclusive limits are booleans beside the limits (OpenAPI 3.0.4, 4.7.24)', () => {
  it.each<Row>([
    [
      'exclusiveMinimum: true',
      {
        schema: { minimum: 5, exclusiveMinimum: true },
        takes: [5.1, 6],
        refuses: [
          [5, 'exclusiveMinimum'],
          [4, 'exclusiveMinimum'],
        ],
      },
    ],
    [
      'exclusiveMinimum: false',
      { schema: { minimum: 5, exclusiveMinimum: false }, takes: [5], refuses: [[4, 'minimum']] },
    ],
    [
      'exclusiveMaximum: true',
      { schema: { maximum: 5, exclusiveMaximum: true }, takes: [4.9], refuses: [[5, 'exclusiveMaximum']] },
    ],
    [
      'exclusiveMaximum: false',
      { schema: { maximum: 5, exclusiveMaximum: false }, takes: [5], refuses: [[6, 'maximum']] },
    ],
    ['exclusiveMinimum without minimum: no effect', { schema: { exclusiveMinimum: true }, takes: [-1, 0] }],
    [
      'exclusiveMinimum beside both limits: affects the minimum only',
      {
        schema: { minimum: 0, exclusiveMinimum: true, maximum: 1 },
        takes: [1],
        refuses: [
          [0, 'exclusiveMinimum'],
          [2, 'maximum'],
        ],
      },
    ],
    [
      'exclusiveMinimum beside a minimum of 0',
      { schema: { minimum: 0, exclusiveMinimum: true }, refuses: [[0, 'exclusiveMinimum']] },
    ],
  ])('%s', async (_, checks) => {
    const { want, got } = await compare('3.0.4', checks);
    expect(got).toEqual(want);
  });
});

describe('keywords beside $ref (OpenAPI 3.0.4, 4.7.23.1; JSON Schema 2020-12 Core, 8.2.3.1)', () => {
  const schemas = { Name: { type: 'string' } };
  const schema = { $ref: '#/components/schemas/Name', maxLength: 1 };

  it.each<readonly [string, string, Checks]>([
    ['ignored in 3.0 (3.0.4, 4.7.23.1)', '3.0.4', { schema, schemas, takes: ['x', 'xx'], refuses: [[1, 'type']] }],
    [
      'applied in 3.1 (JSON Schema 2020-12 Core, 8.2.3.1)',
      '3.1.1',
      {
        schema,
        schemas,
        takes: ['x'],
        refuses: [
          ['xx', 'maxLength'],
          [1, 'type'],
        ],
      },
    ],
    [
      'applied in 3.1 on a property',
      '3.1.1',
      {
        schema: { properties: { name: schema }, required: ['name'] },
        schemas,
        refuses: [
          [{ name: 'xx' }, 'maxLength /name'],
          [{}, 'required /name'],
        ],
      },
    ],
  ])('%s', async (_, openapi, checks) => {
    const { want, got } = await compare(openapi, checks);
    expect(got).toEqual(want);
  });
});
