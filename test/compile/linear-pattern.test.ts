import { describe, expect, it } from 'vitest';
import { compileAutomaton } from '../../sandbox/compile/schemas/patterns/automaton.ts';
import { isLinearTime } from '../../sandbox/compile/schemas/patterns/backtracking-cost.ts';
import { linearPattern } from '../../sandbox/compile/schemas/patterns/linear-pattern.ts';
import { parsePattern } from '../../sandbox/compile/schemas/patterns/pattern-tree.ts';
import { mixtures, seeded } from '../fixtures/seeded.ts';

const atoms = ['a', 'b', '.', '\\d', '[^a]', '[ab\\]]', '\\u{1f600}', '\\w', '\\.', '^', '$', '\\p{Lu}', '-'];
const quantifiers = ['', '', '', '*', '+', '?', '{2}', '{1,3}', '{2,}', '+?', '{0}'];

function anyPattern(random: (below: number) => number, depth: number): string {
  const one = (all: readonly string[]) => all[random(all.length)] ?? '';
  const part = (): string => {
    const open = one(['(', '(?:', '(?<n>']).replace('n', `n${random(1e9)}`);
    if (depth > 0 && random(3) === 0) return `${open}${anyPattern(random, depth - 1)})${one(quantifiers)}`;
    const atom = one(atoms);
    return atom === '^' || atom === '$' ? atom : atom + one(quantifiers);
  };
  const sequence = () => Array.from({ length: random(4) }, part).join('');
  return random(3) === 0 ? `${sequence()}|${sequence()}` : sequence();
}

describe('matching a pattern in linear time', () => {
  it('accepts the strings that RegExp accepts', () => {
    const random = seeded(7);
    let taken = 0;
    const texts = [...mixtures(['a', 'b', '1', 'É', '\u{1f600}', '-', '\n', '.', ']'], 7, 25)].concat('');
    for (let made = 0; made < 1500; made += 1) {
      const pattern = anyPattern(random, 2);
      const native = new RegExp(pattern, 'u');
      const tree = parsePattern(pattern);
      const matches = tree && compileAutomaton(tree);
      const found = texts.map((text) => matches?.(text));
      taken += found.filter((one) => one === true).length;
      expect({ pattern, found }).toEqual({ pattern, found: texts.map((text) => native.test(text)) });
    }
    expect(taken).toBeGreaterThan(1000);
  });

  const long = 'a'.repeat(100_000);
  it.each<readonly [string, string, boolean]>([
    ['^(a+)+$', `${long}!`, false],
    ['^(a+)+$', long, true],
    ['^(\\w|\\d)*$', `${long}!`, false],
    ['^\\s*(.*?)\\s*$', `${' '.repeat(100_000)}!\n!`, false],
    ['\\s+$', `${' '.repeat(100_000)}!`, false],
    ['x.*y', 'x'.repeat(100_000), false],
    ['a+b', long, false],
    ['a+b', `${long}b`, true],
    ['^(.*a){20}$', `${long}!`, false],
    ['^(?:a?){200}b$', long, false],
    ['^([a-z0-9]+\\.?)+@x$', long, false],
  ])('takes time proportional to the length of the string: %s', (pattern, text, want) =>
    expect(linearPattern(pattern).test(text)).toBe(want),
  );

  it.each<readonly [string, string, boolean]>([
    ['^(?=.*\\d)a+$', `1${'a'.repeat(2000)}`, false],
    ['^(?=a)a+$', 'a'.repeat(1000), true],
    ['^(?=a)a+$', 'a'.repeat(1001), false],
    ['^(a)\\1+$', 'a'.repeat(1000), true],
    ['^(a)\\1+$', 'a'.repeat(1001), false],
  ])('refuses long strings for patterns with lookaround or backreferences: %s', (pattern, text, want) =>
    expect(linearPattern(pattern).test(text)).toBe(want),
  );
});

describe('patterns proven to have no slow match', () => {
  it.each([
    ['^[a-z]+$', true],
    ['^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$', true],
    ['^\\d{4}-\\d\\d(-\\d\\d)?$', true],
    ['^(a|b)$|^c+$', true],
    ['^a{1,64}$', true],
    ['abc', true],
    ['^[^<]*(<[^>]*)?$', true],
    ['^\\w+[.-]\\w+@\\w+$', true],
    ['^[^,]*,[^;]*;.*$', true],
    ['^a*b*c*$', true],
    ['^(a+)+$', false],
    ['^a+a+$', false],
    ['^a*b*a*$', false],
    ['^a*(b|a)*$', false],
    ['^[^<]*(<?[^>]*)?$', false],
    ['^[a-m]*[l-z]*$', false],
    ['^\\w*\\d*$', false],
    ['^(a*b)*$', false],
    ['[^<]*<', false],
    ['a*$', false],
    ['a+b', false],
    ['^(a|b)*$', false],
    ['^a{0,5000}a{0,5000}$', false],
    ['^(?:a?){30}$', false],
    ['^a$|b+c', false],
  ])('%s: %s', (pattern, want) => {
    const tree = parsePattern(pattern);
    expect(tree !== undefined && isLinearTime(tree)).toBe(want);
  });
});
