import type { ApiRequest } from '../exchange.ts';
import { assertionFault, subjectOf } from '../syntax/jwt.ts';
import { parseMediaType } from '../syntax/media-type.ts';
import { utf8Of } from '../syntax/octets.ts';
import { decodeQuery, splitForm } from '../syntax/urlencoded.ts';
import { basicUser, splitAuthorization } from '../triggers/token.ts';

const issuerPath = '/_sandbox/oauth2';

/** Where tokens are to be had. */
export const tokenPath = `${issuerPath}/token`;

/** Where a client that knows the issuer finds out (OpenID Connect Discovery 1.0, section 4; RFC 8414, section 3). */
export const discoveryPath = `${issuerPath}/.well-known/openid-configuration`;

/**
 * What such a client is told (RFC 8414, section 2). Nobody is asked to log in here; and the grants are those alone that a
 * page can offer as a form, since some pages offer all that are listed.
 */
export function issuerAt(origin: string): Readonly<Record<string, string | readonly string[]>> {
  return {
    issuer: origin + issuerPath,
    token_endpoint: origin + tokenPath,
    grant_types_supported: ['client_credentials', 'password'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
  };
}

/** An answer of the token endpoint, a JSON object. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, string | number>>;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Answers a token request (RFC 6749, section 3.2): each that is well-formed gets the same token. Only its form is
 * checked: no client, code or assertion is known here, and none is remembered.
 */
export function answerTokenRequest(request: ApiRequest): TokenAnswer {
  if (request.method !== 'POST') {
    const description = `A token is asked for by POST, not ${request.method} (RFC 6749, section 3.2).`;
    return { ...refusal(['invalid_request', description]), status: 405, headers: { Allow: 'POST' } };
  }
  if (request.body.kind === 'too-large') {
    const description = `The body is longer than ${request.body.limit} bytes.`;
    return { ...refusal(['invalid_request', description]), status: 413 };
  }
  const form = readForm(request);
  if (!('get' in form)) return refusal(form);
  const fault = faultOf(form, request);
  if (fault) return refusal(fault);
  const scope = form.get('scope');
  const body = { ...issued, ...(scope !== undefined && { scope }) };
  // What RFC 6749, section 5.1 has beside Cache-Control, for the caches of its time.
  return { status: 200, body, headers: { Pragma: 'no-cache' } };
}

/** It lasts as long as a token of the NHS API platform, ten minutes less a second. */
const issued = { access_token: 'sandbox-access-token', token_type: 'Bearer', expires_in: 599 } as const;

/** An error of RFC 6749, section 5.2, and what to do about it, in characters that it may have there. */
type TokenFault = readonly [
  error: 'invalid_request' | 'invalid_client' | 'invalid_grant' | 'unsupported_grant_type' | 'invalid_scope',
  description: string,
];

/** The parameters of a token request; those without a value are none. */
type Form = ReadonlyMap<string, string>;

function refusal([error, description]: TokenFault): TokenAnswer {
  const body = { error, error_description: description };
  if (error !== 'invalid_client') return { status: 400, body, headers: {} };
  return { status: 401, body, headers: { 'WWW-Authenticate': 'Basic realm="sandbox"' } };
}

const formType = 'application/x-www-form-urlencoded';

/** The form in the body (RFC 6749, appendix B), no parameter of which is there twice (section 3.2). */
function readForm({ body, headers }: ApiRequest): Form | TokenFault {
  if (body.kind !== 'bytes') return missing('grant_type');
  if (parseMediaType(headers.get('content-type') ?? '').essence !== formType) {
    return ['invalid_request', `Send the parameters as a form, with Content-Type: ${formType}.`];
  }
  const pairs = decodedPairs(body.bytes);
  if (!pairs) return ['invalid_request', 'The form cannot be decoded: it is not UTF-8, or has a bad percent-encoding.'];
  const form = new Map<string, string>();
  for (const [name, values] of pairs) {
    // Resources may be several (RFC 8707, section 2).
    if (values.length > 1 && name !== 'resource') {
      return ['invalid_request', `${printable(name)} is there ${values.length} times. Send it once.`];
    }
    const [value = ''] = values;
    if (value !== '') form.set(name, value);
  }
  return form;
}

function decodedPairs(bytes: Uint8Array): readonly (readonly [string, readonly string[]])[] | undefined {
  const text = utf8Of(bytes);
  if (text === undefined) return undefined;
  try {
    return [...splitForm(text)].map(([name, values]) => [name, values.map(decodeQuery)] as const);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** What a kind of grant asks for. */
interface Grant {
  readonly needs: readonly string[];
  /** Whether the client must authenticate, or say who it is, or neither. */
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

function faultOf(form: Form, { headers, query }: ApiRequest): TokenFault | undefined {
  const type = form.get('grant_type');
  if (type === undefined) return missing('grant_type');
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

/** How the client authenticates, if it does: in one way only (RFC 6749, section 2.3). */
function clientFault(form: Form, authorization: string | null, query: string): TokenFault | undefined {
  if (/(^|&)client_(secret|assertion)=/.test(query)) {
    return ['invalid_request', 'Credentials of a client belong in the body, never in the address.'];
  }
  const ways = waysOf(form, authorization);
  if (ways.length > 1) {
    return ['invalid_request', `The client authenticates in ${ways.length} ways: ${ways.join(', ')}. Keep one.`];
  }
  if (authorization !== null) return basicFault(authorization);
  if (form.has('client_secret') && !form.has('client_id')) return missing('client_id');
  return assertedClientFault(form);
}

function waysOf(form: Form, authorization: string | null): readonly string[] {
  const used: readonly (readonly [string, boolean])[] = [
    ['Authorization', authorization !== null],
    ['client_secret', form.has('client_secret')],
    ['client_assertion', form.has('client_assertion')],
  ];
  return used.filter(([, isUsed]) => isUsed).map(([way]) => way);
}

/** RFC 6749, section 2.3.1. */
function basicFault(authorization: string): TokenFault | undefined {
  const [scheme, value] = splitAuthorization(authorization);
  if (scheme !== 'basic') return ['invalid_client', 'A client authenticates by Authorization: Basic, or in the body.'];
  if (basicUser(value)) return undefined;
  return ['invalid_client', 'Authorization: Basic must be followed by client-id:client-secret in base64.'];
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** RFC 7523, section 2.2. */
function assertedClientFault(form: Form): TokenFault | undefined {
  const [assertion, type] = [form.get('client_assertion'), form.get('client_assertion_type')];
  if (assertion === undefined && type === undefined) return undefined;
  if (assertion === undefined) return missing('client_assertion');
  if (type === undefined) return missing('client_assertion_type', `, which is ${assertionType}`);
  if (type !== assertionType) return ['invalid_client', `client_assertion_type must be ${assertionType}.`];
  const fault = assertionFault(assertion);
  if (fault !== undefined) return ['invalid_client', `client_assertion ${fault}.`];
  // RFC 7521, section 4.2.
  const [id, subject] = [form.get('client_id'), subjectOf(assertion)];
  if (id === undefined || id === subject) return undefined;
  return ['invalid_client', 'client_id must be the sub of client_assertion, or be left out.'];
}

/** Who is asking, where the grant needs to know. A `client_id` alone names a client and does not authenticate it. */
function identityFault({ client }: Grant, form: Form, authorization: string | null): TokenFault | undefined {
  if (client === 'any' || waysOf(form, authorization).length > 0) return undefined;
  if (client === 'named') return form.has('client_id') ? undefined : missing('client_id');
  const ways = 'Authorization: Basic, client_id and client_secret, or client_assertion';
  return ['invalid_client', `The client must authenticate: send ${ways}.`];
}

function grantFault({ needs }: Grant, form: Form): TokenFault | undefined {
  const lacking = needs.find((name) => !form.has(name));
  if (lacking !== undefined) return missing(lacking);
  const verifier = form.get('code_verifier');
  if (needs.includes('code') && verifier !== undefined && !/^[\w.~-]{43,128}$/.test(verifier)) {
    // RFC 7636, section 4.1.
    return ['invalid_request', 'code_verifier must have 43 to 128 characters: letters, digits, and - . _ ~'];
  }
  const fault = needs.includes('assertion') ? assertionFault(form.get('assertion') ?? '') : undefined;
  return fault === undefined ? undefined : ['invalid_grant', `assertion ${fault}.`];
}

/** RFC 6749, section 3.3. */
function scopeFault(form: Form): TokenFault | undefined {
  const scope = form.get('scope');
  if (scope === undefined || /^[!#-[\]-~]+( [!#-[\]-~]+)*$/.test(scope)) return undefined;
  return ['invalid_scope', 'scope must be words of visible ASCII without quotes and backslashes, a space between two.'];
}

function missing(name: string, more = ''): TokenFault {
  return ['invalid_request', `${name} is missing. Send it in the form in the body${more}.`];
}

/** What an `error_description` may say of a caller's own text (RFC 6749, section 5.2), as much as helps. */
function printable(text: string): string {
  return text.replace(/[^ !#-[\]-~]/g, '?').slice(0, 80);
}
