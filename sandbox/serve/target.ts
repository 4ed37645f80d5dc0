import { FailedOperationError } from '../problem.ts';
import { decodePath } from '../serialization/decode-parameter.ts';
import type { BoundOperation } from './bind-operation.ts';
import type { RoutedOperation } from './routed-operation.ts';
import type { Route, Target } from './router.ts';

/**
 * What a request is meant for: of several ways to read its path, the first whose values are valid. Where none is, the
 * preferred one counts, and what is wrong with it is told.
 */
export function targetOf(route: Route & { readonly kind: 'operation' }): Target {
  if (route.others.length === 0) return route;
  return [route, ...route.others].find(isValid) ?? route;
}

function isValid({ operation: runtime, values }: Target): boolean {
  const operation = wholeOperation(runtime);
  if (!operation) return false;
  const { plan, request } = operation;
  return plan.parameters.every((parameter) => {
    if (parameter.in !== 'path') return true;
    const { value } = decodePath(parameter, values[parameter.name] ?? '');
    if (value === undefined) return false;
    return parameter.schemaPointer === null || request.validatorAt(parameter.schemaPointer)(value).length === 0;
  });
}

/** Undefined: it cannot be planned, which is no matter of other operations. */
function wholeOperation(runtime: RoutedOperation): BoundOperation | undefined {
  try {
    return runtime.bound();
  } catch (error) {
    if (error instanceof FailedOperationError) return undefined;
    throw error;
  }
}
