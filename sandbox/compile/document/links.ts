import type { Problem } from '../../problem.ts';
import { problemAt } from '../../read/source.ts';
import { addressOf, isRemote, type Node, textAt } from '../../read/tree.ts';
import { isObject, text } from '../../syntax/json.ts';
import { tokensOf } from '../../syntax/json-pointer.ts';
import { percentDecode } from '../../syntax/percent.ts';
import { responsesOf } from '../examples/examples.ts';
import type { ApiSource } from '../source.ts';

/** Tells which links of an operation's responses lead to no operation (OpenAPI 3.1.1, 4.8.20). */
export function reportLinks(api: ApiSource, operation: Node, report: (problem: Problem) => void): void {
  const { tree } = api;
  for (const { node: response } of responsesOf(tree, operation)) {
    for (const [name, bindPlan] of tree.entries(tree.get(response, 'links'))) {
      const defect = defectOf(api, bindPlan);
      if (defect !== undefined)
        report(problemAt(bindPlan.source, bindPlan.pointer, 'structure', 'warning', `The link ${name} ${defect}.`));
    }
  }
}

function defectOf(api: ApiSource, bindPlan: Node): string | undefined {
  if (!isObject(bindPlan.value)) return 'is no object';
  const id = textAt(bindPlan, 'operationId');
  const reference = text(bindPlan.value, 'operationRef');
  if (id !== undefined) return hasId(api, id) ? undefined : `leads to ${id}, and no operation has that operationId`;
  if (reference === undefined) return 'needs an operationId or an operationRef';
  return leadsToOperation(api, bindPlan, reference) ? undefined : `leads to ${reference}, and no operation is there`;
}

function hasId({ operations }: ApiSource, id: string): boolean {
  return [...operations.values()].some(({ node }) => textAt(node, 'operationId') === id);
}

/** A path may be a reference itself, so `#/paths` is looked up by path and method; what is on another host, nobody knows. */
function leadsToOperation({ tree, operations }: ApiSource, bindPlan: Node, reference: string): boolean {
  if (isRemote(reference)) return true;
  const [section, path, method, ...rest] = reference.startsWith('#/')
    ? tokensOf(percentDecode(reference.slice(1)))
    : [];
  const all = [...operations.values()];
  if (section === 'paths' && bindPlan.source === tree.root.source) {
    return rest.length === 0 && all.some(({ index }) => index.path === path && index.method.toLowerCase() === method);
  }
  const followed = tree.follow({ ...bindPlan, value: { $ref: reference } });
  return followed.resolved && all.some(({ node }) => addressOf(node) === addressOf(followed.node));
}
