import { isArray, isObject, type Json, type JsonObject, property } from '../syntax/json.ts';
import { isJsonType, parseMediaType } from '../syntax/media-type.ts';

/**
 * Returns a parameter whose content is a JSON string with its values in quotes, since documentation pages send a text as
 * they show it. Constraints of the string are left out: pages would check the quoted text by them.
 *
 * @param resolve follows a reference within the document
 */
export function withQuotedText(parameter: Json, resolve: (node: Json) => Json): Json {
  const resolved = resolve(parameter);
  const content = property(resolved, 'content');
  const [mediaType = '', media] = Object.entries(isObject(content) ? content : {})[0] ?? [];
  if (!isObject(resolved) || !isJsonType(parseMediaType(mediaType).essence)) return parameter;
  const described = resolve(media ?? null);
  const schema = resolve(property(described, 'schema') ?? null);
  if (!isObject(described) || !isObject(schema) || !allowsText(schema)) return parameter;
  const { example, examples } = described;
  const quotedMedia = {
    ...described,
    schema: quotedSchema(schema),
    ...(example !== undefined && { example: quoted(example) }),
    ...(isObject(examples) && {
      examples: Object.fromEntries(Object.entries(examples).map(([name, one]) => [name, quotedExample(resolve(one))])),
    }),
  };
  return { ...resolved, content: { [mediaType]: quotedMedia } };
}

function allowsText({ type, enum: values, const: only }: JsonObject): boolean {
  if (type !== undefined) return [type].flat().includes('string');
  return [values, only].flat().some((value) => typeof value === 'string');
}

/** Keywords of a string's schema that its JSON text may have too. */
const kept = ['type', 'title', 'description', 'nullable', 'deprecated'];

/** Keywords whose values are shown. */
const shown = ['enum', 'const', 'default', 'example', 'examples'];

function quotedSchema(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).flatMap(([keyword, value]): readonly (readonly [string, Json])[] => {
      if (kept.includes(keyword)) return [[keyword, value]];
      return shown.includes(keyword) ? [[keyword, isArray(value) ? value.map(quoted) : quoted(value)]] : [];
    }),
  );
}

function quotedExample(example: Json): Json {
  const value = property(example, 'value');
  return isObject(example) && value !== undefined ? { ...example, value: quoted(value) } : example;
}

function quoted(value: Json): Json {
  return typeof value === 'string' ? JSON.stringify(value) : value;
}
