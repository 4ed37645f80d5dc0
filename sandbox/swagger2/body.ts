import { childOf, type Node } from '../read/tree.ts';
import { type Json, type JsonObject, property, text } from '../syntax/json.ts';
import { parseMediaType } from '../syntax/media-type.ts';
import { type Conversion, schemaAt, withoutFields } from './context.ts';
import { bodyExamples, exampleFields, parameterExamples } from './examples.ts';
import { valueSchemaOf } from './value-schema.ts';

const urlencoded = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data';

/**
 * Converts the body parameter or the form parameters of an operation to a Request Body Object; undefined if there are
 * none (OpenAPI 2.0, Parameter Object).
 *
 * @param parameters body and form parameters, those of the path first
 * @param consumes the media types of the operation; undefined if neither it nor the document names any
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
  const { record, report } = conversion;
  const schema = childOf(node, 'schema');
  if (!schema) report(node, 'A body parameter needs a `schema`; any body is taken.', 'omitted');
  const content = (consumes.length > 0 ? consumes : ['application/json']).map((mediaType) => {
    const { fields, locations } = bodyExamples(conversion, node, mediaType);
    const media = { ...(schema && { schema: schemaAt(conversion, schema) }), ...fields };
    return [mediaType, record(media, node, { schema, ...locations })] as const;
  });
  return record({ ...withoutFields(node.value, bodyFields), content: Object.fromEntries(content) }, node);
}

/** Converts form parameters to an object schema with one property each. */
function convertForm(
  conversion: Conversion,
  first: Node,
  parameters: readonly Node[],
  consumes: readonly string[],
): JsonObject {
  const { record, report } = conversion;
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
    return [mediaType, record(media, first)] as const;
  });
  return record({ required: required.size > 0, content: Object.fromEntries(content) }, first);
}

/** Converts a form parameter to a property of the form's schema. */
function convertField(conversion: Conversion, node: Node): { readonly property: Json; readonly style: JsonObject } {
  const { schema, style, readExample } = valueSchemaOf(conversion, node, 'form');
  const { fields, locations } = parameterExamples(conversion, node, readExample);
  const description = text(node.value, 'description');
  // A Schema Object has `example`, but no named examples.
  const { example } = fields;
  const fieldSchema = {
    ...withoutFields(schema, new Set()),
    ...(description !== undefined && { description }),
    ...(example !== undefined && { example }),
  };
  return { property: conversion.record(fieldSchema, node, locations), style };
}

/** Returns the form media types that are consumed, plus a suitable one if none of them can carry the fields. */
function formTypes(consumes: readonly string[], parameters: readonly Node[]): readonly string[] {
  const consumedForms = consumes.filter(
    (mediaType) => isFormType(mediaType, urlencoded) || isFormType(mediaType, multipart),
  );
  const hasFile = parameters.some(({ value }) => text(value, 'type') === 'file');
  const canCarryFields = consumedForms.some((mediaType) => !hasFile || isFormType(mediaType, multipart));
  return canCarryFields ? consumedForms : [...consumedForms, hasFile ? multipart : urlencoded];
}

function isFormType(mediaType: string, form: string): boolean {
  return parseMediaType(mediaType).essence === form;
}
