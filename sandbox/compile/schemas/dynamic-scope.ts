import { resourceAround } from '../../read/identifiers.ts';
import { addressOf, type Node } from '../../read/tree.ts';
import { text } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';

/**
 * The schemas of the `$dynamicAnchor`s in scope, by name: each is that of the outermost resource on the path of
 * evaluation that defines it (JSON Schema 2020-12 Core, 7.1 and 8.2.3.2).
 */
export type DynamicScope = ReadonlyMap<string, Node>;

export const noScope: DynamicScope = new Map();

/** Returns the scope within the resource that contains a schema. */
export function scopeWithin({ source, pointer }: Node, scope: DynamicScope): DynamicScope {
  const { dynamic } = resourceAround(source, pointer);
  const fresh = [...dynamic].filter(([name]) => !scope.has(name));
  if (fresh.length === 0) return scope;
  const nodes = fresh.map(
    ([name, at]) => [name, { source, pointer: at, value: valueAt(source.value, at) ?? true }] as const,
  );
  return new Map([...scope, ...nodes]);
}

/** Returns the identity of a schema in a scope, since it is another schema where its anchors resolve differently. */
export function addressIn(node: Node, scope: DynamicScope): string {
  const anchors = [...scope].map(([name, target]) => ` ${name}=${addressOf(target)}`).sort();
  return addressOf(node) + anchors.join('');
}

/** Returns the target of a `$dynamicRef`, given its target as a `$ref`. */
export function outermost(found: Node, reference: string, scope: DynamicScope): Node {
  const name = reference.split('#')[1] ?? '';
  return (text(found.value, '$dynamicAnchor') === name ? scope.get(name) : undefined) ?? found;
}
