import type { ResponsePlan, ScenarioName } from '../../plan.ts';
import { comparable, type Digits, digitsIn } from '../../syntax/digits.ts';
import { isArray, isObject, type Json } from '../../syntax/json.ts';
import { spaced } from './example-words.ts';

/** A text or number in an example, with the name of the property that it stands in, and how deep. */
export interface Leaf {
  readonly key: string;
  readonly value: string | number;
  readonly digits: Digits | undefined;
  /** The value as a text: one for each number, whatever a double keeps of it. */
  readonly text: string;
  readonly depth: number;
}

/** A documented success, and what stands in its body. */
export interface DocumentedSuccess {
  readonly answer: ScenarioName;
  readonly leaves: readonly Leaf[];
}

/** Longer bodies hold no ids that anybody looks up one by one. */
const maxLeaves = 500;

/** The documented successes of an operation; none where there is only one, and so nothing to choose. */
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

/** The texts and numbers in a value, those near the root first; `true`, `null` and the empty text are anybody's. */
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

/** What two values have in common when they are the same: a short one says little, unless it is of the same thing. */
export function comparedText({ key, value, text }: Leaf): string {
  return isDistinctive(value) ? text : `${spaced(key).split(' ').at(-1)} ${text}`;
}

/** Whether a value is hardly the same by chance: a word, or an id; not 2, 100 or `GB`. */
export function isDistinctive(value: Json): boolean {
  return (typeof value === 'string' || typeof value === 'number') && /^(?=.{3})(?!-?[\d.]{1,4}$)/s.test(String(value));
}
