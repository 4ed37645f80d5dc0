import type { Built } from './build.ts';
import { identityOf } from './problem/identity.ts';
import { FailedOperationError, type LocatedProblem, type Problem } from './problem.ts';
import { located } from './read/located.ts';

/** Plans operations one at a time, and collects the problems of the documents without duplicates. */
export interface ProblemCollector {
  /** Plans the next operation and collects its problems; false if all operations have been planned. */
  readonly planNext: () => boolean;
  /** The problems found so far, with lines and columns. */
  readonly problems: () => readonly LocatedProblem[];
  /** The problems found so far, without lines and columns. */
  readonly unlocatedProblems: () => readonly Problem[];
}

/** Creates the collector of a build; problems keep the order in which they were found. */
export function createProblemCollector(built: Built): ProblemCollector {
  const pending = built.plan.apis.flatMap(({ name, operations }) => operations.map(({ key }) => [name, key] as const));
  const byIdentity = new Map<string, Problem>();
  let collected = 0;
  const collect = (problems: readonly Problem[]) => {
    for (const problem of problems) {
      const identity = identityOf(problem, 'offset');
      if (!byIdentity.has(identity)) byIdentity.set(identity, problem);
    }
  };
  const collectBuilt = () => {
    // The list grows whenever a reference is followed.
    collect(built.problems.slice(collected));
    collected = built.problems.length;
  };
  const unlocatedProblems = () => {
    collectBuilt();
    return [...byIdentity.values()];
  };
  return {
    unlocatedProblems,
    problems: () => uniquePositions(located(unlocatedProblems())),
    planNext: () => {
      const next = pending.shift();
      if (!next) return false;
      collect(problemsOf(built, next));
      collectBuilt();
      return true;
    },
  };
}

/** Removes duplicates that only appear once pointers are resolved: several may lead to one line. */
function uniquePositions(problems: readonly LocatedProblem[]): readonly LocatedProblem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const identity = identityOf(problem, 'position');
    return !seen.has(identity) && seen.add(identity);
  });
}

/** Plans an operation, and returns its problems, those of its response examples included. */
export function problemsOf(built: Built, [api, key]: readonly [string, string]): readonly Problem[] {
  try {
    const { problems, responseProblems } = built.operation(api, key);
    return [...problems, ...responseProblems()];
  } catch (error) {
    if (error instanceof FailedOperationError) return [error.problem];
    throw error;
  }
}
