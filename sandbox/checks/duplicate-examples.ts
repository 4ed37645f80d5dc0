import type { ResponsePlan, ScenarioPlan } from '../plan.ts';
import type { Problem } from '../problem.ts';
import type { Tree } from '../read/tree.ts';
import { equal, type Json } from '../syntax/json.ts';
import { type Check, type CheckedOperation, problemAtNode } from './checked-document.ts';
import { exampleNode } from './example-nodes.ts';
import { isReachedNaturally } from './reachability.ts';

/** Reports response examples that cannot be distinguished: equal values, or errors that claim the same fault. */
export const duplicateExamples: Check = {
  codes: ['example-twice'],
  run: ({ tree, operations }) =>
    operations.flatMap((operation) =>
      operation.plan.responses.flatMap((response) => duplicatesIn(tree, operation, response)),
    ),
};

function duplicatesIn(tree: Tree, operation: CheckedOperation, response: ResponsePlan): readonly Problem[] {
  const documented = response.scenarios.filter(({ source }) => source === 'example');
  return documented.flatMap((scenario, index): readonly Problem[] => {
    const earlier = documented.slice(0, index);
    const node = exampleNode(tree, operation, response.key, scenario.name);
    if (!node) return [];
    const equalExample = earlier.find((other) => equal(sentValue(other), sentValue(scenario)));
    // Equal values are legitimate if different example requests lead to them.
    const arePaired = [equalExample, scenario].every((one) => one && isPaired(operation, response.key, one.name));
    if (equalExample && !arePaired) {
      const message = `The examples ${equalExample.name} and ${scenario.name} of the answer ${response.key} have the same value.`;
      return [problemAtNode(node, 'example-twice', message)];
    }
    const rival = equalExample ? undefined : earlier.find((other) => isSameError(other, scenario));
    if (!rival || [rival, scenario].every((one) => isReachedNaturally(operation, response.key, one.name))) return [];
    const message = `The errors ${rival.name} and ${scenario.name} of the answer ${response.key} are about the same fault; the first is given.`;
    return [problemAtNode(node, 'example-twice', message)];
  });
}

/** Returns whether an example of a request or parameter is paired with the scenario. */
function isPaired({ plan }: CheckedOperation, response: string, name: string): boolean {
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
