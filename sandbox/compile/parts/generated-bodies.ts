import type { BodyFormat, RepresentationPlan } from '../../plan.ts';
import { sampleFile } from '../../serialization/sample-files.ts';
import type { Json, JsonObject } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { isRange, madeType } from '../../syntax/media-range.ts';
import { parseMediaType } from '../../syntax/media-type.ts';
import { sampleOf } from '../../values/sample.ts';
import type { ResponseMedia } from '../examples/response-media.ts';
import { partsOf } from '../schemas/view.ts';

/**
 * Generates the body of a media type without an example: a sample of its schema, or a small file of the media type (a
 * PNG, a PDF, …) if the schema allows any string.
 */
export function generateRepresentation(
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
  return { ...plan, format: serializerOf(format), value: isText ? 'string' : sampleOf(schema, document, 'response') };
}

export const octets: BodyFormat = { by: 'octets' };

/** Returns the format that serializes a generated value; null for JSON and plain text, which need no format. */
export function serializerOf(format: BodyFormat): BodyFormat | null {
  return format.by === 'xml' || format.by === 'form' || format.by === 'multipart' ? format : null;
}

/** Keywords that do not restrict which strings are allowed. */
const unrestrictive = new Set([
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
 * Returns how a schema that allows any string encodes it (JSON Schema 2020-12 Validation, 8.3; OpenAPI 3.0.4, 4.4,
 * `byte`); undefined if the schema restricts the string, or takes another type.
 */
function textEncoding(schema: Json | undefined, document: JsonObject): 'none' | 'base64' | undefined {
  const parts = partsOf(schema, document);
  const isOpen = parts.every(
    (part) => Object.keys(part).every((keyword) => unrestrictive.has(keyword)) && isText(part['type']),
  );
  if (!isOpen) return undefined;
  const encodings = parts.flatMap(({ format, contentEncoding }) => [format, contentEncoding]);
  const encoded = encodings.filter((encoding) => encoding !== undefined && encoding !== 'binary');
  if (encoded.length === 0) return 'none';
  return encoded.every((encoding) => encoding === 'byte' || encoding === 'base64') ? 'base64' : undefined;
}

function isText(type: Json | undefined): boolean {
  return type === undefined || type === 'string' || (Array.isArray(type) && type.includes('string'));
}
