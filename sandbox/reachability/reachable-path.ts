import type { OperationPlan, ParameterPlan } from '../plan.ts';
import { plainDraft } from '../requests/draft.ts';
import { wireRequest } from '../requests/wire-request.ts';
import type { Json } from '../syntax/json.ts';
import { valueAt } from '../syntax/json-pointer.ts';
import { noSegments } from '../syntax/path-segment.ts';
import { sampleOf } from '../values/sample.ts';
import type { Prove } from './attempts.ts';

/** Other values tried for each path parameter. */
const maxOthers = 3;

/**
 * Returns the operation with sample values whose path leads to it. Those of the document may lead to another operation,
 * since concrete paths are matched first (OpenAPI 3.1.1, 4.8.8): `pending` as the example of `{version}` beside a path
 * `/…/pending`.
 */
export function withReachablePath(operation: OperationPlan, prove: Prove): OperationPlan {
  const ids = new Set(operation.responses.flatMap(({ scenarios }) => scenarios.map(({ id }) => id)));
  const isReached = (one: OperationPlan) => ids.has(prove(wireRequest(one, plainDraft(one))).scenario);
  if (!operation.parameters.some(isInPath) || isReached(operation)) return operation;
  for (const [index, parameter] of operation.parameters.entries()) {
    if (!isInPath(parameter)) continue;
    const found = withOtherValues(operation, parameter, index).find(isReached);
    if (found) return found;
  }
  return operation;
}

function isInPath({ in: place }: ParameterPlan): boolean {
  return place === 'path';
}

/** Returns copies of the operation with other sample values of a path parameter. */
function withOtherValues(
  operation: OperationPlan,
  { schemaPointer }: ParameterPlan,
  index: number,
): readonly OperationPlan[] {
  const { sample, requestSchemas } = operation;
  const schema = schemaPointer === null ? true : (valueAt(requestSchemas, schemaPointer) ?? true);
  const others: OperationPlan[] = [];
  const tried: Json[] = [...noSegments, sample.values[index] ?? null];
  for (let count = 0; count < maxOthers; count += 1) {
    const value = sampleOf({ allOf: [schema, { not: { enum: tried } }] }, requestSchemas, 'request', 'text');
    if (tried.includes(value)) break;
    tried.push(value);
    others.push({ ...operation, sample: { ...sample, values: sample.values.with(index, value) } });
  }
  return others;
}
