import { base64url, decodeObject, encodeObject } from '../syntax/base64url.ts';
import { text } from '../syntax/json.ts';

/** What a code of the authorization endpoint states. Nothing is stored, so it has all that its redemption depends on. */
export interface AuthorizationCode {
  readonly client: string;
  readonly redirectUri: string;
  /** Null if none was asked for. */
  readonly scope: string | null;
  /** The code challenge (RFC 7636, section 4.2); null if there is none. */
  readonly challenge: string | null;
  readonly isHashed: boolean;
}

const prefix = 'sandbox.';

/** Writes a code in characters that need no encoding in an address. */
export function writeCode({ client, redirectUri, scope, challenge, isHashed }: AuthorizationCode): string {
  return prefix + encodeObject({ client, redirectUri, scope, challenge, isHashed });
}

/** Reads a code; undefined if it is another text, such as one that a client made up. */
export function readCode(code: string): AuthorizationCode | undefined {
  const content = code.startsWith(prefix) ? decodeObject(code.slice(prefix.length)) : undefined;
  const [client, redirectUri] = [text(content, 'client'), text(content, 'redirectUri')];
  if (client === undefined || redirectUri === undefined) return undefined;
  const isHashed = content?.['isHashed'] === true;
  return {
    client,
    redirectUri,
    scope: text(content, 'scope') ?? null,
    challenge: text(content, 'challenge') ?? null,
    isHashed,
  };
}

/** Returns what is wrong with the form of a code verifier or a code challenge (RFC 7636, sections 4.1 and 4.2). */
export function proofKeyFault(name: string, value: string): readonly ['invalid_request', string] | undefined {
  if (/^[\w.~-]{43,128}$/.test(value)) return undefined;
  return ['invalid_request', `${name} must have 43 to 128 characters: letters, digits, and - . _ ~`];
}

/** Whether a code verifier is the one from which the challenge was made (RFC 7636, section 4.6). */
export async function isVerified({ challenge, isHashed }: AuthorizationCode, verifier: string): Promise<boolean> {
  if (!isHashed) return verifier === challenge;
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return base64url(new Uint8Array(hash)) === challenge;
}
