import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import {
  escapeToken,
  fragmentOf,
  pointerOf,
  referred,
  replaceAt,
  tokensOf,
  valueAt,
} from '../../sandbox/syntax/json-pointer.ts';

/** The document of RFC 6901, 5. */
const example: Json = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
};

describe('the value at a pointer (RFC 6901)', () => {
  it.each<[string, string, Json]>([
    ['the whole document', '', example],
    ['a property', '/foo', ['bar', 'baz']],
    ['an item', '/foo/0', 'bar'],
    ['the empty name', '/', 0],
    ['a name with a slash', '/a~1b', 1],
    ['a name with a percent sign', '/c%d', 2],
    ['a name with a circumflex', '/e^f', 3],
    ['a name with a bar', '/g|h', 4],
    ['a name with a backslash', '/i\\j', 5],
    ['a name with a quotation mark', '/k"l', 6],
    ['a name that is a space', '/ ', 7],
    ['a name with a tilde', '/m~0n', 8],
  ])('section 5: %s', (_, pointer, want) => {
    expect(valueAt(example, pointer)).toEqual(want);
  });

  it.each<[string, Json, string, Json | undefined]>([
    ['~01 is a tilde and a one, not a slash (section 4)', { '~1': 'right', '/': 'wrong' }, '/~01', 'right'],
    ['an index has no leading zero (section 4)', ['a', 'b'], '/01', undefined],
    ['- is the item after the last, which is not there (section 4)', ['a'], '/-', undefined],
    ['an index beyond the end', ['a'], '/1', undefined],
    ['an index with a sign', ['a', 'b'], '/+1', undefined],
    ['a digit names a property of an object', { 0: 'a' }, '/0', 'a'],
    ['null is a value', { a: null }, '/a', null],
    ['below null there is nothing', { a: null }, '/a/b', undefined],
    ['below a string there is nothing', 'abc', '/0', undefined],
    ['the length of a list is no item', ['a'], '/length', undefined],
    ['a name of the prototype', {}, '/constructor', undefined],
    ['an empty name below an empty name', { '': { '': 1 } }, '//', 1],
    ['no document', null, '/a', undefined],
  ])('%s', (_, root, pointer, want) => {
    expect(valueAt(root, pointer)).toEqual(want);
  });
});

describe('tokens and pointers (RFC 6901)', () => {
  it.each<[string, readonly string[], string]>([
    ['none', [], ''],
    ['a plain one', ['a'], '/a'],
    ['an empty one', [''], '/'],
    ['special characters', ['a/b', 'm~n', '~1'], '/a~1b/m~0n/~01'],
    ['no others are escaped', ['a b', '%2F', '{id}'], '/a b/%2F/{id}'],
  ])('%s', (_, tokens, pointer) => {
    expect(pointerOf(tokens)).toBe(pointer);
    expect(tokensOf(pointer)).toEqual(tokens);
  });

  it('a token is escaped, the tilde first (RFC 6901, 3)', () => {
    expect(escapeToken('~/')).toBe('~0~1');
  });
});

describe('a pointer as a fragment (RFC 6901, section 6)', () => {
  it.each([
    ['/foo/0', '/foo/0'],
    ['/a~1b', '/a~1b'],
    ['/c%d', '/c%25d'],
    ['/e^f', '/e%5Ef'],
    ['/g|h', '/g%7Ch'],
    ['/i\\j', '/i%5Cj'],
    ['/k"l', '/k%22l'],
    ['/ ', '/%20'],
    ['/m~0n', '/m~0n'],
  ])('%s', (pointer, fragment) => {
    expect(fragmentOf(pointer)).toBe(fragment);
    expect(referred(example, { $ref: `#${fragment}` })).toBe(valueAt(example, pointer));
  });

  it('what is no reference, or leads nowhere, is itself', () => {
    const nowhere = { $ref: '#/nothing' };
    expect([referred(example, 1), referred(example, nowhere)]).toEqual([1, nowhere]);
  });
});

describe('a copy with a place replaced (RFC 6901)', () => {
  it.each<[string, Json, string, Json, Json]>([
    ['the whole', { a: 1 }, '', 2, 2],
    ['a property', { a: 1, b: 2 }, '/a', 3, { a: 3, b: 2 }],
    ['a property whose value is null', { a: null }, '/a', 1, { a: 1 }],
    ['an item', { a: ['x', 'y'] }, '/a/1', 'z', { a: ['x', 'z'] }],
    ['deep down', { a: [{ b: { c: 1 } }] }, '/a/0/b/c', 2, { a: [{ b: { c: 2 } }] }],
    ['a new property of an object that is there', { a: {} }, '/a/b', 1, { a: { b: 1 } }],
    ['a property of an object that is not there', { a: 1 }, '/b/c', 2, { a: 1 }],
    ['an item that is not there', ['x'], '/1', 'y', ['x']],
    ['a place below a string', { a: 'x' }, '/a/b', 1, { a: 'x' }],
    ['a name with a slash', { 'a/b': 1 }, '/a~1b', 2, { 'a/b': 2 }],
  ])('%s', (_, root, pointer, value, want) => {
    const before = structuredClone(root);
    expect(replaceAt(root, pointer, value)).toEqual(want);
    expect(root).toEqual(before);
  });

  it('a property named __proto__ is set like any other', () => {
    const made = replaceAt({}, '/__proto__', 'x');
    expect(JSON.stringify(made)).toBe('{"__proto__":"x"}');
  });
});
