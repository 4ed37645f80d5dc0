import { childOf, type Node } from '../read/tree.ts';
import { type Json, type JsonObject, property, text } from '../syntax/json.ts';
import { parseMediaType } from '../syntax/media-type.ts';
import { carriedBy } from './carried.ts';
import { type Conversion, schemaAt, withoutFields } from './conversion.ts';
import { bodyExamples, exampleFields, parameterExamples } from './examples.ts';

const urlencoded = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data';

/**
 * The request body that the body parameter or the form parameters of an operation describe; undefined where there are
 * none (OpenAPI 2.0, Parameter Object).
 *
 * @param parameters those in the body, those of the path before the operation's own
 * @param consumes the media types of the operation; undefined where neither it nor the document names any
 */
export function convertBody(
  conversion: Conversion,
  parameters: readonly Node[],
  consumes: readonly string[] | undefined,
): JsonObject | undefined {
  const bodies = parameters.filter(({ value }) => text(value, 'in') === 'body');
  const fields = parameters.filter(({ value }) => text(value, 'in') === 'formData');
  const body = bodies.at(-1);
  const [field] = fields;
  for (const other of bodies.slice(0, -1)) {
    conversion.report(other, 'An operation has one body parameter at most; this one is left out.', 'omitted');
  }
  if (body && field) {
    conversion.report(field, 'An operation has a body or a form, not both; the form is left out.', 'omitted');
  }
  if (body) return convertBodyParameter(conversion, body, consumes ?? []);
  return field ? convertForm(conversion, field, fields, consumes ?? []) : undefined;
}

const bodyFields: ReadonlySet<string> = new Set(['in', 'name', 'schema', ...exampleFields]);

function convertBodyParameter(conversion: Conversion, node: Node, consumes: readonly string[]): JsonObject {
  const { made, report } = conversion;
  const schema = childOf(node, 'schema');
  if (!schema) report(node, 'A body parameter needs a `schema`; any body is taken.', 'omitted');
  const content = (consumes.length > 0 ? consumes : ['application/json']).map((mediaType) => {
    const { fields, parts } = bodyExamples(conversion, node, mediaType);
    const media = { ...(schema && { schema: schemaAt(conversion, schema) }), ...fields };
    return [mediaType, made(media, node, { schema, ...parts })] as const;
  });
  return made({ ...withoutFields(node.value, bodyFields), content: Object.fromEntries(content) }, node);
}

/** A form: an object with a property for each of its parameters. */
function convertForm(
  conversion: Conversion,
  first: Node,
  parameters: readonly Node[],
  consumes: readonly string[],
): JsonObject {
  const { made, report } = conversion;
  const properties = new Map<string, Json>();
  const encoding = new Map<string, JsonObject>();
  const required = new Set<string>();
  for (const node of parameters) {
    const name = text(node.value, 'name');
    if (name === undefined) {
      report(node, 'A parameter needs a name; this one is left out.', 'omitted');
      continue;
    }
    const { property: schema, style } = convertField(conversion, node);
    properties.set(name, schema);
    if (style['style'] !== undefined) encoding.set(name, style);
    if (property(node.value, 'required') === true) required.add(name);
  }
  const schema = {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.size > 0 && { required: [...required] }),
  };
  const content = formTypes(consumes, parameters).map((mediaType) => {
    const media = { schema, ...(encoding.size > 0 && { encoding: Object.fromEntries(encoding) }) };
    return [mediaType, made(media, first)] as const;
  });
  return made({ required: required.size > 0, content: Object.fromEntries(content) }, first);
}

/** A field of a form, as a property of its schema. */
function convertField(conversion: Conversion, node: Node): { readonly property: Json; readonly style: JsonObject } {
  const { schema, style, read } = carriedBy(conversion, node, 'form');
  const { fields, parts } = parameterExamples(conversion, node, read);
  const description = text(node.value, 'description');
  // A schema has no room for examples with names.
  const { example } = fields;
  const whole = {
    ...withoutFields(schema, new Set()),
    ...(description !== undefined && { description }),
    ...(example !== undefined && { example }),
  };
  return { property: conversion.made(whole, node, parts), style };
}

/** The form types that are consumed, and where none of them can carry the fields, one that can. */
function formTypes(consumes: readonly string[], parameters: readonly Node[]): readonly string[] {
  const named = consumes.filter((mediaType) => isForm(mediaType, urlencoded) || isForm(mediaType, multipart));
  const hasFile = parameters.some(({ value }) => text(value, 'type') === 'file');
  const carries = named.some((mediaType) => !hasFile || isForm(mediaType, multipart));
  return carries ? named : [...named, hasFile ? multipart : urlencoded];
}

function isForm(mediaType: string, form: string): boolean {
  return parseMediaType(mediaType).essence === form;
}
