/** Percent-encoding of one component (RFC 3986, 2.1); half a surrogate pair, which has no encoding, is replaced. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

/** Percent-decoding; what cannot be decoded stays as it is. */
export function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
