/** Percent-encoding of one component (RFC 3986, 2.1); half a surrogate pair, which has no encoding, is replaced. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

/**
 * A path as all that are equivalent to it (RFC 3986, 6.2.2.1 and 6.2.2.2): hexadecimal digits in upper case, unreserved
 * characters plain, and what no path can have encoded.
 */
export function normalisedPath(path: string): string {
  return path.replace(/[^\x21-\x7e]+/gu, percentEncode).replace(/%[\da-f]{2}/gi, (octet) => {
    const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : octet.toUpperCase();
  });
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
