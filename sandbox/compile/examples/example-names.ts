import type { ResponsePlan, ScenarioName, ScenarioPlan } from '../../plan.ts';
import { bestOf, similarity, spaced, type Wording, wordingsOf, wordsOf } from './example-words.ts';

/** Words in the names of examples that are intended to be invalid. */
const negativeWords =
  /\b(invalid|errors?|bad|wrong|malformed|missing|notfound|unauthori[sz]ed|forbidden|exceed\w*|not found|too \w+)\b/;

/** Whether an example's name says that it is invalid: `invalid-recipient`, `badRequest`, `too_long`. */
export function isNegativeName(name: string): boolean {
  return negativeWords.test(spaced(name));
}

/** The statuses of invalid requests, by words in their names; the first one that is documented applies. */
const errorStatuses: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\b(not ?found|unknown|nonexist\w*|no such)\b/, ['404', '410']],
  [/\b(unauthori[sz]ed|unauthenticated|expired (\w+ )?(token|session|key|credentials?))\b/, ['401']],
  [/\b(forbidden|denied|not allowed|permission\w*)\b/, ['403']],
  [/\b(conflict\w*|duplicate\w*|already|exists)\b/, ['409']],
  [/\b(too large)\b/, ['413', '400', '422']],
  [negativeWords, ['422', '400', '4XX']],
];

/** Words in the names of errors that do not say what was wrong. */
const unspecificWords = new RegExp(
  [
    ...errorStatuses.map(([words]) => words.source),
    '\\b(validation|fail\\w*|problem|input|client|exception|\\d+)\\b',
  ].join('|'),
  'g',
);

/**
 * Pairs request examples with response examples by the words in their names: `app-message-with-keyword-reply` and
 * `in-app-with-keyword-reply`. Each has to be the other's best match. An invalid request is paired with an error.
 *
 * @param names of the request examples of an operation
 */
export function answersByWords(
  names: readonly string[],
  responses: readonly ResponsePlan[],
): ReadonlyMap<string, ScenarioName> {
  const distinct = [...new Set(names)];
  // An invalid request is paired with a success only if both names have exactly the same words.
  const negative = wordingsOf(distinct.filter(isNegativeName)).map((wording) => ({ ...wording, distinctive: [] }));
  const requests = [...wordingsOf(distinct.filter((name) => !isNegativeName(name))), ...negative];
  const successes = wordedAnswers(responses, /^2/);
  const failures = wordedAnswers(responses, /^[45]/);
  const bestRequest = new Map(
    successes.map((one) => [one, bestOf(requests, (request) => similarity(request, one.wording))]),
  );
  const answers = new Map<string, ScenarioName>();
  for (const request of requests) {
    const success = bestOf(successes, ({ wording }) => similarity(request, wording));
    const isMutual = success && bestRequest.get(success) === request;
    const answer = isMutual ? success.answer : errorNamed(request, requests, failures, responses);
    if (answer) answers.set(request.name, answer);
  }
  return answers;
}

interface WordedAnswer {
  readonly answer: ScenarioName;
  readonly wording: Wording;
}

function wordedAnswers(responses: readonly ResponsePlan[], keys: RegExp): readonly WordedAnswer[] {
  const answers = responses
    .filter(({ key }) => keys.test(key))
    .flatMap(({ key, scenarios }) => scenarios.filter(isNamed).map(({ name }) => ({ response: key, name })));
  const wordings = wordingsOf(answers.map(({ name }) => name));
  return answers.flatMap((answer, index) => {
    const wording = wordings[index];
    return wording ? [{ answer, wording }] : [];
  });
}

/** Returns the error with exactly the words of a request's name; for an invalid request, else the error that fits them. */
function errorNamed(
  request: Wording,
  requests: readonly Wording[],
  failures: readonly WordedAnswer[],
  responses: readonly ResponsePlan[],
): ScenarioName | null {
  const isNegative = isNegativeName(request.name);
  const [same, ...others] = failures.filter(({ wording }) => request.all !== '' && wording.all === request.all);
  const isUnique = requests.every((other) => other === request || other.all !== request.all);
  if (same && isUnique && (isNegative || others.length === 0)) return same.answer;
  return isNegative ? errorByWords(request.name, responses) : null;
}

/** Returns the error with the same subject among those of the status that the words imply, else an unspecific one. */
function errorByWords(name: string, responses: readonly ResponsePlan[]): ScenarioName | null {
  const [, statuses = []] = errorStatuses.find(([words]) => words.test(spaced(name))) ?? [];
  const response = statuses.map((status) => responses.find(({ key }) => key === status)).find((found) => found);
  if (!response) return null;
  const subject = subjectOf(name);
  const sameSubject = response.scenarios.filter((one) => subjectOfScenario(one).some((word) => subject.includes(word)));
  const unspecific = response.scenarios.filter((one) => subjectOfScenario(one).length === 0);
  const similarity = (one: ScenarioPlan) => commonWords(name, one.name);
  const scenario =
    sameSubject.length > 0 ? bestOf(sameSubject, similarity) : (bestOf(unspecific, similarity) ?? unspecific[0]);
  return scenario ? { response: response.key, name: scenario.name } : null;
}

/** Returns the words that say what was wrong: `email` for `invalid-email`. */
function subjectOf(name: string): readonly string[] {
  return wordsOf(spaced(name).replace(unspecificWords, ' '));
}

function subjectOfScenario(scenario: ScenarioPlan): readonly string[] {
  return isNamed(scenario) ? subjectOf(scenario.name) : [];
}

/** Whether the document names a scenario, with or without a value. */
export function isNamed({ source, name }: ScenarioPlan): boolean {
  return source === 'example' || !/^(generated(-\d+)?|empty)$/.test(name);
}

/** Returns the Jaccard index of the words of two names, from 0 to 1. */
function commonWords(one: string, other: string): number {
  const [left, right] = [wordsOf(one), wordsOf(other)];
  const common = left.filter((word) => right.includes(word)).length;
  return common / Math.max(1, left.length + right.length - common);
}
