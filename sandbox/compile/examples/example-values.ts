import type { ResponsePlan, ScenarioName } from '../../plan.ts';
import { comparable, type Digits, digitsIn } from '../../syntax/digits.ts';
import { isArray, isObject, type Json } from '../../syntax/json.ts';
import { spaced } from './example-words.ts';

/** A string or number in an example, with the name of its property and its depth. */
export interface Leaf {
  readonly key: string;
  readonly value: string | number;
  readonly digits: Digits | undefined;
  /** The value as a string; numbers that differ only beyond a double's precision have different ones. */
  readonly text: string;
  readonly depth: number;
}

/** A documented success and the strings and numbers in its body. */
export interface DocumentedSuccess {
  readonly answer: ScenarioName;
  readonly leaves: readonly Leaf[];
}

/** Longer bodies are exports and listings, whose ids are not requested one by one. */
const maxLeaves = 500;

/** Returns the documented successes of an operation; empty if there is only one, so that there is no choice to make. */
export function documentedSuccesses(responses: readonly ResponsePlan[]): readonly DocumentedSuccess[] {
  const all = responses
    .filter(({ key }) => key.startsWith('2'))
    .flatMap(({ key, scenarios }) =>
      scenarios
        .filter(({ source }) => source === 'example')
        .map(({ name, representations: [first] }) => ({
          answer: { response: key, name },
          leaves: leavesOf(first?.value, first?.digits),
        })),
    );
  return all.length > 1 ? all : [];
}

/** Returns the strings and numbers in a value, those near the root first, without empty strings, booleans and null. */
export function leavesOf(value: Json | undefined, written?: Digits): readonly Leaf[] {
  type Part = readonly [string, Json, Digits | undefined];
  const leaves: Leaf[] = [];
  let level: readonly Part[] = value === undefined ? [] : [['', value, written]];
  for (let depth = 0; level.length > 0 && leaves.length < maxLeaves; depth += 1) {
    for (const [key, one, digits] of level) {
      if ((typeof one === 'string' && one !== '') || typeof one === 'number')
        leaves.push({ key, value: one, digits, text: String(comparable(one, digits)), depth });
    }
    level = level.flatMap(([key, one, digits]): readonly Part[] => {
      if (isArray(one)) return one.map((item, index) => [key, item, digitsIn(digits, String(index))]);
      return isObject(one) ? Object.entries(one).map(([name, item]) => [name, item, digitsIn(digits, name)]) : [];
    });
  }
  return leaves.slice(0, maxLeaves);
}

/** Returns the key by which values are compared. A short value is only equal to one in a property of the same name. */
export function comparedText({ key, value, text }: Leaf): string {
  return isDistinctive(value) ? text : `${spaced(key).split(' ').at(-1)} ${text}`;
}

/** Whether two values are unlikely to be equal by chance: a word or an id is distinctive; 2, 100 and `GB` are not. */
export function isDistinctive(value: Json): boolean {
  return (typeof value === 'string' || typeof value === 'number') && /^(?=.{3})(?!-?[\d.]{1,4}$)/s.test(String(value));
}
