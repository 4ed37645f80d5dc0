import type { ParameterFormat, ParameterPlan } from '../../plan.ts';
import type { Problem } from '../../problem.ts';
import { problemAt } from '../../read/source.ts';
import { childOf, type Node, type Tree, textAt } from '../../read/tree.ts';
import { table } from '../../syntax/dictionary.ts';
import type { Written } from '../../syntax/digits.ts';
import { isCookieName, isHeaderName } from '../../syntax/header.ts';
import { isArray, isObject, type Json, type JsonObject, property, text } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { isJsonType, parseMediaType } from '../../syntax/media-type.ts';
import { placeholdersIn } from '../../syntax/path-template.ts';
import { similarName } from '../../syntax/similar-name.ts';
import { versionOf } from '../../syntax/version.ts';
import { type ValuedExample, valuedExamplesOf } from '../examples/examples.ts';
import { inSchemaDigits } from '../schemas/digits.ts';
import type { SchemaBundle } from '../schemas/library.ts';
import { keywordIn } from '../schemas/view.ts';
import { bodyFormatOf } from '../serialization/body-format.ts';
import { readingsOf } from '../serialization/parameter-readings.ts';
import { compileStyle } from '../serialization/styles.ts';
import type { OperationSource } from '../source.ts';

/** A parameter with its node in the document and its examples. */
export interface CompiledParameter {
  readonly plan: ParameterPlan;
  readonly node: Node;
  readonly examples: readonly ValuedExample[];
}

/** Header parameters that OpenAPI says to ignore (OpenAPI 3.1.1, 4.8.12.2.1). */
const ignoredHeaders = new Set(['accept', 'content-type', 'authorization']);

/** Compiles the parameters of an operation, with those of its path that it does not override (OpenAPI 3.1.1, 4.8.10). */
export function compileParameters(
  tree: Tree,
  { node: operation, pathItems, index }: OperationSource,
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): readonly CompiledParameter[] {
  const byKey = new Map<string, Node>();
  for (const owner of [...[...pathItems].reverse(), operation]) {
    for (const node of tree.items(tree.get(owner, 'parameters'))) {
      const location = locationOf(node);
      const name = textAt(node, 'name');
      if (name === undefined || !isLocation(location) || !isNameAllowed(location, name)) {
        report(problemAt(node.source, node.pointer, 'structure', whyUnusable(name, location), 'omitted'));
        continue;
      }
      if (location === 'path' && !placeholdersIn(index.path).includes(name)) {
        const message = `The path ${index.path} has no placeholder {${name}}; this parameter is left out.${pathAdvice(index.path, name)}`;
        report(problemAt(node.source, node.pointer, 'structure', message, 'omitted'));
        continue;
      }
      byKey.set(`${location} ${location === 'header' ? name.toLowerCase() : name}`, node);
    }
  }
  const nodes = [...byKey.values()];
  reportQuerystrings(nodes, report);
  return nodes.map((node) => {
    const plan = compileParameter(tree, node, bundle);
    // A serialized example of a style contains the parameter's name and delimiters: only one of a media type is parsed.
    const readsText = plan.format.by !== 'style' && plan.format.by !== 'deep';
    const owner = contentOf(tree, node)?.[1] ?? node;
    const examples = valuedExamplesOf(tree, owner).filter(({ isSerialized }) => !isSerialized || readsText);
    return { plan, node, examples };
  });
}

/** Reports query parameters beside one `in: querystring`, which covers the whole query (OpenAPI 3.2, Parameter Object). */
function reportQuerystrings(nodes: readonly Node[], report: (problem: Problem) => void): void {
  const inQuery = nodes.filter((node) => locationOf(node) === 'query');
  const querystring = inQuery.find(isQuerystring);
  if (!querystring || inQuery.length === 1) return;
  const message = 'This parameter is the whole query; the other parameters in the query are read from it as well.';
  report(problemAt(querystring.source, querystring.pointer, 'structure', message));
}

function isQuerystring({ value }: Node): boolean {
  return text(value, 'in') === 'querystring';
}

/** Returns a parameter's location, with `querystring` counted as `query`. */
function locationOf(node: Node): string | undefined {
  return isQuerystring(node) ? 'query' : text(node.value, 'in');
}

/** Describes why a parameter is left out. */
function whyUnusable(name: string | undefined, location: string | undefined): string {
  if (name === undefined) return 'A parameter needs a name. Write name: before it.';
  if (isLocation(location)) return `No ${location} can have the name "${name}"; this parameter is left out.`;
  const hint = location === 'body' || location === 'formData' ? ' A body is described under requestBody.' : '';
  const given = location === undefined ? '' : `, not ${location}`;
  const similar = location === undefined ? undefined : (similarName(locations, location) ?? aliases[location]);
  const advice = similar === undefined ? hint : ` Write in: ${similar}.`;
  return `The parameter ${name} must have \`in\`: path, query, header or cookie${given}.${advice}`;
}

const locations = ['path', 'query', 'header', 'cookie'];

/** Other words for the locations. */
const aliases: Readonly<Record<string, string>> = table({
  params: 'query',
  querystring: 'query',
  url: 'path',
  uri: 'path',
});

/** Returns how a path and its parameter come to have one name. */
function pathAdvice(path: string, name: string): string {
  const placeholders = placeholdersIn(path);
  const intended = name.replace(/^\{(.*)\}$/, '$1');
  const similar =
    similarName(placeholders, intended) ??
    placeholders.find((one) => isPartOf(one, intended) || isPartOf(intended, one));
  const other = [`:${name}`, `<${name}>`, `{${name}`, `${name}}`].find((one) => path.split('/').includes(one));
  if (other !== undefined) return ` Write ${path.replace(other, `{${name}}`)}.`;
  return similar === undefined
    ? ` Write {${name}} in the path, or in: query.`
    : ` Write name: ${similar}${similar === intended ? ', without braces' : `, or {${intended}} in the path`}.`;
}

/** Whether a name is the end of another: `id` of `petId`. */
function isPartOf(one: string, other: string): boolean {
  return other.toLowerCase().endsWith(one.toLowerCase());
}

/** Whether a client can send a parameter of this name. Paths and queries percent-encode it, so any name will do there. */
function isNameAllowed(location: ParameterPlan['in'], name: string): boolean {
  if (location === 'header') return isHeaderName(name);
  return location !== 'cookie' || isCookieName(name);
}

/** Returns the one media type that serializes a parameter; undefined if a style does (OpenAPI 3.1.1, 4.8.12.2.2). */
function contentOf(tree: Tree, parameter: Node): readonly [string, Node] | undefined {
  return tree.entries(tree.get(parameter, 'content'))[0];
}

function isLocation(location: string | undefined): location is ParameterPlan['in'] {
  return location === 'path' || location === 'query' || location === 'header' || location === 'cookie';
}

function compileParameter(tree: Tree, node: Node, bundle: SchemaBundle): ParameterPlan {
  const stated = locationOf(node);
  const name = textAt(node, 'name') ?? '';
  const location = isLocation(stated) ? stated : 'query';
  const content = contentOf(tree, node);
  const schema = childOf(content?.[1] ?? node, 'schema');
  const isIgnored = location === 'header' && ignoredHeaders.has(name.toLowerCase());
  const schemaPointer = schema && !isIgnored ? bundle.add(schema, `${location}-${name}`) : null;
  const document = bundle.document;
  const normalised = schemaPointer === null ? undefined : valueAt(document, schemaPointer);
  const fallback = keywordIn(normalised, document, 'default');
  const plan: ParameterPlan = {
    name,
    in: location,
    required: !isIgnored && (location === 'path' || property(node.value, 'required') === true),
    format: isQuerystring(node)
      ? querystringFormat(tree, content ?? [formType, node], schemaPointer, document)
      : formatOf(tree, node, location, normalised, document),
    allowEmptyValue: property(node.value, 'allowEmptyValue') === true,
    schemaPointer,
  };
  if (fallback === undefined) return plan;
  const { value, digits } = asSent(plan, inSchemaDigits(tree, schema, fallback));
  return { ...plan, default: value, ...(digits !== undefined && { defaultDigits: digits }) };
}

/** Returns a default as the server would read it from a request: `'10'` is the integer 10. Arrays and objects are kept. */
function asSent(plan: ParameterPlan, given: Written): Written {
  return isArray(given.value) || isObject(given.value) ? given : (readingsOf(plan, given)[0] ?? given);
}

/** Returns the format by the media type of the parameter's `content`, else by its style (OpenAPI 3.1.1, 4.8.12.2). */
function formatOf(
  tree: Tree,
  node: Node,
  location: ParameterPlan['in'],
  schema: Json | undefined,
  document: JsonObject,
): ParameterFormat {
  const { essence } = parseMediaType(contentOf(tree, node)?.[0] ?? '');
  if (isJsonType(essence)) return { by: 'json' };
  const format = asVersioned(tree, compileStyle(node, location, schema, document));
  // Plain text has no delimiters, so an array or an object can only be written as JSON.
  const isDivided = format.by === 'deep' || (format.by === 'style' && format.shape.kind !== 'primitive');
  return essence === 'text/plain' && isDivided ? { by: 'json' } : format;
}

const formType = 'application/x-www-form-urlencoded';

/** Returns the format of a whole query: that of a body of its media type, which defaults to a form. */
function querystringFormat(
  tree: Tree,
  [mediaType, media]: readonly [string, Node],
  schemaPointer: string | null,
  document: JsonObject,
): ParameterFormat {
  return { by: 'querystring', mediaType, body: bodyFormatOf(tree, media, mediaType, schemaPointer, document) };
}

/**
 * Adapts `label` to the document's version: up to 3.0.3, and in 3.1.0, the table of styles separates values by dots
 * without `explode`, too (OpenAPI 3.0.3, 4.7.12.4; 3.1.0, 4.8.12.4); 3.0.4 and 3.1.1 corrected it to commas.
 */
function asVersioned({ root }: Tree, format: ParameterFormat): ParameterFormat {
  if (format.by !== 'style' || format.style !== 'label' || format.explode) return format;
  const hasDots = /^3\.(0(\.[0-3])?|1(\.0)?)(-|$)/.test(versionOf(root.value, 'openapi') ?? '');
  return hasDots ? { ...format, style: 'dottedLabel' } : format;
}
