import type { Problem } from '../problem.ts';
import { addressOf, childOf, type Node, type Tree } from '../read/tree.ts';
import { isObject, type Json, text } from '../syntax/json.ts';
import { type Check, type CheckedDocument, type CheckedOperation, problemAtNode } from './checked-document.ts';
import type { Visit } from './walk.ts';

/** Examples that no operation of the sandbox uses, such as those of webhooks and headers, and that break their schemas. */
export const unusedExamples: Check = {
  codes: ['example-invalid'],
  run: (document) => {
    const used = new Set(document.operations.flatMap((operation) => mediaTypesOf(document.tree, operation)));
    const looked = new Set(document.walk.visits.flatMap((visit) => parametersOf(document.tree, visit)));
    const isUnread: Readonly<Record<string, (address: string) => boolean>> = {
      MediaType: (address) => !used.has(address),
      Parameter: (address) => !looked.has(address),
      Header: () => true,
    };
    return document.walk.visits
      .filter(({ object, node }) => isUnread[object]?.(addressOf(node)))
      .flatMap((visit) => invalidUnused(document, visit));
  },
};

/** Addresses of the parameters that planning looks at. */
function parametersOf(tree: Tree, { object, node }: Visit): readonly string[] {
  if (object !== 'Operation' && object !== 'PathItem') return [];
  return tree.items(tree.get(node, 'parameters')).map(addressOf);
}

function invalidUnused({ tree, violation, isNegativeName }: CheckedDocument, visit: Visit): readonly Problem[] {
  const { node: media } = visit;
  const schema = childOf(media, 'schema');
  if (!schema) return [];
  return examplesIn(tree, media).flatMap(({ name, value }) => {
    const given = tree.expand(value);
    const found = isNegativeName(name) ? undefined : violation(given, schema);
    if (isText(given, visit, tree.get(media, 'schema'), (one) => violation(one, schema))) return [];
    return found === undefined
      ? []
      : [
          problemAtNode(
            value,
            'example-invalid',
            `The ${name === 'example' ? name : `example ${name}`} breaks its schema: ${found}.`,
          ),
        ];
  });
}

/** In a header or parameter a text may be what is sent: `'5'`, `a,b`. It is wrong where nothing else could be read of it. */
function isText(
  value: Json,
  { object }: Visit,
  schema: Node | undefined,
  violation: (value: Json) => string | undefined,
) {
  if (object === 'MediaType' || typeof value !== 'string') return false;
  const type = text(schema?.value, 'type');
  if (type === 'array' || type === 'object') return true;
  const read =
    type === 'boolean' ? value === 'true' || value === 'false' || value : value === '' ? value : Number(value);
  return violation(read) === undefined;
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
