import type { DecodedRequest } from '../exchange.ts';
import type { NamedPlan, OperationPlan, ParameterPlan } from '../plan.ts';
import { withTexts } from '../syntax/digits.ts';
import { isArray, type Json } from '../syntax/json.ts';
import { minNameLength } from './name-words.ts';
import { digitsAt } from './rule.ts';
import { type SelectedScenario, selectNamed } from './selection.ts';

/** Items of one value that are considered. */
const maxItems = 100;

/** Header parameters that OpenAPI ignores, and `Prefer`, which chooses answers by itself. */
const ignoredHeaders = /^(accept|content-type|authorization|prefer)$/i;

/** Whether a parameter's value may name an example. */
export function mayName({ in: place, name }: ParameterPlan): boolean {
  return place !== 'cookie' && !(place === 'header' && ignoredHeaders.test(name));
}

/**
 * Selects the example of the default answer whose name contains a value of the request as a whole word: `person_222`
 * for `/people/222`. Undefined if no name or several names do, or if two values select different names.
 *
 * @param defaulted parameters that were not sent
 */
export function namedAnswer(
  operation: OperationPlan,
  request: DecodedRequest,
  defaulted: ReadonlySet<ParameterPlan>,
): SelectedScenario | undefined {
  const { named } = operation;
  if (named === null) return undefined;
  const matches = new Map<string, readonly string[]>();
  for (const parameter of operation.parameters) {
    if (defaulted.has(parameter) || !mayName(parameter)) continue;
    const { in: place, name } = parameter;
    const key = place === 'header' ? name.toLowerCase() : name;
    const value = Object.hasOwn(request[place], key) ? request[place][key] : undefined;
    const written = value === undefined ? undefined : withTexts(value, digitsAt(request, parameter));
    for (const text of textsIn(written)) {
      const names = namesWith(named, text);
      if (names) matches.set(names.join(), names);
    }
  }
  const [names, ...rest] = matches.values();
  const [name, ...variants] = names ?? [];
  if (name === undefined || rest.length > 0) return undefined;
  const selected = selectNamed(operation, { response: named.response, name });
  if (!selected || variants.length === 0) return selected;
  return { ...selected, variants: selected.response.scenarios.filter((scenario) => variants.includes(scenario.name)) };
}

/** Returns the names that contain a text, case-sensitively if any does, else ignoring case. */
function namesWith({ caseSensitive, caseInsensitive }: NamedPlan, text: string): readonly string[] | undefined {
  if (text.length < minNameLength) return undefined;
  const lower = text.toLowerCase();
  if (Object.hasOwn(caseSensitive, text)) return caseSensitive[text];
  return Object.hasOwn(caseInsensitive, lower) ? caseInsensitive[lower] : undefined;
}

/** Lists the scalars within a value, as text. */
function textsIn(value: Json | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [String(value)];
  return (isArray(value) ? value : Object.values(value)).slice(0, maxItems).flatMap(textsIn);
}
