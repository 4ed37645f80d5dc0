import { describe, expect, it } from 'vitest';
import { adjacentRepetitions } from '../../sandbox/checks/adjacent-repetitions.ts';
import { ambiguousGroup } from '../../sandbox/checks/ambiguous-group.ts';
import { unanchoredRepetition } from '../../sandbox/checks/unanchored-repetition.ts';
import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

/** Patterns that take exponential time, with the group responsible. */
const slow: readonly (readonly [string, string])[] = [
  ['^(a+)+$', '(a+)+'],
  ['^(a*)*$', '(a*)*'],
  ['^([a-zA-Z]+)*$', '([a-zA-Z]+)*'],
  ['^(a|aa)+$', '(a|aa)+'],
  ['^(a|a?)+$', '(a|a?)+'],
  ['^(\\w|\\d)*$', '(\\w|\\d)*'],
  ['^(.*a){20}$', '(.*a){20}'],
  ['^(?:\\w+\\s?)+$', '(?:\\w+\\s?)+'],
  ['^([a-z0-9]+-?)*$', '([a-z0-9]+-?)*'],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', '(([a-z])+.)+'],
  ['^(?<word>\\S+,?)+;$', '(?<word>\\S+,?)+'],
  ['^([0-9]{2,}\\s*){1,}x', '([0-9]{2,}\\s*){1,}'],
];

/** Patterns of real documents, and patterns that only look slow. */
const quick: readonly string[] = [
  '^[a-z]+$',
  '^(ab+)+$',
  '^(a|b)*$',
  '^[a-z]+(-[a-z]+)*$',
  '^(\\.[a-z0-9]+)*$',
  '^([A-Z][a-z]+ )+$',
  '^(?:[0-9]{3}-){2,}[0-9]{4}$',
  '^(a+){2}$',
  '(a+)+',
  '^x(a+)*.*',
  '^<(.|\\n)*?>$',
  '^([A-Za-z][0-9]{5}|[A-Za-z][0-9][A-Za-z][0-9][A-Za-z])$',
  '^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$',
  '^(?=.*[a-z])(?=.*[0-9]).{8,}$',
  '^([^,]+,)*[^,]+$',
  '^\\(a+\\)+$',
  '^[(a+)+]+$',
  '^((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.|$)){4}$',
  '^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d+)?)?$',
  '^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$',
  '^([a-z]+',
];

describe('the heuristic for exponential patterns', () => {
  it.each(slow)('finds %s', (pattern, group) => expect(ambiguousGroup(pattern)).toBe(group));
  it.each(quick)('does not report %s', (pattern) => expect(ambiguousGroup(pattern)).toBeUndefined());
});

/** Patterns that take quadratic time, with the two repetitions responsible. */
const square: readonly (readonly [string, string, string])[] = [
  ['\\d+\\d+x', '\\d+', '\\d+'],
  ['^\\s*(.*?)\\s*$', '\\s*', '.*?'],
  ['^[a-z]+[a-z0-9]*$', '[a-z]+', '[a-z0-9]*'],
  ['^[A-Z]{2}\\w+-?\\w+$', '\\w+', '\\w+'],
  ['^(?:[^@]+)(.+)@$', '[^@]+', '.+'],
  ['^id=(?<first>\\w*)(?<second>\\d{2,});$', '\\w*', '\\d{2,}'],
  ['^\\p{L}+\\p{Lu}*$', '\\p{L}+', '\\p{Lu}*'],
];

/** Patterns of real documents, and patterns that only look slow. */
const straight: readonly string[] = [
  ...quick.filter((pattern) => pattern !== '^x(a+)*.*'),
  '^[A-Za-z][A-Za-z0-9]*$',
  '^\\d+\\.\\d+$',
  '^\\d+[a-z]+$',
  '^\\s*[^\\s]+\\s*$',
  '^.*.*',
  '^a*a*[^]*$',
  '^\\w+\\W+$',
  '^\\w+@\\w+$',
  '^(a|b)+[cd]+$',
  '^a+|a+$',
  '^(\\d+)\\1+$',
  '^\\d{1,5}\\d{1,5}$',
  '\\d+\\d*',
];

describe('adjacent repetitions that overlap', () => {
  it.each(square)('are found in %s', (pattern, first, second) =>
    expect(adjacentRepetitions(pattern)).toEqual({ first, second }),
  );
  it.each(straight)('are not found in %s', (pattern) => expect(adjacentRepetitions(pattern)).toBeUndefined());
});

/** Unanchored patterns, with the repetition that is tried from each character. */
const searching: readonly (readonly [string, string])[] = [
  ['\\s+$', '\\s+'],
  ['[a-z]+\\d', '[a-z]+'],
  ['a+b', 'a+'],
  ['x*y', 'x*'],
  ['x.*y', '.*'],
  ['.*x.*y', '.*'],
  ['[^@]+@[^@]+$', '[^@]+'],
  ['^a$|b+c', 'b+'],
  ['\\d.*!$', '.*'],
];

const found: readonly string[] = [
  '^[a-z]+\\d',
  '[a-z]+',
  'a+b*',
  '\\d{3}-\\d+',
  'https?://.*',
  '^\\s+|^x+y',
  '\\w{1,20}!',
  '-\\d+$',
  '.*',
  'a{99999999999}b+',
  '^a{99999999999}a+b$',
];

describe('a repetition in an unanchored pattern', () => {
  it.each(searching)('is tried from each character: %s', (pattern, part) =>
    expect(unanchoredRepetition(pattern)).toBe(part),
  );
  it.each(found)('is not: %s', (pattern) =>
    expect([unanchoredRepetition(pattern), adjacentRepetitions(pattern)]).toEqual([undefined, undefined]),
  );
});

checkTable(
  'slow patterns of a document',
  ['pattern-slow'],
  [
    {
      name: 'exponential pattern in any schema: reported',
      given: `${head()}components:\n  schemas:\n    A:\n      pattern: '^(a+)+$' # here\n    B:\n      pattern: '^a+$'`,
      says: /\(a\+\)\+/,
    },
    {
      name: 'quadratic pattern without a small maxLength: reported',
      given: `${head()}components:\n  schemas:\n    A:\n      pattern: '^a+a+$' # here\n    B: { pattern: '^a+a+$', maxLength: 20 }`,
      says: /square of its length: a\+ and a\+/,
    },
    {
      name: 'unanchored pattern without a small maxLength: reported',
      given: `${head()}components:\n  schemas:\n    A:\n      pattern: 'a+b' # here\n    B: { pattern: 'a+b', maxLength: 20 }`,
      says: /square of its length: it may begin anywhere, and a\+ goes on/,
    },
    {
      name: 'quantifier larger than any string: ignored, the pattern beside it reported',
      given: `${head()}components:\n  schemas:\n    A: { pattern: '^a{99999999999}a+b+$' }\n    B:\n      pattern: '^(a+)+$' # here`,
      says: /exponential/,
    },
  ],
);
