import { isArray, isObject, type Json, type JsonObject, property, text } from '../syntax/json.ts';
import { parseMediaType } from '../syntax/media-type.ts';

type Resolve = (node: Json) => Json;

/**
 * Returns the parameters of the query that a `querystring` parameter holds, since documentation pages do not know that
 * location (OpenAPI 3.2.0, 4.12.2). Other parameters, and other media types than a form, are returned as they are.
 *
 * @param resolve follows a reference within the document
 */
export function querystringFields(parameter: Json, resolve: Resolve): readonly Json[] {
  const resolved = resolve(parameter);
  const content = property(resolved, 'content');
  const [mediaType = '', media] = Object.entries(isObject(content) ? content : {})[0] ?? [];
  const isForm = parseMediaType(mediaType).essence === 'application/x-www-form-urlencoded';
  if (text(resolved, 'in') !== 'querystring' || !isForm) return [parameter];
  const described = resolve(media ?? null);
  const schema = property(described, 'schema') ?? {};
  const parts = partsOf(schema, resolve);
  const properties = Object.fromEntries(parts.flatMap((part) => Object.entries(objectAt(part, 'properties'))));
  const isRequired = property(resolved, 'required') === true;
  const example = exampleOf(described, resolve);
  if (Object.keys(properties).length === 0) {
    const name = text(resolved, 'name') ?? 'query';
    return [parameterOf(name, isRequired, schema, { style: 'form', explode: true }, example)];
  }
  const required = parts.flatMap((part) => property(part, 'required') ?? []).flat();
  return Object.entries(properties).map(([name, field]) => {
    const style = styleOf(field, property(property(described, 'encoding'), name), resolve);
    return parameterOf(name, isRequired && required.includes(name), field, style, property(example, name));
  });
}

/** @param style undefined for a value in JSON */
function parameterOf(
  name: string,
  required: boolean,
  schema: Json,
  style: JsonObject | undefined,
  example: Json | undefined,
): Json {
  const description = text(schema, 'description');
  const value = { schema, ...(example !== undefined && { example }) };
  return {
    name,
    in: 'query',
    required,
    ...(description !== undefined && { description }),
    ...(style ? { ...style, ...value } : { content: { 'application/json': value } }),
  };
}

/** Returns the style of a field; undefined for an object without one, which is written in JSON (OpenAPI 3.2.0, 4.15.1.1). */
function styleOf(schema: Json, encoding: Json | undefined, resolve: Resolve): JsonObject | undefined {
  const fields = Object.entries(isObject(encoding) ? encoding : {});
  const style = fields.filter(([name]) => ['style', 'explode', 'allowReserved'].includes(name));
  const isNested = partsOf(schema, resolve).some((part) => text(part, 'type') === 'object');
  return isNested && style.length === 0 ? undefined : Object.fromEntries(style);
}

/** Returns a schema and the schemas of its `allOf`, without references. */
function partsOf(schema: Json, resolve: Resolve, ancestors: readonly Json[] = []): readonly Json[] {
  const resolved = resolve(schema);
  if (ancestors.includes(resolved)) return [];
  const all = property(resolved, 'allOf');
  const others = isArray(all) ? all : [];
  return [resolved, ...others.flatMap((part) => partsOf(part, resolve, [...ancestors, resolved]))];
}

function objectAt(value: Json, key: string): JsonObject {
  const found = property(value, key);
  return isObject(found) ? found : {};
}

/** Returns the example of a media type, or the first of its examples. */
function exampleOf(media: Json, resolve: Resolve): Json | undefined {
  const example = property(media, 'example');
  if (example !== undefined) return example;
  const [first] = Object.values(objectAt(media, 'examples'));
  return first === undefined ? undefined : property(resolve(first), 'value');
}
