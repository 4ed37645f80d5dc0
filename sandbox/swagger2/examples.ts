import { hasWordsOnly } from '../openapi-objects/example.ts';
import { childOf, type Node } from '../read/tree.ts';
import { isObject, type Json, type JsonObject, property, text } from '../syntax/json.ts';
import { isJsonType, parseMediaType } from '../syntax/media-type.ts';
import { type Conversion, childrenOf, dataAt } from './conversion.ts';
import type { Parts } from './origins.ts';

/*
 * OpenAPI 2.0 has examples of responses and schemas only. For requests there are the common extensions `x-example` and
 * `x-examples`, and many write `example`, which 3.0 then took up.
 */

/** Fields of a parameter that these functions take up. */
export const exampleFields: readonly string[] = ['example', 'x-example', 'x-examples'];

/** `example` or `examples` of a converted object, and where they were written. */
export interface Examples {
  readonly fields: JsonObject;
  readonly parts: Parts;
}

const none: Examples = { fields: {}, parts: {} };

/**
 * Examples of a parameter that is not in the body, or of a header.
 *
 * @param read gives what an example means, as it was written
 */
export function parameterExamples(conversion: Conversion, node: Node, read: (example: Json) => Json): Examples {
  const readAt = (example: Node) => read(dataAt(conversion, example));
  const named = childOf(node, 'x-examples');
  if (named && isObject(named.value)) return namedExamples(conversion, named, readAt);
  const single = singleIn(node);
  return single ? { fields: { example: readAt(single) }, parts: { example: single } } : none;
}

/** Examples of a body parameter in one of its media types: for all of them, or by media type, with names or without. */
export function bodyExamples(conversion: Conversion, node: Node, mediaType: string): Examples {
  const schema = childOf(node, 'schema');
  const read = (example: Node) => mediaValue(conversion, example, mediaType, schema);
  const named = childOf(node, 'x-examples');
  if (named && isObject(named.value)) {
    if (!isByMediaType(named)) return namedExamples(conversion, named, read);
    const example = inMediaType(named, mediaType);
    const isNamed = example && childrenOf(example).length > 0 && childrenOf(example).every(([, one]) => hasValue(one));
    if (example && isNamed) return namedExamples(conversion, example, read);
    return example ? { fields: { example: read(example) }, parts: { example } } : none;
  }
  const single = singleIn(node);
  const example = single && isByMediaType(single) ? inMediaType(single, mediaType) : single;
  return example ? { fields: { example: read(example) }, parts: { example } } : none;
}

/** The entry for a media type, whatever its parameters, in an object that has one for each. */
export function inMediaType(node: Node, mediaType: string): Node | undefined {
  const { essence } = parseMediaType(mediaType);
  const [, found] = childrenOf(node).find(([key]) => parseMediaType(key).essence === essence) ?? [];
  return found;
}

/** Whether a key can be a media type. */
export function isMediaType(key: string): boolean {
  return /^[^/\s]+\/[^/\s]/.test(key);
}

/**
 * The value of an example in a media type. Many write JSON as a text; that is meant where the schema does not ask for a
 * text.
 */
export function mediaValue(conversion: Conversion, example: Node, mediaType: string, schema: Node | undefined): Json {
  const value = dataAt(conversion, example);
  const isText = text(schema?.value, 'type') === 'string';
  if (typeof value !== 'string' || isText || !isJsonType(parseMediaType(mediaType).essence)) return value;
  try {
    const read: Json = JSON.parse(value);
    return typeof read === 'object' && read !== null ? read : value;
  } catch {
    return value;
  }
}

function singleIn(node: Node): Node | undefined {
  return childOf(node, 'x-example') ?? childOf(node, 'example');
}

function isByMediaType({ value }: Node): boolean {
  const keys = isObject(value) ? Object.keys(value) : [];
  return keys.length > 0 && keys.every(isMediaType);
}

function hasValue({ value }: Node): boolean {
  return property(value, 'value') !== undefined;
}

/** Example Objects by name, made of such objects or of bare values. */
function namedExamples({ made }: Conversion, named: Node, read: (example: Node) => Json): Examples {
  const entries = childrenOf(named).map(([name, example]) => {
    if (hasWordsOnly(example.value)) return [name, example.value] as const;
    const value = childOf(example, 'value') ?? example;
    const beside = value !== example && isObject(example.value) ? example.value : {};
    return [name, made({ ...beside, value: read(value) }, example, { value })] as const;
  });
  return { fields: { examples: made(Object.fromEntries(entries), named) }, parts: {} };
}
