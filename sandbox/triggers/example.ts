import type { DecodedRequest, Fault } from '../exchange.ts';
import { equal, isArray, isObject, type Json } from '../notation/json.ts';
import { step } from '../notation/json-pointer.ts';
import type { CandidatePlan, FeaturePlan, NearnessPlan, OperationPlan, ScenarioName } from '../plan.ts';
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

/** The candidate that differs least in what tells the candidates apart; the first of equals. */
function nearest({ features, candidates }: NearnessPlan, body: Json): ScenarioName | null {
  const marks = features.map((feature) => markOf(feature, body));
  let least = Number.POSITIVE_INFINITY;
  let best: CandidatePlan | undefined;
  for (const candidate of candidates) {
    const distance = features.reduce(
      (sum, { by }, index) => sum + difference(by, marks[index] ?? false, candidate.marks[index] ?? false),
      0,
    );
    if (distance >= least) continue;
    least = distance;
    best = candidate;
  }
  return best?.answer ?? null;
}

/**
 * How far apart two marks are. What is there, and values from a list, tell what kind of request it is; a caller's own
 * text or id differs from every example's, so it counts only where it is the same.
 */
function difference(
  by: FeaturePlan['by'],
  given: CandidatePlan['marks'][number],
  documented: CandidatePlan['marks'][number],
): number {
  if (!Array.isArray(given) || !Array.isArray(documented)) return given === documented ? 0 : 2;
  if (given.length === 0 || documented.length === 0) return 0;
  const isShared = given.some((value) => documented.some((other) => equal(value, other)));
  if (by === 'open') return isShared ? -1 : 0;
  return isShared ? 0 : 3;
}

/** What a body has at the places of a feature: whether anything; or the texts, numbers and truth values there. */
export function markOf({ tokens, by }: FeaturePlan, body: Json): CandidatePlan['marks'][number] {
  const found = tokens.reduce<readonly Json[]>(
    (values, token) =>
      values.flatMap((value): readonly Json[] => {
        if (token === '*') return isArray(value) ? value : [];
        const child = isArray(value) ? undefined : step(value, token);
        return child === undefined ? [] : [child];
      }),
    [body],
  );
  return by === 'presence' ? found.length > 0 : found.filter((value) => !isArray(value) && !isObject(value));
}
