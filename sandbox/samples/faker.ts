import { generateSync } from 'json-schema-faker';
import { isArray, isObject, type Json, type JsonObject } from '../notation/json.ts';
import { valueAt } from '../notation/json-pointer.ts';
import { isOfSize } from './value.ts';

/** Bounds for schemas that describe trees and lists without end. */
const bounds = { maxDepth: 6, maxDefaultItems: 3, optionalsProbability: 0.8 } as const;

/**
 * A value for a schema by chance, the same for the same seed. It may break what the generator does not understand; a
 * validator tells. Undefined when none is found.
 *
 * @param document the bundle that the schema is in, at `place`
 */
export function fakedValue(document: JsonObject, place: string, seed: number): Json | undefined {
  if (!isOfSize(valueAt(document, place), document)) return undefined;
  try {
    const value = generateSync({ ...readable(document), $ref: `#${place}` }, { ...bounds, seed });
    const json: Json = JSON.parse(JSON.stringify(value));
    return json;
  } catch {
    // What cannot be generated is not: the caller has something else.
    return undefined;
  }
}

const known = new WeakMap<JsonObject, JsonObject>();

/** The schemas without the properties that are only written (OpenAPI 3.1.1, 4.8.24.2). */
function readable(document: JsonObject): JsonObject {
  const found = known.get(document);
  if (found) return found;
  const made = withoutWriteOnly(document);
  const readable = isObject(made) ? made : document;
  known.set(document, readable);
  return readable;
}

function withoutWriteOnly(schema: Json): Json {
  if (isArray(schema)) return schema.map(withoutWriteOnly);
  if (!isObject(schema)) return schema;
  const entries = Object.entries(schema).map(([name, child]) => {
    if (name !== 'properties' || !isObject(child)) return [name, withoutWriteOnly(child)];
    const kept = Object.entries(child).filter(([, one]) => !(isObject(one) && one['writeOnly'] === true));
    return [name, Object.fromEntries(kept.map(([key, one]) => [key, withoutWriteOnly(one)]))];
  });
  return Object.fromEntries(entries);
}
