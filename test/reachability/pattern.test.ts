import { describe, expect, it } from 'vitest';
import { matchingText } from '../../sandbox/values/regex-text.ts';

/** Patterns of real documents; a matching string is generated for each. */
const patterns: readonly string[] = [
  '^\\d{10}$',
  '^[0-9A-Z]+$',
  '^[A-Za-z0-9]{27}$',
  '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  '^[0-9a-fA-F]{8}\\b-[0-9a-fA-F]{4}\\b-[0-9a-fA-F]{4}\\b-[0-9a-fA-F]{4}\\b-[0-9a-fA-F]{12}$',
  '^\\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\}?$',
  '^urn:uuid:[0-9a-f-]{36}$',
  '^[0-9a-f]{40}$',
  '^[a-f0-9]{64}$',
  '^\\d{4}-\\d{2}-\\d{2}$',
  '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
  '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$',
  '^([01]\\d|2[0-3]):[0-5]\\d$',
  '^P(\\d+Y)?(\\d+M)?(\\d+D)?(T(\\d+H)?(\\d+M)?(\\d+S)?)?$',
  '^(19|20)\\d\\d$',
  '^[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}$',
  '^([Gg][Ii][Rr] 0[Aa]{2})|((([A-Za-z][0-9]{1,2})|(([A-Za-z][A-Ha-hJ-Yj-y][0-9]{1,2})))\\s?[0-9][A-Za-z]{2})$',
  '^\\d{5}(-\\d{4})?$',
  '^[ABCEGHJ-NPRSTVXY]\\d[A-Z] \\d[A-Z]\\d$',
  '^W/"\\d+"$',
  '^(W/)?"[^"]*"$',
  '^v?(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?$',
  '^\\+[1-9]\\d{1,14}$',
  '^(\\+44|0)7\\d{9}$',
  '^\\(\\d{3}\\) \\d{3}-\\d{4}$',
  '^\\+?[\\d\\s()-]{7,20}$',
  '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$',
  '^[\\w.+-]+@[\\w-]+\\.[\\w.-]+$',
  '^https?://[^\\s/$.?#].[^\\s]*$',
  '^https://[\\w.-]+(/[\\w./-]*)?$',
  '^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$',
  '^(?:\\d{1,3}\\.){3}\\d{1,3}$',
  '^((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)$',
  '^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$',
  '^#(?:[0-9a-fA-F]{3}){1,2}$',
  '^rgba?\\(\\d+, ?\\d+, ?\\d+(, ?[\\d.]+)?\\)$',
  '^[A-Z]{2}\\d{2}[A-Z0-9]{11,30}$',
  '^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$',
  '^[A-Z]{3}$',
  '^[a-z]{2}(-[A-Z]{2})?$',
  '^[A-Z][A-Z0-9_]*$',
  '^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$',
  '^[a-zA-Z_$][\\w$]*$',
  '^\\$[\\d,]+\\.\\d{2}$',
  '^-?\\d+(\\.\\d{1,2})?$',
  '^-?[0-9]+$',
  '^0[xX][0-9a-fA-F]+$',
  '^[01]+$',
  '^(true|false)$',
  '^(GET|POST|PUT)$',
  '^Bearer .+$',
  '^[A-Za-z0-9+/]*={0,2}$',
  '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*$',
  '^/(?:[^/]+/)*[^/]*$',
  '^[a-z]:\\\\(?:[^\\\\]+\\\\)*$',
  '^[^<>&]+$',
  '^[^a-zA-Z0-9]$',
  '^\\S+$',
  '^\\S(.*\\S)?$',
  '^\\s*\\S+\\s*$',
  '\\S',
  '[0-9]',
  '',
  '.',
  '^.*$',
  '^$',
  '^.{3,}$',
  '^[\\s\\S]{2}$',
  '^[\\w\\W]+$',
  '^[\\u0020-\\u007e]+$',
  '^\\u0041\\x42\\u{43}$',
  '^\\p{L}+$',
  '^\\p{Lu}\\p{Ll}+$',
  '^\\p{Script=Greek}+$',
  "^[\\p{L}\\p{N} .'-]+$",
  '^\\P{L}$',
  '^[\\]\\[]+$',
  '^[\\-a]$',
  '^[-a]$',
  '^[a\\]]{2}$',
  '^a|b$',
  '^(a|)$',
  '^(?:a|b|c){2}$',
  '^(?<year>\\d{4})$',
  '^a{0}$',
  '^a{2}?b$',
  '^a+?$',
  '^[^\\n]+$',
  '^\\t\\n\\r\\v\\f$',
  '^\\.\\*\\+\\?\\^\\$\\{\\}\\(\\)\\|\\\\\\/$',
  '^😀+$',
  '^[😀-😎]$',
  '^é$',
  '^[ÀÁÂ]$',
  '\\bword\\b',
  '^(?!000)\\d{3}$',
  '^(?!.*[DFIOQU])[A-VXY][0-9][A-Z] ?[0-9][A-Z][0-9]$',
  '^(?=.{3,5}$)[a-z]+$',
  '^[a-z]+(?<!z)$',
  '^(?!(10|20)+$)([0-9]{5})$',
  '^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d).{8,}$',
  '^(?=.*\\d)(?=.*[a-z]).{4,8}$',
  '^(?=.*[A-Z])(?=.*[!@#$&*])(?=.*[0-9]).{8,64}$',
  '^Task/[A-Za-z0-9\\-.]{1,64}$',
  '^([0-9]{1,3}(,[0-9]{3})*|[0-9]+)$',
];

describe('a matching string is generated', () => {
  it.each(patterns)('%s', (pattern) => {
    const text = matchingText(pattern);
    expect(text).toMatch(new RegExp(pattern, 'u'));
    expect(matchingText(pattern), 'the same each time').toBe(text);
  });
});

/** Patterns for which generation may give up; if it does not, the string must match. */
const hard: readonly string[] = [
  '.^',
  '^(?<year>\\d{4})/\\k<year>$',
  '^(a)\\1$',
  '$a',
  '(?=a)b',
  '^(?!a)a$',
  '[^\\s\\S]',
  '^[]$',
  '(',
  '[',
  'a{2,1}',
  '\\',
  '\\8',
  '^\\d{10',
  '*',
  '(?<n>a)(?<n>b)',
  '\\p{Nothing}',
  'must be one of a or b',
  'a'.repeat(50_000),
  `${'('.repeat(500)}a${')'.repeat(500)}`,
  `${'('.repeat(20_000)}a${')'.repeat(20_000)}`,
  '^a{1000000000}$',
  '^(a{1000}){1000}$',
  '^((a{100}){100}){100}$',
  '^(((a{1000}){1000}){1000}){1000}$',
  '^[a-z]{0,99999999999}$',
  '^(a+)+$',
  '^(a+)+b$',
  '^(a|aa)+$',
  '^(a|a)*b$',
  '^([a-zA-Z0-9]+)*@x$',
  '^(.*)*$',
  '^(.*,){25}P',
  '(x+x+)+y',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '^(?!(a+)+$)a+!$',
  '^(?=(a+)+$)a+$',
  '^(a+)+(?!b)$',
];

describe('a generated string matches, and generation ends', () => {
  it.each(hard.map((pattern) => [pattern.slice(0, 60), pattern] as const))('%s', (_, pattern) => {
    for (const least of [0, 30, 5000]) {
      const text = matchingText(pattern, least);
      if (text !== undefined) expect(new RegExp(pattern, 'u').test(text) && text.length >= least).toBe(true);
    }
  });

  it.each(['.^', '[^\\s\\S]', '(', '^(?!a)a$'])('nothing is generated for %s', (pattern) => {
    expect(matchingText(pattern)).toBeUndefined();
  });
});

describe('a string of a minimum length is generated', () => {
  it.each<readonly [string, number]>([
    ['^[a-z]+$', 12],
    ['^[a-z]*$', 1],
    ['^\\d+$', 40],
    ['^(ab)+$', 7],
    ['^(abc)*$', 10],
    ['^[A-Z]{2,8}$', 8],
    ['^[A-Z]{2,8}$', 5],
    ['^.{1,100}$', 100],
    ['^[a-z]+-[a-z]+$', 20],
    ['^x?y?z*$', 6],
    ['^[^@]+@[^@]+$', 30],
    ['^(\\d{4} )*\\d{4}$', 19],
    ['^[a-z]{1,3}(-[a-z]{1,3}){0,9}$', 12],
    ['\\S', 9],
    ['^.*$', 4000],
    ['^[0-9]', 8],
    ['[0-9]$', 8],
    ['foo', 8],
  ])('%s, at least %i characters', (pattern, least) => {
    const text = matchingText(pattern, least) ?? '';
    expect(text).toMatch(new RegExp(pattern, 'u'));
    expect(text.length).toBeGreaterThanOrEqual(least);
  });

  it.each<readonly [string, number]>([
    ['^\\d{10}$', 11],
    ['^a?$', 2],
    ['^[A-Z]{2,8}$', 9],
  ])('%s never has %i characters', (pattern, least) => expect(matchingText(pattern, least)).toBeUndefined());
});
