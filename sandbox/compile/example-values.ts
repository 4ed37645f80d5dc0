import { isArray, isObject, type Json } from '../notation/json.ts';
import type { ResponsePlan, ScenarioName } from '../plan.ts';

/** A text or number in an example, with the name of the property that it stands in. */
export interface Leaf {
  readonly key: string;
  readonly value: string | number;
}

/** A documented success, and what stands in its body. */
export interface DocumentedSuccess {
  readonly answer: ScenarioName;
  readonly leaves: readonly Leaf[];
}

/** Longer bodies hold no ids that anybody looks up one by one. */
const mostLeaves = 500;

/** The documented successes of an operation; none where there is only one, and so nothing to choose. */
export function documentedSuccesses(responses: readonly ResponsePlan[]): readonly DocumentedSuccess[] {
  const all = responses
    .filter(({ key }) => key.startsWith('2'))
    .flatMap(({ key, scenarios }) =>
      scenarios
        .filter(({ source }) => source === 'example')
        .map(({ name, representations: [first] }) => {
          return { answer: { response: key, name }, leaves: leavesOf(first?.value).slice(0, mostLeaves) };
        }),
    );
  return all.length > 1 ? all : [];
}

/** The texts and numbers in a value; `true`, `null` and the empty text are anybody's. */
export function leavesOf(value: Json | undefined, key = ''): readonly Leaf[] {
  if (isArray(value)) return value.flatMap((item) => leavesOf(item, key));
  if (isObject(value)) return Object.entries(value).flatMap(([name, child]) => leavesOf(child, name));
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? [{ key, value }] : [];
}
