import { type ProblemKind, problemCatalogue } from '../problem/catalogue.ts';
import { identityOf } from '../problem/identity.ts';
import type { LocatedProblem } from '../problem.ts';

/**
 * Returns each defect once, sorted by place. Put the problems of planning first: of several problems that describe one
 * defect, the first is kept.
 */
export function distinctProblems(problems: readonly LocatedProblem[]): readonly LocatedProblem[] {
  const dangling = new Set(
    problems.filter(({ code }) => code === 'reference-missing' || code === 'reference-outside').map(positionOf),
  );
  const setAside = new Set(problems.filter(({ code }) => code === 'constraint-set-aside').map(parentOf));
  const misplaced = new Set(problems.filter(({ code }) => code === 'structure').map(positionOf));
  const distinct = new Map<string, LocatedProblem>();
  for (const problem of problems) {
    // An example that is a dangling reference also violates its schema.
    if (problem.severity === 'warning' && problem.location && dangling.has(positionOf(problem))) continue;
    // The example of a schema violates the constraint that was set aside because of other examples.
    if (problem.code === 'example-invalid' && setAside.has(parentOf(problem))) continue;
    // What is no example, or several, also violates the schema.
    if (problem.code === 'example-invalid' && problem.location && misplaced.has(positionOf(problem))) continue;
    const identity = identityOf(problem, 'defect');
    if (!distinct.has(identity)) distinct.set(identity, withSeverityInCheck(problem));
  }
  return [...distinct.values()].sort(byPosition);
}

function positionOf({ location }: LocatedProblem): string {
  return location ? `${location.file}:${location.line}:${location.column}` : '';
}

/** The place of the object or array that holds a problem's place. */
function parentOf({ location, pointer = '' }: LocatedProblem): string {
  return `${location?.file}#${pointer.slice(0, pointer.lastIndexOf('/'))}`;
}

function withSeverityInCheck(problem: LocatedProblem): LocatedProblem {
  const { except }: ProblemKind = problemCatalogue[problem.code];
  return except?.inCheck ? { ...problem, severity: except.inCheck } : problem;
}

function byPosition({ location: one }: LocatedProblem, { location: other }: LocatedProblem): number {
  if (!one || !other) return Number(Boolean(one)) - Number(Boolean(other));
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}
