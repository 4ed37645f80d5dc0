import { isArray, isObject, type Json, type JsonObject } from '../syntax/json.ts';
import { sampleOf } from '../values/sample.ts';
import { violatingValues } from '../values/violations.ts';

/** More than any condition asks for. */
const maxListLength = 20_000;

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
  const { not, contains, properties, required, allOf, ...rest } = schema;
  if (isArray(allOf)) yield* valuesFitting(Object.assign({}, rest, ...allOf.filter(isObject)), current, document);
  if (not !== undefined) for (const { value } of violatingValues(not, current ?? 'x', document)) yield value;
  if (contains !== undefined) {
    const list = isArray(current) ? current : [];
    for (const item of valuesFitting(contains, list[0], document)) yield [...list.slice(1), item];
  }
  if (isObject(properties) || isArray(required)) {
    const needed = (isArray(required) ? required : []).map((name) => [String(name), 'x'] as const);
    const object = { ...Object.fromEntries(needed), ...(isObject(current) && current) };
    yield* objectsFitting(Object.entries(isObject(properties) ? properties : {}), object, document);
  }
  if (typeof current === 'string') yield textOfLength(schema, current);
  if (isArray(current)) yield listOfLength(schema, current);
  yield sampleOf(schema, document, 'request');
  for (const keyword of ['minimum', 'maximum']) if (typeof schema[keyword] === 'number') yield schema[keyword];
  if (current !== undefined) yield current;
}

function textOfLength({ minLength, maxLength }: JsonObject, text: string): string {
  return text.padEnd(Number(minLength ?? 0), text || 'x').slice(0, Number(maxLength ?? Number.POSITIVE_INFINITY));
}

function listOfLength({ minItems, maxItems }: JsonObject, list: readonly Json[]): readonly Json[] {
  const missing = Math.max(0, Math.min(maxListLength, Number(minItems ?? 0)) - list.length);
  const last = list.at(-1) ?? 'x';
  return [...list, ...Array.from({ length: missing }, () => last)].slice(0, Number(maxItems ?? maxListLength));
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
