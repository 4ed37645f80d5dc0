import type { OperationIndex } from '../plan.ts';
import { type Problem, reasonOf } from '../problem.ts';
import { problemAt } from '../read/source.ts';
import type { Node } from '../read/tree.ts';

/** Reports a failure of the sandbox itself at the operation that it failed on. */
export function internalError(
  { index, node }: { readonly index: Pick<OperationIndex, 'method' | 'path'>; readonly node: Node },
  what: string,
  error: unknown,
): Problem {
  const message = `${index.method} ${index.path} ${what}, since the sandbox failed: ${reasonOf(error)}`;
  return problemAt(node.source, node.pointer, 'internal-error', message);
}
