import { isArray, isObject, type Json, type JsonObject } from '../syntax/json.ts';
import { sampleOf } from '../values/sample.ts';
import { violatingValues } from '../values/violations.ts';

/** Longer lists are not built, whatever `minItems` says. */
const maxListLength = 20_000;

/**
 * Yields values for the schema of a rule's condition, derived from the current one. They are candidates: none has been
 * validated. For `not`, violations of the excluded schema are yielded.
 *
 * @param current the value of a valid request; undefined if it has none
 */
export function* conditionValues(schema: Json, current: Json | undefined, document: JsonObject): Generator<Json> {
  if (!isObject(schema)) {
    yield current ?? 'x';
    return;
  }
  const { not, contains, properties, required, allOf, ...rest } = schema;
  if (isArray(allOf)) yield* conditionValues(Object.assign({}, rest, ...allOf.filter(isObject)), current, document);
  if (not !== undefined) for (const { value } of violatingValues(not, current ?? 'x', document)) yield value;
  if (isArray(schema['enum'])) yield* schema['enum'];
  if (contains !== undefined) {
    const list = isArray(current) ? current : [];
    for (const item of conditionValues(contains, list[0], document)) yield [...list.slice(1), item];
  }
  if (isObject(properties) || isArray(required)) {
    const needed = (isArray(required) ? required : []).map((name) => [String(name), 'x'] as const);
    const object = { ...Object.fromEntries(needed), ...(isObject(current) && current) };
    yield* conditionObjects(Object.entries(isObject(properties) ? properties : {}), object, document);
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

/** Candidates per property: their number multiplies with each property. */
const maxPerProperty = 3;

/** Yields the combinations of the first few candidates of each property. */
function* conditionObjects(
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
  for (const value of conditionValues(schema, current, document)) {
    yield* conditionObjects(rest, { ...object, [name]: value }, document);
    count += 1;
    if (count === maxPerProperty) return;
  }
}
