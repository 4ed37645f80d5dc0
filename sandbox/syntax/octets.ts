/** Number of arguments that every engine accepts in one call. */
const chunk = 8192;

/** Converts bytes to a string with one character per octet, without loss. */
export function octetsOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return text;
}

/** Converts octets back to bytes: the inverse of `octetsOf`. */
export function bytesOf(octets: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(octets.length);
  for (let at = 0; at < octets.length; at += 1) bytes[at] = octets.charCodeAt(at);
  return bytes;
}

/** Decodes octets as UTF-8; undefined if they are invalid. */
export function textOfOctets(octets: string): string | undefined {
  return /^[\0-\xff]*$/.test(octets) ? utf8Of(bytesOf(octets)) : undefined;
}

/** Shared, since creating a decoder takes longer than decoding a short text. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Decodes bytes as UTF-8 and drops a byte order mark; undefined if they are invalid (RFC 3629). */
export function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
