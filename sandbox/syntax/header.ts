import { isArray, type Json } from './json.ts';
import { textOfOctets } from './octets.ts';

/** Whether a text can be the name of a header: a token (RFC 9110, section 5.6.2). */
export function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name);
}

/** Whether a text can be the name of a cookie that clients send: RFC 6265, section 4.1.1, and the brackets and spaces of many. */
export function isCookieName(name: string): boolean {
  return /^(?! )[\x20-\x3a\x3c\x3e-\x7e]+(?<! )$/.test(name);
}

/** A text in a field value, percent-encoded where that can hold only visible ASCII, spaces and tabs (RFC 9110, section 5.5). */
export function headerSafe(value: string): string {
  // To look takes half the time of a replacement that finds nothing.
  if (!/[^\t\x20-\x7e]/.test(value)) return value;
  return value.replace(/[^\t\x20-\x7e]/gu, (character) => {
    const bytes = new TextEncoder().encode(character);
    return [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
  });
}

/** The octets of a field value, percent-encoded where an answer's own could not be sent as they are. */
export function octetsSafe(octets: string): string {
  return octets.replace(/[^\t\x20-\x7e]/g, (octet) => {
    return `%${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
}

/** What a field value says: most clients that send more than ASCII send UTF-8 (RFC 9110, section 5.5); else its octets. */
export function receivedText(octets: string): string {
  return /^[\0-\x7f]*$/.test(octets) ? octets : (textOfOctets(octets) ?? octets);
}

/** The one header whose values cannot be joined to one (RFC 9110, section 5.3). */
export function isCookieHeader(name: string): boolean {
  return name.toLowerCase() === 'set-cookie';
}

/** The values of `Set-Cookie`, each of which is a line: of a list, its items. */
export function cookieLines(value: Json): readonly string[] {
  if (isArray(value)) return value.flatMap(cookieLines);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
}

/** A text as a quoted string (RFC 9110, section 5.6.4). */
export function quotedString(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

const framing = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Whether a header belongs to the connection or to how the body is carried, and so to the server alone. */
export function isFramingHeader(name: string): boolean {
  return framing.has(name.toLowerCase());
}
