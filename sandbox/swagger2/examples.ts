import { hasWordsOnly } from '../openapi-objects/example-object.ts';
import { childOf, type Node } from '../read/tree.ts';
import { isObject, type Json, type JsonObject, property, text } from '../syntax/json.ts';
import { isJsonType, parseMediaType } from '../syntax/media-type.ts';
import { type Conversion, childrenOf, dataAt } from './context.ts';
import type { Locations } from './origins.ts';

/*
 * OpenAPI 2.0 has examples of responses and schemas only. For requests, documents use the extensions `x-example` and
 * `x-examples`, or `example`, which 3.0 adopted.
 */

/** Fields of a parameter that hold examples. */
export const exampleFields: readonly string[] = ['example', 'x-example', 'x-examples'];

/** `example` or `examples` of a converted object, with their original locations. */
export interface Examples {
  readonly fields: JsonObject;
  readonly locations: Locations;
}

const noExamples: Examples = { fields: {}, locations: {} };

/**
 * Converts the examples of a header, or of a parameter outside of the body.
 *
 * @param readExample converts an example from its written form to a value
 */
export function parameterExamples(conversion: Conversion, node: Node, readExample: (example: Json) => Json): Examples {
  const readNode = (example: Node) => readExample(dataAt(conversion, example));
  const named = childOf(node, 'x-examples');
  if (named && isObject(named.value)) return namedExamples(conversion, named, readNode);
  const single = singleExample(node);
  return single ? { fields: { example: readNode(single) }, locations: { example: single } } : noExamples;
}

/**
 * Converts the examples of a body parameter for one of its media types. They apply to all media types or are listed by
 * media type, named or not.
 */
export function bodyExamples(conversion: Conversion, node: Node, mediaType: string): Examples {
  const schema = childOf(node, 'schema');
  const readExample = (example: Node) => exampleValue(conversion, example, mediaType, schema);
  const named = childOf(node, 'x-examples');
  if (named && isObject(named.value)) {
    if (!isByMediaType(named)) return namedExamples(conversion, named, readExample);
    const example = exampleFor(named, mediaType);
    const isNamed = example && childrenOf(example).length > 0 && childrenOf(example).every(([, one]) => hasValue(one));
    if (example && isNamed) return namedExamples(conversion, example, readExample);
    return example ? { fields: { example: readExample(example) }, locations: { example } } : noExamples;
  }
  const single = singleExample(node);
  const example = single && isByMediaType(single) ? exampleFor(single, mediaType) : single;
  return example ? { fields: { example: readExample(example) }, locations: { example } } : noExamples;
}

/** Returns the entry for a media type, whose parameters are ignored, in a map by media type. */
export function exampleFor(node: Node, mediaType: string): Node | undefined {
  const { essence } = parseMediaType(mediaType);
  const [, found] = childrenOf(node).find(([key]) => parseMediaType(key).essence === essence) ?? [];
  return found;
}

/** Whether a key can be a media type. */
export function isMediaType(key: string): boolean {
  return /^[^/\s]+\/[^/\s]/.test(key);
}

/**
 * Returns the value of an example in a media type. Many documents write JSON as a string; it is parsed unless the
 * schema asks for a string.
 */
export function exampleValue(conversion: Conversion, example: Node, mediaType: string, schema: Node | undefined): Json {
  const value = dataAt(conversion, example);
  const isText = text(schema?.value, 'type') === 'string';
  if (typeof value !== 'string' || isText || !isJsonType(parseMediaType(mediaType).essence)) return value;
  try {
    const parsed: Json = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null ? parsed : value;
  } catch {
    return value;
  }
}

function singleExample(node: Node): Node | undefined {
  return childOf(node, 'x-example') ?? childOf(node, 'example');
}

function isByMediaType({ value }: Node): boolean {
  const keys = isObject(value) ? Object.keys(value) : [];
  return keys.length > 0 && keys.every(isMediaType);
}

function hasValue({ value }: Node): boolean {
  return property(value, 'value') !== undefined;
}

/** Converts named examples, which are Example Objects or bare values, to Example Objects. */
function namedExamples({ record }: Conversion, named: Node, readExample: (example: Node) => Json): Examples {
  const entries = childrenOf(named).map(([name, example]) => {
    if (hasWordsOnly(example.value)) return [name, example.value] as const;
    const value = childOf(example, 'value') ?? example;
    const otherFields = value !== example && isObject(example.value) ? example.value : {};
    return [name, record({ ...otherFields, value: readExample(value) }, example, { value })] as const;
  });
  return { fields: { examples: record(Object.fromEntries(entries), named) }, locations: {} };
}
