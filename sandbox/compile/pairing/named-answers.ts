import type { NamedPlan, ParameterPlan, ResponsePlan, ScenarioPlan } from '../../plan.ts';
import { defaultAnswer } from '../../triggers/default.ts';
import { wordsIn } from '../../triggers/name-words.ts';
import { mayName } from '../../triggers/named-answer.ts';
import { isNamed } from '../examples/example-names.ts';

/**
 * Indexes the examples of the default response by the parameter values that select them: each word, or run of words, in
 * the name of exactly one example. Null if no parameter can name an example, or no value selects one.
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
  const caseInsensitive = unambiguous(byFolded);
  const caseSensitive = [...unambiguous(byText)].filter(([text]) => !caseInsensitive.has(text.toLowerCase()));
  if (caseInsensitive.size === 0 && caseSensitive.length === 0) return null;
  return {
    response: response.key,
    caseSensitive: Object.fromEntries(caseSensitive),
    caseInsensitive: Object.fromEntries(caseInsensitive),
  };
}

function add(map: Map<string, ScenarioPlan[]>, text: string, example: ScenarioPlan): void {
  const known = map.get(text);
  if (known) known.push(example);
  else map.set(text, [example]);
}

/** Keeps the texts that select one example; examples in different media types count as one. */
function unambiguous(map: ReadonlyMap<string, readonly ScenarioPlan[]>): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...map].flatMap(([text, examples]) => {
      const types = examples.flatMap(({ representations }) => representations.map(({ mediaType }) => mediaType));
      const isUnambiguous = examples.length === 1 || new Set(types).size === types.length;
      return isUnambiguous ? [[text, examples.map(({ name }) => name)] as const] : [];
    }),
  );
}
