import { decodePath } from '../codings/parameters.ts';
import { FailedOperation } from '../problem.ts';
import type { BoundOperation } from './bind.ts';
import type { LinkedOperation } from './linked-operation.ts';
import type { Route, Target } from './router.ts';

/**
 * What a request is meant for: of several ways to read its path, the first whose values are valid. Where none is, the
 * preferred one counts, and what is wrong with it is told.
 */
export function targetOf(route: Route & { readonly kind: 'operation' }): Target {
  if (route.others.length === 0) return route;
  return [route, ...route.others].find(isValid) ?? route;
}

function isValid({ operation: linked, values }: Target): boolean {
  const operation = wholeOperation(linked);
  if (!operation) return false;
  const { plan, request } = operation;
  return plan.parameters.every((parameter) => {
    if (parameter.in !== 'path') return true;
    const decoded = decodePath(parameter, values[parameter.name] ?? '');
    if (decoded.kind !== 'value') return false;
    return parameter.validator === null || request.validatorAt(parameter.validator)(decoded.value).length === 0;
  });
}

/** Undefined: it cannot be planned, which is no matter of other operations. */
function wholeOperation(linked: LinkedOperation): BoundOperation | undefined {
  try {
    return linked.bound();
  } catch (error) {
    if (error instanceof FailedOperation) return undefined;
    throw error;
  }
}
