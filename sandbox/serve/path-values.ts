import { decodePath } from '../codings/parameters.ts';
import type { LinkedOperation } from './link.ts';
import type { PathValues, Route } from './router.ts';

/**
 * What a path says: of several ways to divide it between the placeholders, the first whose values are valid. Where none
 * is, the preferred one counts, and what is wrong with it is told.
 */
export function validValues(
  operation: LinkedOperation,
  { values, others }: Pick<Route & { readonly kind: 'operation' }, 'values' | 'others'>,
): PathValues {
  if (others.length === 0) return values;
  return [values, ...others].find((one) => areValid(operation, one)) ?? values;
}

function areValid({ plan, request }: LinkedOperation, values: PathValues): boolean {
  return plan.parameters.every((parameter) => {
    if (parameter.in !== 'path') return true;
    const decoded = decodePath(parameter, values[parameter.name] ?? '');
    if (decoded.kind !== 'value') return false;
    return parameter.validator === null || request.validatorAt(parameter.validator)(decoded.value).length === 0;
  });
}
