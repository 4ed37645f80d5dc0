import type { Problem } from '../problem.ts';
import { childOf, type Node, type Tree } from '../read/tree.ts';
import { isArray, isObject, property, text } from '../syntax/json.ts';
import { type Check, listed, problemAtNode } from './checked-document.ts';

/** Reports security requirements with an unknown scheme or scope (OpenAPI 3.1.1, 4.8.30). */
export const security: Check = {
  codes: ['security-unknown'],
  run: ({ tree, walk }) => {
    const components = tree.get(tree.root, 'components');
    const schemes = components && tree.get(components, 'securitySchemes');
    return walk.visits
      .filter(({ object }) => object === 'SecurityRequirement')
      .flatMap(({ node }) => unknown(tree, node, schemes));
  },
};

function unknown(tree: Tree, requirement: Node, schemes: Node | undefined): readonly Problem[] {
  const names = isObject(schemes?.value) ? Object.keys(schemes.value) : [];
  return Object.keys(isObject(requirement.value) ? requirement.value : {}).flatMap((name): readonly Problem[] => {
    const node = childOf(requirement, name);
    // Since 3.2 the key may be a reference to a scheme.
    if (!node || name === '$ref' || name.includes('/')) return [];
    if (!names.includes(name)) {
      const known = names.length > 0 ? `there is ${listed(names)}` : 'there are none under components.securitySchemes';
      return [problemAtNode(node, 'security-unknown', `There is no security scheme ${name}; ${known}.`)];
    }
    const scheme = schemes && tree.get(schemes, name);
    return scheme ? unknownScopes(tree, node, scheme, name) : [];
  });
}

function unknownScopes(tree: Tree, node: Node, scheme: Node, name: string): readonly Problem[] {
  if (text(scheme.value, 'type') !== 'oauth2' || !isArray(node.value)) return [];
  const scopes = tree.entries(tree.get(scheme, 'flows')).flatMap(([, flow]) => {
    const named = property(flow.value, 'scopes');
    return isObject(named) ? Object.keys(named) : [];
  });
  const missing = node.value.filter((scope) => typeof scope === 'string' && !scopes.includes(scope));
  if (missing.length === 0) return [];
  return [problemAtNode(node, 'security-unknown', `The security scheme ${name} has no scope ${missing.join(', ')}.`)];
}
