import { table } from './dictionary.ts';
import { headerSafe } from './header.ts';
import { parseMediaType } from './media-type.ts';

/** Whether a media type stands for several: `image/*` (RFC 9110, section 12.5.1). */
export function isRange(mediaType: string): boolean {
  return parseMediaType(mediaType).essence.includes('*');
}

/**
 * The media type of an answer that nobody asked for in another: a range cannot be sent. One that takes anything takes what
 * most bodies are, JSON.
 */
export function sentType(mediaType: string): string {
  const { essence } = parseMediaType(mediaType);
  // A key that is no media type is sent all the same, as far as a header can have it.
  if (!essence.includes('*')) return headerSafe(mediaType.trim()) || 'application/json';
  if (takesJson(mediaType)) return 'application/json';
  const [, suffix] = /\*\+(\w+)$/.exec(essence) ?? [];
  if (suffix !== undefined) return `application/${suffix}`;
  return essence === 'text/*' ? 'text/plain' : 'application/octet-stream';
}

/** The same where the body is made, and can be of any type there is. */
export function madeType(mediaType: string): string {
  return typical[parseMediaType(mediaType).essence] ?? sentType(mediaType);
}

const typical: Readonly<Record<string, string>> = table({
  'image/*': 'image/png',
  'audio/*': 'audio/wav',
  'video/*': 'video/mp4',
});

/** A range of which JSON is sent unless another type is asked for. */
export function takesJson(mediaType: string): boolean {
  const { essence } = parseMediaType(mediaType);
  return essence === '*/*' || essence === 'application/*';
}
