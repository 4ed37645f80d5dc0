import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { tokensOf, valueAt } from '../../syntax/json-pointer.ts';

/** Definitions by shorter names. */
export interface UsedDefinitions {
  /** A schema document of its own. */
  readonly document: JsonObject;
  /** Where in it a definition stands, by its place in the document that it was taken from. */
  readonly placeOf: (place: string) => string;
}

/**
 * The definitions to which some places of a schema document lead, each before those that it refers to. What is called by
 * the place where it is written, `Name@place`, is called `Name` here.
 */
export function usedDefinitions(document: JsonObject, places: readonly string[]): UsedDefinitions {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const visit = (value: Json | undefined): void => {
    if (isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    for (const [key, child] of Object.entries(value)) {
      if (key === '$ref' && typeof child === 'string') enter(child.slice(1));
      else visit(child);
    }
  };
  const enter = (place: string): void => {
    const [, name = ''] = tokensOf(place);
    if (names.has(name)) return;
    const short = unused(name.split('@')[0] ?? name, taken);
    taken.add(short);
    names.set(name, short);
    visit(valueAt(document, place));
  };
  places.forEach(enter);
  const placeOf = (place: string) => `/$defs/${names.get(tokensOf(place)[1] ?? '') ?? ''}`;
  const renamed = (value: Json): Json => {
    if (isArray(value)) return value.map(renamed);
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([key, child]): readonly [string, Json] =>
      key === '$ref' && typeof child === 'string' ? [key, `#${placeOf(child.slice(1))}`] : [key, renamed(child)],
    );
    return Object.fromEntries(entries);
  };
  const definitions = [...names].map(([name, short]) => [short, renamed(valueAt(document, `/$defs/${name}`) ?? true)]);
  return { document: { $defs: Object.fromEntries(definitions) }, placeOf };
}

function unused(name: string, taken: ReadonlySet<string>): string {
  let found = name;
  for (let count = 2; taken.has(found); count += 1) found = `${name}-${count}`;
  return found;
}
