import type { Built, OpenedDocument } from './build.ts';
import type { CheckedOperation, CheckedRule } from './checks/checked-document.ts';
import { distinctProblems } from './checks/distinct-problems.ts';
import { type CheckInput, runChecks } from './checks/index.ts';
import { detailsOf } from './compile/contradictions/report.ts';
import { sharedPath } from './compile/document/shared-path.ts';
import { isNegativeName } from './compile/examples/example-names.ts';
import { UnusableSchemaError } from './compile/schemas/validators/unusable-schema-error.ts';
import type { OperationPlan } from './plan.ts';
import type { LocatedProblem, Problem } from './problem.ts';
import { problemsOf } from './problem-collector.ts';
import { describeReason } from './reachability/describe-reason.ts';
import type { OperationReachability } from './reachability/search.ts';
import type { UnmatchedRule } from './reachability/unmatched-rules.ts';
import type { ReachabilitySearch } from './reachability-search.ts';
import { located } from './read/located.ts';
import { createTree } from './read/tree.ts';
import type { Json } from './syntax/json.ts';
import { violationsOf } from './validation/find-violations.ts';
import type { Schemas } from './validation/violation.ts';

/**
 * Plans every operation, searches its requests, and runs all checks.
 *
 * @param reachabilities the requests that were proven to reach the scenarios of an operation
 */
export function inspect(built: Built, reachabilities: ReachabilitySearch): readonly LocatedProblem[] {
  const found: Problem[] = [];
  const requestPlan = (plan: OperationPlan) => ({ plan, schemas: built.schemas(plan.requestSchemas) });
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
        sharedPath: (one, other) => sharedPath(requestPlan(one), requestPlan(other)),
        isNegativeName,
      }),
    );
  }
  return distinctProblems(located([...built.problems, ...found]));
}

/** Unresolved references of a converted document have been reported already. */
function ignore(): void {}

/** Returns the operation with its plan. Empty if planning failed, which is reported already. */
function checkedOperation(opened: OpenedDocument, searched: OperationReachability): readonly CheckedOperation[] {
  if (searched.kind === 'failed') return [];
  const { operation: plan, reachabilities, unmatchedRules } = searched;
  const source = opened.api.operations.get(plan.key);
  if (!source) return [];
  const { node, basePaths } = source;
  const rules = unmatchedRules().flatMap((rule) => checkedRule(opened, rule));
  return [{ plan, node, basePaths, reachabilities, unmatchedRules: rules }];
}

function checkedRule({ scenarios }: OpenedDocument, { rule, obstacle }: UnmatchedRule): readonly CheckedRule[] {
  const node = scenarios?.rules[rule.index]?.node;
  if (!node) return [];
  if (obstacle.kind !== 'faults') return [{ node, obstacle }];
  const { kind, faults, isProven } = obstacle;
  return [{ node, obstacle: { kind, words: describeReason({ by: 'fault', faults }), isProven } }];
}

/** Creates the functions that find problems of any schema of a document, and of values by these schemas. */
function schemaInspectors(
  { api }: OpenedDocument,
  { problems, schemas: compile }: Built,
): Pick<CheckInput, 'schemaProblems' | 'violation'> {
  // An example may be of a request or of a response, which treat `readOnly` and `writeOnly` differently.
  const bundles = (['request', 'response'] as const).map((direction) => {
    const bundle = api.schemas[direction].bundle();
    return [direction, { bundle, schemas: compile(bundle.document) }] as const;
  });
  return {
    schemaProblems: (node) => {
      const before = problems.length;
      // Schemas that were compiled as a part of others have been reported already.
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
    // Reported where the schema is used.
    if (error instanceof UnusableSchemaError) return undefined;
    throw error;
  }
}
