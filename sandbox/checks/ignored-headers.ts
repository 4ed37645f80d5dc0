import type { Problem } from '../problem.ts';
import { childOf, type Node, type Tree } from '../read/tree.ts';
import { table } from '../syntax/dictionary.ts';
import { isFramingHeader } from '../syntax/header.ts';
import { isObject, text } from '../syntax/json.ts';
import { type Check, problemAtNode } from './checked-document.ts';

/** Reports documented headers that OpenAPI or the server ignores (OpenAPI 3.1.1, 4.8.12.2.1 and 4.8.17). */
export const ignoredHeaders: Check = {
  codes: ['header-ignored'],
  run: ({ tree, walk }) =>
    walk.visits.flatMap(({ object, node }) => {
      if (object === 'Parameter') return requestHeader(node);
      return object === 'Response' ? responseHeaders(tree, node) : [];
    }),
};

/** Where OpenAPI describes these request headers instead, by lower-case name. */
const describedBy: Readonly<Record<string, string>> = table({
  accept: 'the media types of the responses say what may be asked for',
  'content-type': 'the media types of the request body say what may be sent',
  authorization: '`security` says which credentials are needed',
});

function requestHeader(node: Node): readonly Problem[] {
  const name = text(node.value, 'name');
  const reason = describedBy[name?.toLowerCase() ?? ''];
  if (text(node.value, 'in') !== 'header' || name === undefined || reason === undefined) return [];
  return [problemAtNode(node, 'header-ignored', `OpenAPI ignores a header parameter named ${name}: ${reason}.`)];
}

function responseHeaders(tree: Tree, response: Node): readonly Problem[] {
  const all = tree.get(response, 'headers');
  return Object.keys(isObject(all?.value) ? all.value : {}).flatMap((name): readonly Problem[] => {
    const node = all && childOf(all, name);
    if (!node) return [];
    if (name.toLowerCase() === 'content-type') {
      const message = 'OpenAPI ignores a response header named Content-Type: the media types under content say it.';
      return [problemAtNode(node, 'header-ignored', message)];
    }
    if (!isFramingHeader(name)) return [];
    return [
      problemAtNode(node, 'header-ignored', `${name} is the server's own matter: it is never sent as documented.`),
    ];
  });
}
