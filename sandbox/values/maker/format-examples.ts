import type { Chance } from './random.ts';
import { email, sentence, word } from './realistic-text.ts';

/** Texts of formats, the usual one first, then shorter and longer ones. */
const examples: Readonly<Record<string, readonly string[]>> = {
  date: ['2019-08-24', '2019-12-31', '1970-01-01'],
  'date-time': [
    '2019-08-24T14:15:22Z',
    '2019-08-24T14:15:22.000Z',
    '2019-08-24T14:15:22+00:00',
    '2019-08-24T14:15:22.123456Z',
    '2019-08-24T14:15:22.000+00:00',
    '2019-08-24T14:15:22-05:00',
  ],
  time: ['14:15:22Z', '14:15:22.000Z', '14:15:22+00:00'],
  duration: ['P1D', 'PT1H', 'P1Y2M3DT4H5M6S', 'PT30S', 'P1Y', 'P1W'],
  email: ['user@example.com', 'user@example.org', 'a@b.co', 'a@b.c'],
  'idn-email': ['user@example.com', 'a@b.co'],
  hostname: ['example.com', 'a.co', 'a'],
  'idn-hostname': ['example.com', 'a.co'],
  ipv4: ['192.0.2.1', '203.0.113.7', '10.0.0.1', '1.1.1.1', '127.0.0.1'],
  ipv6: ['2001:db8::1', '::1', '2001:db8:85a3:0:0:8a2e:370:7334', 'fe80::1'],
  uri: ['https://example.com', 'http://example.com', 'https://example.com/', 'http://a.b', 'urn:a:b', 'a:b'],
  url: ['https://example.com', 'http://example.com', 'http://a.co'],
  iri: ['https://example.com', 'a:b'],
  'uri-reference': ['/example', '/', 'https://example.com', 'a'],
  'iri-reference': ['/example', '/', 'a'],
  'uri-template': ['/example/{id}', '/'],
  uuid: ['497f6eca-6276-4993-bfeb-53cbbbba6f08', '497F6ECA-6276-4993-BFEB-53CBBBBA6F08'],
  'json-pointer': ['/example', '/a', ''],
  'relative-json-pointer': ['0', '0/example', '1#'],
  regex: ['.*', '^a+$'],
  byte: ['c3RyaW5n', 'c3RyaW5nIQ==', 'YQ==', 'YWFh', ''],
  'nhs-number': ['9000000009'],
};

export function examplesOfFormat(format: string): readonly string[] {
  return examples[format] ?? [];
}

const digits = (value: number, count = 2) => String(value).padStart(count, '0');

function date(chance: Chance): string {
  return `${chance.between(2015, 2029)}-${digits(chance.between(1, 12))}-${digits(chance.between(1, 28))}`;
}

function time(chance: Chance): string {
  return `${[23, 59, 59].map((max) => digits(chance.between(0, max))).join(':')}Z`;
}

function uuid(chance: Chance): string {
  return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => chance.between(0, 15).toString(16));
}

const generators: Readonly<Record<string, (chance: Chance) => string>> = {
  date,
  time,
  uuid,
  email,
  'date-time': (chance) => `${date(chance)}T${time(chance)}`,
  'idn-email': email,
  duration: (chance) => `P${chance.between(1, 30)}D`,
  hostname: (chance) => `${word(chance)}.example.com`,
  ipv4: (chance) => `192.0.2.${chance.between(1, 254)}`,
  ipv6: (chance) => `2001:db8::${chance.between(1, 9999).toString(16)}`,
  uri: (chance) => `https://example.com/${word(chance)}`,
  url: (chance) => `https://example.com/${word(chance)}`,
  'uri-reference': (chance) => `/${word(chance)}`,
  'json-pointer': (chance) => `/${word(chance)}`,
  byte: (chance) => btoa(sentence(chance)),
};

/** Returns a random text of a format; undefined if there is no generator for it. */
export function randomOfFormat(format: string, chance: Chance): string | undefined {
  return generators[format]?.(chance);
}
