import { addressOf, childOf, type Node, type Tree } from '../../read/tree.ts';
import { isArray, isObject, property, text } from '../../syntax/json.ts';
import type { Direction, SchemaDialect } from './dialect.ts';

/**
 * Returns the properties of an object that are never required in a direction: `readOnly` ones in requests, `writeOnly`
 * ones in responses (OpenAPI 3.0.4, 4.7.24.2). All parts of an `allOf` describe the same object.
 */
export function exemptProperties(
  tree: Tree,
  schema: Node,
  direction: Direction,
  dialect: SchemaDialect,
): ReadonlySet<string> {
  const flag = direction === 'request' ? 'readOnly' : 'writeOnly';
  const exempt = new Set<string>();
  const seen = new Set<string>();
  const waiting = [schema];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const followed = tree.follow(node);
    if (!followed.resolved || seen.has(addressOf(followed.node))) continue;
    seen.add(addressOf(followed.node));
    const properties = tree.get(followed.node, 'properties');
    for (const name of properties && isObject(properties.value) ? Object.keys(properties.value) : []) {
      const written = properties && childOf(properties, name);
      const isReference = text(written?.value, '$ref') !== undefined;
      const beside = isReference && dialect === '3.0' ? undefined : property(written?.value, flag);
      if (beside === true || property(properties && tree.get(properties, name)?.value, flag) === true) exempt.add(name);
    }
    const parts = childOf(followed.node, 'allOf');
    if (!parts || !isArray(parts.value)) continue;
    for (const index of parts.value.keys()) {
      const part = childOf(parts, String(index));
      if (part) waiting.push(part);
    }
  }
  return exempt;
}
