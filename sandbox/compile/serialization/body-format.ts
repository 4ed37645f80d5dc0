import type { BodyFormat } from '../../plan.ts';
import { childOf, type Node, type Tree } from '../../read/tree.ts';
import { eventFields } from '../../syntax/event-stream.ts';
import { type Json, type JsonObject, text } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { isJsonType, isXmlType, parseMediaType } from '../../syntax/media-type.ts';
import { isSequenceType } from '../../syntax/sequential-media.ts';
import type { SchemaBundle } from '../schemas/library.ts';
import { possiblePartsOf, primitivesOf, propertySchemasOf, statedTypesOf, subschemasOf } from '../schemas/view.ts';
import { compileFields } from './fields.ts';
import { shapesOf } from './shapes.ts';

/**
 * Returns how a body is read and written, by its media type and schema (OpenAPI 3.1.1, 4.8.14).
 *
 * @param media the Media Type Object
 * @param schemaPointer pointer to its schema in the document; null if it has none
 */
export function bodyFormatOf(
  tree: Tree,
  media: Node,
  mediaType: string,
  schemaPointer: string | null,
  document: JsonObject,
): BodyFormat {
  const { essence } = parseMediaType(mediaType);
  if (isJsonType(essence)) return { by: 'json' };
  const schema = schemaPointer === null ? undefined : valueAt(document, schemaPointer);
  const types = schema === undefined ? new Set<string>() : statedTypesOf(possiblePartsOf(schema, document));
  if (isXmlType(essence)) {
    // XML whose schema allows a string, or says nothing, is read as text.
    const isText = types.size === 0 || types.has('string');
    return { by: 'xml', shapes: isText ? null : shapesOf(schema, document, componentName(media)) };
  }
  const mayBeObject = types.has('object') || types.size === 0;
  if (essence === 'application/x-www-form-urlencoded') {
    return mayBeObject
      ? { by: 'form', ...compileFields(tree, media, schema, document, 'form', essence) }
      : textFormat(types);
  }
  if (essence.startsWith('multipart/')) {
    if (!mayBeObject) return { by: 'unread' };
    return { by: 'multipart', ...compileFields(tree, media, schema, document, 'multipart', essence) };
  }
  // A sequence whose schema allows a string is read as text, too.
  if (isSequenceType(essence) && types.size > 0 && !types.has('string'))
    return { by: 'sequence', isData: essence === 'text/event-stream' && isDataOfEvents(schema, document) };
  // Other text types than text/plain have no specified notation for objects and arrays.
  if (essence === 'text/plain' || (essence.startsWith('text/') && (types.size === 0 || hasPrimitive(types))))
    return textFormat(types);
  if (essence.startsWith('text/')) return { by: 'unread' };
  // A wide range may match any format, and the notation of types other than strings is not specified.
  const isRange = essence === '*/*' || essence === 'application/*';
  const isText = types.size === 0 || types.has('string');
  return isText && !isRange ? { by: 'octets' } : { by: 'unread' };
}

/** Returns the format of text with a value of these types; an object or array is JSON, as ASP.NET documents them. */
function textFormat(types: ReadonlySet<string>): BodyFormat {
  return { by: 'text', types: primitivesOf([...types]), isData: types.has('object') || types.has('array') };
}

function hasPrimitive(types: ReadonlySet<string>): boolean {
  return [...types].some((type) => type !== 'object' && type !== 'array' && type !== 'null');
}

/** Whether the items of a list are described without the fields of an event, so that they are its data (HTML, 9.2.6). */
function isDataOfEvents(list: Json | undefined, document: JsonObject): boolean {
  const items = subschemasOf(possiblePartsOf(list ?? true, document), 'items');
  const parts = items.flatMap((item) => possiblePartsOf(item, document));
  return statedTypesOf(parts).size > 0 && !eventFields.some((name) => Object.hasOwn(propertySchemasOf(parts), name));
}

/**
 * Adds the schema of a Media Type Object and returns its pointer: for a sequence, that of the array of its items (OpenAPI
 * 3.2.0, Media Type Object). Before 3.2 had `itemSchema`, `schema` described one item, unless it is an array or a string.
 */
export function contentSchema(media: Node, mediaType: string, bundle: SchemaBundle, label: string): string | null {
  const schema = childOf(media, 'schema');
  const items = childOf(media, 'itemSchema');
  if (items && isSequenceType(parseMediaType(mediaType).essence)) return bundle.addSequence(items, schema, label);
  const schemaPointer = schema ? bundle.add(schema, label) : null;
  if (!schema || schemaPointer === null || !isLineByLine(mediaType)) return schemaPointer;
  const types = statedTypesOf(possiblePartsOf(valueAt(bundle.document, schemaPointer) ?? true, bundle.document));
  const isItem = types.size > 0 && !types.has('array') && !types.has('string');
  return isItem ? bundle.addSequence(schema, undefined, label) : schemaPointer;
}

/** Whether a body is a sequence of items without names, unlike multipart. */
function isLineByLine(mediaType: string): boolean {
  const { essence } = parseMediaType(mediaType);
  return isSequenceType(essence) && !essence.startsWith('multipart/');
}

/** Returns the component name of a schema, the default name of its root element (OpenAPI 3.1.1, 4.8.26); null if none. */
export function componentName(media: Node): string | null {
  const reference = text(childOf(media, 'schema')?.value, '$ref') ?? '';
  return /#\/components\/schemas\/([^/]+)$/.exec(reference)?.[1] ?? null;
}
