import { sampleFile } from '../codings/sample-files.ts';
import type { Json, JsonObject } from '../notation/json.ts';
import { valueAt } from '../notation/json-pointer.ts';
import { isRange, madeType } from '../notation/media-range.ts';
import { parseMediaType } from '../notation/media-type.ts';
import type { BodyCoding, RepresentationPlan } from '../plan.ts';
import { sampleOf } from '../samples/value.ts';
import type { ResponseMedia } from './response-media.ts';
import { partsOf } from './schema-view.ts';

/** A body for a media type that has no example: by its schema; a small file of its kind where that says nothing of it. */
export function madeRepresentation(
  { documented, validator, coding }: ResponseMedia,
  document: JsonObject,
): RepresentationPlan {
  const mediaType = madeType(documented);
  const schema = validator === null ? undefined : valueAt(document, validator);
  const plan = { mediaType, ...(isRange(documented) && { range: documented }), validator };
  const file = sampleFile(parseMediaType(mediaType).essence);
  const encoding = file && textEncoding(schema, document);
  if (file && encoding === 'none') return { ...plan, coding: file.isBinary ? octets : null, value: file.content };
  if (file && encoding === 'base64') return { ...plan, coding: null, value: btoa(file.content) };
  const isText = schema === undefined && (coding.by === 'text' || coding.by === 'octets');
  return { ...plan, coding: writtenBy(coding), value: isText ? 'string' : sampleOf(schema, document, 'response') };
}

export const octets: BodyCoding = { by: 'octets' };

/** All others are JSON, or a text as it is. */
export function writtenBy(coding: BodyCoding): BodyCoding | null {
  return coding.by === 'xml' || coding.by === 'form' || coding.by === 'multipart' ? coding : null;
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
  const said = encodings.filter((encoding) => encoding !== undefined && encoding !== 'binary');
  if (said.length === 0) return 'none';
  return said.every((encoding) => encoding === 'byte' || encoding === 'base64') ? 'base64' : undefined;
}

function isText(type: Json | undefined): boolean {
  return type === undefined || type === 'string' || (Array.isArray(type) && type.includes('string'));
}
