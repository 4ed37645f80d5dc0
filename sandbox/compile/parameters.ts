import { isHeaderName } from '../notation/header.ts';
import { isObject, type Json, type JsonObject, property, text } from '../notation/json.ts';
import { valueAt } from '../notation/json-pointer.ts';
import { isJsonType, parseMediaType } from '../notation/media-type.ts';
import { versionOf } from '../notation/version.ts';
import type { ParameterCoding, ParameterPlan, ParameterShape, ParameterStyle } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { problemAt } from '../read/source.ts';
import { childOf, type Node, type Tree } from '../read/tree.ts';
import type { OperationSource } from './api.ts';
import type { SchemaBundle } from './schema.ts';
import { keywordIn, primitivesOf, propertiesOf, typesOf } from './schema-view.ts';

/** A parameter with the place where it was written, for its examples. */
export interface CompiledParameter {
  readonly plan: ParameterPlan;
  readonly node: Node;
}

/** Header parameters that OpenAPI says to ignore (OpenAPI 3.1.1, 4.8.12.2.1). */
const ignored = new Set(['accept', 'content-type', 'authorization']);

const styles: Readonly<Record<ParameterPlan['in'], readonly ParameterStyle[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
};

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
      const place = text(node.value, 'in');
      const name = text(node.value, 'name');
      if (name === undefined || !isPlace(place) || (place === 'header' && !isHeaderName(name))) {
        report(
          problemAt(node.source, node.pointer, 'structure', 'error', 'A parameter needs a name, and a place in `in`.'),
        );
        continue;
      }
      if (place === 'path' && !index.path.includes(`{${name}}`)) {
        const message = `The path ${index.path} has no placeholder {${name}}; this parameter is left out.`;
        report(problemAt(node.source, node.pointer, 'structure', 'error', message));
        continue;
      }
      byKey.set(`${place} ${place === 'header' ? name.toLowerCase() : name}`, node);
    }
  }
  return [...byKey.values()].map((node) => ({ plan: compileParameter(tree, node, bundle), node }));
}

function isPlace(place: string | undefined): place is ParameterPlan['in'] {
  return place === 'path' || place === 'query' || place === 'header' || place === 'cookie';
}

function compileParameter(tree: Tree, node: Node, bundle: SchemaBundle): ParameterPlan {
  const place = text(node.value, 'in');
  const name = text(node.value, 'name') ?? '';
  const where = isPlace(place) ? place : 'query';
  const [content] = tree.entries(tree.get(node, 'content'));
  const schema = childOf(content?.[1] ?? node, 'schema');
  const isIgnored = where === 'header' && ignored.has(name.toLowerCase());
  const validator = schema && !isIgnored ? bundle.add(schema, `${where}-${name}`) : null;
  const document = bundle.document();
  const normalised = validator === null ? undefined : valueAt(document, validator);
  const fallback = keywordIn(normalised, document, 'default');
  return {
    name,
    in: where,
    required: !isIgnored && (where === 'path' || property(node.value, 'required') === true),
    coding:
      content && isJsonType(parseMediaType(content[0]).essence)
        ? { by: 'json' }
        : asVersioned(tree, compileStyle(node, where, normalised, document)),
    ...(fallback !== undefined && { default: fallback }),
    allowEmptyValue: property(node.value, 'allowEmptyValue') === true,
    validator,
  };
}

/** Until 3.0.3, a list in the style `label` was written with dots, exploded or not (OpenAPI 3.0.3, 4.7.12.4). */
function asVersioned({ root }: Tree, coding: ParameterCoding): ParameterCoding {
  if (coding.by !== 'style' || coding.style !== 'label' || coding.shape.kind !== 'array') return coding;
  return /^3\.0(\.[0-3])?(-|$)/.test(versionOf(root.value, 'openapi') ?? '') ? { ...coding, explode: true } : coding;
}

/** `style` and `explode` with their defaults (OpenAPI 3.1.1, 4.8.12.2.1): of a parameter, or of an Encoding Object. */
export function compileStyle(
  node: Node,
  place: ParameterPlan['in'],
  schema: Json | undefined,
  document: JsonObject,
): ParameterCoding {
  const [fallback = 'form', ...others] = styles[place];
  const written = text(node.value, 'style');
  const shape = shapeOf(schema, document);
  const found = others.find((other) => other === written) ?? fallback;
  // Of what is no object `deepObject` says nothing (OpenAPI 3.1.1, 4.8.12.4): clients then send the name alone.
  const style = found === 'deepObject' && shape.kind !== 'object' ? fallback : found;
  const explode = property(node.value, 'explode');
  return {
    by: 'style',
    style,
    explode: typeof explode === 'boolean' ? explode : style === 'form' || style === 'cookie',
    shape,
  };
}

/** Into what a text is taken apart: what else than an array or object could be one value stays one. */
function shapeOf(schema: Json | undefined, document: JsonObject): ParameterShape {
  const types = typesOf(schema, document);
  const primitives = primitivesOf(types);
  const onlyPrimitive = types.some((type) => type !== 'array' && type !== 'object' && type !== 'null');
  if (!onlyPrimitive && types.includes('array')) {
    return { kind: 'array', items: primitivesOf(typesOf(keywordIn(schema, document, 'items'), document)) };
  }
  if (!onlyPrimitive && types.includes('object')) {
    const others = keywordIn(schema, document, 'additionalProperties');
    const properties = propertiesOf(schema, document);
    return {
      kind: 'object',
      open: others === undefined ? properties.length === 0 : others !== false,
      properties: Object.fromEntries(properties.map(([name, child]) => [name, primitivesOf(typesOf(child, document))])),
      others: primitivesOf(isObject(others) ? typesOf(others, document) : []),
    };
  }
  return { kind: 'primitive', types: primitives };
}
