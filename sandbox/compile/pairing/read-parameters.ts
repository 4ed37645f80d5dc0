import type { ParameterPlan, ResponsePlan } from '../../plan.ts';
import type { Node, Tree } from '../../read/tree.ts';
import type { Written } from '../../syntax/digits.ts';
import type { Json } from '../../syntax/json.ts';
import { violationsOf } from '../../validation/find-violations.ts';
import type { Schemas } from '../../validation/violation.ts';
import { writtenParameter } from '../examples/examples.ts';
import type { CompiledParameter } from '../parts/parameters.ts';
import { readingsOf } from '../serialization/parameter-readings.ts';
import { pairsByName } from './request-examples.ts';

/** A parameter with its examples as a server would read them from a request. */
export interface ReadParameter {
  readonly plan: ParameterPlan;
  readonly node: Node;
  readonly examples: readonly ParameterExample[];
}

/** `value`: of the values that the serialized example can be read as, the one with the fewest violations. */
export interface ParameterExample extends Written {
  readonly name: string;
  readonly node: Node;
  /** Intended to be valid, as far as its name and the response paired with it show. */
  readonly isPositive: boolean;
  /** The value that a server reads first when the example is sent. */
  readonly sent: Json;
}

/**
 * Reads the examples of parameters as if they came in a request, where 2017 is a string if the schema takes strings, and
 * `'2'` a number if it takes numbers. Examples that cannot be sent, such as null, are left out.
 */
export function readParameters(
  tree: Tree,
  parameters: readonly CompiledParameter[],
  responses: readonly ResponsePlan[],
  schemas: Schemas,
): readonly ReadParameter[] {
  const names = [...new Set(parameters.flatMap(({ examples }) => examples.map(({ name }) => name)))];
  const pairs = pairsByName(names, responses);
  const negative = new Set(names.filter((_, index) => pairs[index]?.isPositive === false));
  return parameters.map(({ plan, node, examples }) => ({
    plan,
    node,
    examples: examples.flatMap((example): readonly ParameterExample[] => {
      const readings = readingsOf(plan, writtenParameter(tree, example, plan.format));
      const [sent] = readings;
      if (sent === undefined) return [];
      const intended = leastInvalid(readings, plan.schemaPointer, schemas) ?? sent;
      const { name, value: node } = example;
      return [{ name, node, isPositive: !negative.has(name), ...intended, sent: sent.value }];
    }),
  }));
}

/** Returns the first reading that the schema allows, else the one with the fewest violations. */
function leastInvalid(
  readings: readonly Written[],
  schemaPointer: string | null,
  schemas: Schemas,
): Written | undefined {
  if (schemaPointer === null || readings.length < 2) return readings[0];
  const counts = readings.map(({ value }) => violationsOf(value, schemaPointer, schemas).length);
  return readings[counts.indexOf(Math.min(...counts))];
}
