import type { DecodedRequest, Fault } from '../exchange.ts';
import type { OperationPlan, ParameterExamplePlan, ScenarioName } from '../plan.ts';
import { comparable, type Written, withTexts, written } from '../syntax/digits.ts';
import { equal, isArray, isObject, type Json } from '../syntax/json.ts';
import type { RequestPlace } from '../syntax/runtime-expression.ts';
import { digitsAt, valueIn } from './rule.ts';
import { type SelectedScenario, selectNamed } from './selection.ts';
import { nearest } from './similarity.ts';

/**
 * Selects the answer of the documented request that this one equals, else of the most similar documented request that
 * leads to a success. Undefined if there is none; the default answer is given then.
 */
export function exampleAnswer(operation: OperationPlan, request: DecodedRequest): SelectedScenario | undefined {
  if (
    operation.requestExamples.length === 0 &&
    operation.parameterExamples.length === 0 &&
    operation.similarity === null
  )
    return undefined;
  const examples = equalExamples(operation, request);
  // The same body may also be documented for an error, which then depends on more than the request.
  const hasValidBody = examples.some(({ kind }) => kind === 'good body');
  const candidates = examples.filter(({ kind }) => !(hasValidBody && kind === 'wrong body'));
  const answer = candidates.find((example) => example.answer !== null)?.answer;
  if (answer) return selectNamed(operation, answer);
  const { similarity } = operation;
  if (candidates.length > 0 || similarity === null || request.body === undefined) return undefined;
  const nearestAnswer = nearest(similarity, request.body);
  return nearestAnswer ? selectNamed(operation, nearestAnswer) : undefined;
}

/**
 * Selects the error of the documented request that this one equals.
 *
 * @param faults the faults of this request; if one lies outside of the documented part, the error does not apply
 */
export function errorExample(
  operation: OperationPlan,
  request: DecodedRequest,
  faults: readonly Fault[],
): SelectedScenario | undefined {
  const answers = equalExamples(operation, request)
    .filter(({ locations }) => faults.every((fault) => locations.has(locationKey(fault))))
    .flatMap(({ answer }) => (answer && selectNamed(operation, answer)) ?? []);
  return answers.find(({ status }) => status >= 400);
}

function locationKey({ in: location, name }: Pick<Fault, 'in' | 'name'>): string {
  return `${location} ${name.toLowerCase()}`;
}

/** A documented request that this one equals. */
interface EqualExample {
  /** Null if no answer belongs to it. */
  readonly answer: ScenarioName | null;
  readonly kind: 'good body' | 'wrong body' | 'parameters';
  /** The locations of a request that it documents. */
  readonly locations: ReadonlySet<string>;
}

/** Finds the documented requests that this one equals; those that lead to errors come first. */
function equalExamples(operation: OperationPlan, request: DecodedRequest): readonly EqualExample[] {
  const bodies = operation.requestExamples
    .filter(({ value, digits }) => {
      if (request.body === undefined || !equal(value, request.body)) return false;
      return isSameNumber(request, { in: 'body', pointer: '' }, request.body, written(value, digits));
    })
    .map(({ answer, isPositive }): EqualExample => {
      return { answer, kind: isPositive ? 'good body' : 'wrong body', locations: bodyLocations };
    });
  const parameters = operation.parameterExamples
    .filter(({ values }) => values.every((part) => hasValue(request, part)))
    .map(({ answer, values }): EqualExample => {
      return { answer, kind: 'parameters', locations: new Set(values.map(locationKey)) };
    });
  const examples = [...bodies, ...parameters];
  const isError = ({ answer }: EqualExample) => answer !== null && /^[45]/.test(answer.response);
  return [...examples.filter(isError), ...examples.filter((example) => !isError(example))];
}

const bodyLocations: ReadonlySet<string> = new Set([locationKey({ in: 'body', name: '' })]);

/** Whether a parameter has a documented value. A value of the wrong type was not coerced, so it is compared as text. */
function hasValue(request: DecodedRequest, part: ParameterExamplePlan['values'][number]): boolean {
  const { value: documented, digits } = part;
  const sent = valueIn(request, part);
  if (sent === undefined) return false;
  if (equal(sent, documented)) return isSameNumber(request, part, sent, written(documented, digits));
  if (!isWritableAsText(sent) || !isWritableAsText(documented)) return false;
  return String(sent) === String(documented) || String(sent) === String(withTexts(documented, digits));
}

/** Whether values that are equal as doubles are equal in all digits: two long ids may share a double. */
function isSameNumber(request: DecodedRequest, place: RequestPlace, sent: Json, { value, digits }: Written): boolean {
  const requestDigits = digitsAt(request, place);
  return (
    (requestDigits === undefined && digits === undefined) ||
    equal(comparable(sent, requestDigits), comparable(value, digits))
  );
}

/** Whether a value can be compared as text: a scalar, or a list of scalars. */
function isWritableAsText(value: Json): boolean {
  return isArray(value) ? value.every((item) => !isArray(item) && !isObject(item)) : !isObject(value);
}
