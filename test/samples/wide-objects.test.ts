import { describe, expect, it } from 'vitest';
import { violatingValues } from '../../sandbox/values/violations.ts';

/** What can be wrong with the properties of an object that has so many: each is a text of a certain length. */
function brokenIn(count: number) {
  const names = Array.from({ length: count }, (_, index) => `p${index}`);
  const schema = { properties: Object.fromEntries(names.map((name) => [name, { type: 'string', maxLength: 5 }])) };
  const value = Object.fromEntries(names.map((name) => [name, 'a']));
  return [...violatingValues(schema, value, {})];
}

describe('what can be wrong with the properties of an object', () => {
  it('is told of each, where there are as many as people document', () => {
    expect(new Set(brokenIn(100).map(({ pointer }) => pointer)).size).toBe(100);
  });

  it('is told of as many as can be copied in a moment, where there are thousands', () => {
    const broken = brokenIn(5000);
    expect(broken.length).toBeGreaterThan(50);
    expect(broken.length * 5000).toBeLessThan(600_000);
  });
});
