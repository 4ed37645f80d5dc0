import type { NamedPlan, ParameterPlan, ResponsePlan, ScenarioPlan } from '../../plan.ts';
import { defaultAnswer } from '../../triggers/default.ts';
import { wordsIn } from '../../triggers/name-words.ts';
import { mayName } from '../../triggers/named-answer.ts';
import { isNamed } from '../examples/example-names.ts';

/**
 * By which texts the examples of the default answer are called: each word, or run of words, that is in the name of one
 * example only. Null where there is nothing to choose by.
 */
export function namedOf(responses: readonly ResponsePlan[], parameters: readonly ParameterPlan[]): NamedPlan | null {
  const response = defaultAnswer({ responses })?.response;
  const examples = response?.scenarios.filter(isNamed) ?? [];
  if (!response || examples.length < 2 || !parameters.some(mayName)) return null;
  const byText = new Map<string, ScenarioPlan[]>();
  const byFolded = new Map<string, ScenarioPlan[]>();
  for (const example of examples) {
    const texts = wordsIn(example.name);
    for (const text of texts) add(byText, text, example);
    for (const text of new Set(texts.map((one) => one.toLowerCase()))) add(byFolded, text, example);
  }
  const folded = only(byFolded);
  const exact = [...only(byText)].filter(([text]) => !folded.has(text.toLowerCase()));
  if (folded.size === 0 && exact.length === 0) return null;
  return { response: response.key, isExactMatch: Object.fromEntries(exact), folded: Object.fromEntries(folded) };
}

function add(map: Map<string, ScenarioPlan[]>, text: string, example: ScenarioPlan): void {
  const known = map.get(text);
  if (known) known.push(example);
  else map.set(text, [example]);
}

/** The texts that call one example; of several in different media types, each is the same in another. */
function only(map: ReadonlyMap<string, readonly ScenarioPlan[]>): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...map].flatMap(([text, examples]) => {
      const types = examples.flatMap(({ representations }) => representations.map(({ mediaType }) => mediaType));
      const isOne = examples.length === 1 || new Set(types).size === types.length;
      return isOne ? [[text, examples.map(({ name }) => name)] as const] : [];
    }),
  );
}
