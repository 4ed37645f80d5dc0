import type { RequestExamplePlan, ResponsePlan, ScenarioName } from '../../plan.ts';
import { written } from '../../syntax/digits.ts';
import { answersByWords, isNamed, isNegativeName } from '../examples/example-names.ts';
import {
  comparedText,
  type DocumentedSuccess,
  documentedSuccesses,
  type Leaf,
  leavesOf,
} from '../examples/example-values.ts';
import { bestOf } from '../examples/example-words.ts';
import type { RequestExample } from '../parts/body.ts';

/** A documented request body, as it is compiled and as the plan has it. */
export interface PairedExample {
  readonly source: RequestExample;
  readonly plan: RequestExamplePlan;
}

/**
 * Pairs each documented request body with a response example: the one of the same name, else one whose name has the same
 * words, else the one that repeats values of this request alone.
 */
export function pairRequestExamples(
  examples: readonly RequestExample[],
  responses: readonly ResponsePlan[],
): readonly PairedExample[] {
  const pairings = pairsByName(
    examples.map(({ name }) => name),
    responses,
  );
  const named = examples.map((source, index) => ({ source, answer: null, isPositive: false, ...pairings[index] }));
  const positive = named.filter(({ isPositive }) => isPositive).map(({ source }) => source);
  const byValue = answersByValue(positive, documentedSuccesses(responses));
  return named.map(({ source, answer, isPositive }) => {
    const { name, mediaType, value, digits } = source;
    const plan = {
      name,
      mediaType,
      ...written(value, digits),
      isPositive,
      answer: answer ?? byValue.get(name) ?? null,
    };
    return { source, plan };
  });
}

/** The response example that a request example's name leads to, and whether the request is intended to be valid. */
interface NamePairing {
  readonly answer: ScenarioName | null;
  readonly isPositive: boolean;
}

/** Pairs the names of request examples with response examples: by the same name, else by the words in it. */
export function pairsByName(names: readonly string[], responses: readonly ResponsePlan[]): readonly NamePairing[] {
  const byWords = answersByWords(names, responses);
  return names.map((name) => {
    const answer = answerNamed(name, responses) ?? byWords.get(name) ?? null;
    return { answer, isPositive: answer ? !leadsToError(answer, responses) : !isNegativeName(name) };
  });
}

/** Whether a response is an error; `default` is one if the operation documents a success. */
function leadsToError({ response }: ScenarioName, responses: readonly ResponsePlan[]): boolean {
  return /^[45]/.test(response) || (response === 'default' && responses.some(({ key }) => key.startsWith('2')));
}

/** Returns the response example of the same name, a success before an error; null if there is no such example. */
export function answerNamed(name: string, responses: readonly ResponsePlan[]): ScenarioName | null {
  const sameName = responses.filter(({ scenarios }) =>
    scenarios.some((scenario) => scenario.name === name && isNamed(scenario)),
  );
  const success = sameName.find(({ key }) => key.startsWith('2'));
  // `example` is the default name, and a name that several errors share describes the errors, not the request.
  const isInconclusive = name === 'example' || (sameName.length > 1 && !isNegativeName(name));
  const found = success ?? (isInconclusive ? undefined : sameName[0]);
  return found ? { response: found.key, name } : null;
}

/** Maps the name of each request to the success that repeats most of its unique values: those in one request and success. */
function answersByValue(
  requests: readonly RequestExample[],
  successes: readonly DocumentedSuccess[],
): ReadonlyMap<string, ScenarioName> {
  if (successes.length === 0) return new Map();
  const inSuccess = holdersByValue(successes.map(({ answer, leaves }) => [answer, leaves]));
  // Examples of one name in two media types are one request.
  const inRequest = holdersByValue(requests.map(({ name, value, digits }) => [name, leavesOf(value, digits)]));
  const counts = new Map<string, Map<ScenarioName, number>>();
  for (const [text, names] of inRequest) {
    const [name, ...otherNames] = names;
    const [answer, ...otherAnswers] = inSuccess.get(text) ?? [];
    if (name === undefined || answer === undefined || otherNames.length + otherAnswers.length > 0) continue;
    const byAnswer = counts.get(name) ?? new Map<ScenarioName, number>();
    counts.set(name, byAnswer.set(answer, (byAnswer.get(answer) ?? 0) + 1));
  }
  return new Map(
    [...counts].flatMap(([name, byAnswer]) => {
      const best = bestOf([...byAnswer], ([, count]) => count);
      return best ? [[name, best[0]]] : [];
    }),
  );
}

/** Maps each value, in the form in which values are compared, to all that contain it. */
function holdersByValue<T>(all: readonly (readonly [T, readonly Leaf[]])[]): ReadonlyMap<string, ReadonlySet<T>> {
  const holdersByValue = new Map<string, Set<T>>();
  for (const [holder, leaves] of all) {
    for (const text of leaves.map(comparedText))
      holdersByValue.set(text, (holdersByValue.get(text) ?? new Set<T>()).add(holder));
  }
  return holdersByValue;
}
