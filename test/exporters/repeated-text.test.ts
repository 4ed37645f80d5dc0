import { describe, expect, it } from 'vitest';
import { type Run, runsOf } from '../../sandbox/exporters/run-length.ts';
import { mixtures } from '../fixtures/seeded.ts';

const once = (text: string): Run => ({ text, times: 1 });

describe('text repeated at least fifty times in a row is split from the rest', () => {
  it.each<readonly [given: string, want: readonly Run[]]>([
    ['', []],
    ['abc', [once('abc')]],
    ['a'.repeat(49), [once('a'.repeat(49))]],
    ['a'.repeat(50), [{ text: 'a', times: 50 }]],
    [`[${'1,'.repeat(60)}1]`, [once('['), { text: '1,', times: 60 }, once('1]')]],
    [`${'ab'.repeat(50)}a`, [{ text: 'ab', times: 50 }, once('a')]],
    [
      'a'.repeat(70) + 'bc'.repeat(70),
      [
        { text: 'a', times: 70 },
        { text: 'bc', times: 70 },
      ],
    ],
    ['a\n'.repeat(60), [once('a\n'.repeat(60))]],
    [`y${'x'.repeat(299)}`.repeat(50), [{ text: `y${'x'.repeat(299)}`, times: 50 }]],
  ])('%#: %j', (given, want) => {
    expect(runsOf(given)).toEqual(want);
  });

  it('agrees with a regular expression on any text', () => {
    const texts = [...mixtures(['a'.repeat(49), 'ab', 'ab'.repeat(48), '\n', 'b', 'a'], 12, 500)];
    for (const text of texts) expect(runsOf(text)).toEqual(found(text));
  });

  it('a text of many almost equal pieces takes no longer than another', () => {
    const text = '{"a":'.repeat(100_000).replace(/(.{400})/g, '$1-');
    expect(
      runsOf(text)
        .map((run) => run.text.repeat(run.times))
        .join(''),
    ).toBe(text);
  });
});

function found(text: string): readonly Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const { 0: repeated, 1: unit = '', index } of text.matchAll(/([^\n]{1,300}?)\1{49,}/g)) {
    if (index > at) runs.push(once(text.slice(at, index)));
    runs.push({ text: unit, times: repeated.length / unit.length });
    at = index + repeated.length;
  }
  return at < text.length ? [...runs, once(text.slice(at))] : runs;
}
