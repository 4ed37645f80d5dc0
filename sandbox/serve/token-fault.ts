/** Error codes of RFC 6749, section 5.2, and RFC 8628, section 3.5. */
export const tokenErrors = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'authorization_pending',
  'slow_down',
  'access_denied',
  'expired_token',
] as const;

/** An error code, and a description in the characters that RFC 6749, section 5.2, allows. */
export type TokenFault = readonly [error: (typeof tokenErrors)[number], description: string];

/** The parameters of a token request. Parameters without a value are treated as omitted (RFC 6749, section 3.2). */
export type Form = ReadonlyMap<string, string>;

export function missingParameter(name: string, hint = ''): TokenFault {
  return ['invalid_request', `${name} is missing. Send it in the form in the body${hint}.`];
}

/** Replaces characters that `error_description` must not contain (RFC 6749, section 5.2), and shortens the text. */
export function printable(text: string): string {
  return text.replace(/[^ !#-[\]-~]/g, '?').slice(0, 80);
}
