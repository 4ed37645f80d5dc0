import type { ParameterFormat, ParameterPlan } from '../../plan.ts';
import type { Problem } from '../../problem.ts';
import { problemAt } from '../../read/source.ts';
import { childOf, type Node, type Tree, textAt } from '../../read/tree.ts';
import type { Written } from '../../syntax/digits.ts';
import { isCookieName, isHeaderName } from '../../syntax/header.ts';
import { isArray, isObject, type Json, type JsonObject, property, text } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { isJsonType, parseMediaType } from '../../syntax/media-type.ts';
import { placeholdersIn } from '../../syntax/path-template.ts';
import { versionOf } from '../../syntax/version.ts';
import { type ValuedExample, valuedExamplesOf } from '../examples/examples.ts';
import { inSchemaDigits } from '../schemas/digits.ts';
import type { SchemaBundle } from '../schemas/normalise.ts';
import { keywordIn } from '../schemas/view.ts';
import { bodyFormatOf } from '../serialization/body-format.ts';
import { readingsOf } from '../serialization/parameter-readings.ts';
import { compileStyle } from '../serialization/styles.ts';
import type { OperationSource } from '../source.ts';

/** A parameter with the place where it was written, and its examples. */
export interface CompiledParameter {
  readonly plan: ParameterPlan;
  readonly node: Node;
  readonly examples: readonly ValuedExample[];
}

/** Header parameters that OpenAPI says to ignore (OpenAPI 3.1.1, 4.8.12.2.1). */
const ignored = new Set(['accept', 'content-type', 'authorization']);

/** The parameters of an operation: its own, and those of its path that it does not replace (OpenAPI 3.1.1, 4.8.10). */
export function compileParameters(
  tree: Tree,
  { node: operation, pathItems, index }: OperationSource,
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): readonly CompiledParameter[] {
  const byKey = new Map<string, Node>();
  for (const owner of [...[...pathItems].reverse(), operation]) {
    for (const node of tree.items(tree.get(owner, 'parameters'))) {
      const place = locationOf(node);
      const name = textAt(node, 'name');
      if (name === undefined || !isPlace(place) || !canHave(place, name)) {
        report(problemAt(node.source, node.pointer, 'structure', 'error', unnamed(name, place)));
        continue;
      }
      if (place === 'path' && !placeholdersIn(index.path).includes(name)) {
        const message = `The path ${index.path} has no placeholder {${name}}; this parameter is left out.`;
        report(problemAt(node.source, node.pointer, 'structure', 'error', message));
        continue;
      }
      byKey.set(`${place} ${place === 'header' ? name.toLowerCase() : name}`, node);
    }
  }
  const nodes = [...byKey.values()];
  reportQuerystrings(nodes, report);
  return nodes.map((node) => {
    const plan = compileParameter(tree, node, bundle);
    // As it is sent, a parameter has its name and its delimiters in it: only what is written by a media type is read.
    const readsText = plan.format.by !== 'style' && plan.format.by !== 'deep';
    const owner = contentOf(tree, node)?.[1] ?? node;
    const examples = valuedExamplesOf(tree, owner).filter(({ isSerialized }) => !isSerialized || readsText);
    return { plan, node, examples };
  });
}

/** The whole query is one parameter, so there is no other beside it (OpenAPI 3.2, Parameter Object). */
function reportQuerystrings(nodes: readonly Node[], report: (problem: Problem) => void): void {
  const inQuery = nodes.filter((node) => locationOf(node) === 'query');
  const whole = inQuery.find(isQuerystring);
  if (!whole || inQuery.length === 1) return;
  const message = 'This parameter is the whole query; the other parameters in the query are read from it as well.';
  report(problemAt(whole.source, whole.pointer, 'structure', 'warning', message));
}

function isQuerystring({ value }: Node): boolean {
  return text(value, 'in') === 'querystring';
}

/** Where a parameter is: the whole query is in the query, too. */
function locationOf(node: Node): string | undefined {
  return isQuerystring(node) ? 'query' : text(node.value, 'in');
}

/** Why a parameter cannot be used. */
function unnamed(name: string | undefined, place: string | undefined): string {
  if (name === undefined) return 'A parameter needs a name.';
  if (isPlace(place)) return `No ${place} can have the name "${name}"; this parameter is left out.`;
  const hint = place === 'body' || place === 'formData' ? ' A body is described under requestBody.' : '';
  const given = place === undefined ? '' : `, not ${place}`;
  return `The parameter ${name} must have \`in\`: path, query, header or cookie${given}.${hint}`;
}

/** Whether a client can send a parameter by that name. In a path or query, any text is percent-encoded. */
function canHave(place: ParameterPlan['in'], name: string): boolean {
  if (place === 'header') return isHeaderName(name);
  return place !== 'cookie' || isCookieName(name);
}

/** The one media type by which a parameter is written, if it is not by a style (OpenAPI 3.1.1, 4.8.12.2.2). */
function contentOf(tree: Tree, parameter: Node): readonly [string, Node] | undefined {
  return tree.entries(tree.get(parameter, 'content'))[0];
}

function isPlace(place: string | undefined): place is ParameterPlan['in'] {
  return place === 'path' || place === 'query' || place === 'header' || place === 'cookie';
}

function compileParameter(tree: Tree, node: Node, bundle: SchemaBundle): ParameterPlan {
  const place = locationOf(node);
  const name = textAt(node, 'name') ?? '';
  const where = isPlace(place) ? place : 'query';
  const content = contentOf(tree, node);
  const schema = childOf(content?.[1] ?? node, 'schema');
  const isIgnored = where === 'header' && ignored.has(name.toLowerCase());
  const schemaPointer = schema && !isIgnored ? bundle.add(schema, `${where}-${name}`) : null;
  const document = bundle.document;
  const normalised = schemaPointer === null ? undefined : valueAt(document, schemaPointer);
  const fallback = keywordIn(normalised, document, 'default');
  const plan: ParameterPlan = {
    name,
    in: where,
    required: !isIgnored && (where === 'path' || property(node.value, 'required') === true),
    format: isQuerystring(node)
      ? querystringFormat(tree, content ?? [formType, node], schemaPointer, document)
      : formatOf(tree, node, where, normalised, document),
    allowEmptyValue: property(node.value, 'allowEmptyValue') === true,
    schemaPointer,
  };
  if (fallback === undefined) return plan;
  const { value, digits } = asSent(plan, inSchemaDigits(tree, schema, fallback));
  return { ...plan, default: value, ...(digits !== undefined && { defaultDigits: digits }) };
}

/** A default as it would be read, had it been sent: `'10'` is the integer 10. What is more than one text stays as it is. */
function asSent(plan: ParameterPlan, given: Written): Written {
  return isArray(given.value) || isObject(given.value) ? given : (readingsOf(plan, given)[0] ?? given);
}

/** By the media type of its content, if it has one, else by its style (OpenAPI 3.1.1, 4.8.12.2). */
function formatOf(
  tree: Tree,
  node: Node,
  where: ParameterPlan['in'],
  schema: Json | undefined,
  document: JsonObject,
): ParameterFormat {
  const { essence } = parseMediaType(contentOf(tree, node)?.[0] ?? '');
  if (isJsonType(essence)) return { by: 'json' };
  const format = asVersioned(tree, compileStyle(node, where, schema, document));
  // A plain text is not divided: an object or a list is meant in JSON.
  const isDivided = format.by === 'deep' || (format.by === 'style' && format.shape.kind !== 'primitive');
  return essence === 'text/plain' && isDivided ? { by: 'json' } : format;
}

const formType = 'application/x-www-form-urlencoded';

/** The whole query is written as a body of its media type is; without any, it is a form. */
function querystringFormat(
  tree: Tree,
  [mediaType, media]: readonly [string, Node],
  schemaPointer: string | null,
  document: JsonObject,
): ParameterFormat {
  return { by: 'querystring', mediaType, body: bodyFormatOf(tree, media, mediaType, schemaPointer, document) };
}

/**
 * Until 3.0.3, and in 3.1.0, the table of styles divides what is not exploded in the style `label` by dots (OpenAPI 3.0.3,
 * 4.7.12.4; 3.1.0, 4.8.12.4); 3.0.4 and 3.1.1 corrected it.
 */
function asVersioned({ root }: Tree, format: ParameterFormat): ParameterFormat {
  if (format.by !== 'style' || format.style !== 'label' || format.explode) return format;
  const hasDots = /^3\.(0(\.[0-3])?|1(\.0)?)(-|$)/.test(versionOf(root.value, 'openapi') ?? '');
  return hasDots ? { ...format, style: 'dottedLabel' } : format;
}
