import { childOf, type Node } from '../read/tree.ts';
import { isObject, type Json, type JsonObject, text } from '../syntax/json.ts';
import { parseMediaType } from '../syntax/media-type.ts';
import { type Conversion, childrenOf, convertEntries, convertInline, schemaAt, withoutFields } from './context.ts';
import { exampleFor, exampleValue, isMediaType } from './examples.ts';
import { convertHeader } from './parameters.ts';

const convertedFields: ReadonlySet<string> = new Set(['schema', 'examples', 'headers']);

/**
 * Converts the responses of an operation (OpenAPI 2.0, Responses Object).
 *
 * @param produces the media types of the operation; undefined if neither it nor the document names any
 */
export function convertResponses(conversion: Conversion, node: Node, produces: readonly string[] | undefined): Json {
  const responses = convertEntries(conversion, node, (response, key) => {
    if (key.startsWith('x-')) return response.value;
    // Components use the document's media types, so an operation with its own cannot refer to them.
    const component = produces === conversion.produces ? conversion.component(response, 'responses') : undefined;
    if (component !== undefined && conversion.tree.follow(response).resolved) {
      return conversion.record({ $ref: component }, response);
    }
    return convertInline(conversion, response, (target) => convertResponse(conversion, target, produces));
  });
  return responses ?? node.value;
}

/** Converts a response, with its schema and examples in each produced media type (OpenAPI 2.0, Response Object). */
export function convertResponse(conversion: Conversion, node: Node, produces: readonly string[] | undefined): Json {
  if (!isObject(node.value)) return node.value;
  const headers = childOf(node, 'headers');
  const content = contentOf(conversion, node, produces ?? []);
  const value = {
    ...withoutFields(node.value, convertedFields),
    ...(headers && { headers: convertInline(conversion, headers, (target) => convertHeaders(conversion, target)) }),
    ...(content && { content }),
  };
  return conversion.record(value, node);
}

/** Converts the headers of a response (OpenAPI 2.0, Headers Object). */
function convertHeaders(conversion: Conversion, node: Node): Json {
  const headers = convertEntries(conversion, node, (header) =>
    convertInline(conversion, header, (target) => convertHeader(conversion, target)),
  );
  return headers ?? node.value;
}

/** Converts schema and examples to `content`; undefined if the response has no body (OpenAPI 2.0, Response Object). */
function contentOf(conversion: Conversion, node: Node, produces: readonly string[]): JsonObject | undefined {
  const schema = childOf(node, 'schema');
  const examples = examplesOf(conversion, node);
  if (!schema && !examples) return undefined;
  const documented = examples ? exampleTypes(conversion, examples) : [];
  const types = schema ? responseTypes(produces, documented, schema) : documented;
  const entries = types.map((mediaType) => {
    const example = examples && exampleFor(examples, mediaType);
    const media = {
      ...(schema && { schema: schemaAt(conversion, schema) }),
      ...(example && { example: exampleValue(conversion, example, mediaType, schema) }),
    };
    return [mediaType, conversion.record(media, node, { schema, example })] as const;
  });
  return Object.fromEntries(entries);
}

/** Returns the examples by media type (OpenAPI 2.0, Example Object). */
function examplesOf({ tree, report }: Conversion, response: Node): Node | undefined {
  const written = childOf(response, 'examples');
  const examples = tree.get(response, 'examples');
  if (!written || isObject(examples?.value)) return examples;
  report(written, 'examples must be an object of examples by media type.', 'omitted');
  return undefined;
}

function exampleTypes({ report }: Conversion, examples: Node): readonly string[] {
  return childrenOf(examples).flatMap(([key, example]) => {
    if (isMediaType(key)) return [key];
    report(example, `${key} is no media type; this example is left out.`);
    return [];
  });
}

/**
 * Returns the produced media types, followed by further ones that have examples. A wildcard, which some tools always
 * write, is ignored; without any type it is JSON, or binary for a file.
 */
function responseTypes(produces: readonly string[], documented: readonly string[], schema: Node): readonly string[] {
  const produced = produces.filter((mediaType) => mediaType !== '*/*');
  const essences = new Set(produced.map((mediaType) => parseMediaType(mediaType).essence));
  const types = [...produced, ...documented.filter((mediaType) => !essences.has(parseMediaType(mediaType).essence))];
  if (types.length > 0) return types;
  return [text(schema.value, 'type') === 'file' ? 'application/octet-stream' : 'application/json'];
}
