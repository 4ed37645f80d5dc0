import { describe, expect, it } from 'vitest';
import { violatingValues } from '../../sandbox/values/violations.ts';

/** The violations of an object with this many properties, each a string with a length limit. */
function violatedIn(count: number) {
  const names = Array.from({ length: count }, (_, index) => `p${index}`);
  const schema = { properties: Object.fromEntries(names.map((name) => [name, { type: 'string', maxLength: 5 }])) };
  const value = Object.fromEntries(names.map((name) => [name, 'a']));
  return [...violatingValues(schema, value, {})];
}

describe('violations of the properties of an object', () => {
  it('one for each property of an object of usual size', () => {
    expect(new Set(violatedIn(100).map(({ pointer }) => pointer)).size).toBe(100);
  });

  it('a limited number for an object with thousands of properties', () => {
    const failure = violatedIn(5000);
    expect(failure.length).toBeGreaterThan(50);
    expect(failure.length * 5000).toBeLessThan(600_000);
  });
});
