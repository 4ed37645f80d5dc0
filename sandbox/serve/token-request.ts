import type { ApiRequest } from '../exchange.ts';
import { assertionFault, subjectOf } from '../syntax/jwt.ts';
import { parseMediaType } from '../syntax/media-type.ts';
import { utf8Of } from '../syntax/octets.ts';
import { isPercentEncoded } from '../syntax/percent.ts';
import { decodeQuery, splitForm } from '../syntax/urlencoded.ts';
import { basicUser, splitAuthorization } from '../triggers/token.ts';
import type { Grant } from './grants.ts';
import { type Form, missingParameter, printable, type TokenFault } from './token-fault.ts';

/** The value of `Allow` of the endpoints that take forms. */
export const formMethods = 'OPTIONS, POST';

/** Reads the form of a request; what is wrong with it otherwise, as a response. */
export function readForm(request: ApiRequest): Form | TokenResponse {
  if (request.method !== 'POST') {
    const description = `A token is asked for by POST, not ${request.method} (RFC 6749, section 3.2).`;
    return { ...errorResponse(['invalid_request', description]), status: 405, headers: { Allow: formMethods } };
  }
  if (request.body.kind === 'too-large') {
    const description = `The body is longer than ${request.body.limit} bytes.`;
    return { ...errorResponse(['invalid_request', description]), status: 413 };
  }
  const form = parseForm(request);
  return 'get' in form ? form : errorResponse(form);
}

/** A response of the token endpoint; its body is sent as JSON. */
export interface TokenResponse {
  readonly status: number;
  readonly body: Readonly<Record<string, string | number>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers with an error (RFC 6749, section 5.2). */
export function errorResponse([error, description]: TokenFault): TokenResponse {
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
    if (values.length > 1 && !repeatable.has(name)) {
      return ['invalid_request', `${printable(name)} is there ${values.length} times. Send it once.`];
    }
    const [value = ''] = values;
    if (value !== '') form.set(name, value);
  }
  return form;
}

/** Parameters that may be repeated (RFC 8707, section 2; RFC 8693, section 2.1). */
const repeatable: ReadonlySet<string> = new Set(['resource', 'audience']);

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

/** Checks client authentication, if present: a client may use only one method per request (RFC 6749, section 2.3). */
export function clientFault(form: Form, authorization: string | null, query: string): TokenFault | undefined {
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
export function identityFault(
  client: Grant['client'],
  form: Form,
  authorization: string | null,
): TokenFault | undefined {
  if (client === 'any' || authenticationMethods(form, authorization).length > 0) return undefined;
  if (client === 'named') return form.has('client_id') ? undefined : missingParameter('client_id');
  const methods = 'Authorization: Basic, client_id and client_secret, or client_assertion';
  return ['invalid_client', `The client must authenticate: send ${methods}.`];
}

/** Returns the client that a request names; undefined if it names none. */
export function clientOf(form: Form, authorization: string | null): string | undefined {
  const assertion = form.get('client_assertion');
  if (authorization !== null) return basicClient(authorization);
  return assertion === undefined ? form.get('client_id') : subjectOf(assertion);
}

/** Returns the client of HTTP Basic authentication, which is written as in a form (RFC 6749, section 2.3.1). */
function basicClient(authorization: string): string | undefined {
  const user = basicUser(splitAuthorization(authorization)[1]) ?? '';
  return isPercentEncoded(user) ? decodeQuery(user) : user;
}

/** Checks the syntax of `scope` (RFC 6749, section 3.3). */
export function scopeFault(form: Form): TokenFault | undefined {
  const scope = form.get('scope');
  if (scope === undefined || /^[!#-[\]-~]+( [!#-[\]-~]+)*$/.test(scope)) return undefined;
  return ['invalid_scope', 'scope must be words of visible ASCII without quotes and backslashes, a space between two.'];
}
