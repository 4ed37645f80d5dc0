import type { ApiRequest } from '../exchange.ts';
import { assertionFault, subjectOf } from '../syntax/jwt.ts';
import { parseMediaType } from '../syntax/media-type.ts';
import { utf8Of } from '../syntax/octets.ts';
import { decodeQuery, splitForm } from '../syntax/urlencoded.ts';
import { basicUser, splitAuthorization } from '../triggers/token.ts';

const issuerPath = '/_sandbox/oauth2';

/** The path of the OAuth 2.0 token endpoint. */
export const tokenPath = `${issuerPath}/token`;

/** The value of `Allow` of the token endpoint. */
export const tokenMethods = 'OPTIONS, POST';

/** The path of the issuer's metadata (OpenID Connect Discovery 1.0, section 4; RFC 8414, section 3). */
export const discoveryPath = `${issuerPath}/.well-known/openid-configuration`;

/**
 * Returns the authorization server metadata (RFC 8414, section 2). It has no authorization endpoint, since there is no
 * login. Some documentation pages show a form for every grant listed, so only grants that work as a form are listed.
 */
export function issuerMetadata(origin: string): Readonly<Record<string, string | readonly string[]>> {
  return {
    issuer: origin + issuerPath,
    token_endpoint: origin + tokenPath,
    grant_types_supported: ['client_credentials', 'password'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
  };
}

/** A response of the token endpoint; its body is sent as JSON. */
export interface TokenResponse {
  readonly status: number;
  readonly body: Readonly<Record<string, string | number>>;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Answers a token request (RFC 6749, section 3.2). Every well-formed request gets the same token: the syntax of
 * clients, codes and assertions is checked, their values are not.
 */
export function answerTokenRequest(request: ApiRequest): TokenResponse {
  if (request.method !== 'POST') {
    const description = `A token is asked for by POST, not ${request.method} (RFC 6749, section 3.2).`;
    return { ...errorResponse(['invalid_request', description]), status: 405, headers: { Allow: tokenMethods } };
  }
  if (request.body.kind === 'too-large') {
    const description = `The body is longer than ${request.body.limit} bytes.`;
    return { ...errorResponse(['invalid_request', description]), status: 413 };
  }
  const form = parseForm(request);
  if (!('get' in form)) return errorResponse(form);
  const fault = tokenRequestFault(form, request);
  if (fault) return errorResponse(fault);
  const scope = form.get('scope');
  const body = { ...tokenResponse, ...(scope !== undefined && { scope }) };
  // Required beside Cache-Control by RFC 6749, section 5.1.
  return { status: 200, body, headers: { Pragma: 'no-cache' } };
}

/** `expires_in` is that of the NHS API platform: ten minutes minus one second. */
const tokenResponse = { access_token: 'sandbox-access-token', token_type: 'Bearer', expires_in: 599 } as const;

/** An error code of RFC 6749, section 5.2, and a description in the characters that section allows. */
type TokenFault = readonly [
  error: 'invalid_request' | 'invalid_client' | 'invalid_grant' | 'unsupported_grant_type' | 'invalid_scope',
  description: string,
];

/** The parameters of a token request. Parameters without a value are treated as omitted (RFC 6749, section 3.2). */
type Form = ReadonlyMap<string, string>;

function errorResponse([error, description]: TokenFault): TokenResponse {
  const body = { error, error_description: description };
  if (error !== 'invalid_client') return { status: 400, body, headers: {} };
  return { status: 401, body, headers: { 'WWW-Authenticate': 'Basic realm="sandbox"' } };
}

const formType = 'application/x-www-form-urlencoded';

/** Parses the form in the body (RFC 6749, appendix B); a repeated parameter is a fault (section 3.2). */
function parseForm({ body, headers }: ApiRequest): Form | TokenFault {
  if (body.kind !== 'bytes') return missingParameter('grant_type');
  if (parseMediaType(headers.get('content-type') ?? '').essence !== formType) {
    return ['invalid_request', `Send the parameters as a form, with Content-Type: ${formType}.`];
  }
  const pairs = decodePairs(body.bytes);
  if (!pairs) return ['invalid_request', 'The form cannot be decoded: it is not UTF-8, or has a bad percent-encoding.'];
  const form = new Map<string, string>();
  for (const [name, values] of pairs) {
    // `resource` may be repeated (RFC 8707, section 2).
    if (values.length > 1 && name !== 'resource') {
      return ['invalid_request', `${printable(name)} is there ${values.length} times. Send it once.`];
    }
    const [value = ''] = values;
    if (value !== '') form.set(name, value);
  }
  return form;
}

function decodePairs(bytes: Uint8Array): readonly (readonly [string, readonly string[]])[] | undefined {
  const text = utf8Of(bytes);
  if (text === undefined) return undefined;
  try {
    return [...splitForm(text)].map(([name, values]) => [name, values.map(decodeQuery)] as const);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** The requirements of one grant type. */
interface Grant {
  /** Required parameters. */
  readonly needs: readonly string[];
  /** Whether the client must authenticate, must identify itself, or may stay anonymous. */
  readonly client: 'authenticated' | 'named' | 'any';
}

const grants: ReadonlyMap<string, Grant> = new Map<string, Grant>([
  // RFC 6749, sections 4.4.2, 4.1.3, 6 and 4.3.2.
  ['client_credentials', { needs: [], client: 'authenticated' }],
  ['authorization_code', { needs: ['code'], client: 'named' }],
  ['refresh_token', { needs: ['refresh_token'], client: 'any' }],
  ['password', { needs: ['username', 'password'], client: 'any' }],
  // RFC 7523, section 2.1.
  ['urn:ietf:params:oauth:grant-type:jwt-bearer', { needs: ['assertion'], client: 'any' }],
]);

function tokenRequestFault(form: Form, { headers, query }: ApiRequest): TokenFault | undefined {
  const type = form.get('grant_type');
  if (type === undefined) return missingParameter('grant_type');
  const grant = grants.get(type);
  if (!grant) return ['unsupported_grant_type', `grant_type must be one of ${[...grants.keys()].join(', ')}.`];
  const authorization = headers.get('authorization');
  return (
    clientFault(form, authorization, query) ??
    identityFault(grant, form, authorization) ??
    grantFault(grant, form) ??
    scopeFault(form)
  );
}

/** Checks client authentication, if present: a client may use only one method per request (RFC 6749, section 2.3). */
function clientFault(form: Form, authorization: string | null, query: string): TokenFault | undefined {
  if (/(^|&)client_(secret|assertion)=/.test(query)) {
    return ['invalid_request', 'Credentials of a client belong in the body, never in the address.'];
  }
  const methods = authenticationMethods(form, authorization);
  if (methods.length > 1) {
    return ['invalid_request', `The client authenticates in ${methods.length} ways: ${methods.join(', ')}. Keep one.`];
  }
  if (authorization !== null) return basicFault(authorization);
  if (form.has('client_secret') && !form.has('client_id')) return missingParameter('client_id');
  return assertedClientFault(form);
}

function authenticationMethods(form: Form, authorization: string | null): readonly string[] {
  const used: readonly (readonly [string, boolean])[] = [
    ['Authorization', authorization !== null],
    ['client_secret', form.has('client_secret')],
    ['client_assertion', form.has('client_assertion')],
  ];
  return used.filter(([, isPresent]) => isPresent).map(([method]) => method);
}

/** Checks HTTP Basic authentication of the client (RFC 6749, section 2.3.1). */
function basicFault(authorization: string): TokenFault | undefined {
  const [scheme, value] = splitAuthorization(authorization);
  if (scheme !== 'basic') return ['invalid_client', 'A client authenticates by Authorization: Basic, or in the body.'];
  if (basicUser(value)) return undefined;
  return ['invalid_client', 'Authorization: Basic must be followed by client-id:client-secret in base64.'];
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Checks client authentication by a JWT (RFC 7523, section 2.2). */
function assertedClientFault(form: Form): TokenFault | undefined {
  const [assertion, type] = [form.get('client_assertion'), form.get('client_assertion_type')];
  if (assertion === undefined && type === undefined) return undefined;
  if (assertion === undefined) return missingParameter('client_assertion');
  if (type === undefined) return missingParameter('client_assertion_type', `, which is ${assertionType}`);
  if (type !== assertionType) return ['invalid_client', `client_assertion_type must be ${assertionType}.`];
  const fault = assertionFault(assertion);
  if (fault !== undefined) return ['invalid_client', `client_assertion ${fault}.`];
  // RFC 7521, section 4.2.
  const [id, subject] = [form.get('client_id'), subjectOf(assertion)];
  if (id === undefined || id === subject) return undefined;
  return ['invalid_client', 'client_id must be the sub of client_assertion, or be left out.'];
}

/**
 * Checks that the client is known as well as its grant requires. `client_id` alone identifies, but does not
 * authenticate.
 */
function identityFault({ client }: Grant, form: Form, authorization: string | null): TokenFault | undefined {
  if (client === 'any' || authenticationMethods(form, authorization).length > 0) return undefined;
  if (client === 'named') return form.has('client_id') ? undefined : missingParameter('client_id');
  const methods = 'Authorization: Basic, client_id and client_secret, or client_assertion';
  return ['invalid_client', `The client must authenticate: send ${methods}.`];
}

function grantFault({ needs }: Grant, form: Form): TokenFault | undefined {
  const absent = needs.find((name) => !form.has(name));
  if (absent !== undefined) return missingParameter(absent);
  const verifier = form.get('code_verifier');
  if (needs.includes('code') && verifier !== undefined && !/^[\w.~-]{43,128}$/.test(verifier)) {
    // RFC 7636, section 4.1.
    return ['invalid_request', 'code_verifier must have 43 to 128 characters: letters, digits, and - . _ ~'];
  }
  const fault = needs.includes('assertion') ? assertionFault(form.get('assertion') ?? '') : undefined;
  return fault === undefined ? undefined : ['invalid_grant', `assertion ${fault}.`];
}

/** Checks the syntax of `scope` (RFC 6749, section 3.3). */
function scopeFault(form: Form): TokenFault | undefined {
  const scope = form.get('scope');
  if (scope === undefined || /^[!#-[\]-~]+( [!#-[\]-~]+)*$/.test(scope)) return undefined;
  return ['invalid_scope', 'scope must be words of visible ASCII without quotes and backslashes, a space between two.'];
}

function missingParameter(name: string, hint = ''): TokenFault {
  return ['invalid_request', `${name} is missing. Send it in the form in the body${hint}.`];
}

/** Replaces characters that `error_description` must not contain (RFC 6749, section 5.2), and shortens the text. */
function printable(text: string): string {
  return text.replace(/[^ !#-[\]-~]/g, '?').slice(0, 80);
}
