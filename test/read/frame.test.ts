import { describe, expect, it } from 'vitest';
import { codeFrame } from '../../sandbox/read/code-frame.ts';

const long = (before: number, after: number) => `${'a'.repeat(before)}X${'b'.repeat(after)}`;

/** The quoted line and the caret below it, without the line number. */
function shownOf(line: string, column: number): readonly string[] {
  return codeFrame([line], 1, column)
    .split('\n')
    .map((shown) => shown.replace(/^. . \| /, ''));
}

describe('a code frame', () => {
  it('quotes the line and its neighbours, and marks the column', () =>
    expect(codeFrame(['one', 'two: x', 'three', 'four'], 2, 6)).toBe(
      ['  1 | one', '> 2 | two: x', '    |      ^', '  3 | three'].join('\n'),
    ));

  it('aligns line numbers of different width', () =>
    expect(codeFrame(Array(10).fill('x'), 10, 1)).toBe(['   9 | x', '> 10 | x', '     | ^'].join('\n')));

  it.each<readonly [string, string, number, readonly string[]]>([
    ['a line that fits: whole', long(159, 0), 160, [long(159, 0), `${' '.repeat(159)}^`]],
    [
      'the middle of a long line: cut on both sides',
      long(1000, 1000),
      1001,
      [`…${'a'.repeat(80)}X${'b'.repeat(79)}…`, `${' '.repeat(81)}^`],
    ],
    ['the start of a long line: cut at the end', long(0, 1000), 1, [`X${'b'.repeat(159)}…`, '^']],
    ['the end of a long line: cut at the start', long(1000, 0), 1001, [`…${'a'.repeat(159)}X`, `${' '.repeat(160)}^`]],
    ['a column beyond the end: a caret behind the line', 'abc', 9, ['abc', '   ^']],
    ['tabs: repeated below, so that the caret aligns in any terminal', '\ta:\tx', 5, ['\ta:\tx', '\t  \t^']],
    ['wide characters: the caret aligns', '名前: x', 5, ['名前: x', '      ^']],
    ['emoji: the caret aligns', '😀😀 x', 6, ['😀😀 x', '     ^']],
    ['combining accents: the caret aligns', 'e\u0301e\u0301 x', 6, ['e\u0301e\u0301 x', '   ^']],
    ['control characters: replaced', 'a\u001b[31mb', 7, ['a\ufffd[31mb', '      ^']],
    ['a Windows line end: left out', 'a: b\r', 4, ['a: b', '   ^']],
  ])('shows %s', (_, line, column, want) => expect(shownOf(line, column)).toEqual(want));

  it('never cuts a character in two', () => {
    const [shown] = shownOf(`${'😀'.repeat(200)}X`, 201);
    expect(shown).toMatch(/^…(😀)+…$/u);
  });

  it('cuts long neighbouring lines at their end', () =>
    expect(codeFrame([long(500, 0), 'x'], 2, 1)).toBe([`  1 | ${'a'.repeat(160)}…`, '> 2 | x', '    | ^'].join('\n')));
});
