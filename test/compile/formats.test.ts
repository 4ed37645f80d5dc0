import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { bodyDocument, faultsOf } from '../fixtures/body-checks.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** Values that the format accepts and refuses, as a request body. */
async function sorted(format: string, values: readonly Json[]) {
  const sandbox = sandboxOf(bodyDocument('3.1.1', { schema: { format } }));
  const takes: Json[] = [];
  const refuses: Json[] = [];
  for (const value of values) {
    const faults = await faultsOf(sandbox, value);
    (faults.length === 0 ? takes : refuses).push(value);
  }
  return { takes, refuses };
}

describe('formats (JSON Schema 2020-12 Validation, 7.3; OpenAPI Format Registry)', () => {
  it.each<readonly [string, readonly Json[], readonly Json[]]>([
    ['date', ['2024-02-29', 5], ['2023-02-29', '2024-2-9', '2024-01-01T00:00:00Z', '']],
    [
      'date-time',
      ['2024-01-31T23:59:59Z', '2024-01-31T00:00:00.5+01:00', '2016-12-31T23:59:60Z', '0001-01-01T00:00:00-00:00']
        // RFC 3339, 5.6: T and Z may be lower case; 5.7 and 5.8: a leap second ends a day in UTC
        .concat(['2024-02-29t00:00:00z', '1990-12-31T15:59:60-08:00', '2017-01-01T00:59:60.5+01:00']),
      ['2024-01-31T00:00:00', '2024-01-31 noon', '2024-02-30T00:00:00Z', '2024-01-31T00:00:00+0000']
        .concat(['2024-01-31T00:00:00+00', '2024-01-31T00:00:00-0500', '2024-01-31T00:00:00+24:00'])
        .concat(['2024-01-31T00:00:00+00:60', '2024-01-31 00:00:00Z', '2024-01-31\t00:00:00Z', '2024-01-31T24:00:00Z'])
        .concat(['2016-12-31T22:59:60Z', '2024-01-31T00:00:00.Z', '2024-01-31T00:00Z', ' 2024-01-31T00:00:00Z'])
        .concat(['2024-01-31T00:00:00Z\n', '2024-01-31TT00:00:00Z', '2024-13-01T00:00:00Z', '2023-02-29T00:00:00Z']),
    ],
    [
      'time',
      ['14:15:22Z', '14:15:22.5+01:00', '14:15:22z', '23:59:60Z', '00:59:60+01:00'],
      ['14:15', '24:00:00Z', '14:15:22', '14:15:22+0000', '14:15:22+01', '14:60:00Z', '12:00:60Z', 'T14:15:22Z'],
    ],
    ['duration', ['P1D', 'PT1H30M'], ['1D', 'P']],
    ['email', ['a@example.com'], ['example.com', 'a@', '@example.com']],
    ['hostname', ['example.com', 'a'], ['-a.com', 'a b', 'a_b.com']],
    ['ipv4', ['192.0.2.1'], ['256.0.0.1', '1.2.3', '::1']],
    ['ipv6', ['2001:db8::1', '::'], ['192.0.2.1', '1::2::3']],
    ['uri', ['https://example.com/a?b#c', 'urn:nhs:1'], ['/relative', 'a b', '']],
    ['uri-reference', ['/relative', 'https://example.com', '#a', ''], ['a b', '\\\\x']],
    [
      'uuid',
      ['497f6eca-6276-4993-bfeb-53cbbbba6f08', '497F6ECA-6276-4993-BFEB-53CBBBBA6F08'],
      ['497f6eca62764993bfeb53cbbbba6f08', '497f6eca-6276-4993-bfeb-53cbbbba6f0'],
    ],
    ['json-pointer', ['', '/a~1b'], ['a', '/~2']],
    ['regex', ['^a+$'], ['(', '[']],
    ['byte', ['c3RyaW5n', ''], ['c3RyaW5', '###']],
    ['int32', [2_147_483_647, -2_147_483_648, 'x'], [2_147_483_648, 1.5]],
    ['int64', [9_007_199_254_740_991], [1.5]],
    ['float', [1.5, 1], []],
    ['double', [1.5, 1], []],
    ['binary', ['\u0000'], []],
    ['password', ['secret', ''], []],
    ['commonmark', ['# x'], []],
    ['something-of-our-own', ['anything', 1], []],
  ])('%s', async (format, takes, refuses) => {
    expect(await sorted(format, [...takes, ...refuses])).toEqual({ takes, refuses });
  });
});

describe('nhs-number: ten digits, the last a check digit by modulus 11 (NHS Data Dictionary, "NHS NUMBER")', () => {
  it.each([
    ['the test number 9000000009', '9000000009', true],
    ['a valid number', '9434765919', true],
    ['another valid number', '4857773457', true],
    ['digits 9 to 0: remainder 0, check digit 0', '9876543210', true],
    ['only nines', '9999999999', true],
    ['a leading zero', '0123456789', true],
    ['computed check digit 10, sent as 0', '4000000080', false],
    ['computed check digit 10, sent as 1', '4000000081', false],
    ['check digit one too high', '9434765910', false],
    ['two digits exchanged', '9434756919', false],
    ['nine digits', '943476591', false],
    ['eleven digits', '94347659191', false],
    ['grouped by spaces', '943 476 5919', false],
    ['grouped by dashes', '943-476-5919', false],
    ['a letter as the check digit', '943476591X', false],
    ['a line break at the end', '9434765919\n', false],
    ['digits of another script', '٩٤٣٤٧٦٥٩١٩', false],
    ['the empty string', '', false],
  ])('%s: %s', async (_, value, valid) => {
    expect((await sorted('nhs-number', [value])).takes).toEqual(valid ? [value] : []);
  });

  it('nine digits have at most one check digit, and none where it would be 10', async () => {
    const digits = [...'0123456789'];
    const counts = [];
    for (const nine of ['943476591', '123456789', '400000008', '900000000']) {
      counts.push(
        (
          await sorted(
            'nhs-number',
            digits.map((digit) => nine + digit),
          )
        ).takes.length,
      );
    }
    expect(counts).toEqual([1, 0, 0, 1]);
  });

  it('a number instead of a string is not validated', async () => {
    expect((await sorted('nhs-number', [1234567890])).takes).toEqual([1234567890]);
  });
});
