import type { RequestExamplePlan, ResponsePlan } from '../plan.ts';
import type { Problem } from '../problem.ts';
import type { Tree } from '../read/tree.ts';
import { type Check, type CheckedOperation, problemAtNode } from './checked-document.ts';
import { requestExampleNode } from './example-nodes.ts';

/** Reports request examples that are paired with no response, or only by a guess. */
export const requestExamples: Check = {
  codes: ['example-unpaired', 'example-name'],
  run: ({ tree, operations }) =>
    operations.flatMap((operation) => {
      const byName = new Map(operation.plan.requestExamples.map((example) => [example.name, example]));
      return [...byName.values()].flatMap((example) => unpaired(tree, operation, example));
    }),
};

function unpaired(tree: Tree, operation: CheckedOperation, example: RequestExamplePlan): readonly Problem[] {
  const { requestExamples: all, responses } = operation.plan;
  const node = requestExampleNode(tree, operation, example.name);
  if (!node || example.name === 'example') return [];
  const { answer } = example;
  const isClear = example.isPositive && !isChoice(responses);
  if (answer) {
    // If another request example already has the name of the response example, renaming is not possible.
    if (all.some(({ name }) => name === answer.name) || !isNamed(responses, answer.response)) return [];
    const message = `The request example ${example.name} gets the answer ${answer.response}/${answer.name} as far as can be guessed; one name for both would say so.`;
    return [problemAtNode(node, 'example-name', message, isClear ? 'unambiguous' : undefined)];
  }
  if (!all.some((other) => other.answer) || isClear) return [];
  const message = `The request example ${example.name} belongs to no documented answer, as others do: give it the name of one.`;
  return [problemAtNode(node, 'example-unpaired', message)];
}

/** Returns whether a response has examples with names that a request example could share. */
function isNamed(responses: readonly ResponsePlan[], key: string): boolean {
  const response = responses.find((one) => one.key === key);
  return (
    response?.scenarios.some(({ source, name }) => source !== 'empty' && name !== 'generated' && name !== 'example') ??
    false
  );
}

/** Returns whether a valid request could get one of several successful responses. */
function isChoice(responses: readonly ResponsePlan[]): boolean {
  const successes = responses.filter(({ key }) => key.startsWith('2')).flatMap(({ scenarios }) => scenarios);
  return successes.length > 1;
}
