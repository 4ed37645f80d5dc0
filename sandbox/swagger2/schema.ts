import { isRemote } from '../read/tree.ts';
import { isArray, isObject, type Json, type JsonObject, property, text } from '../syntax/json.ts';

/** Gives the reference to put in place of another. */
export type Refer = (reference: string) => string;

/** Under these keys stand values, and no schemas. */
const dataKeys: ReadonlySet<string> = new Set(['example', 'examples', 'x-example', 'x-examples', 'default', 'enum']);

/** Under these keys stand schemas by names, which are no keywords. */
const mapKeys: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'definitions']);

/**
 * A Schema Object of OpenAPI 2.0, with all schemas inside it, as one of 3.0: the references, `discriminator`,
 * `type: file` and the common extension `x-nullable`; all else is the same in both (OpenAPI 2.0, Schema Object).
 */
export function convertSchema(schema: Json, refer: Refer): Json {
  return walk(schema, refer, translated);
}

/** The same for what is known to be an object. */
export function convertSchemaObject(schema: JsonObject, refer: Refer): JsonObject {
  return walkObject(schema, refer, translated);
}

/**
 * A file of which nobody knows where in it there are schemas, if any: the references and `x-nullable`, which mean the
 * same wherever they stand.
 */
export function convertAnything(value: Json, refer: Refer): Json {
  return walk(value, refer, nullable);
}

/** An example or other value: a `$ref` is a reference there only when it stands alone and leads to no other host. */
export function convertData(value: Json, refer: Refer): Json {
  if (isArray(value)) return value.map((item) => convertData(item, refer));
  if (!isObject(value)) return value;
  const reference = text(value, '$ref');
  const isAlone = Object.keys(value).length === 1;
  if (reference !== undefined && isAlone && !isRemote(reference)) return { $ref: refer(reference) };
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, convertData(child, refer)]));
}

/** Changes a schema of which all parts are converted. */
type Change = (schema: JsonObject) => JsonObject;

function walk(value: Json, refer: Refer, change: Change): Json {
  if (isArray(value)) return value.map((item) => walk(item, refer, change));
  return isObject(value) ? walkObject(value, refer, change) : value;
}

function walkObject(schema: JsonObject, refer: Refer, change: Change): JsonObject {
  const entries = Object.entries(schema).map(([key, value]): readonly [string, Json] => {
    if (key === '$ref' && typeof value === 'string') return [key, refer(value)];
    if (dataKeys.has(key)) return [key, convertData(value, refer)];
    if (!mapKeys.has(key) || !isObject(value)) return [key, walk(value, refer, change)];
    return [key, Object.fromEntries(Object.entries(value).map(([name, child]) => [name, walk(child, refer, change)]))];
  });
  return change(Object.fromEntries(entries));
}

function translated(schema: JsonObject): JsonObject {
  const discriminator = text(schema, 'discriminator');
  return nullable({
    ...schema,
    ...(discriminator !== undefined && { discriminator: { propertyName: discriminator } }),
    ...(property(schema, 'type') === 'file' && { type: 'string', format: 'binary' }),
  });
}

function nullable(schema: JsonObject): JsonObject {
  const flag = property(schema, 'x-nullable');
  if (flag === undefined) return schema;
  const reference = text(schema, '$ref');
  // Nothing counts beside a reference, but who writes this there means it.
  if (reference !== undefined && flag === true) return { allOf: [{ $ref: reference }], nullable: true };
  return { nullable: flag, ...schema };
}
