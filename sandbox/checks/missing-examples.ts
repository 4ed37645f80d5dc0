import { hasWordsOnly } from '../openapi-objects/example-object.ts';
import type { Problem } from '../problem.ts';
import { childOf, type Tree } from '../read/tree.ts';
import { isObject } from '../syntax/json.ts';
import { type Check, type CheckedOperation, listed, problemAtNode } from './checked-document.ts';
import { responseNode } from './example-nodes.ts';

/** Reports responses whose bodies are generated from their schemas, once for each operation. */
export const missingExamples: Check = {
  codes: ['example-missing'],
  run: ({ tree, operations }) => operations.flatMap((operation) => missingIn(tree, operation)),
};

function missingIn(tree: Tree, operation: CheckedOperation): readonly Problem[] {
  const { plan, node } = operation;
  const keys = plan.responses
    .filter(({ scenarios }) => scenarios.some(({ source }) => source === 'generated'))
    .map(({ key }) => key)
    .filter((key) => !hasOtherExample(tree, operation, key));
  if (keys.length === 0) return [];
  const message = `${plan.key} has no example for ${listed(keys)}, so a body is made from the schema.`;
  return [problemAtNode(childOf(node, 'responses') ?? node, 'example-missing', message)];
}

/** Returns whether there is an example in the schema, or one that could not be read, which is reported separately. */
function hasOtherExample(tree: Tree, operation: CheckedOperation, key: string): boolean {
  const response = responseNode(tree, operation, key);
  return tree.entries(response && tree.get(response, 'content')).some(([, media]) => {
    const schema = tree.get(media, 'schema');
    if (isObject(schema?.value) && ('example' in schema.value || 'examples' in schema.value)) return true;
    const named = childOf(media, 'examples')?.value;
    if (childOf(media, 'example') !== undefined) return true;
    return isObject(named) && Object.values(named).some((example) => !hasWordsOnly(example));
  });
}
