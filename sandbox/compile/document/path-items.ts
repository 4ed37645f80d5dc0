import type { ConditionOf } from '../../problem/catalogue.ts';
import type { Problem } from '../../problem.ts';
import { problemAt } from '../../read/source.ts';
import { childOf, type Node, type Tree } from '../../read/tree.ts';
import { isObject } from '../../syntax/json.ts';
import { methodAsSent, whyUnreachable } from '../../syntax/method.ts';
import { isMissing } from '../missing-references.ts';

/** An operation of a Path Item Object with its method as it is sent. */
interface PathOperation {
  readonly method: string;
  readonly node: Node;
}

/** The fixed fields of a Path Item Object that hold operations (OpenAPI 3.2, Path Item Object). */
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;

/**
 * Returns a Path Item Object, preceded by the objects that refer to it, whose fields take precedence (OpenAPI 3.1.1,
 * 4.8.9). Empty if there is no path item by that key.
 */
export function pathItemAt(tree: Tree, owner: Node, key: string): readonly Node[] {
  const written = childOf(owner, key);
  return written ? tree.steps(written) : [];
}

/** Returns the operations of a Path Item Object, with those of `additionalOperations` last (OpenAPI 3.2). */
export function operationsIn(
  tree: Tree,
  pathItems: readonly Node[],
  report: (problem: Problem) => void,
): readonly PathOperation[] {
  const found = new Map<string, Node>();
  for (const field of methods) {
    const node = pathItems.map((pathItem) => tree.get(pathItem, field)).find((one) => one !== undefined);
    if (node) found.set(field.toUpperCase(), node);
  }
  for (const pathItem of pathItems) {
    const additional = tree.get(pathItem, 'additionalOperations');
    if (additional && !isObject(additional.value))
      report(problemOf(additional, 'additionalOperations must be an object.', 'omitted'));
    for (const [written, node] of tree.entries(additional)) {
      const method = methodAsSent(written);
      const problem = methodProblem(written, node, found.has(method));
      if (problem) report(problem);
      if (problem?.severity === 'error' || found.has(method)) continue;
      found.set(method, node);
      const reason = whyUnreachable(method);
      if (reason) report(problemOf(node, `${reason}: only callers in the same process reach this operation.`));
    }
  }
  return [...found].map(([method, node]) => ({ method, node }));
}

/** Whether a path may have further operations, since a reference of its path item leads nowhere. */
export function hasMissingOperations(tree: Tree, pathItems: readonly Node[]): boolean {
  const last = pathItems.at(-1);
  const isDangling = last !== undefined && !tree.follow(last).resolved;
  return (
    isDangling ||
    pathItems.some((pathItem) => [...methods, 'additionalOperations'].some((field) => isMissing(tree, pathItem, field)))
  );
}

/** Returns the defect of a method in `additionalOperations`: it must be a token (RFC 9110, 9.1) without a fixed field. */
function methodProblem(written: string, node: Node, isTaken: boolean): Problem | undefined {
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(written))
    return problemOf(node, `No method can have the name "${written}".`, 'omitted');
  const method = methodAsSent(written);
  const field = methods.find((one) => one.toUpperCase() === method);
  if (field === undefined) return undefined;
  const sent = method === written ? method : `${written} is sent as ${method}, which`;
  const outcome = isTaken ? 'that is the one that answers' : 'it is served all the same';
  return problemOf(node, `${sent} has a field of its own in a path, \`${field}\`; ${outcome}.`);
}

function problemOf(node: Node, message: string, condition?: ConditionOf<'structure'>): Problem {
  return problemAt(node.source, node.pointer, 'structure', message, condition);
}
