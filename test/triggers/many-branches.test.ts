import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { intendedBranches } from '../../sandbox/validation/intended-branch.ts';

/** More than an engine accepts as arguments of one call. */
const many = 130_000;

const branchesOf = (schemas: readonly Json[]) => schemas.map((schema) => ({ schema, errorWeight: () => 1 }));
const short = (): Json => ({ type: 'string', minLength: 5 });

describe('the number of branches of a choice is not limited', () => {
  it.each<readonly [name: string, schemas: readonly Json[], want: number]>([
    ['equal branches', Array.from({ length: many }, short), many],
    ['constants', Array.from({ length: many }, (_, index) => ({ const: `n${index}` })), many],
    ['parts of one branch', [{ allOf: Array.from({ length: many }, short) }, short()], 2],
  ])('%s', (_, schemas, want) => {
    expect(intendedBranches(branchesOf(schemas), 'a', {}).length).toBe(want);
  });
});
