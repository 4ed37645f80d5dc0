import { describe, expect, it } from 'vitest';
import { negotiate, readAccept } from '../../sandbox/syntax/accept.ts';
import { documentedFor, isJsonType, parseMediaType } from '../../sandbox/syntax/media-type.ts';

describe('a media type (RFC 9110, 8.3.1)', () => {
  it.each<[string, string, string, string | undefined]>([
    ['plain', 'application/json', 'application/json', undefined],
    ['in any case', 'Application/JSON', 'application/json', undefined],
    ['with a character set', 'text/html;charset=utf-8', 'text/html', 'utf-8'],
    ['the same in another spelling', 'Text/HTML;Charset="UTF-8"', 'text/html', 'utf-8'],
    ['with spaces around the semicolon', 'text/html ; charset=utf-8', 'text/html', 'utf-8'],
    ['the character set among others', 'text/plain; format=flowed; charset=us-ascii', 'text/plain', 'us-ascii'],
    ['a parameter that only ends in charset', 'text/plain; x-charset=latin1', 'text/plain', undefined],
    ['a semicolon inside a quoted value', 'application/json; profile="a;charset=x"', 'application/json', undefined],
    ['an empty parameter', 'application/json;', 'application/json', undefined],
  ])('%s', (_, value, essence, charset) => {
    expect(parseMediaType(value)).toEqual({ essence, charset });
  });
});

describe('what is JSON (RFC 6839, 3.1)', () => {
  it.each([
    ['application/json', true],
    ['application/fhir+json', true],
    ['application/vnd.api+json', true],
    ['application/problem+json', true],
    ['text/json', true],
    ['application/jsonlines', false],
    ['application/json-seq', false],
    ['application/xml', false],
    ['text/plain', false],
  ])('%s: %s', (essence, want) => {
    expect(isJsonType(essence)).toBe(want);
  });
});

describe('which documented type takes a body (OpenAPI 3.1.1, 4.8.14.1: the most specific key applies)', () => {
  it.each<[string, string, readonly string[], number]>([
    ['the one', 'application/json', ['text/plain', 'application/json'], 1],
    ['with parameters that nobody documented', 'application/json; charset=utf-8', ['application/json'], 0],
    ['documented with parameters', 'application/json', ['application/json; charset=utf-8'], 0],
    ['in another case', 'APPLICATION/JSON', ['application/json'], 0],
    ['a range of a type', 'text/csv', ['application/json', 'text/*'], 1],
    ['the exact one before ranges', 'text/plain', ['*/*', 'text/*', 'text/plain'], 2],
    ['a range of a type before the range of all', 'text/csv', ['*/*', 'text/*'], 1],
    ['a structured suffix', 'application/fhir+json', ['application/*', 'application/*+json'], 1],
    ['+json is not application/json when it is sent', 'application/fhir+json', ['application/json'], -1],
    ['application/json is not +json', 'application/json', ['application/fhir+json'], -1],
    ['none', 'text/plain', ['application/json'], -1],
    ['nothing documented', 'text/plain', [], -1],
    ['a type that only begins alike', 'text/plainer', ['text/plain'], -1],
    [
      'its own version',
      'application/json; version=2',
      ['application/json; version=1', 'application/json; version=2'],
      1,
    ],
  ])('%s', (_, contentType, documented, want) => {
    expect(documentedFor(documented, contentType)).toBe(want);
  });
});

/** The `Accept` of the example in RFC 9110, 12.5.1. */
const rfc = 'text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5';

describe('negotiation (RFC 9110, 12.5.1)', () => {
  it.each<[string, string | null, readonly string[], number]>([
    ['no Accept: anything, so the first', null, ['text/plain', 'application/json'], 0],
    ['an empty one', '', ['text/plain', 'application/json'], 0],
    ['blanks', '  ', ['text/plain'], 0],
    ['*/*', '*/*', ['text/plain', 'application/json'], 0],
    ['the old lone asterisk', '*', ['text/plain'], 0],
    ['the one that is asked for', 'application/json', ['text/plain', 'application/json'], 1],
    ['in another case', 'Application/Json', ['application/json'], 0],
    ['none', 'text/html', ['application/json'], -1],
    ['nothing offered', 'application/json', [], -1],
    ['the higher weight', 'text/plain;q=0.5, application/json;q=0.9', ['text/plain', 'application/json'], 1],
    ['a weight against none, which is 1', 'text/plain;q=0.9, application/json', ['text/plain', 'application/json'], 1],
    ['the order of the header says nothing', 'application/json, text/plain', ['text/plain', 'application/json'], 0],
    ['equal weights: the first offered', 'text/plain, application/json', ['application/json', 'text/plain'], 0],
    ['a weight in capitals, with spaces', 'text/plain ; Q=0.1, */*;q=0.2', ['text/plain', 'text/html'], 1],
    ['three digits', 'text/plain;q=0.001, text/html;q=0.002', ['text/plain', 'text/html'], 1],
    ['q=0 is "not acceptable" (12.4.2)', 'text/plain;q=0', ['text/plain'], -1],
    ['q=0.000 as well', 'text/plain;q=0.000, */*', ['text/plain', 'text/html'], 1],
    ['all but one', '*/*, text/plain;q=0', ['text/plain'], -1],
    ['nothing at all', '*/*;q=0', ['text/plain'], -1],
    ['a range of a type', 'text/*', ['application/json', 'text/csv'], 1],
    ['text/* does not take textile/csv', 'text/*', ['textile/csv'], -1],
    [
      'the more specific range rules, even downwards',
      'text/*, text/csv;q=0.1, text/html;q=0.5',
      ['text/csv', 'text/html'],
      1,
    ],
    ['the example: text/html 0.3, image/jpeg 0.5', rfc, ['text/html', 'image/jpeg'], 1],
    ['the example: text/plain 0.7, image/jpeg 0.5', rfc, ['image/jpeg', 'text/plain'], 1],
    ['the example: fixed 0.4, image/jpeg 0.5', rfc, ['text/plain;format=fixed', 'image/jpeg'], 1],
    ['empty list elements are ignored (5.6.1)', ', ,text/plain,', ['application/json', 'text/plain'], 1],
    ['a parameter that nobody offered is tolerated', 'text/plain;x=1', ['text/plain'], 0],
    ['an offered parameter is tolerated', 'text/plain', ['text/plain; charset=utf-8'], 0],
    ['the version that is asked for', 'a/b;version=2', ['a/b;version=1', 'a/b;version=2'], 1],
    ['a parameter whose name ends in q', 'text/plain;seq=0', ['text/plain'], 0],
    ['a comma inside a quoted value', 'text/plain;x=",*/*", text/csv', ['application/json', 'text/csv'], 1],
    ['a browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', ['application/json'], 0],
    ['axios', 'application/json, text/plain, */*', ['application/xml', 'application/json'], 1],
  ])('%s', (_, accept, offered, want) => {
    expect(negotiate(readAccept(accept), offered)).toBe(want);
  });
});

describe('application/json takes any +json, after exact matches (design, step 11)', () => {
  it.each<[string, string, readonly string[], number]>([
    ['alone', 'application/json', ['application/fhir+json'], 0],
    ['beside others', 'application/json', ['text/plain', 'application/problem+json'], 1],
    ['the exact one first', 'application/json', ['application/fhir+json', 'application/json'], 1],
    ['with a parameter', 'application/json;charset=utf-8', ['application/fhir+json'], 0],
    ['with a weight', 'application/json;q=0.5, text/plain;q=0.4', ['text/plain', 'application/fhir+json'], 1],
    [
      'what the caller refuses by name stays refused',
      'application/json, application/fhir+json;q=0',
      ['application/fhir+json'],
      -1,
    ],
    [
      'named itself, it weighs what is said',
      'application/json, application/fhir+json;q=0.1',
      ['application/fhir+json', 'text/json', 'application/json'],
      2,
    ],
    ['refused as a whole', 'application/json;q=0', ['application/fhir+json'], -1],
    ['not the other way round', 'application/fhir+json', ['application/json'], -1],
    ['no other type does so', 'application/xml', ['application/fhir+xml'], -1],
    ['a range with a suffix', 'application/*+json', ['application/json', 'application/fhir+json'], 1],
  ])('%s', (_, accept, offered, want) => {
    expect(negotiate(readAccept(accept), offered)).toBe(want);
  });
});

describe('text/xml is another name of application/xml (RFC 7303, 9.2)', () => {
  it.each<[string, string, readonly string[], number]>([
    ['asked for by the other name', 'text/xml', ['application/xml'], 0],
    ['the other way round', 'application/xml', ['application/json', 'text/xml'], 1],
    ['the exact one first', 'text/xml', ['application/xml', 'text/xml'], 1],
    ['before a range', 'text/xml, */*;q=0.1', ['application/json', 'application/xml'], 1],
    ['refused by the one name, asked for by the other', 'text/xml;q=0, application/xml', ['application/xml'], 0],
    ['but not of +xml', 'text/xml', ['application/fhir+xml'], -1],
    ['nor of text/json', 'text/json', ['application/json'], -1],
  ])('%s', (_, accept, offered, want) => expect(negotiate(readAccept(accept), offered)).toBe(want));
});
