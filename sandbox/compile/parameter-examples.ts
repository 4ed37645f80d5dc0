import type { ParameterExamplePlan, ResponsePlan } from '../plan.ts';
import type { Tree } from '../read/tree.ts';
import { isNegativeName } from './example-names.ts';
import { documentedSuccesses, type Leaf } from './example-values.ts';
import { examplesOf, exampleValue } from './examples.ts';
import type { CompiledParameter } from './parameters.ts';
import { answerNamed } from './request-examples.ts';

type Values = ParameterExamplePlan['values'];

/**
 * Values of parameters that belong to an answer: examples of parameters, by the name that they share with a response
 * example; and ids and codes, by standing in one response example only.
 */
export function parameterExamplesOf(
  tree: Tree,
  parameters: readonly CompiledParameter[],
  responses: readonly ResponsePlan[],
): readonly ParameterExamplePlan[] {
  return [...byName(tree, parameters, responses), ...byValue(tree, parameters, responses)];
}

/** Examples of one name, in however many parameters, are one request. */
function byName(
  tree: Tree,
  parameters: readonly CompiledParameter[],
  responses: readonly ResponsePlan[],
): readonly ParameterExamplePlan[] {
  const values = new Map<string, Values>();
  for (const { plan, node } of parameters) {
    for (const example of examplesOf(tree, node)) {
      const value = { in: plan.in, name: plan.name, value: exampleValue(tree, example) };
      values.set(example.name, [...(values.get(example.name) ?? []), value]);
    }
  }
  values.delete('example');
  return [...values].flatMap(([name, parts]) => {
    const answer = answerNamed(name, responses);
    return answer ? [{ name, values: parts, answer }] : [];
  });
}

/** Where several successes are documented: an id or a code that only one of them shows asks for that one. */
function byValue(
  tree: Tree,
  parameters: readonly CompiledParameter[],
  responses: readonly ResponsePlan[],
): readonly ParameterExamplePlan[] {
  const answers = documentedSuccesses(responses);
  return parameters.flatMap(({ plan, node }) => {
    if (plan.in === 'header' || plan.in === 'cookie') return [];
    const documented = examplesOf(tree, node)
      .filter(({ name }) => !isNegativeName(name))
      .map((example) => String(exampleValue(tree, example)));
    const asks = ({ key, value }: Leaf) => lastWord(key) === lastWord(plan.name) || documented.includes(String(value));
    return answers.flatMap(({ answer, leaves }): readonly ParameterExamplePlan[] => {
      const others = answers.filter((one) => one.answer !== answer).flatMap((one) => one.leaves.filter(asks));
      const own = leaves.filter(
        (leaf) => asks(leaf) && !others.some(({ value }) => String(value) === String(leaf.value)),
      );
      return [...new Map(own.map(({ value }) => [String(value), value])).values()].map((value) => ({
        name: String(value),
        values: [{ in: plan.in, name: plan.name, value }],
        answer,
      }));
    });
  });
}

/** What a name is of: the `id` of `petId`, `pet_id` and `id`. */
function lastWord(name: string): string {
  return (
    name
      .replace(/([a-z\d])([A-Z])/g, '$1 $2')
      .split(/[^A-Za-z\d]+/)
      .at(-1) ?? ''
  ).toLowerCase();
}
