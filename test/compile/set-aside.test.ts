import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { send, sendSandbox } from '../fixtures/send-document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

describe('a constraint that every example breaks is set aside (design, Real documents)', () => {
  it.each<readonly [string, Json, Json, string]>([
    [
      'a pattern that is a sentence',
      { properties: { a: { pattern: 'Letters and digits' } } },
      { a: 'x1' },
      'pattern body#/a',
    ],
    ['a format', { properties: { a: { format: 'date' } } }, { a: '31.1.2024' }, 'format body#/a'],
    ['a greatest length', { properties: { a: { maxLength: 2 } } }, { a: 'xxx' }, 'maxLength body#/a'],
    ['a least length', { properties: { a: { minLength: 2 } } }, { a: 'x' }, 'minLength body#/a'],
    ['a lower limit', { properties: { a: { minimum: 5 } } }, { a: 4 }, 'minimum body#/a'],
    ['an upper limit', { properties: { a: { maximum: 5 } } }, { a: 6 }, 'maximum body#/a'],
    ['an exclusive limit', { properties: { a: { exclusiveMinimum: 5 } } }, { a: 5 }, 'exclusiveMinimum body#/a'],
    ['a step', { properties: { a: { multipleOf: 5 } } }, { a: 4 }, 'multipleOf body#/a'],
    ['a type', { properties: { a: { type: 'string' } } }, { a: 1 }, 'type body#/a'],
    ['the type of the whole', { type: 'array' }, {}, 'type body#'],
    ['a choice of values', { properties: { a: { enum: ['x'] } } }, { a: 'y' }, 'enum body#/a'],
    ['a constant', { properties: { a: { const: 'x' } } }, { a: 'y' }, 'const body#/a'],
    ['a required property', { required: ['a'] }, {}, 'required body#/a'],
    ['a required property whose name has a slash', { required: ['a/b'] }, {}, 'required body#/a~1b'],
    ['a least number of items', { properties: { a: { minItems: 2 } } }, { a: [1] }, 'minItems body#/a'],
    ['a greatest number of items', { properties: { a: { maxItems: 1 } } }, { a: [1, 2] }, 'maxItems body#/a'],
    ['different items', { properties: { a: { uniqueItems: true } } }, { a: [1, 1] }, 'uniqueItems body#/a'],
    ['an item of a kind', { properties: { a: { contains: { const: 1 } } } }, { a: [2] }, 'contains body#/a'],
    ['what items look like', { items: { type: 'string' } }, [1], 'type body#/0'],
    ['no further items', { prefixItems: [{}], items: false }, [1, 2], 'items body#'],
    ['a least number of properties', { minProperties: 1 }, {}, 'minProperties body#'],
    ['a greatest number of properties', { maxProperties: 1 }, { a: 1, b: 1 }, 'maxProperties body#'],
    ['no others', { properties: { a: {} }, additionalProperties: false }, { b: 1 }, 'additionalProperties body#/b'],
    [
      'no others, all parts considered',
      { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
      { b: 1 },
      'unevaluatedProperties body#/b',
    ],
    ['what others look like', { additionalProperties: { type: 'string' } }, { b: 1 }, 'type body#/b'],
    ['a property that must not be there', { properties: { a: false } }, { a: 1 }, 'false schema body#/a'],
    ['what names look like', { propertyNames: { maxLength: 1 } }, { ab: 1 }, 'propertyNames body#/ab'],
    ['a property that needs another', { dependentRequired: { a: ['b'] } }, { a: 1 }, 'dependentRequired body#/b'],
    ['what must not be', { not: { required: ['a'] } }, { a: 1 }, 'not body#'],
    [
      'what one of two needs, when neither is near',
      { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
      {},
      'anyOf body#',
    ],
    ['exactly one of two, when both fit', { oneOf: [{ type: 'object' }, { minProperties: 0 }] }, {}, 'oneOf body#'],
    [
      'what follows from a condition',
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      { if: { required: ['a'] }, then: { required: ['b'] } },
      { a: 1 },
      'required body#/b',
    ],
    ['a part of allOf', { allOf: [{ required: ['a'] }, { required: ['b'] }] }, { b: 1 }, 'required body#/a'],
  ])('%s', async (_, schema, example, setAside) => {
    const sandbox = sendSandbox({ schema, examples: { one: example } });
    expect(await send(sandbox, example)).toEqual({ faults: [], setAside: [setAside] });
    expect(problemsOf(sandbox).map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'constraint-set-aside warning',
    ]);
  });

  it('each one that the examples break, and no other', async () => {
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

  it('`required` is set aside for the one property', async () => {
    const sandbox = sendSandbox({ schema: { required: ['a', 'b', 'c'] }, examples: { one: { b: 1, c: 1 } } });
    expect(await send(sandbox, {})).toEqual({
      faults: ['body /b required', 'body /c required'],
      setAside: ['required body#/a'],
    });
  });

  it.each(['oneOf', 'anyOf'])('inside %s the constraint goes, and the choice stands', async (keyword) => {
    const letter = {
      required: ['kind', 'code'],
      properties: { kind: { const: 'letter' }, code: { pattern: 'digits' } },
    };
    const parcel = { required: ['kind', 'size'], properties: { kind: { const: 'parcel' }, size: { type: 'integer' } } };
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
  });

  it('a schema of 3.0 with a discriminator', async () => {
    const schemas = {
      Cat: { type: 'object', required: ['kind', 'name'], properties: { name: { type: 'string', pattern: 'letters' } } },
    };
    const schema = { oneOf: [{ $ref: '#/components/schemas/Cat' }], discriminator: { propertyName: 'kind' } };
    const sandbox = sendSandbox({ schema, schemas, examples: { tom: { kind: 'Cat', name: 'Tom' } } });
    expect(await send(sandbox, { kind: 'Cat', name: 'Tim' })).toEqual({ faults: [], setAside: ['pattern body#/name'] });
    expect((await send(sandbox, { kind: 'Cat' })).faults).toEqual(['body /name required']);
  });

  it('as many as there are: the documented request is always taken', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `p${index}`);
    const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
    const example = Object.fromEntries(names.map((name, index) => [name, index]));
    const sandbox = sendSandbox({ schema: { properties }, examples: { one: example } });
    const { faults, setAside } = await send(sandbox, example);
    // The header tells the first twenty.
    expect({ faults, setAside: setAside.length }).toEqual({ faults: [], setAside: 20 });
  });

  it('a parameter by its own examples', async () => {
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
