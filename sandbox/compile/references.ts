import { isArray, isObject, text } from '../notation/json.ts';
import { addressOf, childOf, isRemote, type Node, type Tree } from '../read/tree.ts';
import type { ApiSource } from './api.ts';

/** Under these keys stand values, in which a `$ref` is no reference, and what no answer depends on. */
const values = new Set(['example', 'examples', 'default', 'enum', 'const', 'value', 'callbacks', 'links']);

/**
 * Whether there is anything left to serve: an operation of which every reference leads somewhere. The search ends at the
 * first, so a sound document costs next to nothing. References to other hosts are no defect here.
 */
export function hasWholeOperation({ tree, operations }: ApiSource): boolean {
  return [...operations.values()].some(
    ({ node, pathItems }) => isWhole(tree, node) && pathItems.every((pathItem) => parametersAreWhole(tree, pathItem)),
  );
}

function parametersAreWhole(tree: Tree, pathItem: Node): boolean {
  const parameters = childOf(pathItem, 'parameters');
  return parameters === undefined || isWhole(tree, parameters);
}

function isWhole(tree: Tree, start: Node): boolean {
  const seen = new Set<string>();
  const visit = (node: Node): boolean => {
    const { value } = node;
    if (isArray(value)) return value.every((_, index) => visitChild(node, String(index)));
    if (!isObject(value)) return true;
    const reference = text(value, '$ref');
    if (reference === undefined) return Object.keys(value).every((key) => values.has(key) || visitChild(node, key));
    if (isRemote(reference)) return true;
    const followed = tree.follow(node);
    if (!followed.resolved) return false;
    const address = addressOf(followed.node);
    if (seen.has(address)) return true;
    seen.add(address);
    return visit(followed.node);
  };
  const visitChild = (node: Node, key: string): boolean => {
    const child = childOf(node, key);
    return child === undefined || visit(child);
  };
  return visit(start);
}
