import { frozen } from '../../syntax/frozen.ts';
import { isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { tokensOf } from '../../syntax/json-pointer.ts';

/*
 * A schema document is `{ $defs: { Name: schema } }`; all of its references lead to its own definitions. Definitions never
 * change: an operation that needs different ones has a derived document that shares the others.
 */

/** The definitions in which a document differs from the one it is derived from. */
export interface Changes {
  readonly base: JsonObject;
  readonly names: ReadonlySet<string>;
}

const changes = new WeakMap<JsonObject, Changes>();

/** Returns how a document differs from the one it is derived from; undefined if it is not derived. */
export function changesOf(document: JsonObject): Changes | undefined {
  return changes.get(document);
}

/** Returns the name of the definition that a pointer leads into: `Patient` for `/$defs/Patient/properties/name`. */
export function nameAt(pointer: string): string {
  return tokensOf(pointer)[1] ?? '';
}

/** Returns a definition by its name; undefined if there is none. */
export function definitionOf({ $defs }: JsonObject, name: string): Json | undefined {
  return isObject($defs) && Object.hasOwn($defs, name) ? $defs[name] : undefined;
}

/** Returns a copy of a document with some of its definitions replaced. */
export function withDefinitions(document: JsonObject, replaced: ReadonlyMap<string, Json>): JsonObject {
  return derive(document, { ...definitionsOf(document), ...frozen(Object.fromEntries(replaced)) }, replaced.keys());
}

/** Returns a copy of a document with only the definitions that pointers lead to, directly or through references. */
export function partOf(document: JsonObject, pointers: Iterable<string>): JsonObject {
  const names = namesFrom(document, pointers);
  const part = [...names].map((name): readonly [string, Json] => [name, definitionOf(document, name) ?? true]);
  return derive(document, Object.fromEntries(part), []);
}

/**
 * Returns a document of definitions that were derived from a document before, such as those of a built sandbox.
 *
 * @param changed the names of the definitions in which it differs from the base
 */
export function derivedDocument(base: JsonObject, $defs: JsonObject, changed: Iterable<string>): JsonObject {
  return derive(base, $defs, changed);
}

function derive(document: JsonObject, $defs: JsonObject, replaced: Iterable<string>): JsonObject {
  const baseChanges = changesOf(document);
  const derivedDocument = Object.freeze({ $defs: Object.freeze($defs) });
  changes.set(derivedDocument, {
    base: baseChanges?.base ?? document,
    names: new Set([...(baseChanges?.names ?? []), ...replaced]),
  });
  return derivedDocument;
}

/** Returns the names of the definitions that pointers lead to, directly or through references; the direct ones first. */
export function namesFrom(document: JsonObject, pointers: Iterable<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const pointer of pointers) names.add(nameAt(pointer));
  // The set grows during the iteration.
  for (const name of names) for (const next of referencesIn(definitionOf(document, name))) names.add(next);
  return names;
}

/** Returns the given names and those of all definitions that lead to them, directly or through references. */
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

/** Returns the distinct names of the definitions that a definition refers to. */
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
