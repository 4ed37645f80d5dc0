import type { Problem } from '../problem.ts';
import { addressOf, type Node } from '../read/tree.ts';
import {
  type Check,
  type CheckedDocument,
  type CheckedOperation,
  type CheckedReachability,
  noteAt,
  warningAt,
} from './checked-document.ts';
import { isReachedNaturally } from './reachability.ts';
import { exampleNode } from './scenario-places.ts';

/**
 * Documented errors that no faulty request gets, since the document does not constrain what they are about. One that
 * several operations share is told where none of them reaches it.
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
        else if (reachability.lacking !== null && !found.has(address))
          found.set(address, lacking(node, operation, reachability, reachability.lacking));
      }
    }
    return [...found].flatMap(([address, problem]) => (reached.has(address) ? [] : [problem]));
  },
};

function lacking(
  node: Node,
  { plan }: CheckedOperation,
  { scenario: { name, claims } }: CheckedReachability,
  what: string,
): Problem {
  const error = `the error ${name} of ${plan.key}`;
  if (claims.every(({ targets }) => targets.length === 0)) {
    const message = `Nothing in ${error} says which fault it is about, so it is given only where no other error fits.`;
    return noteAt(node, 'error-vague', message);
  }
  // What was set aside is not checked either, though it is written.
  const reason = / at (path|query|header|cookie|body)/.test(what) ? `nothing checks ${what}` : what;
  return warningAt(node, 'error-unreached', `No fault leads to ${error}: ${reason}.`);
}
