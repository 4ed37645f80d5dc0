import type { RequestExamplePlan, ResponsePlan, ScenarioName } from '../plan.ts';
import type { RequestExample } from './body.ts';

/** Words by which a document marks an example as a wrong one. */
const negative =
  /\b(invalid|errors?|bad|wrong|malformed|missing|notfound|unauthori[sz]ed|forbidden|exceed\w*|not found|too \w+)\b/;

/** Whether an example's name says that it is a wrong one: `invalid-recipient`, `badRequest`, `too_long`. */
export function isNegativeName(name: string): boolean {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[^A-Za-z\d]+/g, ' ');
  return negative.test(words.toLowerCase());
}

/** Whether a request example is meant to be right: not marked as wrong by its name, or by having that of an error's. */
export function isPositive(name: string, responses: readonly ResponsePlan[]): boolean {
  const answer = answerNamed(name, responses);
  const documentsSuccess = responses.some(({ key }) => key.startsWith('2'));
  const isError = (key: string) => /^[45]/.test(key) || (key === 'default' && documentsSuccess);
  return !isNegativeName(name) && (answer === null || !isError(answer.response));
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
