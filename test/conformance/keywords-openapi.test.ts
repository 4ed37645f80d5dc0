import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { cellsOf, compare } from '../fixtures/body-checks.ts';
import { byName } from '../fixtures/by-name.ts';

/*
 * What each keyword of OpenAPI's own takes and what it refuses, and those of 3.0 that differ from JSON Schema's. More of 3.0
 * is in test/compile/schema-3.0.test.ts; discriminators are in discriminator.test.ts, and what is for one direction in
 * schema-direction.test.ts.
 */

const text = { type: 'string' };
const types = { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] };
const kind = (rest: JsonObject) => ({ required: ['kind'], properties: { kind: text, ...rest } });
const pets = { Cat: kind({ lives: { type: 'integer' } }), Dog: kind({ lives: text }) };

const openapi31 = cellsOf(
  'OpenAPI 3.1.1',
  [
    [
      'discriminator',
      '4.8.25',
      { ...types, discriminator: { propertyName: 'kind' } },
      [{ kind: 'Cat', lives: 9 }],
      [{ kind: 'Dog', lives: 9 }, 'type /lives'],
    ],
    ['xml', '4.8.26', { ...text, xml: { name: 'x', attribute: true } }, ['y'], [1, 'type']],
    ['example', '4.8.24.2', { ...text, example: 'x' }, ['y'], [1, 'type']],
    ['externalDocs', '4.8.24.2', { ...text, externalDocs: { url: 'https://example.com' } }, ['y'], [1, 'type']],
    ['int32', '4.4.1', { format: 'int32' }, ['x', 2147483647], [2147483648, 'format']],
    ['nullable says nothing', '4.8.24.1', { ...text, nullable: true }, ['x'], [null, 'type']],
  ],
  pets,
);

const openapi30 = cellsOf(
  'OpenAPI 3.0.4',
  [
    ['exclusiveMinimum', '4.7.24.1', { minimum: 5, exclusiveMinimum: true }, [5.1], [5, 'exclusiveMinimum']],
    ['exclusiveMaximum', '4.7.24.1', { maximum: 5, exclusiveMaximum: true }, [4.9], [5, 'exclusiveMaximum']],
    ['items', '4.7.24.1', { type: 'array', items: text }, [['a']], [[1], 'type /0']],
    [
      'additionalProperties',
      '4.7.24.1',
      { properties: { a: text }, additionalProperties: false },
      [{ a: '' }],
      [{ b: 1 }, 'additionalProperties /b'],
    ],
    ['nullable', '4.7.24.2', { ...text, nullable: true }, [null, 'x'], [1, 'type']],
    [
      'discriminator',
      '4.7.24.2',
      { ...types, discriminator: { propertyName: 'kind' } },
      [{ kind: 'Cat', lives: 9 }],
      [{ kind: 'Dog', lives: 9 }, 'type /lives'],
    ],
    [
      'readOnly',
      '4.7.24.2',
      { required: ['a'], properties: { a: { ...text, readOnly: true } } },
      [{}],
      [{ a: 1 }, 'type /a'],
    ],
    [
      'writeOnly',
      '4.7.24.2',
      { required: ['a'], properties: { a: { ...text, writeOnly: true } } },
      [{ a: '' }],
      [{}, 'required /a'],
    ],
    ['xml', '4.7.24.2', { ...text, xml: { name: 'x' } }, ['y'], [1, 'type']],
    ['example', '4.7.24.2', { ...text, example: 'x' }, ['y'], [1, 'type']],
    ['deprecated', '4.7.24.2', { ...text, deprecated: true }, ['y'], [1, 'type']],
    [
      '$ref alone',
      '4.7.23.1',
      { $ref: '#/components/schemas/Cat', maxProperties: 0 },
      [{ kind: '' }],
      [{}, 'required /kind'],
    ],
    ['int32', '4.4', { format: 'int32' }, ['x', 2147483647], [2147483648, 'format']],
  ],
  pets,
);

describe.each([
  ['3.1.1', openapi31],
  ['3.0.4', openapi30],
] as const)('a schema of %s:', (version, rows) => {
  it.each(byName(rows))('%s', async (_, checks) => {
    const { want, got } = await compare(version, checks);
    expect(got).toEqual(want);
  });
});
