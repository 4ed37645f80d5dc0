import type { ResponsePlan, ScenarioPlan } from '../plan.ts';
import type { Problem } from '../problem.ts';
import type { Tree } from '../read/tree.ts';
import { equal, type Json } from '../syntax/json.ts';
import { type Check, type CheckedOperation, problemAtNode } from './checked-document.ts';
import { isReachedNaturally } from './reachability.ts';
import { exampleNode } from './scenario-places.ts';

/** Answers that nobody can tell apart: two examples with one value, or two errors about the same fault. */
export const exampleTwins: Check = {
  codes: ['example-twice'],
  run: ({ tree, operations }) =>
    operations.flatMap((operation) => operation.plan.responses.flatMap((response) => twins(tree, operation, response))),
};

function twins(tree: Tree, operation: CheckedOperation, response: ResponsePlan): readonly Problem[] {
  const documented = response.scenarios.filter(({ source }) => source === 'example');
  return documented.flatMap((scenario, index): readonly Problem[] => {
    const earlier = documented.slice(0, index);
    const node = exampleNode(tree, operation, response.key, scenario.name);
    if (!node) return [];
    const same = earlier.find((other) => equal(sentValue(other), sentValue(scenario)));
    // Two requests may well have one result.
    const areAskedFor = [same, scenario].every((one) => one && isAskedFor(operation, response.key, one.name));
    if (same && !areAskedFor) {
      const message = `The examples ${same.name} and ${scenario.name} of the answer ${response.key} have the same value.`;
      return [problemAtNode(node, 'example-twice', message)];
    }
    const rival = same ? undefined : earlier.find((other) => isSameError(other, scenario));
    if (!rival || [rival, scenario].every((one) => isReachedNaturally(operation, response.key, one.name))) return [];
    const message = `The errors ${rival.name} and ${scenario.name} of the answer ${response.key} are about the same fault; the first is given.`;
    return [problemAtNode(node, 'example-twice', message)];
  });
}

/** Whether a documented request leads to a scenario. */
function isAskedFor({ plan }: CheckedOperation, response: string, name: string): boolean {
  return [...plan.requestExamples, ...plan.parameterExamples].some(
    ({ answer }) => answer?.response === response && answer.name === name,
  );
}

function sentValue({ representations: [first] }: ScenarioPlan): Json {
  return first?.value ?? null;
}

function isSameError({ claims }: ScenarioPlan, other: ScenarioPlan): boolean {
  const [one, two] = [claims, other.claims].map((all) => all.map(({ targets }) => targets));
  return claims.some(({ targets }) => targets.length > 0) && JSON.stringify(one) === JSON.stringify(two);
}
