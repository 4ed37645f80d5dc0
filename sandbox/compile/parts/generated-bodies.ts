import type { BodyFormat, RepresentationPlan } from '../../plan.ts';
import { sampleFile } from '../../serialization/sample-files.ts';
import type { Json, JsonObject } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { isRange, madeType } from '../../syntax/media-range.ts';
import { parseMediaType } from '../../syntax/media-type.ts';
import { sampleOf } from '../../values/sample.ts';
import type { ResponseMedia } from '../examples/response-media.ts';
import { partsOf } from '../schemas/view.ts';

/** A body for a media type that has no example: by its schema; a small file of its kind where that says nothing of it. */
export function madeRepresentation(
  { documented, schemaPointer, format }: ResponseMedia,
  document: JsonObject,
): RepresentationPlan {
  const mediaType = madeType(documented);
  const schema = schemaPointer === null ? undefined : valueAt(document, schemaPointer);
  const plan = { mediaType, ...(isRange(documented) && { range: documented }), schemaPointer };
  const file = sampleFile(parseMediaType(mediaType).essence);
  const encoding = file && textEncoding(schema, document);
  if (file && encoding === 'none') return { ...plan, format: file.isBinary ? octets : null, value: file.content };
  if (file && encoding === 'base64') return { ...plan, format: null, value: btoa(file.content) };
  const isText = schema === undefined && (format.by === 'text' || format.by === 'octets');
  return { ...plan, format: writtenBy(format), value: isText ? 'string' : sampleOf(schema, document, 'response') };
}

export const octets: BodyFormat = { by: 'octets' };

/** All others are JSON, or a text as it is. */
export function writtenBy(format: BodyFormat): BodyFormat | null {
  return format.by === 'xml' || format.by === 'form' || format.by === 'multipart' ? format : null;
}

/** Keywords that say no more of a text than that it is one. */
const open = new Set([
  '$ref',
  'allOf',
  'anyOf',
  'oneOf',
  'type',
  'format',
  'contentMediaType',
  'contentEncoding',
  'xml',
]);

/**
 * How a text of which a schema asks nothing else is encoded (JSON Schema 2020-12 Validation, 8.3; OpenAPI 3.0.4, 4.4,
 * `byte`); undefined where it asks for more, or for something else.
 */
function textEncoding(schema: Json | undefined, document: JsonObject): 'none' | 'base64' | undefined {
  const parts = partsOf(schema, document);
  const isOpen = parts.every((part) => Object.keys(part).every((keyword) => open.has(keyword)) && isText(part['type']));
  if (!isOpen) return undefined;
  const encodings = parts.flatMap(({ format, contentEncoding }) => [format, contentEncoding]);
  const stated = encodings.filter((encoding) => encoding !== undefined && encoding !== 'binary');
  if (stated.length === 0) return 'none';
  return stated.every((encoding) => encoding === 'byte' || encoding === 'base64') ? 'base64' : undefined;
}

function isText(type: Json | undefined): boolean {
  return type === undefined || type === 'string' || (Array.isArray(type) && type.includes('string'));
}
