import type { Built, Opened } from './build.ts';
import type { CheckedOperation } from './checks/checked-document.ts';
import { distinctProblems } from './checks/distinct-problems.ts';
import { type CheckInput, runChecks } from './checks/index.ts';
import { detailsOf } from './compile/contradictions/report.ts';
import { sharedPath } from './compile/document/shared-path.ts';
import { isNegativeName } from './compile/examples/example-names.ts';
import { UnusableSchemaError } from './compile/schemas/validators.ts';
import type { OperationPlan } from './plan.ts';
import type { LocatedProblem, Problem } from './problem.ts';
import { problemsOf } from './problem-collector.ts';
import type { OperationReachability } from './reachability/search.ts';
import type { ReachabilitySearch } from './reachability-search.ts';
import { located } from './read/located.ts';
import { createTree } from './read/tree.ts';
import type { Json } from './syntax/json.ts';
import { violationsOf } from './validation/find-violations.ts';
import type { Schemas } from './validation/violation.ts';

/**
 * Plans and rehearses every operation, and makes all checks.
 *
 * @param reachabilities the requests that were proven to reach the scenarios of an operation
 */
export function inspect(built: Built, reachabilities: ReachabilitySearch): readonly LocatedProblem[] {
  const found: Problem[] = [];
  const taking = (plan: OperationPlan) => ({ plan, schemas: built.schemas(plan.requestSchemas) });
  for (const opened of built.opened) {
    const { api } = opened;
    const keys = [...api.operations.keys()];
    for (const key of keys) for (const problem of problemsOf(built, [api.plan.name, key])) found.push(problem);
    const searched = keys.map((key) => reachabilities(api.plan.name, key));
    for (const one of searched) if (one.kind === 'failed') found.push(one.problem);
    const operations = searched.flatMap((one) => checkedOperation(opened, one));
    const written =
      opened.written === api.tree.root.source ? api.tree : createTree(opened.written, opened.files, ignore);
    found.push(
      ...runChecks({
        tree: api.tree,
        written,
        operations,
        ...schemaInspectors(opened, built),
        sharedPath: (one, other) => sharedPath(taking(one), taking(other)),
        isNegativeName,
      }),
    );
  }
  return distinctProblems(located([...built.problems, ...found]));
}

/** Of a document that was converted, what leads nowhere has been told already. */
function ignore(): void {}

/** None of an operation at which the sandbox failed, which is told. */
function checkedOperation({ api }: Opened, searched: OperationReachability): readonly CheckedOperation[] {
  if (searched.kind === 'failed') return [];
  const { operation: plan, reachabilities } = searched;
  const source = api.operations.get(plan.key);
  return source ? [{ plan, node: source.node, basePaths: source.basePaths, reachabilities }] : [];
}

/** Compiles any schema of a document, for what there is to say about it, and about values. */
function schemaInspectors(
  { api }: Opened,
  { problems, schemas: compile }: Built,
): Pick<CheckInput, 'schemaProblems' | 'violation'> {
  // What a request may leave out and what an answer may: an example of a schema may be of either.
  const bundles = (['request', 'response'] as const).map((direction) => {
    const bundle = api.schemas[direction].bundle();
    return [direction, { bundle, schemas: compile(bundle.document) }] as const;
  });
  return {
    schemaProblems: (node) => {
      const before = problems.length;
      // What was taken in with what it is a part of has been told.
      for (const [direction, { bundle }] of bundles) if (!api.schemas[direction].has(node)) bundle.add(node, 'checked');
      return problems.slice(before);
    },
    violation: (value, node) => {
      const violating = bundles.map(([, one]) => {
        const place = one.bundle.add(node, 'checked');
        return violationOf(value, place, one.schemas);
      });
      return violating.every((violation) => violation !== undefined) ? violating[0] : undefined;
    },
  };
}

function violationOf(value: Json, place: string, schemas: Schemas): string | undefined {
  try {
    const violations = violationsOf(value, place, schemas);
    return violations.length > 0 ? detailsOf(violations) : undefined;
  } catch (error) {
    // Told where the schema is used.
    if (error instanceof UnusableSchemaError) return undefined;
    throw error;
  }
}
