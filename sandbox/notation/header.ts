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
  return value.replace(/[^\t\x20-\x7e]/gu, (character) => {
    const bytes = new TextEncoder().encode(character);
    return [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
  });
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
