import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { tokensOf } from '../../syntax/json-pointer.ts';

/** The maximum number of schemas for one value: a chain in which each schema refers twice to the next one applies 2ⁿ. */
export const maxApplied = 2000;

/** Describes a schema beyond the maximum. */
export const tooMany = `for one value it applies more than ${maxApplied} schemas`;

/**
 * Counts the schemas that a validator may apply to one value: a definition with its in-place applicators (JSON Schema
 * 2020-12 Core, 10.2), each as often as it is referred to.
 *
 * @param known counts of the definitions that it refers to
 */
export function appliedBy(definition: Json, known: ReadonlyMap<string, number>): number {
  let count = 0;
  const waiting: (Json | undefined)[] = [definition];
  while (waiting.length > 0) {
    const schema = waiting.pop();
    if (!isObject(schema)) continue;
    count += 1;
    const { $ref: reference } = schema;
    if (typeof reference === 'string') count += known.get(tokensOf(reference.slice(1))[1] ?? '') ?? 0;
    waiting.push(...appliedInPlace(schema));
  }
  return count;
}

/** Returns the subschemas of in-place applicators (JSON Schema 2020-12 Core, 10.2), without the target of `$ref`. */
export function appliedInPlace(schema: JsonObject): readonly (Json | undefined)[] {
  const { dependentSchemas } = schema;
  const lists = [schema['allOf'], schema['anyOf'], schema['oneOf']].flatMap((list) => (isArray(list) ? list : []));
  const single = [schema['not'], schema['if'], schema['then'], schema['else']];
  return [...lists, ...single, ...(isObject(dependentSchemas) ? Object.values(dependentSchemas) : [])];
}
