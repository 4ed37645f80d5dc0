import type { ResponsePlan, ScenarioName, ScenarioPlan } from '../../plan.ts';
import { bestOf, likeness, spaced, type Wording, wordingsOf, wordsOf } from './example-words.ts';

/** Words by which a document marks an example as a wrong one. */
const negative =
  /\b(invalid|errors?|bad|wrong|malformed|missing|notfound|unauthori[sz]ed|forbidden|exceed\w*|not found|too \w+)\b/;

/** Whether an example's name says that it is a wrong one: `invalid-recipient`, `badRequest`, `too_long`. */
export function isNegativeName(name: string): boolean {
  return negative.test(spaced(name));
}

/** What wrong examples get, by words in their names; the first status that is documented counts. */
const errors: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\b(not ?found|unknown|nonexist\w*|no such)\b/, ['404', '410']],
  [/\b(unauthori[sz]ed|unauthenticated|expired (\w+ )?(token|session|key|credentials?))\b/, ['401']],
  [/\b(forbidden|denied|not allowed|permission\w*)\b/, ['403']],
  [/\b(conflict\w*|duplicate\w*|already|exists)\b/, ['409']],
  [/\b(too large)\b/, ['413', '400', '422']],
  [negative, ['422', '400', '4XX']],
];

/** Words of errors that say nothing about what was wrong. */
const unspecific = new RegExp(
  [...errors.map(([words]) => words.source), '\\b(validation|fail\\w*|problem|input|client|exception|\\d+)\\b'].join(
    '|',
  ),
  'g',
);

/**
 * The answers whose examples' names have the words of request examples' names: `app-message-with-keyword-reply` and
 * `in-app-with-keyword-reply`. Each must be the other's best match. The name of a wrong example leads to an error.
 *
 * @param names of the request examples of an operation
 */
export function answersByWords(
  names: readonly string[],
  responses: readonly ResponsePlan[],
): ReadonlyMap<string, ScenarioName> {
  const distinct = [...new Set(names)];
  // A wrong one leads to a success only with the very same words.
  const wrong = wordingsOf(distinct.filter(isNegativeName)).map((wording) => ({ ...wording, own: [] }));
  const requests = [...wordingsOf(distinct.filter((name) => !isNegativeName(name))), ...wrong];
  const successes = wordedAnswers(responses, /^2/);
  const failures = wordedAnswers(responses, /^[45]/);
  const requestOf = new Map(
    successes.map((one) => [one, bestOf(requests, (request) => likeness(request, one.wording))]),
  );
  const answers = new Map<string, ScenarioName>();
  for (const request of requests) {
    const success = bestOf(successes, ({ wording }) => likeness(request, wording));
    const isMutual = success && requestOf.get(success) === request;
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

/** The error that has the very words of a request; else, of a wrong one, the error that fits what its name says. */
function errorNamed(
  request: Wording,
  requests: readonly Wording[],
  failures: readonly WordedAnswer[],
  responses: readonly ResponsePlan[],
): ScenarioName | null {
  const isNegative = isNegativeName(request.name);
  const [same, ...others] = failures.filter(({ wording }) => request.all !== '' && wording.all === request.all);
  const isOnly = requests.every((other) => other === request || other.all !== request.all);
  if (same && isOnly && (isNegative || others.length === 0)) return same.answer;
  return isNegative ? errorByWords(request.name, responses) : null;
}

/** Of the errors of a status, the one about the same thing; else one that says nothing about what was wrong. */
function errorByWords(name: string, responses: readonly ResponsePlan[]): ScenarioName | null {
  const [, statuses = []] = errors.find(([words]) => words.test(spaced(name))) ?? [];
  const response = statuses.map((status) => responses.find(({ key }) => key === status)).find((found) => found);
  if (!response) return null;
  const subject = subjectOf(name);
  const alike = response.scenarios.filter((one) => subjectOfScenario(one).some((word) => subject.includes(word)));
  const general = response.scenarios.filter((one) => subjectOfScenario(one).length === 0);
  const like = (one: ScenarioPlan) => commonWords(name, one.name);
  const scenario = alike.length > 0 ? bestOf(alike, like) : (bestOf(general, like) ?? general[0]);
  return scenario ? { response: response.key, name: scenario.name } : null;
}

/** What was wrong: the `email` of `invalid-email`. */
function subjectOf(name: string): readonly string[] {
  return wordsOf(spaced(name).replace(unspecific, ' '));
}

function subjectOfScenario(scenario: ScenarioPlan): readonly string[] {
  return isNamed(scenario) ? subjectOf(scenario.name) : [];
}

/** Whether the document gave a scenario its name, if perhaps no value. */
export function isNamed({ source, name }: ScenarioPlan): boolean {
  return source === 'example' || !/^(generated(-\d+)?|empty)$/.test(name);
}

/** Words in common, of all words in either name (the Jaccard index). */
function commonWords(one: string, other: string): number {
  const [left, right] = [wordsOf(one), wordsOf(other)];
  const common = left.filter((word) => right.includes(word)).length;
  return common / Math.max(1, left.length + right.length - common);
}
