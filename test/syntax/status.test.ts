import { expect, it } from 'vitest';
import { reasonPhrase } from '../../sandbox/syntax/status.ts';

const reasons = [
  [200, 'OK'],
  [303, 'See Other'],
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [404, 'Not Found'],
  [405, 'Method Not Allowed'],
  [406, 'Not Acceptable'],
  [413, 'Content Too Large'],
  [415, 'Unsupported Media Type'],
  [417, 'Expectation Failed'],
  [422, 'Unprocessable Content'],
  [429, 'Too Many Requests'],
  [431, 'Request Header Fields Too Large'],
  [499, 'Client Error'],
  [500, 'Internal Server Error'],
  [599, 'Server Error'],
] as const;

it.each(reasons)('%i is called %s (RFC 9110, section 15)', (status, want) => expect(reasonPhrase(status)).toBe(want));
