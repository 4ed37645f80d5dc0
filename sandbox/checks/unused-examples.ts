import type { Problem } from '../problem.ts';
import { addressOf, childOf, type Node, type Tree } from '../read/tree.ts';
import { isObject, type Json, text } from '../syntax/json.ts';
import { type Check, type CheckedDocument, type CheckedOperation, problemAtNode } from './checked-document.ts';
import type { Visit } from './walk.ts';

/** Reports invalid examples that planning does not read, such as those of webhooks and headers. */
export const unusedExamples: Check = {
  codes: ['example-invalid'],
  run: (document) => {
    const used = new Set(document.operations.flatMap((operation) => mediaTypesOf(document.tree, operation)));
    const planned = new Set(document.walk.visits.flatMap((visit) => parametersOf(document.tree, visit)));
    const isUnplanned: Readonly<Record<string, (address: string) => boolean>> = {
      MediaType: (address) => !used.has(address),
      Parameter: (address) => !planned.has(address),
      Header: () => true,
    };
    return document.walk.visits
      .filter(({ object, node }) => isUnplanned[object]?.(addressOf(node)))
      .flatMap((visit) => invalidExamples(document, visit));
  },
};

/** Returns the addresses of the parameters that planning reads. */
function parametersOf(tree: Tree, { object, node }: Visit): readonly string[] {
  if (object !== 'Operation' && object !== 'PathItem') return [];
  return tree.items(tree.get(node, 'parameters')).map(addressOf);
}

function invalidExamples({ tree, violation, isNegativeName }: CheckedDocument, visit: Visit): readonly Problem[] {
  const { node: media } = visit;
  const schema = childOf(media, 'schema');
  if (!schema) return [];
  return examplesIn(tree, media).flatMap(({ name, value }) => {
    const expanded = tree.expand(value);
    const violationText = isNegativeName(name) ? undefined : violation(expanded, schema);
    if (isValidSerialization(expanded, visit, tree.get(media, 'schema'), (one) => violation(one, schema))) return [];
    return violationText === undefined
      ? []
      : [
          problemAtNode(
            value,
            'example-invalid',
            `The ${name === 'example' ? name : `example ${name}`} breaks its schema: ${violationText}.`,
          ),
        ];
  });
}

/** Returns whether an example of a header or parameter is its serialization, `'5'` or `a,b`, of a valid value. */
function isValidSerialization(
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

/** Returns the addresses of the media types that planning reads. */
function mediaTypesOf(tree: Tree, { node }: CheckedOperation): readonly string[] {
  const responses = tree.entries(tree.get(node, 'responses')).map(([, response]) => response);
  return [tree.get(node, 'requestBody'), ...responses]
    .flatMap((owner) => (owner && isObject(owner.value) ? tree.entries(tree.get(owner, 'content')) : []))
    .map(([, media]) => addressOf(media));
}
