/** As many arguments as any engine takes in one call. */
const chunk = 8192;

/** Bytes as a text with one character for each octet: nothing is lost, and its length is theirs. */
export function octetsOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return text;
}

/** The opposite of `octetsOf`. */
export function bytesOf(octets: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(octets.length);
  for (let at = 0; at < octets.length; at += 1) bytes[at] = octets.charCodeAt(at);
  return bytes;
}

/** The text that octets encode in UTF-8; undefined where they encode none. */
export function textOfOctets(octets: string): string | undefined {
  return /^[\0-\xff]*$/.test(octets) ? utf8Of(bytesOf(octets)) : undefined;
}

/** One for all texts: to make one takes longer than to decode a short text. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text that bytes encode in UTF-8, without a byte order mark; undefined where they encode none (RFC 3629). */
export function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
