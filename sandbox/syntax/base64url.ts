import { isObject, type Json, type JsonObject } from './json.ts';
import { bytesOf, octetsOf, utf8Of } from './octets.ts';

/** Encodes bytes in base64url without padding (RFC 4648, section 5; RFC 7515, section 2). */
export function base64url(bytes: Uint8Array): string {
  return btoa(octetsOf(bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Encodes a JSON object. */
export function encodeObject(value: JsonObject): string {
  return base64url(new TextEncoder().encode(JSON.stringify(value)));
}

/** Decodes a text in UTF-8, with padding or without; undefined if it is malformed. */
export function decodeText(encoded: string): string | undefined {
  try {
    return utf8Of(bytesOf(atob(encoded.replaceAll('-', '+').replaceAll('_', '/'))));
  } catch {
    return undefined;
  }
}

/** Decodes a JSON object; undefined if it is malformed. */
export function decodeObject(text: string): JsonObject | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined;
  try {
    const value: Json = JSON.parse(decodeText(text) ?? '');
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
