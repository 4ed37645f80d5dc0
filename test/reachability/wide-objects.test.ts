import { describe, expect, it } from 'vitest';
import { violatingValues } from '../../sandbox/values/violations.ts';

/** What can be wrong with the properties of an object that has so many: each is a text of a certain length. */
function violatedIn(count: number) {
  const names = Array.from({ length: count }, (_, index) => `p${index}`);
  const schema = { properties: Object.fromEntries(names.map((name) => [name, { type: 'string', maxLength: 5 }])) };
  const value = Object.fromEntries(names.map((name) => [name, 'a']));
  return [...violatingValues(schema, value, {})];
}

describe('what can be wrong with the properties of an object', () => {
  it('is told of each, where there are as many as people document', () => {
    expect(new Set(violatedIn(100).map(({ pointer }) => pointer)).size).toBe(100);
  });

  it('is told of as many as can be copied in a moment, where there are thousands', () => {
    const failure = violatedIn(5000);
    expect(failure.length).toBeGreaterThan(50);
    expect(failure.length * 5000).toBeLessThan(600_000);
  });
});
