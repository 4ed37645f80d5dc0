import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { tokensOf } from '../../syntax/json-pointer.ts';

/** More schemas than this nobody writes for one value; a chain in which each refers to the next one twice has 2ⁿ. */
export const maxApplied = 2000;

/** What is told of such a schema. */
export const tooMany = `for one value it applies more than ${maxApplied} schemas`;

/**
 * How many schemas a validator goes through for one value, at most: a definition with all that it applies in its place
 * (JSON Schema 2020-12 Core, 10.2), each as often as it is referred to.
 *
 * @param known of the definitions that it refers to
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

/** The schemas that a schema applies to its own value (JSON Schema 2020-12 Core, 10.2), those that it refers to aside. */
export function appliedInPlace(schema: JsonObject): readonly (Json | undefined)[] {
  const { dependentSchemas } = schema;
  const lists = [schema['allOf'], schema['anyOf'], schema['oneOf']].flatMap((list) => (isArray(list) ? list : []));
  const single = [schema['not'], schema['if'], schema['then'], schema['else']];
  return [...lists, ...single, ...(isObject(dependentSchemas) ? Object.values(dependentSchemas) : [])];
}
