import type { DecodedRequest } from '../exchange.ts';
import { equal } from '../notation/json.ts';
import type { OperationPlan } from '../plan.ts';
import { type Selected, selectNamed } from './selection.ts';

/** The answer that belongs to the documented request example which this body equals; undefined when it equals none. */
export function exampleAnswer(operation: OperationPlan, request: DecodedRequest): Selected | undefined {
  if (request.body === undefined) return undefined;
  const example = operation.requestExamples.find(({ answer, value }) => answer !== null && equal(value, request.body));
  return example?.answer ? selectNamed(operation, example.answer) : undefined;
}
