import { isRemote } from '../read/tree.ts';
import { isArray, isObject, type Json, type JsonObject, property, text } from '../syntax/json.ts';

/** Returns the reference that replaces another. */
export type ConvertReference = (reference: string) => string;

/** Keys whose values are data, not schemas. */
const dataKeys: ReadonlySet<string> = new Set(['example', 'examples', 'x-example', 'x-examples', 'default', 'enum']);

/** Keys whose values map names to schemas, so that the names are not keywords. */
const mapKeys: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'definitions']);

/**
 * Converts a Schema Object and its subschemas to 3.0: references, `discriminator`, `type: file` and the common
 * extension `x-nullable`; all else is the same in both versions (OpenAPI 2.0, Schema Object).
 */
export function convertSchema(schema: Json, convertReference: ConvertReference): Json {
  return walk(schema, convertReference, convertKeywords);
}

/** Converts a Schema Object that is known to be an object. */
export function convertSchemaObject(schema: JsonObject, convertReference: ConvertReference): JsonObject {
  return walkObject(schema, convertReference, convertKeywords);
}

/**
 * Converts a file that may contain schemas anywhere: only references and `x-nullable`, which mean the same everywhere.
 */
export function convertAnything(value: Json, convertReference: ConvertReference): Json {
  return walk(value, convertReference, convertNullable);
}

/**
 * Converts data. Inside data, a `$ref` counts as a reference only if it is the sole key and does not lead to another
 * host.
 */
export function convertData(value: Json, convertReference: ConvertReference): Json {
  if (isArray(value)) return value.map((item) => convertData(item, convertReference));
  if (!isObject(value)) return value;
  const reference = text(value, '$ref');
  const isOnlyKey = Object.keys(value).length === 1;
  if (reference !== undefined && isOnlyKey && !isRemote(reference)) return { $ref: convertReference(reference) };
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, convertData(child, convertReference)]));
}

/** Converts the keywords of a schema whose subschemas are converted already. */
type Change = (schema: JsonObject) => JsonObject;

function walk(value: Json, convertReference: ConvertReference, change: Change): Json {
  if (isArray(value)) return value.map((item) => walk(item, convertReference, change));
  return isObject(value) ? walkObject(value, convertReference, change) : value;
}

function walkObject(schema: JsonObject, convertReference: ConvertReference, change: Change): JsonObject {
  const entries = Object.entries(schema).map(([key, value]): readonly [string, Json] => {
    if (key === '$ref' && typeof value === 'string') return [key, convertReference(value)];
    if (dataKeys.has(key)) return [key, convertData(value, convertReference)];
    if (!mapKeys.has(key) || !isObject(value)) return [key, walk(value, convertReference, change)];
    return [
      key,
      Object.fromEntries(Object.entries(value).map(([name, child]) => [name, walk(child, convertReference, change)])),
    ];
  });
  return change(Object.fromEntries(entries));
}

function convertKeywords(schema: JsonObject): JsonObject {
  const discriminator = text(schema, 'discriminator');
  return convertNullable({
    ...schema,
    ...(discriminator !== undefined && { discriminator: { propertyName: discriminator } }),
    ...(property(schema, 'type') === 'file' && { type: 'string', format: 'binary' }),
  });
}

function convertNullable(schema: JsonObject): JsonObject {
  const flag = property(schema, 'x-nullable');
  if (flag === undefined) return schema;
  const reference = text(schema, '$ref');
  // Siblings of `$ref` are ignored, but an author who writes this one means it.
  if (reference !== undefined && flag === true) return { allOf: [{ $ref: reference }], nullable: true };
  return { nullable: flag, ...schema };
}
