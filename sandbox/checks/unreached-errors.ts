import type { Problem } from '../problem.ts';
import { addressOf, type Node, type Tree } from '../read/tree.ts';
import { type Check, type CheckedDocument, type CheckedOperation, noteAt, warningAt } from './check.ts';
import { isReachedNaturally } from './reach.ts';
import { exampleNode } from './scenario-places.ts';

interface Found {
  readonly node: Node;
  readonly problem: Problem;
}

/**
 * Documented errors that no faulty request gets, since the document does not constrain what they are about. One that
 * several operations share is told where none of them reaches it.
 */
export const unreachedErrors: Check = {
  codes: ['error-unreached', 'error-vague'],
  run: ({ tree, operations }: CheckedDocument) => {
    const reached = new Set<string>();
    const found = new Map<string, Found>();
    for (const operation of operations) {
      for (const { response, scenario } of operation.rehearsals) {
        const node = exampleNode(tree, operation, response.key, scenario.name);
        if (!node) continue;
        const address = addressOf(node);
        if (isReachedNaturally(operation, response.key, scenario.name)) reached.add(address);
        else
          for (const one of lacking(tree, operation, response.key, scenario.name))
            found.set(address, found.get(address) ?? one);
      }
    }
    return [...found].flatMap(([address, { problem }]) => (reached.has(address) ? [] : [problem]));
  },
};

function lacking(tree: Tree, operation: CheckedOperation, key: string, name: string): readonly Found[] {
  const { plan, rehearsals } = operation;
  const rehearsal = rehearsals.find(({ response, scenario }) => response.key === key && scenario.name === name);
  const node = exampleNode(tree, operation, key, name);
  if (!rehearsal || rehearsal.lacking === null || !node) return [];
  const isVague = rehearsal.scenario.claims.every(({ targets }) => targets.length === 0);
  const error = `the error ${name} of ${plan.key}`;
  if (isVague) {
    const message = `Nothing in ${error} says which fault it is about, so it is given only where no other error fits.`;
    return [{ node, problem: noteAt(node, 'error-vague', message) }];
  }
  const reason = / at (path|query|header|cookie|body)/.test(rehearsal.lacking)
    ? `the document asks for none of these: ${rehearsal.lacking}`
    : rehearsal.lacking;
  return [{ node, problem: warningAt(node, 'error-unreached', `No fault leads to ${error}; ${reason}.`) }];
}
