import { addressOf, type Node, type Tree } from '../../read/tree.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { chooseByDiscriminator } from './dialect.ts';

/** Translates a discriminator (OpenAPI 3.1.1, 4.8.25) by the constants that its branches give the property. */
export function chooseByConstants(tree: Tree, node: Node, written: JsonObject, schema: Record<string, Json>): void {
  const referenced = (reference: string): Node | undefined => {
    const followed = tree.follow({ ...node, value: { $ref: reference } });
    return followed.resolved ? followed.node : undefined;
  };
  chooseByDiscriminator(
    written,
    schema,
    (reference) => {
      const target = referenced(reference);
      return target && addressOf(target);
    },
    (reference, name) => constantsOf(tree, referenced(reference), name),
  );
}

/** Schemas nested deeper through `allOf` are not searched. */
const maxDepth = 10;

/** Returns the strings that a schema allows for a property, in its own `const` or `enum` or in those of its `allOf`. */
function constantsOf(tree: Tree, schema: Node | undefined, name: string, depth = 0): readonly string[] {
  if (!schema || depth > maxDepth) return [];
  const properties = tree.get(schema, 'properties');
  const value = properties && tree.get(properties, name)?.value;
  const constant = isObject(value) ? (value['const'] ?? value['enum']) : undefined;
  const strings = (isArray(constant) ? constant : [constant]).filter((one) => typeof one === 'string');
  if (strings.length > 0) return strings;
  return tree.items(tree.get(schema, 'allOf')).flatMap((part) => constantsOf(tree, part, name, depth + 1));
}
