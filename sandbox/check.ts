import type { Built, Opened } from './build.ts';
import type { CheckedOperation } from './checks/check.ts';
import { check, gathered, type Subject } from './checks/index.ts';
import { detailsOf } from './compile/contradictions.ts';
import { isNegativeName } from './compile/example-names.ts';
import { sharedPath } from './compile/shared-path.ts';
import { UnusableSchema } from './compile/validators.ts';
import type { Json } from './notation/json.ts';
import type { OperationPlan } from './plan.ts';
import type { LocatedProblem, Problem } from './problem.ts';
import { located } from './read/located.ts';
import { createTree } from './read/tree.ts';
import type { Rehearsals } from './rehearsals.ts';
import type { Rehearsed } from './samples/rehearsal.ts';
import { violationsOf } from './triggers/schema-errors.ts';
import type { Schemas } from './triggers/violation.ts';

/**
 * Plans and rehearses every operation, and makes all checks.
 *
 * @param problemsOf what an operation tells when it is planned
 * @param rehearsals the requests that were proven to reach the scenarios of an operation
 */
export function checkBuilt(
  built: Built,
  problemsOf: (built: Built, name: readonly [string, string]) => readonly Problem[],
  rehearsals: Rehearsals,
): readonly LocatedProblem[] {
  const found: Problem[] = [];
  const taking = (plan: OperationPlan) => ({ plan, schemas: built.schemas(plan.requestSchemas) });
  for (const opened of built.opened) {
    const { api } = opened;
    const keys = [...api.operations.keys()];
    for (const key of keys) for (const problem of problemsOf(built, [api.plan.name, key])) found.push(problem);
    const rehearsed = keys.map((key) => rehearsals(api.plan.name, key));
    for (const one of rehearsed) if (one.kind === 'failed') found.push(one.problem);
    const operations = rehearsed.flatMap((one) => checkedOperation(opened, one));
    const written =
      opened.written === api.tree.root.source ? api.tree : createTree(opened.written, opened.files, ignore);
    found.push(
      ...check({
        tree: api.tree,
        written,
        operations,
        ...schemaTellers(opened, built),
        sharedPath: (one, other) => sharedPath(taking(one), taking(other)),
        isNegativeName,
      }),
    );
  }
  return gathered(located([...built.problems, ...found]));
}

/** Of a document that was converted, what leads nowhere has been told already. */
function ignore(): void {}

/** None of an operation at which the sandbox failed, which is told. */
function checkedOperation({ api }: Opened, rehearsed: Rehearsed): readonly CheckedOperation[] {
  if (rehearsed.kind === 'failed') return [];
  const { operation: plan, rehearsals } = rehearsed;
  const source = api.operations.get(plan.key);
  return source ? [{ plan, node: source.node, basePaths: source.basePaths, rehearsals }] : [];
}

/** Compiles any schema of a document, for what there is to say about it, and about values. */
function schemaTellers(
  { api }: Opened,
  { problems, schemas: compile }: Built,
): Pick<Subject, 'schemaProblems' | 'breach'> {
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
    breach: (value, node) => {
      const breaches = bundles.map(([, one]) => {
        const place = one.bundle.add(node, 'checked');
        return breachOf(value, place, one.schemas);
      });
      return breaches.every((breach) => breach !== undefined) ? breaches[0] : undefined;
    },
  };
}

function breachOf(value: Json, place: string, schemas: Schemas): string | undefined {
  try {
    const violations = violationsOf(value, place, schemas);
    return violations.length > 0 ? detailsOf(violations) : undefined;
  } catch (error) {
    // Told where the schema is used.
    if (error instanceof UnusableSchema) return undefined;
    throw error;
  }
}
