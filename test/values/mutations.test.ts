import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { sampleOf } from '../../sandbox/values/sample.ts';
import { violatingValues } from '../../sandbox/values/violations.ts';

it.each<readonly [schema: JsonObject, value: Json, want: Json]>([
  [{ type: 'integer' }, 7, 'abc'],
  [{ type: 'string' }, '9903002157', 9903002157],
  [{ type: 'string' }, 'Ann', 123],
  [{ const: 'CommunicationRequest' }, 'CommunicationRequest', 'CommunicationReques'],
  [{ enum: ['PENDING', 'SENT'] }, 'SENT', 'PENDIN'],
  [{ const: 'T00001' }, 'T00001', 'T00002'],
  [{ pattern: '^[A-Z]\\d{5}$' }, 'Y00001', 'Y0000X'],
  [{ format: 'date' }, '2022-08-22', '31/12/2024'],
  [{ format: 'nhs-number' }, '9903002157', '9903002158'],
])('the first mutation for %j of %j is a likely mistake: %j', (schema, value, want) => {
  const [first] = violatingValues(schema, value, {});
  expect(first?.value).toEqual(want);
});

it.each([
  ['^[Tt]00001$', 'T00001'],
  ['^([Tt]00404|[Cc]12345)$', 'T00404'],
])('a text for %s has capitals', (pattern, want) => {
  expect(sampleOf({ type: 'string', pattern }, {}, 'request')).toBe(want);
});
