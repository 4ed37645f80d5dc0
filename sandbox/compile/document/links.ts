import type { Problem } from '../../problem.ts';
import { problemAt } from '../../read/source.ts';
import { addressOf, isRemote, type Node, textAt } from '../../read/tree.ts';
import { isObject, text } from '../../syntax/json.ts';
import { tokensOf } from '../../syntax/json-pointer.ts';
import { percentDecode } from '../../syntax/percent.ts';
import { responsesOf } from '../examples/examples.ts';
import type { ApiSource } from '../source.ts';

/** Reports the links of an operation's responses that lead to no operation (OpenAPI 3.1.1, 4.8.20). */
export function reportLinks(api: ApiSource, operation: Node, report: (problem: Problem) => void): void {
  const { tree } = api;
  for (const { node: response } of responsesOf(tree, operation)) {
    for (const [name, link] of tree.entries(tree.get(response, 'links'))) {
      const defect = defectOf(api, link);
      if (defect !== undefined)
        report(problemAt(link.source, link.pointer, 'structure', `The link ${name} ${defect}.`));
    }
  }
}

function defectOf(api: ApiSource, link: Node): string | undefined {
  if (!isObject(link.value)) return 'is no object';
  const id = textAt(link, 'operationId');
  const reference = text(link.value, 'operationRef');
  if (id !== undefined) return hasId(api, id) ? undefined : `leads to ${id}, and no operation has that operationId`;
  if (reference === undefined) return 'needs an operationId or an operationRef';
  return leadsToOperation(api, link, reference) ? undefined : `leads to ${reference}, and no operation is there`;
}

function hasId({ operations }: ApiSource, id: string): boolean {
  return [...operations.values()].some(({ node }) => textAt(node, 'operationId') === id);
}

/**
 * Whether an `operationRef` leads to an operation. A path item may itself be a reference, so `#/paths` is looked up by
 * path and method. References to other hosts are not checked.
 */
function leadsToOperation({ tree, operations }: ApiSource, link: Node, reference: string): boolean {
  if (isRemote(reference)) return true;
  const [section, path, method, ...rest] = reference.startsWith('#/')
    ? tokensOf(percentDecode(reference.slice(1)))
    : [];
  const all = [...operations.values()];
  if (section === 'paths' && link.source === tree.root.source) {
    return rest.length === 0 && all.some(({ index }) => index.path === path && index.method.toLowerCase() === method);
  }
  const followed = tree.follow({ ...link, value: { $ref: reference } });
  return followed.resolved && all.some(({ node }) => addressOf(node) === addressOf(followed.node));
}
