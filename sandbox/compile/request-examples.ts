import type { RequestExamplePlan, ResponsePlan, ScenarioName } from '../plan.ts';
import type { RequestExample } from './body.ts';

/** Names by which a document marks a request example as a wrong one. */
const negative =
  /invalid|error|\bbad\b|wrong|malformed|missing|not-?found|unauthori[sz]ed|forbidden|exceed|too-?(long|many|large)/i;

/** Whether an example's name says that it is a wrong one. */
export function isNegativeName(name: string): boolean {
  return negative.test(name);
}

/** Whether a request example is meant to be right: not marked as wrong by its name, or by having that of an error's. */
export function isPositive(name: string, responses: readonly ResponsePlan[]): boolean {
  const answer = answerNamed(name, responses);
  return !isNegativeName(name) && (answer === null || !isErrorKey(answer.response));
}

/** A request example with the answer that belongs to it. */
export function requestExamplePlan(
  { name, mediaType, value }: RequestExample,
  responses: readonly ResponsePlan[],
): RequestExamplePlan {
  return { name, mediaType, value, answer: answerNamed(name, responses) };
}

/** The answer that has an example of the same name; a success before an error. */
function answerNamed(name: string, responses: readonly ResponsePlan[]): ScenarioName | null {
  const having = responses.filter(({ scenarios }) =>
    scenarios.some((scenario) => scenario.name === name && scenario.source === 'example'),
  );
  const success = having.find(({ key }) => key.startsWith('2'));
  // `example` is no name that anybody gave: with an error's it says nothing.
  const found = success ?? (name === 'example' ? undefined : having[0]);
  return found ? { response: found.key, name } : null;
}

function isErrorKey(key: string): boolean {
  return /^[45]/.test(key);
}
