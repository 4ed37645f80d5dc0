import type { OperationIndex } from '../plan.ts';
import { type Problem, reasonOf } from '../problem.ts';
import { problemAt } from '../read/source.ts';
import type { Node } from '../read/tree.ts';

/** A failure of the sandbox itself, told at the operation that it failed at. */
export function internalError(
  { index, node }: { readonly index: Pick<OperationIndex, 'method' | 'path'>; readonly node: Node },
  what: string,
  error: unknown,
): Problem {
  const message = `${index.method} ${index.path} ${what}, since the sandbox failed: ${reasonOf(error)}`;
  return problemAt(node.source, node.pointer, 'internal-error', 'error', message);
}
