import { describe, expect, it } from 'vitest';
import {
  distinct,
  equal,
  isArray,
  isObject,
  type Json,
  property,
  setProperty,
  text,
} from '../../sandbox/syntax/json.ts';

/** An object as `JSON.parse` makes it: `__proto__` is a property like any other. */
const parsed = (source: string): Json => JSON.parse(source);

describe('equality (JSON Schema 2020-12 Core, 4.2.2)', () => {
  it.each<[string, Json, Json, boolean]>([
    ['numbers by their value', 1, 1.0, true],
    ['zero and negative zero', 0, -0, true],
    ['a number and its text', 1, '1', false],
    ['zero and false', 0, false, false],
    ['null and false', null, false, false],
    ['null and an empty object', null, {}, false],
    ['strings by code unit, not by case', 'a', 'A', false],
    ['a letter composed and decomposed', '\u00e9', 'e\u0301', false],
    ['empty lists', [], [], true],
    ['an empty list and an empty object', [], {}, false],
    ['an empty object and an empty list', {}, [], false],
    ['lists in another order', [1, 2], [2, 1], false],
    ['a list and its beginning', [1, 2], [1], false],
    ['objects in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, true],
    ['an object and one with more', { a: 1 }, { a: 1, b: 2 }, false],
    ['an object and one with another name for null', { a: null }, { b: null }, false],
    ['a list and an object with its indices', ['x'], { 0: 'x' }, false],
    ['deep values', { a: [{ b: [null] }] }, { a: [{ b: [null] }] }, true],
    ['deep values that differ at the bottom', { a: [{ b: [null] }] }, { a: [{ b: [0] }] }, false],
    ['names from the prototype', { toString: 1 }, { valueOf: 1 }, false],
    ['a property named __proto__', parsed('{"__proto__":1}'), {}, false],
  ])('%s', (_, left, right, want) => {
    expect(equal(left, right)).toBe(want);
    expect(equal(right, left)).toBe(want);
  });
});

describe('kinds of value', () => {
  it.each<[string, Json, { object: boolean; array: boolean }]>([
    ['an object', {}, { object: true, array: false }],
    ['a list', [], { object: false, array: true }],
    ['null', null, { object: false, array: false }],
    ['a string', 'x', { object: false, array: false }],
  ])('%s', (_, value, want) => {
    expect({ object: isObject(value), array: isArray(value) }).toEqual(want);
  });
});

describe('properties are own properties', () => {
  it.each<[string, Json, string, Json | undefined, string | undefined]>([
    ['a string', { a: 'x' }, 'a', 'x', 'x'],
    ['something else', { a: 1 }, 'a', 1, undefined],
    ['null', { a: null }, 'a', null, undefined],
    ['one that is not there', { a: 1 }, 'b', undefined, undefined],
    ['one of the prototype', {}, 'constructor', undefined, undefined],
    ['__proto__, where nobody wrote it', {}, '__proto__', undefined, undefined],
    ['__proto__, where somebody wrote it', parsed('{"__proto__":"x"}'), '__proto__', 'x', 'x'],
    ['the length of a list', [1], 'length', undefined, undefined],
    ['the length of a string', 'x', 'length', undefined, undefined],
  ])('%s', (_, value, key, want, wantText) => {
    expect(property(value, key)).toBe(want);
    expect(text(value, key)).toBe(wantText);
  });
});

describe('values without repetitions', () => {
  it.each<[string, readonly Json[], readonly Json[]]>([
    ['the first of equals stays, in its place', [2, 1, 2, 1], [2, 1]],
    [
      'objects are equal in any order',
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [{ a: 1, b: 2 }],
    ],
    ['a text is not its number', ['1', 1], ['1', 1]],
    ['nothing', [], []],
  ])('%s', (_, given, want) => {
    expect(distinct(given)).toEqual(want);
  });
});

it.each(['a', '1', '__proto__', 'constructor'])('a property is set as an own one, whatever its name: %s', (name) => {
  const object: Record<string, Json> = {};
  setProperty(object, name, [1]);
  setProperty(object, name, [2]);
  expect(JSON.stringify(object)).toBe(`{"${name}":[2]}`);
  expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
});
