import { describe, expect, it } from 'vitest';
import { decodeQuery, splitForm, splitQuery } from '../../sandbox/syntax/urlencoded.ts';
import { large, mixtures } from '../fixtures/seeded.ts';

describe('pairs are taken apart (URL Standard, 5.1)', () => {
  it.each<readonly [string, readonly (readonly [string, readonly string[]])[]]>([
    ['', []],
    ['a=1', [['a', ['1']]]],
    ['a', [['a', ['']]]],
    ['=1', [['', ['1']]]],
    [
      'a=1&&b=2&',
      [
        ['a', ['1']],
        ['b', ['2']],
      ],
    ],
    [
      'a=1&b=2&a=3',
      [
        ['a', ['1', '3']],
        ['b', ['2']],
      ],
    ],
    ['a+b%5B%5D=c+d%20', [['a b[]', ['c+d%20']]]],
    ['a=b=c', [['a', ['b=c']]]],
  ])('%j', (given, want) => {
    expect([...splitQuery(given)]).toEqual(want);
    expect([...splitForm(given)]).toEqual(want);
  });

  it('a name that cannot be decoded stays as it is in a query, and is an error in a form', () => {
    expect([...splitQuery('%zz=1')]).toEqual([['%zz', ['1']]]);
    expect(() => splitForm('%zz=1')).toThrow(URIError);
    expect(() => splitForm('%ff=1')).toThrow(URIError);
  });
});

it('whatever the platform reads is read alike (URL Standard, 5.1)', () => {
  for (const text of mixtures(['a', 'b', '=', '&', '+', '%20', '%C3%A9', '%26'], 12, 2000)) {
    const pairs = [...splitForm(text)].flatMap(([name, values]) => values.map((value) => [name, decodeQuery(value)]));
    const byName = [...new URLSearchParams(text)].filter(([name, value]) => name !== '' || value !== '');
    expect(pairs.filter(([name, value]) => name !== '' || value !== '').sort()).toEqual(byName.sort());
  }
});

it.each<readonly [string, (size: number) => string]>([
  ['names', (size) => Array.from({ length: size }, (_, index) => `a${index}=1`).join('&')],
  ['one name', (size) => 'a=1&'.repeat(size)],
  ['plus signs', (size) => `a=${'+'.repeat(10 * size)}`],
])('comes to an end: %s (URL Standard, 5.1)', (_, make) => expect(() => splitForm(make(large))).not.toThrow());
