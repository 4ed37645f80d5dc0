/** The path below which the authorization server has its endpoints. */
export const issuerPath = '/_sandbox/oauth2';

/**
 * What every token response contains (RFC 6749, section 5.1). `expires_in` is that of the NHS API platform: ten minutes
 * minus one second.
 */
export const tokenFields = { access_token: 'sandbox-access-token', token_type: 'Bearer', expires_in: 599 } as const;
