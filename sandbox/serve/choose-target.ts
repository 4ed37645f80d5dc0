import { FailedOperationError } from '../problem.ts';
import { decodePath } from '../serialization/decode-parameter.ts';
import type { BoundOperation } from './bind-operation.ts';
import type { RoutedOperation } from './routed-operation.ts';
import type { Route, Target } from './router.ts';

/**
 * Chooses among the targets that a path matches: the first whose path parameters are valid, else the router's first
 * choice, whose faults are then reported.
 */
export function chooseTarget(route: Route & { readonly kind: 'operation' }): Target {
  if (route.alternatives.length === 0) return route;
  return [route, ...route.alternatives].find(hasValidPath) ?? route;
}

function hasValidPath({ operation: routed, values }: Target): boolean {
  const operation = boundOrUndefined(routed);
  if (!operation) return false;
  const { plan, request } = operation;
  return plan.parameters.every((parameter) => {
    if (parameter.in !== 'path') return true;
    const { value } = decodePath(parameter, values[parameter.name] ?? '');
    if (value === undefined) return false;
    return parameter.schemaPointer === null || request.validatorAt(parameter.schemaPointer)(value).length === 0;
  });
}

/** Returns the bound operation; undefined if it cannot be planned, so that other targets are still considered. */
function boundOrUndefined(routed: RoutedOperation): BoundOperation | undefined {
  try {
    return routed.bound();
  } catch (error) {
    if (error instanceof FailedOperationError) return undefined;
    throw error;
  }
}
