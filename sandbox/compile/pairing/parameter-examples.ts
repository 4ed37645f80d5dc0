import type { ParameterExamplePlan, ParameterPlan, ResponsePlan } from '../../plan.ts';
import { comparable, written } from '../../syntax/digits.ts';
import { documentedSuccesses, isDistinctive, type Leaf } from '../examples/example-values.ts';
import { spaced } from '../examples/example-words.ts';
import type { ReadParameter } from './read-parameters.ts';
import { answerNamed } from './request-examples.ts';

type Values = ParameterExamplePlan['values'];

/**
 * Values of parameters that belong to an answer: examples of parameters, by the name that they share with a response
 * example; and ids and codes, by standing in one response example only.
 *
 * @param bodiesDecide documented bodies lead to answers: beside them, only what the path ends with says what is asked for
 */
export function parameterExamplesOf(
  path: string,
  parameters: readonly ReadParameter[],
  responses: readonly ResponsePlan[],
  bodiesDecide: boolean,
): readonly ParameterExamplePlan[] {
  // What stands last in the path says most about what is asked for.
  const place = ({ plan }: ReadParameter) => (plan.in === 'path' ? path.indexOf(`{${plan.name}}`) : -1);
  const byPlace = parameters
    .filter(({ plan }) => !bodiesDecide || isLast(plan, path))
    .toSorted((one, other) => place(other) - place(one));
  return [...byName(parameters, responses), ...byPlace.flatMap((one) => byValue(path, one, responses))];
}

/** Examples of one name, in however many parameters, are one request. */
function byName(
  parameters: readonly ReadParameter[],
  responses: readonly ResponsePlan[],
): readonly ParameterExamplePlan[] {
  const values = new Map<string, Values>();
  for (const { plan, examples } of parameters) {
    for (const { name, value, digits } of examples) {
      const part = { in: plan.in, name: plan.name, ...written(value, digits) };
      values.set(name, [...(values.get(name) ?? []), part]);
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
  path: string,
  { plan, examples }: ReadParameter,
  responses: readonly ResponsePlan[],
): readonly ParameterExamplePlan[] {
  if (plan.in === 'header' || plan.in === 'cookie') return [];
  const documented = new Set(
    examples
      .filter(({ isPositive, value }) => isPositive && isDistinctive(value))
      .map(({ value, digits }) => String(comparable(value, digits))),
  );
  const asked = documentedSuccesses(responses).map(({ answer, leaves }) => {
    const shown = leaves.filter((leaf) => documented.has(leaf.text));
    return {
      answer,
      values: new Map(
        [...shown, ...askedFor(leaves, plan, path)].map(({ text, value, digits }) => [text, written(value, digits)]),
      ),
    };
  });
  const counts = new Map<string, number>();
  for (const text of asked.flatMap(({ values }) => [...values.keys()])) counts.set(text, (counts.get(text) ?? 0) + 1);
  return asked.flatMap(({ answer, values }) =>
    [...values]
      .filter(([text]) => counts.get(text) === 1)
      .map(([name, value]) => ({ name, values: [{ in: plan.in, name: plan.name, ...value }], answer })),
  );
}

/** The values that a parameter can ask for: in the properties that are named most like it, nearest to the root. */
function askedFor(leaves: readonly Leaf[], plan: ParameterPlan, path: string): readonly Leaf[] {
  const keys = new Map([...new Set(leaves.map(({ key }) => key))].map((key) => [key, unlikeness(key, plan, path)]));
  const far = ({ key, depth }: Leaf) => (keys.get(key) ?? Number.POSITIVE_INFINITY) * maxDepth + depth;
  const least = leaves.reduce((one, leaf) => Math.min(one, far(leaf)), Number.POSITIVE_INFINITY);
  return Number.isFinite(least) ? leaves.filter((leaf) => far(leaf) === least) : [];
}

const maxDepth = 1000;

/** The name alone says nothing about whose it is. */
const bare = /^(id|uuid|guid|key|code|number|name|ref|reference|slug)$/;

/**
 * How far the name of a property is from a parameter's: 0 for the same, 1 for the `id` of `petId`, 2 for the `petId` of
 * `id`, infinite for others. What has no name but `id` is what the path ends with.
 */
function unlikeness(key: string, plan: ParameterPlan, path: string): number {
  const [property, parameter] = [spaced(key), spaced(plan.name)];
  const isWhose = isLast(plan, path) || (plan.in === 'query' && property === parameter);
  if (bare.test(property) && !isWhose) return Number.POSITIVE_INFINITY;
  if (bare.test(parameter) && plan.in === 'path' && !isLast(plan, path)) return Number.POSITIVE_INFINITY;
  if (property === parameter) return 0;
  if (parameter.endsWith(` ${property}`)) return 1;
  return property.endsWith(` ${parameter}`) ? 2 : Number.POSITIVE_INFINITY;
}

/** Whether a parameter is what a path ends with. */
function isLast({ in: place, name }: ParameterPlan, path: string): boolean {
  return place === 'path' && path.replace(/^.*\/(?=.)/s, '').includes(`{${name}}`);
}
