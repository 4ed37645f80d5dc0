import { addressOf, childOf, digitsAt, type Node, type Tree } from '../../read/tree.ts';
import { type Digits, digitsOf, type Written, written } from '../../syntax/digits.ts';
import { equal, isArray, isObject, type Json } from '../../syntax/json.ts';

/**
 * Returns a generated value with the digits of its numbers as the schema writes them in examples, defaults, constants and
 * enumerations.
 */
export function inSchemaDigits(tree: Tree, schema: Node | undefined, value: Json): Written {
  return written(value, schema && digitsFrom(tree, schema, value, new Set()));
}

/** @param seen addresses of the schemas that were already searched for the same value */
function digitsFrom(tree: Tree, schema: Node, value: Json, seen: Set<string>): Digits | undefined {
  if (typeof value !== 'object' && typeof value !== 'number') return undefined;
  const schemas = tree.steps(schema).filter((node) => isObject(node.value) && !seen.has(addressOf(node)));
  for (const node of schemas) seen.add(addressOf(node));
  for (const node of schemas) {
    const stated = valuesIn(node).find((one) => digitsAt(one) !== undefined && equal(one.value, value));
    const digits = stated ? digitsAt(stated) : (inParts(tree, node, value, seen) ?? inChildren(tree, node, value));
    if (digits !== undefined) return digits;
  }
  return undefined;
}

/** Returns the values that a schema contains. */
function valuesIn(node: Node): readonly Node[] {
  const lists = ['examples', 'enum'].flatMap((keyword) => childrenOf(childOf(node, keyword)));
  return [...['example', 'default', 'const'].flatMap((keyword) => childOf(node, keyword) ?? []), ...lists];
}

/** Returns the digits in subschemas that apply to the value itself. */
function inParts(tree: Tree, node: Node, value: Json, seen: Set<string>): Digits | undefined {
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((keyword) => childrenOf(childOf(node, keyword)));
  const digitsOfParts = parts
    .map((part) => digitsFrom(tree, part, value, seen))
    .filter((digits) => digits !== undefined);
  const [first] = digitsOfParts;
  const objects = digitsOfParts.filter((digits) => typeof digits === 'object');
  const ofChildren = objects.length > 0 && isObject(value) ? inChildren(tree, node, value) : undefined;
  return objects.length > 0 ? Object.assign({}, ...objects, ofChildren) : first;
}

function inChildren(tree: Tree, node: Node, value: Json): Digits | undefined {
  const items = childOf(node, 'items');
  if (isArray(value)) {
    if (!items) return undefined;
    return digitsOf(value.map((item, index) => [String(index), digitsFrom(tree, items, item, new Set())]));
  }
  if (!isObject(value)) return undefined;
  const properties = childOf(node, 'properties');
  const others = childOf(node, 'additionalProperties');
  return digitsOf(
    Object.entries(value).map(([name, child]) => {
      const schema = (properties && childOf(properties, name)) ?? others;
      return [name, schema && digitsFrom(tree, schema, child, new Set())];
    }),
  );
}

function childrenOf(node: Node | undefined): readonly Node[] {
  return node && isArray(node.value) ? node.value.flatMap((_, index) => childOf(node, String(index)) ?? []) : [];
}
