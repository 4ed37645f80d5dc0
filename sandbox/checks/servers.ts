import type { Problem } from '../problem.ts';
import { childOf, type Node } from '../read/tree.ts';
import { isArray, isObject, property, text } from '../syntax/json.ts';
import { type Check, problemAtNode } from './checked-document.ts';

/** Reports server variables that are undescribed, unused, or have an invalid default (OpenAPI 3.1.1, 4.8.5 and 4.8.6). */
export const servers: Check = {
  codes: ['server-variable'],
  run: ({ walk }) => walk.visits.filter(({ object }) => object === 'Server').flatMap(({ node }) => variables(node)),
};

function variables(server: Node): readonly Problem[] {
  const url = text(server.value, 'url') ?? '';
  const used = [...url.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  const described = childOf(server, 'variables');
  const names = isObject(described?.value) ? Object.keys(described.value) : [];
  const missing = used
    .filter((name) => !names.includes(name))
    .map((name) => problemAtNode(server, 'server-variable', `The variable {${name}} of ${url} is not described.`));
  return [...missing, ...names.flatMap((name) => (described ? variable(described, name, used, url) : []))];
}

function variable(variables: Node, name: string, used: readonly string[], url: string): readonly Problem[] {
  const node = childOf(variables, name);
  if (!node) return [];
  if (!used.includes(name))
    return [problemAtNode(node, 'server-variable', `The variable ${name} is not used in ${url}.`)];
  const [values, fallback] = [property(node.value, 'enum'), property(node.value, 'default')];
  if (!isArray(values) || fallback === undefined || values.includes(fallback)) return [];
  const message = `The default of the variable ${name} must be one of its values: ${values.join(', ')}.`;
  return [problemAtNode(node, 'server-variable', message)];
}
