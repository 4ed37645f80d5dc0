import { childOf, type Node } from '../read/tree.ts';
import { isObject, type Json, type JsonObject, text } from '../syntax/json.ts';
import { parseMediaType } from '../syntax/media-type.ts';
import { type Conversion, childrenOf, convertEach, inlined, schemaAt, withoutFields } from './conversion.ts';
import { inMediaType, isMediaType, mediaValue } from './examples.ts';
import { convertHeader } from './parameters.ts';

const converted: ReadonlySet<string> = new Set(['schema', 'examples', 'headers']);

/**
 * The responses of an operation (OpenAPI 2.0, Responses Object).
 *
 * @param produces the media types of the operation; undefined where neither it nor the document names any
 */
export function convertResponses(conversion: Conversion, node: Node, produces: readonly string[] | undefined): Json {
  const responses = convertEach(conversion, node, (response, key) => {
    if (key.startsWith('x-')) return response.value;
    // A component has the media types of the whole document.
    const component = produces === conversion.produces ? conversion.component(response, 'responses') : undefined;
    if (component !== undefined && conversion.tree.follow(response).resolved) {
      return conversion.made({ $ref: component }, response);
    }
    return inlined(conversion, response, (target) => convertResponse(conversion, target, produces));
  });
  return responses ?? node.value;
}

/** One response, with its schema and examples in the media types that are produced (OpenAPI 2.0, Response Object). */
export function convertResponse(conversion: Conversion, node: Node, produces: readonly string[] | undefined): Json {
  if (!isObject(node.value)) return node.value;
  const headers = childOf(node, 'headers');
  const content = contentOf(conversion, node, produces ?? []);
  const value = {
    ...withoutFields(node.value, converted),
    ...(headers && { headers: inlined(conversion, headers, (target) => convertHeaders(conversion, target)) }),
    ...(content && { content }),
  };
  return conversion.made(value, node);
}

/** The headers of a response (OpenAPI 2.0, Headers Object). */
function convertHeaders(conversion: Conversion, node: Node): Json {
  const headers = convertEach(conversion, node, (header) =>
    inlined(conversion, header, (target) => convertHeader(conversion, target)),
  );
  return headers ?? node.value;
}

/** Undefined: no content is returned (OpenAPI 2.0, Response Object). */
function contentOf(conversion: Conversion, node: Node, produces: readonly string[]): JsonObject | undefined {
  const schema = childOf(node, 'schema');
  const examples = examplesOf(conversion, node);
  if (!schema && !examples) return undefined;
  const documented = examples ? exampleTypes(conversion, examples) : [];
  const types = schema ? sentTypes(produces, documented, schema) : documented;
  const entries = types.map((mediaType) => {
    const example = examples && inMediaType(examples, mediaType);
    const media = {
      ...(schema && { schema: schemaAt(conversion, schema) }),
      ...(example && { example: mediaValue(conversion, example, mediaType, schema) }),
    };
    return [mediaType, conversion.made(media, node, { schema, example })] as const;
  });
  return Object.fromEntries(entries);
}

/** Examples by media type (OpenAPI 2.0, Example Object). */
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
 * Those that are produced, and those of examples that are not among them. Some tools write that anything is produced,
 * which says nothing: then, and where nothing is said, it is JSON, or bytes if it is a file.
 */
function sentTypes(produces: readonly string[], documented: readonly string[], schema: Node): readonly string[] {
  const named = produces.filter((mediaType) => mediaType !== '*/*');
  const essences = new Set(named.map((mediaType) => parseMediaType(mediaType).essence));
  const types = [...named, ...documented.filter((mediaType) => !essences.has(parseMediaType(mediaType).essence))];
  if (types.length > 0) return types;
  return [text(schema.value, 'type') === 'file' ? 'application/octet-stream' : 'application/json'];
}
