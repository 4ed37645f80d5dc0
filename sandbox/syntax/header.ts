import { isArray, type Json } from './json.ts';
import { textOfOctets } from './octets.ts';

/** Whether a text is a valid header name: a token (RFC 9110, section 5.6.2). */
export function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name);
}

/**
 * Whether clients can send a cookie with this name: RFC 6265, section 4.1.1, plus the brackets and spaces that many
 * use.
 */
export function isCookieName(name: string): boolean {
  return /^(?! )[\x20-\x3a\x3c\x3e-\x7e]+(?<! )$/.test(name);
}

/**
 * Percent-encodes the characters that a field value cannot hold: all but visible ASCII, spaces and tabs (RFC 9110,
 * section 5.5).
 */
export function headerSafe(value: string): string {
  // Testing takes half the time of a replacement that finds nothing.
  if (!/[^\t\x20-\x7e]/.test(value)) return value;
  return value.replace(/[^\t\x20-\x7e]/gu, (character) => {
    const bytes = new TextEncoder().encode(character);
    return [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
  });
}

/** Percent-encodes the octets of a field value that a response cannot send as they are. */
export function octetsSafe(octets: string): string {
  return octets.replace(/[^\t\x20-\x7e]/g, (octet) => {
    return `%${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
}

/**
 * Decodes a received field value: as UTF-8 if it is valid, since most clients that exceed ASCII send it (RFC 9110,
 * section 5.5), else as its octets.
 */
export function receivedText(octets: string): string {
  return /^[\0-\x7f]*$/.test(octets) ? octets : (textOfOctets(octets) ?? octets);
}

/** Whether a header is `Set-Cookie`, the one whose values cannot be combined (RFC 9110, section 5.3). */
export function isCookieHeader(name: string): boolean {
  return name.toLowerCase() === 'set-cookie';
}

/** Returns the values of `Set-Cookie`, one per header line; a list yields its items. */
export function cookieLines(value: Json): readonly string[] {
  if (isArray(value)) return value.flatMap(cookieLines);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
}

/** Writes a quoted string (RFC 9110, section 5.6.4). */
export function quotedString(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

const framingHeaders = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Whether a header belongs to the connection or the framing of the body, which the server controls. */
export function isFramingHeader(name: string): boolean {
  return framingHeaders.has(name.toLowerCase());
}
