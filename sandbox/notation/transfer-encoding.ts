/**
 * The bytes of a part that is sent with a `Content-Transfer-Encoding` (RFC 2045, section 6); undefined where they are not
 * of that encoding. RFC 7578 (4.7) deprecates the field, and clients send it. One that is not registered changes nothing.
 *
 * @param bytes as they were sent
 */
export function transferDecoded(encoding: string, bytes: Uint8Array): Uint8Array | undefined {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return base64Decoded(asciiOf(bytes).replace(/[\r\n\t ]/g, ''));
    case 'quoted-printable':
      return quotedDecoded(asciiOf(bytes));
    default:
      return bytes;
  }
}

function asciiOf(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

function base64Decoded(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z\d+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** A line that ends with `=` goes on in the next (RFC 2045, section 6.7). */
function quotedDecoded(text: string): Uint8Array | undefined {
  const joined = text.replace(/[ \t]+(?=\r\n|$)/g, '').replace(/=\r\n/g, '');
  if (/=(?![\dA-Fa-f]{2})|[^\t\r\n\x20-\x7e]/.test(joined)) return undefined;
  const octets = joined.replace(/=([\dA-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Uint8Array.from(octets, (character) => character.charCodeAt(0));
}
