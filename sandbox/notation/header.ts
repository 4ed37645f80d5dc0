/** Whether a text can be the name of a header: a token (RFC 9110, section 5.6.2). */
export function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name);
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
