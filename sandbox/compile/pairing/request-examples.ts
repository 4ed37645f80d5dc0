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

/**
 * The documented request bodies, each with the answer that belongs to it: the one of its name; else the one whose name
 * has its words; else the one in which values stand that this request alone has.
 */
export function requestExamplesOf(
  examples: readonly RequestExample[],
  responses: readonly ResponsePlan[],
): readonly RequestExamplePlan[] {
  const pairs = pairsByName(
    examples.map(({ name }) => name),
    responses,
  );
  const isPositive = pairs.map((pair) => pair.isPositive);
  const positive = examples.filter((_, index) => isPositive[index]);
  const byValue = answersByValue(positive, documentedSuccesses(responses));
  return examples.map(({ name, mediaType, value, digits }, index) => ({
    name,
    mediaType,
    ...written(value, digits),
    isPositive: isPositive[index] === true,
    answer: pairs[index]?.answer ?? byValue.get(name) ?? null,
  }));
}

/** The answer that the name of an example leads to, and whether that, or else the name, says that it is meant to be right. */
interface Pair {
  readonly answer: ScenarioName | null;
  readonly isPositive: boolean;
}

/** The examples of a body, or of the parameters, by their names: each has the answer of its name, or else of its words. */
export function pairsByName(names: readonly string[], responses: readonly ResponsePlan[]): readonly Pair[] {
  const byWords = answersByWords(names, responses);
  return names.map((name) => {
    const answer = answerNamed(name, responses) ?? byWords.get(name) ?? null;
    return { answer, isPositive: answer ? !leadsToError(answer, responses) : !isNegativeName(name) };
  });
}

/** Whether an answer says that something was wrong. */
function leadsToError({ response }: ScenarioName, responses: readonly ResponsePlan[]): boolean {
  return /^[45]/.test(response) || (response === 'default' && responses.some(({ key }) => key.startsWith('2')));
}

/** The answer that has an example of the same name; a success before an error. */
export function answerNamed(name: string, responses: readonly ResponsePlan[]): ScenarioName | null {
  const having = responses.filter(({ scenarios }) =>
    scenarios.some((scenario) => scenario.name === name && isNamed(scenario)),
  );
  const success = having.find(({ key }) => key.startsWith('2'));
  // `example` is no name that anybody gave, and a name of several errors is theirs: with a request's it says nothing.
  const saysNothing = name === 'example' || (having.length > 1 && !isNegativeName(name));
  const found = success ?? (saysNothing ? undefined : having[0]);
  return found ? { response: found.key, name } : null;
}

/** By the name of a request: the success in which most values stand that no other success and no other request has. */
function answersByValue(
  requests: readonly RequestExample[],
  successes: readonly DocumentedSuccess[],
): ReadonlyMap<string, ScenarioName> {
  if (successes.length === 0) return new Map();
  const inSuccess = holders(successes.map(({ answer, leaves }) => [answer, leaves]));
  // One example in two media types is one request.
  const inRequest = holders(requests.map(({ name, value, digits }) => [name, leavesOf(value, digits)]));
  const counts = new Map<string, Map<ScenarioName, number>>();
  for (const [text, names] of inRequest) {
    const [name, ...otherNames] = names;
    const [answer, ...otherAnswers] = inSuccess.get(text) ?? [];
    if (name === undefined || answer === undefined || otherNames.length + otherAnswers.length > 0) continue;
    const of = counts.get(name) ?? new Map<ScenarioName, number>();
    counts.set(name, of.set(answer, (of.get(answer) ?? 0) + 1));
  }
  return new Map(
    [...counts].flatMap(([name, of]) => {
      const best = bestOf([...of], ([, count]) => count);
      return best ? [[name, best[0]]] : [];
    }),
  );
}

/** Values as they are compared, with all who have each. */
function holders<T>(all: readonly (readonly [T, readonly Leaf[]])[]): ReadonlyMap<string, ReadonlySet<T>> {
  const holders = new Map<string, Set<T>>();
  for (const [holder, leaves] of all) {
    for (const text of leaves.map(comparedText)) holders.set(text, (holders.get(text) ?? new Set<T>()).add(holder));
  }
  return holders;
}
