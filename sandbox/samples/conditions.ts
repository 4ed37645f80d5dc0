import { isArray, isObject, type Json, type JsonObject } from '../notation/json.ts';
import { breachesOf } from './breaches.ts';
import { sampleOf } from './value.ts';

/**
 * Values that fit the schema of a rule's condition, made from one that may not fit it yet. What a condition excludes is
 * avoided by breaking it on purpose. Nobody has tried them yet.
 *
 * @param current what a valid request has there; undefined: nothing
 */
export function* valuesFitting(schema: Json, current: Json | undefined, document: JsonObject): Generator<Json> {
  if (!isObject(schema)) {
    yield current ?? 'x';
    return;
  }
  const { not, contains, properties, required } = schema;
  if (not !== undefined) for (const { value } of breachesOf(not, current ?? 'x', document)) yield value;
  if (contains !== undefined) {
    const list = isArray(current) ? current : [];
    for (const item of valuesFitting(contains, list[0], document)) yield [...list.slice(1), item];
  }
  if (isObject(properties) || isArray(required)) {
    const needed = (isArray(required) ? required : []).map((name) => [String(name), 'x'] as const);
    const object = { ...Object.fromEntries(needed), ...(isObject(current) && current) };
    yield* objectsFitting(Object.entries(isObject(properties) ? properties : {}), object, document);
  }
  yield sampleOf(schema, document, 'request');
  if (current !== undefined) yield current;
}

/** For each property the first few values that may fit. */
function* objectsFitting(
  properties: readonly (readonly [string, Json])[],
  object: JsonObject,
  document: JsonObject,
): Generator<Json> {
  const [first, ...rest] = properties;
  if (!first) {
    yield object;
    return;
  }
  const [name, schema] = first;
  const current = Object.hasOwn(object, name) ? object[name] : undefined;
  let count = 0;
  for (const value of valuesFitting(schema, current, document)) {
    yield* objectsFitting(rest, { ...object, [name]: value }, document);
    count += 1;
    if (count === 3) return;
  }
}
