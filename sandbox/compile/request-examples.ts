import type { RequestExamplePlan, ResponsePlan, ScenarioName } from '../plan.ts';
import type { RequestExample } from './body.ts';
import { answerByWords, isNegativeName } from './example-names.ts';
import { documentedSuccesses, type Leaf, leavesOf } from './example-values.ts';

/**
 * The documented request bodies, each with the answer that belongs to it: the one of its name; else the one whose name
 * has its words; else the one in which values stand that this request alone has.
 */
export function requestExamplesOf(
  examples: readonly RequestExample[],
  responses: readonly ResponsePlan[],
): readonly RequestExamplePlan[] {
  const names = examples.map(({ name }) => name);
  const named = names.map((name) => answerNamed(name, responses) ?? answerByWords(name, names, responses));
  return examples.map(({ name, mediaType, value }, index) => {
    const answer = named[index] ?? null;
    const isPositive = !isNegativeName(name) && !(answer && leadsToError(answer, responses));
    return {
      name,
      mediaType,
      value,
      isPositive,
      answer: answer ?? (isPositive ? byValues(index, examples, responses) : null),
    };
  });
}

/** Whether an answer says that something was wrong. */
function leadsToError({ response }: ScenarioName, responses: readonly ResponsePlan[]): boolean {
  return /^[45]/.test(response) || (response === 'default' && responses.some(({ key }) => key.startsWith('2')));
}

/** The answer that has an example of the same name; a success before an error. */
export function answerNamed(name: string, responses: readonly ResponsePlan[]): ScenarioName | null {
  const having = responses.filter(({ scenarios }) =>
    scenarios.some((scenario) => scenario.name === name && scenario.source === 'example'),
  );
  const success = having.find(({ key }) => key.startsWith('2'));
  // `example` is no name that anybody gave: with an error's it says nothing.
  const found = success ?? (name === 'example' ? undefined : having[0]);
  return found ? { response: found.key, name } : null;
}

/** The success in which the most values stand that no other success has, and of the requests only this one. */
function byValues(
  index: number,
  examples: readonly RequestExample[],
  responses: readonly ResponsePlan[],
): ScenarioName | null {
  const successes = documentedSuccesses(responses);
  if (successes.length === 0) return null;
  const others = new Set(examples.flatMap(({ value }, other) => (other === index ? [] : textsIn(leavesOf(value)))));
  const own = textsIn(leavesOf(examples[index]?.value)).filter((text) => !others.has(text));
  const inAnswers = successes.map(({ leaves }) => new Set(textsIn(leaves)));
  const counts = inAnswers.map(
    (texts, at) =>
      own.filter((text) => texts.has(text) && inAnswers.every((one, other) => other === at || !one.has(text))).length,
  );
  const most = Math.max(...counts);
  const at = counts.indexOf(most);
  return most > 0 && counts.lastIndexOf(most) === at ? (successes[at]?.answer ?? null) : null;
}

function textsIn(leaves: readonly Leaf[]): readonly string[] {
  return leaves.map(({ value }) => String(value));
}
