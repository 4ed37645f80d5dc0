import { isObject } from '../notation/json.ts';
import type { Problem } from '../problem.ts';
import { addressOf, childOf, type Node, type Tree } from '../read/tree.ts';
import { type Check, type CheckedDocument, type CheckedOperation, warningAt } from './check.ts';

/** Examples that no operation of the sandbox uses, such as those of webhooks, and that break their schemas. */
export const unusedExamples: Check = {
  codes: ['example-invalid'],
  run: (document) => {
    const used = new Set(document.operations.flatMap((operation) => mediaTypesOf(document.tree, operation)));
    return document.walk.visits
      .filter(({ object, node }) => object === 'MediaType' && !used.has(addressOf(node)))
      .flatMap(({ node }) => broken(document, node));
  },
};

function broken({ tree, breach, isNegativeName }: CheckedDocument, media: Node): readonly Problem[] {
  const schema = childOf(media, 'schema');
  if (!schema) return [];
  return examplesIn(tree, media).flatMap(({ name, value }) => {
    const found = isNegativeName(name) ? undefined : breach(tree.expand(value), schema);
    return found === undefined
      ? []
      : [
          warningAt(
            value,
            'example-invalid',
            `The ${name === 'example' ? name : `example ${name}`} breaks its schema: ${found}.`,
          ),
        ];
  });
}

function examplesIn(tree: Tree, media: Node): readonly { readonly name: string; readonly value: Node }[] {
  const single = childOf(media, 'example');
  if (single) return [{ name: 'example', value: single }];
  return tree.entries(tree.get(media, 'examples')).flatMap(([name, example]) => {
    const value = childOf(example, 'value');
    return value ? [{ name, value }] : [];
  });
}

/** Addresses of what planning looks at. */
function mediaTypesOf(tree: Tree, { node }: CheckedOperation): readonly string[] {
  const responses = tree.entries(tree.get(node, 'responses')).map(([, response]) => response);
  return [tree.get(node, 'requestBody'), ...responses]
    .flatMap((owner) => (owner && isObject(owner.value) ? tree.entries(tree.get(owner, 'content')) : []))
    .map(([, media]) => addressOf(media));
}
