import type { Problem } from '../problem.ts';
import { addressOf, type Node } from '../read/tree.ts';
import {
  type Check,
  type CheckedDocument,
  type CheckedOperation,
  type CheckedReachability,
  problemAtNode,
} from './checked-document.ts';
import { exampleNode } from './example-nodes.ts';
import { isReachedNaturally } from './reachability.ts';

/**
 * Reports errors that no faulty request reaches, since the document does not state the constraint they are about. An error
 * that several operations share is reported if none of them reaches it.
 */
export const unreachedErrors: Check = {
  codes: ['error-unreached', 'error-vague'],
  run: ({ tree, operations }: CheckedDocument) => {
    const reached = new Set<string>();
    const found = new Map<string, Problem>();
    for (const operation of operations) {
      for (const reachability of operation.reachabilities) {
        const { response, scenario } = reachability;
        const node = exampleNode(tree, operation, response.key, scenario.name);
        if (!node) continue;
        const address = addressOf(node);
        if (isReachedNaturally(operation, response.key, scenario.name)) reached.add(address);
        const problem = unreachedProblem(node, operation, reachability);
        if (problem && !found.has(address)) found.set(address, problem);
      }
    }
    return [...found].flatMap(([address, problem]) => (reached.has(address) ? [] : [problem]));
  },
};

function unreachedProblem(
  node: Node,
  { plan }: CheckedOperation,
  { scenario: { name }, gap, lacking }: CheckedReachability,
): Problem | undefined {
  if (gap === null) return undefined;
  const error = `the error ${name} of ${plan.key}`;
  if (gap.kind === 'vague') {
    const message = `Nothing in ${error} says which fault it is about, so it is given only where no other error fits.`;
    return problemAtNode(node, 'error-vague', message);
  }
  // A constraint that was set aside is written in the document, and is not checked either.
  const reason = gap.kind === 'unchecked' ? `nothing checks ${lacking}` : lacking;
  return problemAtNode(node, 'error-unreached', `No fault leads to ${error}: ${reason}.`);
}
