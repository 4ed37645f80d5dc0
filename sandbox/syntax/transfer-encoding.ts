import { bytesOf, octetsOf } from './octets.ts';

/**
 * The bytes of a part that is sent with a `Content-Transfer-Encoding` (RFC 2045, section 6); undefined where they are not
 * of that encoding. RFC 7578 (4.7) deprecates the field, and clients send it. One that is not registered changes nothing.
 *
 * @param bytes as they were sent
 */
export function transferDecoded(encoding: string, bytes: Uint8Array): Uint8Array | undefined {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return base64Decoded(octetsOf(bytes).replace(/[\r\n\t ]/g, ''));
    case 'quoted-printable':
      return quotedDecoded(octetsOf(bytes));
    default:
      return bytes;
  }
}

function base64Decoded(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z\d+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  return bytesOf(atob(text));
}

/** Blanks at the end of a line say nothing, and one that ends with `=` goes on in the next (RFC 2045, section 6.7). */
function quotedDecoded(text: string): Uint8Array | undefined {
  const joined = text.split('\r\n').map(withoutLastBlanks).join('\r\n').replaceAll('=\r\n', '');
  if (/=(?![\dA-Fa-f]{2})|[^\t\r\n\x20-\x7e]/.test(joined)) return undefined;
  return bytesOf(
    joined.replace(/=([\dA-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
}

function withoutLastBlanks(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ' || line[end - 1] === '\t') end -= 1;
  return line.slice(0, end);
}
