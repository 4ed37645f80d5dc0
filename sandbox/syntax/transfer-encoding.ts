import { bytesOf, octetsOf } from './octets.ts';

/**
 * Decodes a part with a `Content-Transfer-Encoding` (RFC 2045, section 6); undefined if its bytes are malformed. RFC
 * 7578 (4.7) deprecates the field, but clients send it. Unregistered encodings are ignored.
 *
 * @param bytes as they were sent
 */
export function transferDecoded(encoding: string, bytes: Uint8Array): Uint8Array | undefined {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return base64Decoded(octetsOf(bytes).replace(/[\r\n\t ]/g, ''));
    case 'quoted-printable':
      return quotedPrintableDecoded(octetsOf(bytes));
    default:
      return bytes;
  }
}

function base64Decoded(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z\d+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  return bytesOf(atob(text));
}

/**
 * Decodes quoted-printable: white space at the end of a line is dropped, and a trailing `=` joins the next line (RFC
 * 2045, section 6.7).
 */
function quotedPrintableDecoded(text: string): Uint8Array | undefined {
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
