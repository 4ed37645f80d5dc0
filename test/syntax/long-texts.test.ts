import { describe, expect, it } from 'vitest';
import { negotiate, readAccept, typesAskedFor } from '../../sandbox/syntax/accept.ts';
import { splitCookies } from '../../sandbox/syntax/cookie.ts';
import { comparable } from '../../sandbox/syntax/digits.ts';
import { splitUnquoted } from '../../sandbox/syntax/field-value.ts';
import { parseMediaType } from '../../sandbox/syntax/media-type.ts';
import { octetsOf } from '../../sandbox/syntax/octets.ts';
import { isPercentEncoded } from '../../sandbox/syntax/percent.ts';
import { parsePrefer } from '../../sandbox/syntax/prefer.ts';
import { transferDecoded } from '../../sandbox/syntax/transfer-encoding.ts';
import { readChance } from '../../sandbox/triggers/chance.ts';
import { splitAuthorization } from '../../sandbox/triggers/token.ts';
import { bytes } from '../fixtures/ask.ts';
import { large } from '../fixtures/seeded.ts';

const unclosed = `"${'\\"'.repeat(large)}`;
const zeros = `1${'0'.repeat(large)}`;
const types = Array.from({ length: large / 10 }, (_, index) => `image/x${index}`);
const decoded = (encoding: string, text: string) => {
  const found = transferDecoded(encoding, bytes(text));
  return found && octetsOf(found).length;
};

describe('a long text is read in the time of its length', () => {
  it.each<readonly [string, () => unknown, unknown]>([
    // RFC 9110, 5.6.4
    ['quotation marks that nothing closes', () => splitUnquoted(unclosed, ',').length, 1],
    ['the same between delimiters', () => splitUnquoted(`a,${unclosed},b`, ',').length, 3],
    ['quoted strings', () => splitUnquoted('"a,b",'.repeat(large), ',').length, large],
    ['a preference that nothing closes (RFC 7240, 2)', () => [...parsePrefer(`code=${unclosed}`).keys()], ['code']],
    ['a preference given often', () => parsePrefer('code=404,'.repeat(large)).get('code'), '404'],
    ['a media type (RFC 9110, 8.3.1)', () => parseMediaType(`a/b;c=${unclosed}`).essence, 'a/b'],
    // RFC 9110, 12.5.1
    ['media ranges', () => negotiate(readAccept('a/b,'.repeat(large)), types), -1],
    ['media ranges for as many types', () => negotiate(readAccept(types.join()), [...types, types[0] ?? '']), 0],
    ['media ranges with parameters', () => negotiate(readAccept('a/b;c=1,'.repeat(large)), ['a/b;c=2', 'a/b']), 0],
    ['types within a range', () => typesAskedFor(readAccept(types.join()), 'image/*').length, types.length],
    ['plus signs', () => typesAskedFor(readAccept(`image/a${'+b'.repeat(large)}`), 'image/*').length, 1],
    // RFC 6265, 4.2.1
    ['cookies of one name', () => splitCookies('a=1;'.repeat(large)).get('a')?.length, large],
    ['blanks in credentials (RFC 9110, 11.4)', () => splitAuthorization(`a b${' '.repeat(large)}c`)[0], 'a'],
    ['digits of a chance', () => readChance(`${'1'.repeat(large)}x`) !== undefined, true],
    // RFC 2045, 6.7
    ['blanks in a line', () => decoded('quoted-printable', `${' '.repeat(large)}x`), large + 1],
    ['blanks in lines', () => decoded('quoted-printable', ' \r\n'.repeat(large)), 2 * large],
    ['octets as base64', () => decoded('base64', 'AAAA'.repeat(large)), 3 * large],
    ['zeros in a number', () => comparable(1, `${zeros}1.0`) === comparable(1, `${zeros}1`), true],
    ['percent signs', () => isPercentEncoded('%'.repeat(large)), false],
    ['characters that are percent-encoded', () => isPercentEncoded('%f0%9f%98%80'.repeat(large)), true],
  ])('%s', (_, read, want) => expect(read()).toEqual(want));
});

describe('what can be percent-decoded is what the platform decodes (Unicode 16.0, table 3-7)', () => {
  it.each([
    ['', true],
    ['a+b', true],
    ['%41%C3%a9', true],
    ['%E0%A0%80%ed%9f%bf', true],
    ['%F0%90%80%80%f4%8f%bf%bf', true],
    ['%', false],
    ['%4', false],
    ['%zz', false],
    ['%%41', false],
    ['%80', false],
    ['%c0%80', false],
    ['%e0%80%80', false],
    ['%ed%a0%80', false],
    ['%f4%90%80%80', false],
    ['%c3', false],
  ])('%j: %j', (text, want) => {
    expect(isPercentEncoded(text)).toBe(want);
    const decode = () => decodeURIComponent(text);
    if (want) expect(decode).not.toThrow();
    else expect(decode).toThrow(URIError);
  });
});
