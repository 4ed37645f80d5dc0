import type { ResponsePlan, ScenarioName, ScenarioPlan } from '../plan.ts';

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
  [/\b(unauthori[sz]ed|unauthenticated|expired)\b/, ['401']],
  [/\b(forbidden|denied|not allowed|permission\w*)\b/, ['403']],
  [/\b(conflict\w*|duplicate\w*|already|exists)\b/, ['409']],
  [/\b(too large)\b/, ['413', '400', '422']],
  [negative, ['422', '400', '4XX']],
];

/** Words that say nothing about which example is meant. */
const idle = new Set(
  'a an and body create created default example examples for get in is message ok of on or patch payload post put request requests response responses result sample success successful test the to update valid with'.split(
    ' ',
  ),
);

/**
 * The answer whose example's name has the words of a request example's: `app-message-with-keyword-reply` and
 * `in-app-with-keyword-reply`. Each must be the other's best match. The name of a wrong example leads to an error.
 *
 * @param names of all request examples of the operation
 */
export function answerByWords(
  name: string,
  names: readonly string[],
  responses: readonly ResponsePlan[],
): ScenarioName | null {
  if (isNegativeName(name)) return errorByWords(name, responses);
  const positive = names.filter((other) => !isNegativeName(other));
  const answers = responses
    .filter(({ key }) => key.startsWith('2'))
    .flatMap(({ key, scenarios }) =>
      scenarios.filter(isDocumented).map((scenario) => ({ response: key, name: scenario.name })),
    );
  const answer = bestOf(answers, (one) => likeness(name, one.name));
  return answer && bestOf(positive, (other) => likeness(other, answer.name)) === name ? answer : null;
}

function errorByWords(name: string, responses: readonly ResponsePlan[]): ScenarioName | null {
  const [, statuses = []] = errors.find(([words]) => words.test(spaced(name))) ?? [];
  const response = statuses.map((status) => responses.find(({ key }) => key === status)).find((found) => found);
  if (!response) return null;
  const [only, ...others] = response.scenarios;
  const scenario = others.length === 0 ? only : bestOf(response.scenarios, (one) => likeness(name, one.name));
  return scenario ? { response: response.key, name: scenario.name } : null;
}

function isDocumented({ source }: ScenarioPlan): boolean {
  return source === 'example';
}

/** The one that is liked most; none where several are, or nobody is. */
function bestOf<T>(all: readonly T[], like: (one: T) => number): T | null {
  const scores = all.map(like);
  const most = Math.max(0, ...scores);
  const at = scores.indexOf(most);
  return most > 0 && scores.lastIndexOf(most) === at ? (all[at] ?? null) : null;
}

/** Words in common, of all words in either name (the Jaccard index). */
function likeness(one: string, other: string): number {
  const left = new Set(wordsOf(one));
  const right = new Set(wordsOf(other));
  const common = [...left].filter((word) => right.has(word)).length;
  return common / Math.max(1, left.size + right.size - common);
}

function wordsOf(name: string): readonly string[] {
  return spaced(name)
    .split(' ')
    .filter((word) => word !== '' && !idle.has(word));
}

/** `badRequest` and `bad_request` → `bad request`. */
function spaced(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z\d]+/g, ' ')
    .toLowerCase();
}
