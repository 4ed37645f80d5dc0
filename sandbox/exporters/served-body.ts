import type { BodyFormat, BodyPlan } from '../plan.ts';
import { isObject, type Json, type JsonObject, property } from '../syntax/json.ts';
import { isXmlType, parseMediaType } from '../syntax/media-type.ts';

/**
 * Returns a request body with what documentation pages do not know by themselves: the default encoding of lists, and the
 * name of an XML root element.
 *
 * @param resolve follows a reference within the document
 */
export function withSerialization(requestBody: Json, plan: BodyPlan, resolve: (node: Json) => Json): Json {
  const resolved = resolve(requestBody);
  const content = property(resolved, 'content');
  if (!isObject(resolved) || !isObject(content)) return requestBody;
  const changed = Object.entries(content).flatMap(([mediaType, media]): readonly (readonly [string, Json])[] => {
    const format = plan.content.find((one) => one.mediaType === mediaType)?.format;
    const served = format && servedMedia(resolve(media), mediaType, format);
    return served ? [[mediaType, served]] : [];
  });
  return changed.length === 0 ? requestBody : { ...resolved, content: { ...content, ...Object.fromEntries(changed) } };
}

/** Returns a Media Type Object with additions; undefined if it needs none. */
function servedMedia(media: Json, mediaType: string, format: BodyFormat): JsonObject | undefined {
  const { essence } = parseMediaType(mediaType);
  if (!isObject(media)) return undefined;
  if (format.by === 'form' || essence === 'multipart/form-data') return withEncoding(media, format);
  return isXmlType(essence) ? withRootName(media, format) : undefined;
}

/**
 * Adds the encoding that lists have by default, an item in each field (OpenAPI 3.0.4, 4.7.15; 3.1.1, 4.8.15.1.2). Without
 * it Swagger UI joins the items by commas.
 */
function withEncoding(media: JsonObject, format: BodyFormat): JsonObject | undefined {
  if (format.by !== 'form' && format.by !== 'multipart') return undefined;
  const lists = Object.entries(format.fields).filter(
    ([, field]) => field.repeats && field.format.by === 'text' && field.contentTypes.length === 0,
  );
  if (lists.length === 0) return undefined;
  const encoding = property(media, 'encoding');
  const written = lists.map(([name]): readonly [string, Json] => {
    const own = property(encoding, name);
    return [name, { ...(isObject(own) && own), style: 'form', explode: true }];
  });
  return { ...media, encoding: { ...(isObject(encoding) && encoding), ...Object.fromEntries(written) } };
}

/** Names the root element of an inline schema, without which Swagger UI makes no XML. */
function withRootName(media: JsonObject, format: BodyFormat): JsonObject | undefined {
  const { schema } = media;
  if (!isObject(schema) || schema['$ref'] !== undefined || property(schema['xml'], 'name') !== undefined)
    return undefined;
  const name = (format.by === 'xml' && format.shapes?.name) || 'root';
  return { ...media, schema: { ...schema, xml: { ...(isObject(schema['xml']) && schema['xml']), name } } };
}
