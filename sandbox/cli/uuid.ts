import { createHash } from 'node:crypto';

/** The namespace for URLs (RFC 9562, 6.6). */
const namespace = '6ba7b8119dad11d180b400c04fd430c8';

/** Returns the UUID of a name, always the same (version 5, RFC 9562, 5.5). */
export function uuidOf(name: string): string {
  const hash = createHash('sha1').update(Buffer.from(namespace, 'hex')).update(name).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const digits = hash.toString('hex');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ].join('-');
}
