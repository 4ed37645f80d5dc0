import type { FieldFormat, FieldPlan, FieldsPlan, StyledFieldPlan } from '../../plan.ts';
import type { Node, Tree } from '../../read/tree.ts';
import { splitUnquoted } from '../../syntax/field-value.ts';
import { type Json, type JsonObject, property, text } from '../../syntax/json.ts';
import { isJsonType, isXmlType, parseMediaType } from '../../syntax/media-type.ts';
import { possiblePartsOf, primitivesOf, propertySchemasOf, statedTypesOf, subschemasOf } from '../schemas/view.ts';
import { shapesOf } from './shapes.ts';
import { compileStyle } from './styles.ts';

/**
 * Compiles the fields of a form or the parts of a multipart body from the properties of its schema and their Encoding
 * Objects (OpenAPI 3.1.1, 4.8.15).
 *
 * @param media the Media Type Object
 */
export function compileFields(
  tree: Tree,
  media: Node,
  schema: Json | undefined,
  document: JsonObject,
  kind: 'form' | 'multipart',
  essence: string,
): FieldsPlan {
  const parts = schema === undefined ? [] : possiblePartsOf(schema, document);
  const encodings = tree.get(media, 'encoding');
  const isStyled = kind === 'form' || essence === 'multipart/form-data';
  const fields: [string, FieldPlan][] = [];
  const styled: StyledFieldPlan[] = [];
  for (const [name, schemas] of Object.entries(propertySchemasOf(parts))) {
    const encoding = encodings && tree.get(encodings, name);
    if (encoding && isStyled && styleFields.some((field) => property(encoding.value, field) !== undefined)) {
      styled.push(compileStyled(name, encoding, schemas, document));
    } else fields.push([name, compileField(tree, encoding, schemas, document, kind)]);
  }
  const others = subschemasOf(parts, 'additionalProperties');
  return {
    fields: Object.fromEntries(fields),
    styled,
    // An undocumented field is a string unless `additionalProperties` describes it.
    others: compileField(tree, undefined, others.length > 0 ? others : [{ type: 'string' }], document, kind),
  };
}

/** Fields of an Encoding Object that make a property serialize like a query parameter instead of by its media type. */
const styleFields = ['style', 'explode', 'allowReserved'] as const;

function compileStyled(name: string, encoding: Node, schemas: readonly Json[], document: JsonObject): StyledFieldPlan {
  const schema: Json = schemas.length === 1 ? (schemas[0] ?? true) : { allOf: schemas };
  if (text(encoding.value, 'style') === 'deepObject') {
    return { by: 'deep', name, shapes: shapesOf(schema, document, null) };
  }
  const format = compileStyle(encoding, 'query', schema, document);
  return {
    by: 'style',
    parameter: { name, in: 'query', required: false, format, allowEmptyValue: false, schemaPointer: null },
  };
}

function compileField(
  tree: Tree,
  encoding: Node | undefined,
  schemas: readonly Json[],
  document: JsonObject,
  kind: 'form' | 'multipart',
): FieldPlan {
  const parts = schemas.flatMap((schema) => possiblePartsOf(schema, document));
  const repeats = isAlwaysArray(parts);
  const itemSchemas = repeats ? subschemasOf(parts, 'items') : schemas;
  const itemParts = itemSchemas.flatMap((schema) => possiblePartsOf(schema, document));
  const contentTypes = splitUnquoted(text(encoding?.value, 'contentType') ?? '', ',');
  const headers = encoding && kind === 'multipart' ? tree.entries(tree.get(encoding, 'headers')) : [];
  const [first] = contentTypes;
  return {
    repeats,
    format: first === undefined ? defaultFormat(itemParts, kind) : formatOf(first, itemSchemas, itemParts, document),
    contentTypes,
    isEncoded: itemParts.some((part) => part['contentEncoding'] !== undefined || text(part, 'format') === 'byte'),
    headers: headers
      .filter(([name, node]) => name.toLowerCase() !== 'content-type' && property(node.value, 'required') === true)
      .map(([name]) => name),
  };
}

/** Whether a property is always an array; one that may also be a primitive value has a single field. */
function isAlwaysArray(parts: readonly JsonObject[]): boolean {
  const types = [...statedTypesOf(parts)].filter((type) => type !== 'null');
  return types.length > 0 && types.every((type) => type === 'array' || type === 'object') && types.includes('array');
}

/** Returns the format by the type of a property or of an array's items (OpenAPI 3.1.1, 4.8.15.1, default `contentType`). */
function defaultFormat(parts: readonly JsonObject[], kind: 'form' | 'multipart'): FieldFormat {
  const types = statedTypesOf(parts);
  const primitive = [...types].filter((type) => type !== 'array' && type !== 'object');
  if (types.size > 0 && primitive.every((type) => type === 'null')) return { by: 'json', nested: types.has('array') };
  const isFile = types.size === 0 || parts.some(isBinary);
  return kind === 'multipart' && isFile ? { by: 'octets' } : { by: 'text', types: primitivesOf(primitive) };
}

/** Whether a schema is of binary data: `format: binary` of 3.0, or a binary `contentMediaType` without an encoding. */
function isBinary(part: JsonObject): boolean {
  if (text(part, 'format') === 'binary') return true;
  const type = text(part, 'contentMediaType');
  return type !== undefined && part['contentEncoding'] === undefined && !isTextType(type);
}

function isTextType(mediaType: string): boolean {
  const { essence } = parseMediaType(mediaType);
  return essence.startsWith('text/') || isJsonType(essence) || isXmlType(essence);
}

/** Returns the format by the documented media type. JSON or XML whose schema allows a string is read as text. */
function formatOf(
  contentType: string,
  schemas: readonly Json[],
  parts: readonly JsonObject[],
  document: JsonObject,
): FieldFormat {
  const { essence } = parseMediaType(contentType);
  const types = statedTypesOf(parts);
  const isText = types.has('string');
  if (isJsonType(essence) && !isText) return { by: 'json', nested: types.has('array') };
  if (isXmlType(essence)) {
    const schema: Json = schemas.length === 1 ? (schemas[0] ?? true) : { allOf: schemas };
    return { by: 'xml', shapes: isText || types.size === 0 ? null : shapesOf(schema, document, null) };
  }
  if (isTextType(contentType)) return { by: 'text', types: primitivesOf([...types]) };
  return { by: 'octets' };
}
