import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { tokensOf, valueAt } from '../../syntax/json-pointer.ts';

/** The definitions that some schemas need, under shorter names. */
export interface UsedDefinitions {
  /** A schema document with only these definitions. */
  readonly document: JsonObject;
  /** Returns the pointer to a definition in it, by the pointer in the original document. */
  readonly pointerOf: (pointer: string) => string;
}

/**
 * Returns the definitions that some pointers of a schema document lead to, each before those that it refers to. Names with
 * a source location, `Name@location`, are shortened to `Name`.
 */
export function usedDefinitions(document: JsonObject, pointers: readonly string[]): UsedDefinitions {
  const names = new Map<string, string>();
  const takenNames = new Set<string>();
  const visit = (value: Json | undefined): void => {
    if (isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    for (const [key, child] of Object.entries(value)) {
      if (key === '$ref' && typeof child === 'string') include(child.slice(1));
      else visit(child);
    }
  };
  const include = (pointer: string): void => {
    const [, name = ''] = tokensOf(pointer);
    if (names.has(name)) return;
    const shortName = unusedName(name.split('@')[0] ?? name, takenNames);
    takenNames.add(shortName);
    names.set(name, shortName);
    visit(valueAt(document, pointer));
  };
  pointers.forEach(include);
  const pointerOf = (pointer: string) => `/$defs/${names.get(tokensOf(pointer)[1] ?? '') ?? ''}`;
  const renamed = (value: Json): Json => {
    if (isArray(value)) return value.map(renamed);
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([key, child]): readonly [string, Json] =>
      key === '$ref' && typeof child === 'string' ? [key, `#${pointerOf(child.slice(1))}`] : [key, renamed(child)],
    );
    return Object.fromEntries(entries);
  };
  const definitions = [...names].map(([name, shortName]) => [
    shortName,
    renamed(valueAt(document, `/$defs/${name}`) ?? true),
  ]);
  return { document: { $defs: Object.fromEntries(definitions) }, pointerOf };
}

function unusedName(name: string, takenNames: ReadonlySet<string>): string {
  let found = name;
  for (let count = 2; takenNames.has(found); count += 1) found = `${name}-${count}`;
  return found;
}
