import type { Authorization } from '../exchange.ts';
import { decodeQuery, splitForm } from '../syntax/urlencoded.ts';
import { proofKeyFault, writeCode } from './authorization-code.ts';
import { issuerPath, tokenFields } from './issuer.ts';

/** The path of the authorization endpoint (RFC 6749, section 3.1). */
export const authorizationPath = `${issuerPath}/authorize`;

type Parameters = ReadonlyMap<string, string>;

/** An error code of RFC 6749, section 4.1.2.1, and its description. */
type AuthorizationFault = readonly [
  error: 'invalid_request' | 'unsupported_response_type' | 'invalid_scope',
  description: string,
];

type TokenFields = Readonly<Record<string, string | number>>;

/**
 * Reads a request for authorization. Clients are not registered, so that any `client_id` and any redirection URI with
 * `http` or `https` is taken; the page shows both, and goes there by a link.
 */
export function authorizationOf(query: string): Authorization {
  const parameters = parametersOf(query);
  if (typeof parameters === 'string') return { kind: 'refused', reason: parameters };
  const client = parameters.get('client_id');
  if (client === undefined) return { kind: 'refused', reason: 'client_id is missing: the name of the client.' };
  const redirectUri = parameters.get('redirect_uri') ?? '';
  const reason = redirectFault(redirectUri);
  if (reason !== undefined) return { kind: 'refused', reason };
  const isImplicit = parameters.get('response_type') === 'token';
  const state = parameters.get('state');
  const back = (fields: TokenFields) =>
    withFields(redirectUri, { ...fields, ...(state !== undefined && { state }) }, isImplicit);
  const fault = faultOf(parameters);
  if (fault) {
    const [error, description] = fault;
    return { kind: 'faulty', reason: description, client, back: back({ error, error_description: description }) };
  }
  const scope = parameters.get('scope') ?? null;
  return {
    kind: 'asked',
    client,
    scopes: scope?.split(' ') ?? [],
    redirectUri,
    granted: back(
      isImplicit
        ? { ...tokenFields, ...(scope !== null && { scope }) }
        : { code: codeFor(parameters, client, redirectUri, scope) },
    ),
    refused: back({ error: 'access_denied', error_description: 'Access was refused on the page of the sandbox.' }),
  };
}

/** Returns the parameters; parameters without a value are treated as omitted (RFC 6749, section 3.1). */
function parametersOf(query: string): Parameters | string {
  const parameters = new Map<string, string>();
  try {
    for (const [name, values] of splitForm(query)) {
      const [value = ''] = values.map(decodeQuery);
      if (values.length > 1) return `${name} is there ${values.length} times. Send it once.`;
      if (value !== '') parameters.set(name, value);
    }
  } catch (error) {
    if (error instanceof URIError) return 'The query has a bad percent-encoding.';
    throw error;
  }
  return parameters;
}

/** Returns why no browser should be sent to a redirection URI (RFC 6749, section 3.1.2); undefined if it may. */
function redirectFault(uri: string): string | undefined {
  if (uri === '') return 'redirect_uri is missing: the address of the client to return to.';
  if (!URL.canParse(uri)) return 'redirect_uri must be an absolute address.';
  const { protocol, hash } = new URL(uri);
  if (!/^https?:$/.test(protocol)) return 'redirect_uri must begin with http:// or https://.';
  return hash === '' ? undefined : 'redirect_uri must have no fragment (#).';
}

function faultOf(parameters: Parameters): AuthorizationFault | undefined {
  const type = parameters.get('response_type');
  if (type === undefined) return ['invalid_request', 'response_type is missing: code, or token.'];
  if (type !== 'code' && type !== 'token') return ['unsupported_response_type', 'response_type must be code or token.'];
  const scope = parameters.get('scope');
  if (scope !== undefined && !/^[!#-[\]-~]+( [!#-[\]-~]+)*$/.test(scope))
    return ['invalid_scope', 'scope must be words of visible ASCII without quotes and backslashes.'];
  const [challenge, method] = [parameters.get('code_challenge'), parameters.get('code_challenge_method')];
  if (method !== undefined && method !== 'S256' && method !== 'plain')
    return ['invalid_request', 'code_challenge_method must be S256 or plain.'];
  if (method !== undefined && challenge === undefined) return ['invalid_request', 'code_challenge is missing.'];
  return challenge === undefined ? undefined : proofKeyFault('code_challenge', challenge);
}

function codeFor(parameters: Parameters, client: string, redirectUri: string, scope: string | null): string {
  const challenge = parameters.get('code_challenge') ?? null;
  const isHashed = parameters.get('code_challenge_method') === 'S256';
  return writeCode({ client, redirectUri, scope, challenge, isHashed });
}

/** Adds parameters to the query of an address (RFC 6749, section 4.1.2), or as its fragment (section 4.2.2). */
function withFields(address: string, fields: TokenFields, isFragment: boolean): string {
  const added = new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  const url = new URL(address);
  if (isFragment) url.hash = added;
  else url.search = url.search === '' ? added : `${url.search}&${added}`;
  return url.href;
}
