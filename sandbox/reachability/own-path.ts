import type { OperationPlan, ParameterPlan } from '../plan.ts';
import { plainDraft } from '../requests/draft.ts';
import { wireRequest } from '../requests/wire-request.ts';
import type { Json } from '../syntax/json.ts';
import { valueAt } from '../syntax/json-pointer.ts';
import { noSegments } from '../syntax/path-segment.ts';
import { sampleOf } from '../values/sample.ts';
import type { Prove } from './attempts.ts';

/** How many other values of a path parameter are tried. */
const maxOthers = 3;

/**
 * The operation with path values that lead to it. Its own may lead to another: a concrete path is matched first (OpenAPI
 * 3.1.1, 4.8.8), and the example of `{version}` may be `pending` where there is a path `/…/pending`.
 */
export function withOwnPath(operation: OperationPlan, prove: Prove): OperationPlan {
  const ids = new Set(operation.responses.flatMap(({ scenarios }) => scenarios.map(({ id }) => id)));
  const isOwn = (one: OperationPlan) => ids.has(prove(wireRequest(one, plainDraft(one))).scenario);
  if (!operation.parameters.some(isInPath) || isOwn(operation)) return operation;
  for (const [index, parameter] of operation.parameters.entries()) {
    if (!isInPath(parameter)) continue;
    const found = othersOf(operation, parameter, index).find(isOwn);
    if (found) return found;
  }
  return operation;
}

function isInPath({ in: place }: ParameterPlan): boolean {
  return place === 'path';
}

/** The operation with other values for a parameter, one after the other. */
function othersOf(operation: OperationPlan, { schemaPointer }: ParameterPlan, index: number): readonly OperationPlan[] {
  const { sample, requestSchemas } = operation;
  const schema = schemaPointer === null ? true : (valueAt(requestSchemas, schemaPointer) ?? true);
  const others: OperationPlan[] = [];
  const taken: Json[] = [...noSegments, sample.values[index] ?? null];
  for (let count = 0; count < maxOthers; count += 1) {
    const value = sampleOf({ allOf: [schema, { not: { enum: taken } }] }, requestSchemas, 'request', 'text');
    if (taken.includes(value)) break;
    taken.push(value);
    others.push({ ...operation, sample: { ...sample, values: sample.values.with(index, value) } });
  }
  return others;
}
