import { describe, expect, it } from 'vitest';
import { boundaryIn, splitMultipart, writeMultipart } from '../../sandbox/syntax/multipart.ts';
import { bytes } from '../fixtures/ask.ts';
import { large, mixtures } from '../fixtures/seeded.ts';

const split = (text: string, boundary = 'b') =>
  splitMultipart(bytes(text), boundary)?.map(({ name, headers, bytes: body }) => [
    name,
    Object.fromEntries(headers),
    new TextDecoder().decode(body),
  ]);

describe('a multipart body is taken apart (RFC 2046, 5.1.1)', () => {
  it.each<readonly [string, string, unknown]>([
    ['no parts', '--b--', []],
    ['a part without a head', '--b\r\n\r\nx\r\n--b--', [[undefined, {}, 'x']]],
    ['a part without head and body', '--b\r\n\r\n--b--', [[undefined, {}, '']]],
    ['a part without a body', '--b\r\nA: 1\r\n\r\n--b--', [[undefined, { a: '1' }, '']]],
    ['an empty body', '--b\r\nA: 1\r\n\r\n\r\n--b--', [[undefined, { a: '1' }, '']]],
    [
      'a field on two lines (RFC 5322, 2.2.3)',
      '--b\r\nA: 1\r\n\t2\r\n\r\nx\r\n--b--',
      [[undefined, { a: '1\t2' }, 'x']],
    ],
    ['a body that ends in a line break', '--b\r\n\r\nx\r\n\r\n--b--', [[undefined, {}, 'x\r\n']]],
    ['a line like the closing boundary', '--b\r\n\r\nx\r\n--b--c\r\n--b--', [[undefined, {}, 'x\r\n--b--c']]],
    ['a line break of one character, which is none', '--b\n\nx\n--b--', undefined],
    ['no closing boundary', '--b\r\n\r\nx\r\n--b\r\n', undefined],
    ['a field without a name', '--b\r\n: x\r\n\r\nx\r\n--b--', undefined],
    ['a head that is too long', `--b\r\nA: ${'x'.repeat(20_000)}\r\n\r\nx\r\n--b--`, undefined],
    ['nothing', '', undefined],
  ])('%s', (_, given, want) => expect(split(given)).toEqual(want));

  it.each(['', ' ', 'b ', 'b\r\n', 'x'.repeat(71), 'é'])('at no boundary %j', (boundary) =>
    expect(split('--b--', boundary)).toBeUndefined(),
  );

  it.each<readonly [string, string | undefined]>([
    ['form-data; name=a', 'a'],
    ['form-data; name="a; b=c"', 'a; b=c'],
    ['form-data; filename="name=b"; name="a"', 'a'],
    ['form-data; NAME = "a"; name="b"', 'a'],
    ['form-data; name=""', ''],
    ['form-data; name="a', undefined],
    ['form-data', undefined],
  ])('by the name in %j', (disposition, want) =>
    expect(split(`--b\r\nContent-Disposition: ${disposition}\r\n\r\n\r\n--b--`)?.[0]?.[0]).toBe(want),
  );
});

it('the boundary that is written is in no part, and is found in the text (RFC 2046, 5.1.1)', () => {
  const part = { name: 'a', filename: null, headers: [], text: '--sandbox\r\n--sandbox--' };
  const { boundary, text } = writeMultipart([part]);
  expect(split(text, boundary)).toEqual([['a', { 'content-disposition': 'form-data; name="a"' }, part.text]]);
  expect(boundaryIn(text)).toBe(boundary);
});

describe('whatever comes (RFC 2046, 5.1.1)', () => {
  it('is taken apart or refused', () => {
    const pieces = ['--b', '\r\n', '--', 'Content-Disposition: form-data; name="a"', 'A: x', 'é', ' ', '"', '\\', '\n'];
    const results = [...mixtures(pieces, 14, 5000)].map((text) => split(`--b\r\n${text}\r\n--b--`));
    expect(results.some((parts) => parts === undefined)).toBe(true);
    expect(results.some((parts) => parts !== undefined && parts.length > 0)).toBe(true);
  });

  it.each<readonly [string, (size: number) => string]>([
    ['parts without a head', (size) => `${'--b\r\n\r\n'.repeat(size)}--b--`],
    ['heads without an end', (size) => `${'--b\r\nA: x\r\n'.repeat(size)}--b--`],
    ['lines like the boundary', (size) => `--b\r\n\r\n${'--bc\r\n'.repeat(size)}--b--`],
    [
      'quotation marks',
      (size) => `${`--b\r\nContent-Disposition: x; name="${'\\"'.repeat(40)}\r\n\r\n\r\n`.repeat(size / 40)}--b--`,
    ],
    ['blanks', (size) => `--b${' \t'.repeat(size)}`],
  ])('comes to an end: %s', (_, make) => expect(() => split(make(large))).not.toThrow());
});
