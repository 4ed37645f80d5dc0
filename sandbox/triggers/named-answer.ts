import type { DecodedRequest } from '../exchange.ts';
import type { NamedPlan, OperationPlan, ParameterPlan } from '../plan.ts';
import { withTexts } from '../syntax/digits.ts';
import { isArray, type Json } from '../syntax/json.ts';
import { shortestName } from './name-words.ts';
import { digitsAt } from './rule.ts';
import { type Selected, selectNamed } from './selection.ts';

/** Items of one value that are looked at. */
const maxItems = 100;

/** Header parameters that OpenAPI says to ignore, and the one by which a scenario is chosen, name no example. */
const nameless = /^(accept|content-type|authorization|prefer)$/i;

/** Whether a value of a parameter may be what an example is called by. */
export function mayName({ in: place, name }: ParameterPlan): boolean {
  return place !== 'cookie' && !(place === 'header' && nameless.test(name));
}

/**
 * The example of the default answer whose name has a value of the request in it, as a whole word: `person_222` for
 * `/people/222`. Undefined where none has, where several have, and where two values are in different names.
 *
 * @param defaulted parameters that nobody sent
 */
export function namedAnswer(
  operation: OperationPlan,
  request: DecodedRequest,
  defaulted: ReadonlySet<ParameterPlan>,
): Selected | undefined {
  const { named } = operation;
  if (named === null) return undefined;
  const found = new Map<string, readonly string[]>();
  for (const parameter of operation.parameters) {
    if (defaulted.has(parameter) || !mayName(parameter)) continue;
    const { in: place, name } = parameter;
    const key = place === 'header' ? name.toLowerCase() : name;
    const value = Object.hasOwn(request[place], key) ? request[place][key] : undefined;
    const written = value === undefined ? undefined : withTexts(value, digitsAt(request, parameter));
    for (const text of textsIn(written)) {
      const names = namesWith(named, text);
      if (names) found.set(names.join(), names);
    }
  }
  const [names, ...others] = found.values();
  const [name, ...variants] = names ?? [];
  if (name === undefined || others.length > 0) return undefined;
  const selected = selectNamed(operation, { response: named.response, name });
  if (!selected || variants.length === 0) return selected;
  return { ...selected, variants: selected.response.scenarios.filter((one) => variants.includes(one.name)) };
}

/** The names that have a text in them: as it is written, else in any case. */
function namesWith({ caseSensitive, caseInsensitive }: NamedPlan, text: string): readonly string[] | undefined {
  if (text.length < shortestName) return undefined;
  const lower = text.toLowerCase();
  if (Object.hasOwn(caseSensitive, text)) return caseSensitive[text];
  return Object.hasOwn(caseInsensitive, lower) ? caseInsensitive[lower] : undefined;
}

/** The texts of a value: itself, or each that a list or an object has in it. */
function textsIn(value: Json | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [String(value)];
  return (isArray(value) ? value : Object.values(value)).slice(0, maxItems).flatMap(textsIn);
}
