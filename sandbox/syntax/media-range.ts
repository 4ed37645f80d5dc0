import { table } from './dictionary.ts';
import { headerSafe } from './header.ts';
import { parseMediaType } from './media-type.ts';

/** Whether a media type is a range: `image/*` (RFC 9110, section 12.5.1). */
export function isRange(mediaType: string): boolean {
  return parseMediaType(mediaType).essence.includes('*');
}

/**
 * Returns the media type to send for a documented one when the request states no preference: a range cannot be sent.
 * One that includes JSON becomes JSON.
 */
export function sentType(mediaType: string): string {
  const { essence } = parseMediaType(mediaType);
  // A malformed media type is sent all the same, as far as a header can hold it.
  if (!essence.includes('*')) return headerSafe(mediaType.trim()) || 'application/json';
  if (takesJson(mediaType)) return 'application/json';
  const [, suffix] = /\*\+(\w+)$/.exec(essence) ?? [];
  if (suffix !== undefined) return `application/${suffix}`;
  return essence === 'text/*' ? 'text/plain' : 'application/octet-stream';
}

/** Returns the media type to send for a range when the body is generated, and so can be of any type. */
export function madeType(mediaType: string): string {
  return typicalTypes[parseMediaType(mediaType).essence] ?? sentType(mediaType);
}

const typicalTypes: Readonly<Record<string, string>> = table({
  'image/*': 'image/png',
  'audio/*': 'audio/wav',
  'video/*': 'video/mp4',
});

/** Whether a range includes JSON, which is then sent unless the request asks for another type. */
export function takesJson(mediaType: string): boolean {
  const { essence } = parseMediaType(mediaType);
  return essence === '*/*' || essence === 'application/*';
}
