import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { send, sendSandbox } from '../fixtures/send-document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

describe('constraints that every example contradicts are set aside (design, Real documents)', () => {
  it.each<readonly [string, Json, Json, string]>([
    [
      'pattern is an English sentence that the example does not match: pattern is set aside',
      { properties: { a: { pattern: 'Letters and digits' } } },
      { a: 'x1' },
      'pattern body#/a',
    ],
    [
      'example is not in the format: format is set aside',
      { properties: { a: { format: 'date' } } },
      { a: '31.1.2024' },
      'format body#/a',
    ],
    [
      'example longer than maxLength: maxLength is set aside',
      { properties: { a: { maxLength: 2 } } },
      { a: 'xxx' },
      'maxLength body#/a',
    ],
    [
      'example shorter than minLength: minLength is set aside',
      { properties: { a: { minLength: 2 } } },
      { a: 'x' },
      'minLength body#/a',
    ],
    ['example below minimum: minimum is set aside', { properties: { a: { minimum: 5 } } }, { a: 4 }, 'minimum body#/a'],
    ['example above maximum: maximum is set aside', { properties: { a: { maximum: 5 } } }, { a: 6 }, 'maximum body#/a'],
    [
      'example equal to exclusiveMinimum: exclusiveMinimum is set aside',
      { properties: { a: { exclusiveMinimum: 5 } } },
      { a: 5 },
      'exclusiveMinimum body#/a',
    ],
    [
      'example no multiple of multipleOf: multipleOf is set aside',
      { properties: { a: { multipleOf: 5 } } },
      { a: 4 },
      'multipleOf body#/a',
    ],
    [
      'property of another type in the example: type is set aside',
      { properties: { a: { type: 'string' } } },
      { a: 1 },
      'type body#/a',
    ],
    ['whole example of another type: the type of the body is set aside', { type: 'array' }, {}, 'type body#'],
    ['example not in enum: enum is set aside', { properties: { a: { enum: ['x'] } } }, { a: 'y' }, 'enum body#/a'],
    [
      'example not equal to const: const is set aside',
      { properties: { a: { const: 'x' } } },
      { a: 'y' },
      'const body#/a',
    ],
    [
      'required property missing from the example: required is set aside for it',
      { required: ['a'] },
      {},
      'required body#/a',
    ],
    [
      'required property with a slash in its name: the header has it as ~1',
      { required: ['a/b'] },
      {},
      'required body#/a~1b',
    ],
    [
      'example has fewer items than minItems: minItems is set aside',
      { properties: { a: { minItems: 2 } } },
      { a: [1] },
      'minItems body#/a',
    ],
    [
      'example has more items than maxItems: maxItems is set aside',
      { properties: { a: { maxItems: 1 } } },
      { a: [1, 2] },
      'maxItems body#/a',
    ],
    [
      'example repeats an item: uniqueItems is set aside',
      { properties: { a: { uniqueItems: true } } },
      { a: [1, 1] },
      'uniqueItems body#/a',
    ],
    [
      'no item of the example matches contains: contains is set aside',
      { properties: { a: { contains: { const: 1 } } } },
      { a: [2] },
      'contains body#/a',
    ],
    [
      'item of another type in the example: type of the items is set aside',
      { items: { type: 'string' } },
      [1],
      'type body#/0',
    ],
    [
      'items after prefixItems although items is false: items is set aside',
      { prefixItems: [{}], items: false },
      [1, 2],
      'items body#',
    ],
    [
      'example has fewer properties than minProperties: minProperties is set aside',
      { minProperties: 1 },
      {},
      'minProperties body#',
    ],
    [
      'example has more properties than maxProperties: maxProperties is set aside',
      { maxProperties: 1 },
      { a: 1, b: 1 },
      'maxProperties body#',
    ],
    [
      'example has a property that additionalProperties: false excludes: additionalProperties is set aside',
      { properties: { a: {} }, additionalProperties: false },
      { b: 1 },
      'additionalProperties body#/b',
    ],
    [
      'example has a property that unevaluatedProperties: false excludes: unevaluatedProperties is set aside',
      { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
      { b: 1 },
      'unevaluatedProperties body#/b',
    ],
    [
      'additional property of another type in the example: its type is set aside',
      { additionalProperties: { type: 'string' } },
      { b: 1 },
      'type body#/b',
    ],
    [
      'example has a property whose schema is false: the false schema is set aside',
      { properties: { a: false } },
      { a: 1 },
      'false schema body#/a',
    ],
    [
      'property name that propertyNames excludes: propertyNames is set aside',
      { propertyNames: { maxLength: 1 } },
      { ab: 1 },
      'propertyNames body#/ab',
    ],
    [
      'example lacks a property that dependentRequired requires: dependentRequired is set aside',
      { dependentRequired: { a: ['b'] } },
      { a: 1 },
      'dependentRequired body#/b',
    ],
    ['example matches the schema under not: not is set aside', { not: { required: ['a'] } }, { a: 1 }, 'not body#'],
    [
      'example matches no branch of anyOf and is equally far from each: anyOf is set aside',
      { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
      {},
      'anyOf body#',
    ],
    [
      'example matches both branches of oneOf: oneOf is set aside',
      { oneOf: [{ type: 'object' }, { minProperties: 0 }] },
      {},
      'oneOf body#',
    ],
    [
      'example matches if and contradicts then: the keyword in then is set aside',
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      { if: { required: ['a'] }, then: { required: ['b'] } },
      { a: 1 },
      'required body#/b',
    ],
    [
      'example contradicts one part of allOf: only that part is set aside',
      { allOf: [{ required: ['a'] }, { required: ['b'] }] },
      { b: 1 },
      'required body#/a',
    ],
  ])('%s', async (_, schema, example, setAside) => {
    const sandbox = sendSandbox({ schema, examples: { one: example } });
    expect(await send(sandbox, example)).toEqual({ faults: [], setAside: [setAside] });
    expect(problemsOf(sandbox).map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'constraint-set-aside warning',
    ]);
  });

  it('sets aside each constraint that the examples contradict, and no other', async () => {
    const name = { type: 'string', maxLength: 2, pattern: '^[a-z]+$', minLength: 1 };
    const sandbox = sendSandbox({ schema: { properties: { name } }, examples: { one: { name: 'ABC' } } });
    expect(await send(sandbox, { name: 'ABC' })).toEqual({
      faults: [],
      setAside: ['maxLength body#/name', 'pattern body#/name'],
    });
    expect(await send(sandbox, { name: 'abc' })).toEqual({ faults: [], setAside: ['maxLength body#/name'] });
    expect(await send(sandbox, { name: '' })).toEqual({
      faults: ['body /name minLength'],
      setAside: ['pattern body#/name'],
    });
    expect(await send(sandbox, { name: 1 })).toEqual({ faults: ['body /name type'], setAside: [] });
    expect(await send(sandbox, { name: 'ab' })).toEqual({ faults: [], setAside: [] });
  });

  it('sets `required` aside for the missing property only', async () => {
    const sandbox = sendSandbox({ schema: { required: ['a', 'b', 'c'] }, examples: { one: { b: 1, c: 1 } } });
    expect(await send(sandbox, {})).toEqual({
      faults: ['body /b required', 'body /c required'],
      setAside: ['required body#/a'],
    });
  });

  it.each(['oneOf', 'anyOf'])(
    'contradicted constraint inside %s: the constraint is set aside, the choice stays',
    async (keyword) => {
      const letter = {
        required: ['kind', 'code'],
        properties: { kind: { const: 'letter' }, code: { pattern: 'digits' } },
      };
      const parcel = {
        required: ['kind', 'size'],
        properties: { kind: { const: 'parcel' }, size: { type: 'integer' } },
      };
      const schema = { [keyword]: [letter, parcel] };
      const sandbox = sendSandbox({
        schema,
        examples: { one: { kind: 'letter', code: '12' }, two: { kind: 'parcel', size: 1 } },
      });
      expect(await send(sandbox, { kind: 'letter', code: 'x' })).toEqual({
        faults: [],
        setAside: ['pattern body#/code'],
      });
      expect((await send(sandbox, { kind: 'parcel', size: 'x' })).faults).toEqual(['body /size type']);
      expect((await send(sandbox, { kind: 'card', code: 'x' })).faults).not.toEqual([]);
    },
  );

  it('3.0 schema with a discriminator: the documented request is accepted', async () => {
    const schemas = {
      Cat: { type: 'object', required: ['kind', 'name'], properties: { name: { type: 'string', pattern: 'letters' } } },
    };
    const schema = { oneOf: [{ $ref: '#/components/schemas/Cat' }], discriminator: { propertyName: 'kind' } };
    const sandbox = sendSandbox({ schema, schemas, examples: { tom: { kind: 'Cat', name: 'Tom' } } });
    expect(await send(sandbox, { kind: 'Cat', name: 'Tim' })).toEqual({ faults: [], setAside: ['pattern body#/name'] });
    expect((await send(sandbox, { kind: 'Cat' })).faults).toEqual(['body /name required']);
  });

  it('many contradicted constraints: all are set aside, so the documented request is accepted', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `p${index}`);
    const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
    const example = Object.fromEntries(names.map((name, index) => [name, index]));
    const sandbox = sendSandbox({ schema: { properties }, examples: { one: example } });
    const { faults, setAside } = await send(sandbox, example);
    // The header lists at most 20 constraints.
    expect({ faults, setAside: setAside.length }).toEqual({ faults: [], setAside: 20 });
  });

  it('parameter that its own examples contradict: its constraint is set aside', async () => {
    const text = `openapi: 3.1.0
info: { title: x, version: '1' }
paths:
  /things:
    post:
      parameters:
        - { name: day, in: query, example: today, schema: { type: string, format: date } } # here
        - { name: size, in: query, example: 5, schema: { type: integer, maximum: 9 } }
      responses: { 200: { description: ok } }
`;
    const sandbox = sandboxOf(text);
    const asked = async (query: string) => {
      const { headers, status } = await sandbox.fetch(`http://localhost/things?${query}`, { method: 'POST' });
      return [status, headers.get('sandbox-set-aside')];
    };
    expect(await asked('day=tomorrow')).toEqual([200, 'format query.day']);
    expect(await asked('day=2024-01-31')).toEqual([200, null]);
    expect((await asked('size=10'))[0]).not.toBe(200);
    expect(problemsOf(sandbox).map(placed)).toEqual([`api.yaml:${lineOf(text)} constraint-set-aside`]);
  });
});
