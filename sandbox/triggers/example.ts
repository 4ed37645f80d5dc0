import type { DecodedRequest, Fault } from '../exchange.ts';
import { equal } from '../notation/json.ts';
import type { OperationPlan, ScenarioName } from '../plan.ts';
import { nearest } from './nearest.ts';
import { valueIn } from './rule.ts';
import { type Selected, selectNamed } from './selection.ts';

/**
 * The answer that belongs to the documented request which this one equals, or, among those that lead to a success, is
 * nearest to. Undefined when that is none: then the default is given.
 */
export function exampleAnswer(operation: OperationPlan, request: DecodedRequest): Selected | undefined {
  const equals = equalExamples(operation, request);
  const [answer] = equals.filter((one) => one !== null);
  if (answer) return selectNamed(operation, answer);
  const { nearness } = operation;
  if (equals.length > 0 || nearness === null || request.body === undefined) return undefined;
  const near = nearest(nearness, request.body);
  return near ? selectNamed(operation, near) : undefined;
}

/**
 * The error that belongs to the documented request which this one equals.
 *
 * @param faults of this request: what is wrong elsewhere than in the documented part is not that error's matter
 */
export function errorExample(
  operation: OperationPlan,
  request: DecodedRequest,
  faults: readonly Fault[],
): Selected | undefined {
  const named = new Set(operation.parameterExamples.flatMap(({ values }) => values.map(placeKey)));
  const isMeant = (fault: Fault) => fault.in === 'body' || named.has(placeKey(fault));
  if (!faults.every(isMeant)) return undefined;
  const answers = equalExamples(operation, request).flatMap(
    (answer) => (answer && selectNamed(operation, answer)) ?? [],
  );
  return answers.find(({ status }) => status >= 400);
}

function placeKey({ in: where, name }: Pick<Fault, 'in' | 'name'>): string {
  return `${where} ${name.toLowerCase()}`;
}

/** The answers of the documented requests that this one equals; errors first. Null: it has none of its own. */
function equalExamples(operation: OperationPlan, request: DecodedRequest): readonly (ScenarioName | null)[] {
  const bodies = operation.requestExamples.filter(
    ({ value }) => request.body !== undefined && equal(value, request.body),
  );
  const parameters = operation.parameterExamples.filter(({ values }) =>
    values.every((part) => {
      const given = valueIn(request, part);
      return given !== undefined && (equal(given, part.value) || String(given) === String(part.value));
    }),
  );
  const answers = [...bodies, ...parameters].map(({ answer }) => answer);
  const isError = (answer: ScenarioName | null) => answer !== null && /^[45]/.test(answer.response);
  return [...answers.filter(isError), ...answers.filter((answer) => !isError(answer))];
}
