import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { intendedBranches } from '../../sandbox/validation/intended-branch.ts';

/** More than any engine takes as the arguments of one call. */
const many = 130_000;

const branchesOf = (schemas: readonly Json[]) => schemas.map((schema) => ({ schema, errorWeight: () => 1 }));
const short = (): Json => ({ type: 'string', minLength: 5 });

describe('a choice may have as many branches as a document has room for', () => {
  it.each<readonly [name: string, schemas: readonly Json[], want: number]>([
    ['branches that are alike', Array.from({ length: many }, short), many],
    ['constants', Array.from({ length: many }, (_, index) => ({ const: `n${index}` })), many],
    ['parts of one branch', [{ allOf: Array.from({ length: many }, short) }, short()], 2],
  ])('%s', (_, schemas, want) => {
    expect(intendedBranches(branchesOf(schemas), 'a', {}).length).toBe(want);
  });
});
