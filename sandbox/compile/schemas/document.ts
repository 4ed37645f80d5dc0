import { frozen } from '../../syntax/frozen.ts';
import { isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { tokensOf } from '../../syntax/json-pointer.ts';

/*
 * A schema document is `{ $defs: { Name: schema } }`, whose references lead to its own definitions. Definitions never
 * change; where an operation needs other ones, it has a document of its own that shares all the rest.
 */

/** What a document has in place of definitions of another one. */
export interface Changes {
  readonly base: JsonObject;
  readonly names: ReadonlySet<string>;
}

const changes = new WeakMap<JsonObject, Changes>();

/** How a document differs from the one that it was made from; undefined: it was made from none. */
export function changesOf(document: JsonObject): Changes | undefined {
  return changes.get(document);
}

/** The name of the definition that a place is in: `Patient` of `/$defs/Patient/properties/name`. */
export function nameAt(place: string): string {
  return tokensOf(place)[1] ?? '';
}

/** A definition by its name; undefined: there is none. */
export function definitionOf({ $defs }: JsonObject, name: string): Json | undefined {
  return isObject($defs) && Object.hasOwn($defs, name) ? $defs[name] : undefined;
}

/** A copy of a document with some of its definitions replaced. */
export function withDefinitions(document: JsonObject, replaced: ReadonlyMap<string, Json>): JsonObject {
  return derived(document, { ...definitionsOf(document), ...frozen(Object.fromEntries(replaced)) }, replaced.keys());
}

/** The part of a document that places lead to. */
export function partOf(document: JsonObject, places: Iterable<string>): JsonObject {
  const names = namesFrom(document, places);
  const part = [...names].map((name): readonly [string, Json] => [name, definitionOf(document, name) ?? true]);
  return derived(document, Object.fromEntries(part), []);
}

function derived(document: JsonObject, $defs: JsonObject, replaced: Iterable<string>): JsonObject {
  const before = changesOf(document);
  const made = Object.freeze({ $defs: Object.freeze($defs) });
  changes.set(made, { base: before?.base ?? document, names: new Set([...(before?.names ?? []), ...replaced]) });
  return made;
}

/** The names of all definitions that places lead to, those that they are in first. */
export function namesFrom(document: JsonObject, places: Iterable<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const place of places) names.add(nameAt(place));
  // Grows while it is gone through.
  for (const name of names) for (const next of referencesIn(definitionOf(document, name))) names.add(next);
  return names;
}

/** The names of the definitions that lead to one of some names, these among them. */
export function namesLeadingTo(document: JsonObject, names: ReadonlySet<string>): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  for (const [name, schema] of Object.entries(definitionsOf(document))) {
    for (const used of referencesIn(schema)) {
      const known = users.get(used);
      if (known) known.push(name);
      else users.set(used, [name]);
    }
  }
  const leading = new Set(names);
  for (const name of leading) for (const user of users.get(name) ?? []) leading.add(user);
  return leading;
}

function definitionsOf({ $defs }: JsonObject): JsonObject {
  return isObject($defs) ? $defs : {};
}

const references = new WeakMap<JsonObject, readonly string[]>();

/** The names of the definitions that a definition refers to, each once. */
export function referencesIn(definition: Json | undefined): readonly string[] {
  if (!isObject(definition)) return [];
  const known = references.get(definition);
  if (known) return known;
  const names = new Set<string>();
  const waiting: Json[] = [definition];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      if (key === '$ref' && typeof child === 'string') names.add(nameAt(child.slice(1)));
      else waiting.push(child);
    }
  }
  const found = [...names];
  references.set(definition, found);
  return found;
}
