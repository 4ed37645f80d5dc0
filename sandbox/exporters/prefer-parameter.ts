import type { Choices } from '../exchange.ts';
import { type Json, text } from '../syntax/json.ts';
import { parsePrefer, quoteIfNeeded } from '../syntax/prefer.ts';
import type { CatalogueEntry } from './catalogue.ts';

/** Whether a parameter is the header field `Prefer`. */
export function isPrefer(parameter: Json): boolean {
  return text(parameter, 'in') === 'header' && text(parameter, 'name')?.toLowerCase() === 'prefer';
}

/**
 * Returns the parameter that chooses a scenario. Its first choice is empty, which chooses none.
 *
 * @param documented the parameter `Prefer` that the document has itself
 */
export function preferParameter(
  entries: readonly CatalogueEntry[],
  documented: Json | undefined,
  choices: Choices,
): Json {
  const documentedText = text(documented, 'description');
  return {
    name: 'Prefer',
    in: 'header',
    description: `${documentedText === undefined ? '' : `${documentedText} `}Which of the documented answers the sandbox gives (RFC 7240).`,
    ...(choices === 'enum'
      ? enumOf(entries)
      : choices === 'examples'
        ? examplesOf(entries)
        : { schema: { type: 'string' } }),
  };
}

/** Lists the choices as examples, under names that say the status. */
function examplesOf(entries: readonly CatalogueEntry[]): { readonly [name: string]: Json } {
  const neutral = ['as the request decides', { summary: 'As the request decides', value: '' }] as const;
  const choices = entries.flatMap((entry) => {
    const value = shortChoiceOf(entry, entries);
    return value === undefined
      ? []
      : [[`${entry.status} ${entry.example}`, { summary: labelOf(entry), value }] as const];
  });
  return { schema: { type: 'string' }, examples: Object.fromEntries([neutral, ...choices]) };
}

/** Lists the choices as values of the schema, each with its status, since values have no names. */
function enumOf(entries: readonly CatalogueEntry[]): { readonly [name: string]: Json } {
  const choices = entries.flatMap((entry) => choiceOf(entry, []) ?? []);
  return { schema: { type: 'string', enum: ['', ...choices] } };
}

/** Returns the value of `Prefer` that chooses a scenario of an operation: `example=spike`, if no other has this name. */
export function shortChoiceOf(entry: CatalogueEntry, entries: readonly CatalogueEntry[]): string | undefined {
  const isUnique = entries.filter(({ example }) => example === entry.example).length === 1;
  return choiceOf(entry, isUnique ? ['code'] : []);
}

/**
 * Returns the value of `Prefer` that chooses a scenario, without the commas at which some pages cut a value in two:
 * `code=429;example=spike`. Undefined if no header can contain the choice.
 *
 * @param omitted the preferences that it does without
 */
function choiceOf({ requests }: CatalogueEntry, omitted: readonly string[]): string | undefined {
  for (const { trigger, headers } of requests) {
    const preferences = parsePrefer((trigger === 'prefer' && headers['Prefer']) || '');
    if (!preferences.has('example')) continue;
    const chosen = [...preferences].filter(([name]) => !omitted.includes(name));
    return chosen.map(([name, value]) => `${name}=${quoteIfNeeded(value)}`).join(';');
  }
  return undefined;
}

function labelOf({ status, example, summary }: CatalogueEntry): string {
  return summary === '' ? `${status} ${example}` : `${status} ${example}: ${summary}`;
}
