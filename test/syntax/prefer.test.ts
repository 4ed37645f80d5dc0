import { describe, expect, it } from 'vitest';
import { parsePrefer, quoteIfNeeded } from '../../sandbox/syntax/prefer.ts';

describe('preferences (RFC 7240, 2)', () => {
  it.each<[string, string, Readonly<Record<string, string>>]>([
    ['a token', 'code=429', { code: '429' }],
    ['two, by a comma', 'code=429, example=exceeded-spike-arrest', { code: '429', example: 'exceeded-spike-arrest' }],
    ['without a space after it', 'code=429,example=x', { code: '429', example: 'x' }],
    ['spaces around the equals sign', 'code = 429', { code: '429' }],
    ['a quoted string', 'example="no such letter"', { example: 'no such letter' }],
    ['a comma inside a quoted string', 'example="a, code=500", code=404', { example: 'a, code=500', code: '404' }],
    ['a semicolon inside a quoted string', 'example="a;b"', { example: 'a;b' }],
    ['a quotation mark inside a quoted string', 'example="say \\"no\\""', { example: 'say "no"' }],
    ['a backslash inside a quoted string', 'example="a\\\\b"', { example: 'a\\b' }],
    ['unquoted spaces are tolerated', 'example=no such letter, code=404', { example: 'no such letter', code: '404' }],
    ['an equals sign in a value', 'example=a=b', { example: 'a=b' }],
    ['names in any case', 'Code=429, EXAMPLE=x', { code: '429', example: 'x' }],
    ['values keep theirs', 'example=NotFound', { example: 'NotFound' }],
    ['no value', 'respond-async', { 'respond-async': '' }],
    ['an empty value is no value', 'respond-async=""', { 'respond-async': '' }],
    ['the first of a name wins', 'code=404, code=500', { code: '404' }],
    ['also when they differ in case', 'code=404, CODE=500', { code: '404' }],
    ['empty list elements are ignored', ', code=404,, ', { code: '404' }],
    ['nothing', '', {}],
  ])('%s', (_, header, want) => {
    expect(Object.fromEntries(parsePrefer(header))).toEqual(want);
  });

  it.each([
    ['a parameter of a foreign preference', 'respond-async; code=500, code=404', 'code', '404'],
    ['a quoted parameter', 'foo=bar; baz="a, code=500"', 'code', undefined],
  ])('%s is no preference', (_, header, name, want) => {
    expect(parsePrefer(header).get(name)).toBe(want);
  });
});

describe('parameters of preferences that can be combined (RFC 7240, 2)', () => {
  it.each<[string, string, Readonly<Record<string, string>>]>([
    ['count as preferences', 'code=404;example=x', { code: '404', example: 'x' }],
    ['with spaces', 'code = 404 ; example = x', { code: '404', example: 'x' }],
    ['in quotes', 'code=404; example="a, b; c"', { code: '404', example: 'a, b; c' }],
    ['of the second preference too', 'wait=5, code=404;example=x', { wait: '5', code: '404', example: 'x' }],
    ['the first of a name wins', 'code=404;example=x, example=y', { code: '404', example: 'x' }],
    ['not those of another preference', 'wait=5;code=500, code=404', { wait: '5', code: '404' }],
    ['an empty parameter is ignored', 'code=404;;', { code: '404' }],
  ])('%s', (_, header, want) =>
    expect(Object.fromEntries(parsePrefer(header, new Set(['code', 'example'])))).toEqual(want),
  );
});

describe('a value in Preference-Applied (RFC 7240, 3)', () => {
  it.each([
    ['a token stays', 'exceeded-spike-arrest', 'exceeded-spike-arrest'],
    ['all token characters (RFC 9110, 5.6.2)', "!#$%&'*+-.^_`|~aZ09", "!#$%&'*+-.^_`|~aZ09"],
    ['a space', 'no such letter', '"no such letter"'],
    ['a comma', 'a,b', '"a,b"'],
    ['an equals sign', 'a=b', '"a=b"'],
    ['a slash', 'a/b', '"a/b"'],
    ['a quotation mark', 'say "no"', '"say \\"no\\""'],
    ['a backslash', 'a\\b', '"a\\\\b"'],
    ['nothing', '', '""'],
  ])('%s', (_, value, want) => {
    expect(quoteIfNeeded(value)).toBe(want);
    expect(parsePrefer(`example=${quoteIfNeeded(value)}`).get('example')).toBe(value);
  });
});
