import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Compresses a text by deflate (RFC 1951), and encodes it in Base64. */
export function deflate(text: string): string {
  return deflateRawSync(text, { level: 9 }).toString('base64');
}

/** Decodes Base64, and decompresses it by deflate. */
export function inflate(text: string): string {
  return inflateRawSync(Buffer.from(text, 'base64')).toString();
}
