import { readBytes, writeBody } from '../codings/body.ts';
import type { Json } from '../notation/json.ts';
import { bodyText } from '../notation/media-type.ts';
import type { BodyCoding } from '../plan.ts';

/**
 * An example of a body as whoever gets it reads it: of a media type that tells no types, 1 and "1" are the same, and an empty list is
 * none. Undefined where nobody could read it.
 */
export function asRead(coding: BodyCoding, value: Json, mediaType: string): Json | undefined {
  if (coding.by === 'json' || coding.by === 'text' || coding.by === 'unread') return value;
  const isText = typeof value === 'string';
  // A document has other line breaks than a body in parts.
  const body = isText && coding.by === 'multipart' ? value.replace(/\r?\n/g, '\r\n') : value;
  const written =
    coding.by === 'octets' ? { text: bodyText(value, mediaType), mediaType } : writeBody(coding, body, mediaType);
  const read = readBytes(coding, new TextEncoder().encode(written.text), written.mediaType);
  if (read.faults.length === 0 && read.value !== undefined) return read.value;
  return isText ? undefined : value;
}
