import type { DecodedRequest, Fault } from '../exchange.ts';
import type { OperationPlan, ParameterExamplePlan, ScenarioName } from '../plan.ts';
import { comparable, type Written, withTexts, written } from '../syntax/digits.ts';
import { equal, isArray, isObject, type Json } from '../syntax/json.ts';
import type { RequestPlace } from '../syntax/runtime-expression.ts';
import { digitsAt, valueIn } from './rule.ts';
import { type Selected, selectNamed } from './selection.ts';
import { nearest } from './similarity.ts';

/**
 * The answer that belongs to the documented request which this one equals, or, among those that lead to a success, is
 * nearest to. Undefined when that is none: then the default is given.
 */
export function exampleAnswer(operation: OperationPlan, request: DecodedRequest): Selected | undefined {
  if (
    operation.requestExamples.length === 0 &&
    operation.parameterExamples.length === 0 &&
    operation.similarity === null
  )
    return undefined;
  const all = equalExamples(operation, request);
  // One body may be documented for an error as well, which then depends on more than the request.
  const isGood = all.some(({ kind }) => kind === 'good body');
  const equals = all.filter(({ kind }) => !(isGood && kind === 'wrong body'));
  const answer = equals.find((one) => one.answer !== null)?.answer;
  if (answer) return selectNamed(operation, answer);
  const { similarity } = operation;
  if (equals.length > 0 || similarity === null || request.body === undefined) return undefined;
  const near = nearest(similarity, request.body);
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
  const answers = equalExamples(operation, request)
    .filter(({ places }) => faults.every((fault) => places.has(placeKey(fault))))
    .flatMap(({ answer }) => (answer && selectNamed(operation, answer)) ?? []);
  return answers.find(({ status }) => status >= 400);
}

function placeKey({ in: where, name }: Pick<Fault, 'in' | 'name'>): string {
  return `${where} ${name.toLowerCase()}`;
}

/** A documented request that this one equals. */
interface EqualExample {
  /** Null: it has none of its own. */
  readonly answer: ScenarioName | null;
  readonly kind: 'good body' | 'wrong body' | 'parameters';
  /** What of a request it documents. */
  readonly places: ReadonlySet<string>;
}

/** The documented requests that this one equals; those that lead to errors first. */
function equalExamples(operation: OperationPlan, request: DecodedRequest): readonly EqualExample[] {
  const bodies = operation.requestExamples
    .filter(({ value, digits }) => {
      if (request.body === undefined || !equal(value, request.body)) return false;
      return isSameNumber(request, { in: 'body', pointer: '' }, request.body, written(value, digits));
    })
    .map(({ answer, isPositive }): EqualExample => {
      return { answer, kind: isPositive ? 'good body' : 'wrong body', places: bodyPlaces };
    });
  const parameters = operation.parameterExamples
    .filter(({ values }) => values.every((part) => hasValue(request, part)))
    .map(({ answer, values }): EqualExample => {
      return { answer, kind: 'parameters', places: new Set(values.map(placeKey)) };
    });
  const all = [...bodies, ...parameters];
  const isError = ({ answer }: EqualExample) => answer !== null && /^[45]/.test(answer.response);
  return [...all.filter(isError), ...all.filter((one) => !isError(one))];
}

const bodyPlaces: ReadonlySet<string> = new Set([placeKey({ in: 'body', name: '' })]);

/** Whether a parameter has a documented value. One of the wrong type has stayed the text that was sent. */
function hasValue(request: DecodedRequest, part: ParameterExamplePlan['values'][number]): boolean {
  const { value: documented, digits } = part;
  const given = valueIn(request, part);
  if (given === undefined) return false;
  if (equal(given, documented)) return isSameNumber(request, part, given, written(documented, digits));
  if (!isPlain(given) || !isPlain(documented)) return false;
  return String(given) === String(documented) || String(given) === String(withTexts(documented, digits));
}

/** Whether equal values are so beyond what a double holds: two ids may have one. */
function isSameNumber(request: DecodedRequest, place: RequestPlace, given: Json, { value, digits }: Written): boolean {
  const own = digitsAt(request, place);
  return (own === undefined && digits === undefined) || equal(comparable(given, own), comparable(value, digits));
}

/** Whether a text says all of a value: of one that is neither list nor object, or a list of those. */
function isPlain(value: Json): boolean {
  return isArray(value) ? value.every((item) => !isArray(item) && !isObject(item)) : !isObject(value);
}
