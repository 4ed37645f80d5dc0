import { decodeObject } from './base64url.ts';
import { table } from './dictionary.ts';
import { isArray, type Json, property, text } from './json.ts';

/**
 * Returns what is wrong with the form of a JWT assertion about a client or user (RFC 7515, section 7.1; RFC 7523,
 * section 3), undefined if it is well-formed. Verifies no signature, and compares no times.
 */
export function assertionFault(token: string): string | undefined {
  const parts = token.split('.');
  const [header, claims] = parts.map(decodeObject);
  if (parts.length !== 3 || parts.includes('')) return 'is no signed JWT: three parts in base64url, with dots between';
  if (!header) return 'has a first part that is no JSON object in base64url';
  if (!claims) return 'has a second part that is no JSON object in base64url';
  if (!/^[\w-]+$/.test(parts[2] ?? '')) return 'has a signature that is not base64url';
  const alg = property(header, 'alg');
  if (!isText(alg) || alg === 'none') return 'must be signed: its header names the algorithm in alg, which is not none';
  const missing = Object.entries(requiredClaims).find(([name, isValid]) => !isValid(property(claims, name)));
  return missing && `lacks the claim ${missing[0]}, or has one of another type`;
}

/** Returns the subject of a token (RFC 7519, section 4.1.2); undefined if it cannot be read. */
export function subjectOf(token: string): string | undefined {
  return text(decodeObject(token.split('.')[1] ?? ''), 'sub');
}

/** The claims that an assertion must have (RFC 7523, section 3, items 1 to 4). */
const requiredClaims: Readonly<Record<string, (claim: Json | undefined) => boolean>> = table({
  iss: isText,
  sub: isText,
  aud: (claim) => isText(claim) || (claim !== undefined && isArray(claim) && claim.length > 0 && claim.every(isText)),
  exp: (claim) => typeof claim === 'number',
});

function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}
