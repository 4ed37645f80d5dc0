import type { ParameterExamplePlan, ParameterPlan, ResponsePlan } from '../../plan.ts';
import { comparable, written } from '../../syntax/digits.ts';
import { documentedSuccesses, isDistinctive, type Leaf } from '../examples/example-values.ts';
import { spaced } from '../examples/example-words.ts';
import type { ReadParameter } from './read-parameters.ts';
import { answerNamed } from './request-examples.ts';

type Values = ParameterExamplePlan['values'];

/**
 * Pairs parameter values with response examples: parameter examples by the name they share with a response example, ids
 * and codes by occurring in one response example only.
 *
 * @param bodiesDecide whether documented bodies select responses; if so, ids and codes are paired only with the
 *   parameters in the last segment of the path
 */
export function parameterExamplesOf(
  path: string,
  parameters: readonly ReadParameter[],
  responses: readonly ResponsePlan[],
  bodiesDecide: boolean,
): readonly ParameterExamplePlan[] {
  // The last path parameter identifies the requested resource most precisely.
  const place = ({ plan }: ReadParameter) => (plan.in === 'path' ? path.indexOf(`{${plan.name}}`) : -1);
  const lastFirst = parameters
    .filter(({ plan }) => !bodiesDecide || isInLastSegment(plan, path))
    .toSorted((one, other) => place(other) - place(one));
  return [...byName(parameters, responses), ...lastFirst.flatMap((one) => byValue(path, one, responses))];
}

/** Pairs by name: the examples of one name, in any number of parameters, make up one request. */
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

/** Pairs by value: an id or a code in only one of several documented successes selects that success. */
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
  const successes = documentedSuccesses(responses).map(({ answer, leaves }) => {
    const documentedLeaves = leaves.filter((leaf) => documented.has(leaf.text));
    return {
      answer,
      values: new Map(
        [...documentedLeaves, ...leavesNamedLike(leaves, plan, path)].map(({ text, value, digits }) => [
          text,
          written(value, digits),
        ]),
      ),
    };
  });
  const counts = new Map<string, number>();
  for (const text of successes.flatMap(({ values }) => [...values.keys()]))
    counts.set(text, (counts.get(text) ?? 0) + 1);
  return successes.flatMap(({ answer, values }) =>
    [...values]
      .filter(([text]) => counts.get(text) === 1)
      .map(([name, value]) => ({ name, values: [{ in: plan.in, name: plan.name, ...value }], answer })),
  );
}

/** Returns the values in the properties whose names are most like the parameter's, those nearest to the root. */
function leavesNamedLike(leaves: readonly Leaf[], plan: ParameterPlan, path: string): readonly Leaf[] {
  const distances = new Map(
    [...new Set(leaves.map(({ key }) => key))].map((key) => [key, nameDistance(key, plan, path)]),
  );
  const distanceOf = ({ key, depth }: Leaf) => (distances.get(key) ?? Number.POSITIVE_INFINITY) * maxDepth + depth;
  const shortest = leaves.reduce((one, leaf) => Math.min(one, distanceOf(leaf)), Number.POSITIVE_INFINITY);
  return Number.isFinite(shortest) ? leaves.filter((leaf) => distanceOf(leaf) === shortest) : [];
}

/** Exceeds the depth of any value, so that depth only decides between names that are equally distant. */
const maxDepth = 1000;

/** Names that do not say which resource they identify. */
const genericName = /^(id|uuid|guid|key|code|number|name|ref|reference|slug)$/;

/**
 * Returns the distance of a property's name from a parameter's: 0 if they are equal, 1 for the property `id` and the
 * parameter `petId`, 2 for the reverse, infinite for others. A generic name such as `id` matches only the parameter that
 * the path ends with.
 */
function nameDistance(key: string, plan: ParameterPlan, path: string): number {
  const [property, parameter] = [spaced(key), spaced(plan.name)];
  const isSpecific = isInLastSegment(plan, path) || (plan.in === 'query' && property === parameter);
  if (genericName.test(property) && !isSpecific) return Number.POSITIVE_INFINITY;
  if (genericName.test(parameter) && plan.in === 'path' && !isInLastSegment(plan, path))
    return Number.POSITIVE_INFINITY;
  if (property === parameter) return 0;
  if (parameter.endsWith(` ${property}`)) return 1;
  return property.endsWith(` ${parameter}`) ? 2 : Number.POSITIVE_INFINITY;
}

/** Whether a parameter is in the last segment of a path. */
function isInLastSegment({ in: place, name }: ParameterPlan, path: string): boolean {
  return place === 'path' && path.replace(/^.*\/(?=.)/s, '').includes(`{${name}}`);
}
