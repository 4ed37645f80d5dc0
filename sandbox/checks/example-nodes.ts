import { childOf, type Node, type Tree } from '../read/tree.ts';
import type { CheckedOperation } from './checked-document.ts';

/** Returns the response of an operation by its key; the document may write it in lower case: `4xx`. */
export function responseNode(tree: Tree, { node }: CheckedOperation, key: string): Node | undefined {
  const responses = tree.get(node, 'responses');
  return responses && (tree.get(responses, key) ?? tree.get(responses, key.toLowerCase()));
}

/** Returns the example of a response by its name, from the first media type that has it. */
export function exampleNode(tree: Tree, operation: CheckedOperation, key: string, name: string): Node | undefined {
  const response = responseNode(tree, operation, key);
  return response && namedIn(tree, response, name);
}

/** Returns the example of a request body by its name. */
export function requestExampleNode(tree: Tree, { node }: CheckedOperation, name: string): Node | undefined {
  const body = tree.get(node, 'requestBody');
  return body && namedIn(tree, body, name);
}

function namedIn(tree: Tree, owner: Node, name: string): Node | undefined {
  for (const [, media] of tree.entries(tree.get(owner, 'content'))) {
    const examples = tree.get(media, 'examples');
    const found = examples ? childOf(examples, name) : name === 'example' ? childOf(media, 'example') : undefined;
    if (found) return found;
  }
  return undefined;
}
