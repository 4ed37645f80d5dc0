import type { NestedType, PrimitiveType } from '../../plan.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';

/*
 * Views of normalised schemas: a value is described by several schemas at once, and these functions collect them and
 * read them together.
 */

/** Returns a schema with its parts: its `$ref`s and the members of `allOf`, `anyOf` and `oneOf`, recursively. */
export function partsOf(schema: Json | undefined, document: JsonObject): readonly JsonObject[] {
  return collectParts(schema, document, []);
}

/** Returns the parts of a schema with `then` and `else`, which the choices by a discriminator are normalised to. */
export function possiblePartsOf(schema: Json | undefined, document: JsonObject): readonly JsonObject[] {
  return collectParts(schema, document, ['then', 'else']);
}

function collectParts(
  schema: Json | undefined,
  document: JsonObject,
  outcomes: readonly string[],
): readonly JsonObject[] {
  const parts = new Set<JsonObject>();
  const collect = (part: Json | undefined): void => {
    if (!isObject(part) || parts.has(part)) return;
    parts.add(part);
    const reference = part['$ref'];
    if (typeof reference === 'string') collect(valueAt(document, reference.slice(1)));
    for (const list of [part['allOf'], part['anyOf'], part['oneOf']]) if (isArray(list)) list.forEach(collect);
    for (const keyword of outcomes) collect(part[keyword]);
  };
  collect(schema);
  return [...parts];
}

/** Returns all schemas that may apply to the same value: parts, conditions, their outcomes and `dependentSchemas`. */
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

/** Returns the first value of a keyword, such as `default`, in the parts of a schema. */
export function keywordIn(schema: Json | undefined, document: JsonObject, keyword: string): Json | undefined {
  return partsOf(schema, document).find((part) => part[keyword] !== undefined)?.[keyword];
}

/** Returns the types of a schema's values: each part has its `type`, or else those of its constants. Empty if any. */
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

function typeOfValue(value: Json): string {
  if (value === null) return 'null';
  if (isArray(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

/**
 * Returns the types that the parts of a schema state together: by `type`, else by constants, else by keywords that only
 * apply to objects or arrays. Empty if any.
 */
export function statedTypesOf(parts: readonly JsonObject[]): ReadonlySet<string> {
  const named = parts.flatMap(({ type }) =>
    isArray(type) ? type.map(String) : typeof type === 'string' ? [type] : [],
  );
  if (named.length > 0) return new Set(named);
  const constants = parts.flatMap((part) => [
    ...(isArray(part['enum']) ? part['enum'] : []),
    ...(part['const'] === undefined ? [] : [part['const']]),
  ]);
  if (constants.length > 0) return new Set(constants.map((value) => (value === null ? 'null' : typeof value)));
  const implied = [
    ...(parts.some((part) => 'properties' in part || 'additionalProperties' in part) ? ['object'] : []),
    ...(parts.some((part) => 'items' in part || 'prefixItems' in part) ? ['array'] : []),
  ];
  return new Set(implied);
}

/** Whether a schema says nothing about its values. */
export function isUnknown(schema: Json | undefined, document: JsonObject): boolean {
  const stated = partsOf(schema, document).flatMap((part) => Object.keys(part));
  return stated.every((keyword) => keyword === '$ref' || keyword === 'allOf');
}

const primitives = ['string', 'integer', 'number', 'boolean', 'null'] as const;

/** Returns the types that a text can be coerced to: the primitive ones, or `string` if there are none. */
export function primitivesOf(types: readonly string[]): readonly PrimitiveType[] {
  const named = primitives.filter((type) => types.includes(type));
  return named.length > 0 ? named : ['string'];
}

/** Returns the types that a text in an array or object can be coerced to: with `string` among them, it is never JSON. */
export function nestedTypesOf(types: readonly string[]): readonly NestedType[] {
  const named = primitives.filter((type) => types.includes(type));
  const inJson = named.includes('string') ? [] : (['array', 'object'] as const).filter((type) => types.includes(type));
  return inJson.length > 0 ? [...named, ...inJson] : primitivesOf(types);
}

/** Returns the names and subschemas of the properties in all parts of a schema. */
export function propertiesOf(schema: Json | undefined, document: JsonObject): readonly (readonly [string, Json])[] {
  return partsOf(schema, document).flatMap(({ properties }) =>
    isObject(properties) ? Object.entries(properties) : [],
  );
}

/** Returns the subschemas of each property in the parts of a schema. */
export function propertySchemasOf(parts: readonly JsonObject[]): Readonly<Record<string, readonly Json[]>> {
  const schemas = new Map<string, Json[]>();
  for (const { properties } of parts) {
    for (const [name, schema] of Object.entries(isObject(properties) ? properties : {})) {
      const all = schemas.get(name);
      if (all) all.push(schema);
      else schemas.set(name, [schema]);
    }
  }
  return Object.fromEntries(schemas);
}

/** Returns the subschemas of a keyword, `items` for example, in the parts of a schema, without boolean ones. */
export function subschemasOf(parts: readonly JsonObject[], keyword: string): readonly JsonObject[] {
  return parts.map((part) => part[keyword]).filter((schema) => isObject(schema));
}
