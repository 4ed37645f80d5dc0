import type { NestedType, PrimitiveType } from '../../plan.ts';
import { isArray, isObject, type Json, type JsonObject, property } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';

/** A normalised schema with those it is made of: itself, its `$ref`s, and the members of `allOf`, `anyOf`, `oneOf`. */
export function partsOf(schema: Json | undefined, document: JsonObject): readonly JsonObject[] {
  const parts: JsonObject[] = [];
  const collect = (part: Json | undefined): void => {
    if (!isObject(part) || parts.includes(part)) return;
    parts.push(part);
    const reference = part['$ref'];
    if (typeof reference === 'string') collect(valueAt(document, reference.slice(1)));
    for (const list of [part['allOf'], part['anyOf'], part['oneOf']]) if (isArray(list)) list.forEach(collect);
  };
  collect(schema);
  return parts;
}

/**
 * A schema with all that may say something of the same value, whichever of its conditions hold: a choice by discriminator
 * has become such.
 */
export function branchesOf(schema: Json | undefined, document: JsonObject): readonly JsonObject[] {
  const branches = new Set<JsonObject>();
  const waiting: (Json | undefined)[] = [schema];
  for (const one of waiting) {
    for (const part of partsOf(one, document).filter((found) => !branches.has(found))) {
      branches.add(part);
      const dependent = part['dependentSchemas'];
      waiting.push(part['if'], part['then'], part['else'], ...(isObject(dependent) ? Object.values(dependent) : []));
    }
  }
  return [...branches];
}

/** The first value that a schema's parts give for a keyword, `default` for example. */
export function keywordIn(schema: Json | undefined, document: JsonObject, keyword: string): Json | undefined {
  return partsOf(schema, document).find((part) => part[keyword] !== undefined)?.[keyword];
}

/** The types that a value of the schema may have; by its constants where it names none; none: any. */
export function typesOf(schema: Json | undefined, document: JsonObject): readonly string[] {
  const types = partsOf(schema, document).flatMap((part) => {
    const { type } = part;
    if (isArray(type)) return type.filter((one) => typeof one === 'string');
    if (typeof type === 'string') return [type];
    const constants = isArray(part['enum']) ? part['enum'] : 'const' in part ? [part['const'] ?? null] : [];
    return constants.map(typeOfValue);
  });
  return [...new Set(types)];
}

/** Whether nothing is known of a schema's values. */
export function isUnknown(schema: Json | undefined, document: JsonObject): boolean {
  const stated = partsOf(schema, document).flatMap((part) => Object.keys(part));
  return stated.every((keyword) => keyword === '$ref' || keyword === 'allOf');
}

function typeOfValue(value: Json): string {
  if (value === null) return 'null';
  if (isArray(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

const primitives = ['string', 'integer', 'number', 'boolean', 'null'] as const;

/** Those of the types that a text can be coerced to; a text may always stay one where the schema says nothing. */
export function primitivesOf(types: readonly string[]): readonly PrimitiveType[] {
  const named = primitives.filter((type) => types.includes(type));
  return named.length > 0 ? named : ['string'];
}

/** Those of the types that a text in a list or an object can be coerced to: what may be a text is never read as JSON. */
export function nestedTypesOf(types: readonly string[]): readonly NestedType[] {
  const named = primitives.filter((type) => types.includes(type));
  const inJson = named.includes('string') ? [] : (['array', 'object'] as const).filter((type) => types.includes(type));
  return inJson.length > 0 ? [...named, ...inJson] : primitivesOf(types);
}

/** The subschemas of an object's properties. */
export function propertiesOf(schema: Json | undefined, document: JsonObject): readonly (readonly [string, Json])[] {
  return partsOf(schema, document).flatMap((part) => {
    const properties = property(part, 'properties');
    return isObject(properties) ? Object.entries(properties) : [];
  });
}
