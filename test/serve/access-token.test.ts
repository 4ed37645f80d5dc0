import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { ask, bytes, origin } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { basic, securitySchemes } from '../fixtures/credentials.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const get = {
  operationId: 'list',
  security: [{ oauth: [] }],
  responses: { 200: response({ ok: [] }), 401: response({ who: {} }) },
};
const sandbox = ruledSandbox(documentOf({ '/pets': { get } }, { components: { securitySchemes } }), { auth: 'strict' });
const path = '/_sandbox/oauth2/token';

const formType = { 'Content-Type': 'application/x-www-form-urlencoded' };
const part = (value: Json) => btoa(JSON.stringify(value)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
const claims = { iss: 'me', sub: 'me', aud: 'https://api.example/oauth2/token', exp: 1, jti: 'a' };
const jwt = (payload: Json = claims, header: Json = { alg: 'RS512', typ: 'JWT', kid: 'test-1' }) =>
  `${part(header)}.${part(payload)}.c2lnbmF0dXJl`;
const clientType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const me = { client_id: 'me', client_secret: 'secret' };
const asserted = { client_assertion_type: clientType, client_assertion: jwt() };

type Fields = Readonly<Record<string, string>>;

interface Row {
  readonly name: string;
  readonly given: Fields | string;
  readonly headers?: Fields;
  readonly query?: string;
}

function send({ given, headers = {}, query = '' }: Row) {
  const body = typeof given === 'string' ? given : new URLSearchParams(given).toString();
  return ask(sandbox, `POST ${path}${query}`, { headers: { ...formType, ...headers }, body: bytes(body) });
}

const wellFormed: readonly Row[] = [
  {
    name: 'client credentials with Basic authentication (RFC 6749, 4.4.2 and 2.3.1)',
    given: { grant_type: 'client_credentials' },
    headers: { Authorization: basic('me') },
  },
  {
    name: 'client credentials with Basic authentication and client_id (RFC 6749, 2.3.1)',
    given: { grant_type: 'client_credentials', client_id: 'me' },
    headers: { Authorization: basic('me') },
  },
  {
    name: 'Basic in another case (RFC 9110, 11.1)',
    given: { grant_type: 'client_credentials' },
    headers: { Authorization: basic('me').replace('Basic', 'basic') },
  },
  {
    name: 'client credentials with a secret in the body (RFC 6749, 2.3.1)',
    given: { grant_type: 'client_credentials', ...me },
  },
  {
    name: 'client credentials with a JWT (RFC 7523, 2.2)',
    given: { grant_type: 'client_credentials', ...asserted },
  },
  {
    name: 'client credentials with a JWT and client_id (RFC 7521, 4.2)',
    given: { grant_type: 'client_credentials', ...asserted, client_id: 'me' },
  },
  {
    name: 'a JWT for several audiences (RFC 7523, 3; RFC 7519, 4.1.3)',
    given: { grant_type: 'client_credentials', ...asserted, client_assertion: jwt({ ...claims, aud: ['a', 'b'] }) },
  },
  {
    name: 'a code from a public client (RFC 6749, 4.1.3)',
    given: { grant_type: 'authorization_code', code: 'c', redirect_uri: 'https://client.example/cb', client_id: 'me' },
  },
  {
    name: 'a code from a client that authenticates (RFC 6749, 4.1.3)',
    given: { grant_type: 'authorization_code', code: 'c' },
    headers: { Authorization: basic('me') },
  },
  {
    name: 'a code with its verifier (RFC 7636, 4.5)',
    given: { grant_type: 'authorization_code', code: 'c', client_id: 'me', code_verifier: 'a-._~'.repeat(9) },
  },
  { name: 'a refresh token (RFC 6749, 6)', given: { grant_type: 'refresh_token', refresh_token: 'r' } },
  {
    name: 'a user name and password (RFC 6749, 4.3.2)',
    given: { grant_type: 'password', username: 'größer', password: 'p+w d&' },
  },
  { name: 'a JWT as the grant (RFC 7523, 2.1)', given: { grant_type: grantType, assertion: jwt() } },
  {
    name: 'a JWT as the grant and another as client authentication (RFC 7523, 2.1 and 2.2)',
    given: { grant_type: grantType, assertion: jwt(), ...asserted },
  },
  {
    name: 'unknown parameters (RFC 6749, 3.2)',
    given: { grant_type: 'refresh_token', refresh_token: 'r', colour: 'red' },
  },
  {
    name: 'several resources (RFC 8707, 2)',
    given: 'grant_type=refresh_token&refresh_token=r&resource=https%3A%2F%2Fa&resource=https%3A%2F%2Fb',
  },
  {
    name: 'an empty parameter, which counts as omitted (RFC 6749, 3.2)',
    given: { grant_type: 'refresh_token', refresh_token: 'r', scope: '', client_secret: '' },
  },
  {
    name: 'a form with charset=utf-8 (RFC 6749, B)',
    given: { grant_type: 'refresh_token', refresh_token: 'r' },
    headers: { 'Content-Type': `${formType['Content-Type']}; charset=UTF-8` },
  },
];

const token = { access_token: 'sandbox-access-token', token_type: 'Bearer', expires_in: 599 };

describe('a token is issued for', () => {
  it.each(byName(wellFormed))('%s', async (_, row) => {
    const { status, body, headers } = await send(row);
    expect([status, body]).toEqual([200, token]);
    // RFC 6749, section 5.1.
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      pragma: 'no-cache',
    });
  });

  it('the requested scope (RFC 6749, 3.3 and 5.1)', async () => {
    const given = { grant_type: 'client_credentials', ...me, scope: 'read write:pets' };
    expect((await send({ name: '', given })).body).toEqual({ ...token, scope: 'read write:pets' });
  });
});

interface Malformed extends Row {
  readonly want: string;
  /** The error_description. */
  readonly says: string;
}

const code = { grant_type: 'authorization_code', code: 'c', client_id: 'me' };
const credentials = { grant_type: 'client_credentials' };
const client = (client_assertion: string) => ({ ...credentials, ...asserted, client_assertion });

const malformed: readonly Malformed[] = [
  { name: 'no grant type (RFC 6749, 5.2)', given: { code: 'c' }, want: 'invalid_request', says: 'grant_type' },
  {
    name: 'an empty grant type (RFC 6749, 3.2)',
    given: { grant_type: '' },
    want: 'invalid_request',
    says: 'grant_type',
  },
  { name: 'no body (RFC 6749, 4.4.2)', given: '', want: 'invalid_request', says: 'grant_type' },
  {
    name: 'parameters in the query only (RFC 6749, 4.4.2)',
    given: '',
    query: '?grant_type=refresh_token&refresh_token=r',
    want: 'invalid_request',
    says: 'in the body',
  },
  {
    name: 'another grant type (RFC 6749, 5.2)',
    given: { grant_type: 'implicit' },
    want: 'unsupported_grant_type',
    says: 'client_credentials, authorization_code',
  },
  {
    name: 'the grant type constructor (RFC 6749, 5.2)',
    given: { grant_type: 'constructor' },
    want: 'unsupported_grant_type',
    says: 'grant_type',
  },
  {
    name: 'JSON (RFC 6749, B)',
    given: '{"grant_type":"refresh_token"}',
    headers: { 'Content-Type': 'application/json' },
    want: 'invalid_request',
    says: 'application/x-www-form-urlencoded',
  },
  {
    name: 'a repeated parameter (RFC 6749, 3.2)',
    given: 'grant_type=refresh_token&refresh_token=a&refresh_token=b',
    want: 'invalid_request',
    says: 'refresh_token is there 2 times',
  },
  {
    name: 'a repeated unknown parameter whose name error_description cannot contain (RFC 6749, 5.2)',
    given: 'grant_type=refresh_token&refresh_token=a&%22%C3%B6=1&%22%C3%B6=2',
    want: 'invalid_request',
    says: '?? is there',
  },
  {
    name: 'an invalid percent-encoding (RFC 6749, B)',
    given: 'grant_type=refresh_token&refresh_token=%zz',
    want: 'invalid_request',
    says: 'percent',
  },
  {
    name: 'bytes that are not UTF-8 (RFC 6749, B)',
    given: 'grant_type=refresh_token&refresh_token=%ff',
    want: 'invalid_request',
    says: 'UTF-8',
  },
  {
    name: 'no client authentication (RFC 6749, 4.4.2)',
    given: credentials,
    want: 'invalid_client',
    says: 'Authorization: Basic, client_id and client_secret, or client_assertion',
  },
  {
    name: 'client_id without authentication (RFC 6749, 4.4 and 3.2.1)',
    given: { ...credentials, client_id: 'me' },
    want: 'invalid_client',
    says: 'must authenticate',
  },
  {
    name: 'client_secret without client_id (RFC 6749, 2.3.1)',
    given: { ...credentials, client_secret: 's' },
    want: 'invalid_request',
    says: 'client_id',
  },
  {
    name: 'Basic with invalid base64 (RFC 6749, 5.2; RFC 7617, 2)',
    given: credentials,
    headers: { Authorization: 'Basic ???' },
    want: 'invalid_client',
    says: 'client-id:client-secret in base64',
  },
  {
    name: 'Basic without a colon (RFC 7617, 2)',
    given: credentials,
    headers: { Authorization: `Basic ${btoa('me')}` },
    want: 'invalid_client',
    says: 'client-id:client-secret',
  },
  {
    name: 'Basic without a name (RFC 6749, 2.3.1)',
    given: credentials,
    headers: { Authorization: basic('') },
    want: 'invalid_client',
    says: 'client-id:client-secret',
  },
  {
    name: 'Basic with invalid base64, where no client authentication is needed (RFC 6749, 5.2)',
    given: { grant_type: 'refresh_token', refresh_token: 'r' },
    headers: { Authorization: 'Basic ???' },
    want: 'invalid_client',
    says: 'base64',
  },
  {
    name: 'another scheme (RFC 6749, 5.2)',
    given: credentials,
    headers: { Authorization: 'Bearer token' },
    want: 'invalid_client',
    says: 'Authorization: Basic',
  },
  {
    name: 'a client that authenticates in two ways (RFC 6749, 2.3)',
    given: { ...credentials, ...me },
    headers: { Authorization: basic('me') },
    want: 'invalid_request',
    says: '2 ways: Authorization, client_secret',
  },
  {
    name: 'a secret in the query (RFC 6749, 2.3.1)',
    given: credentials,
    query: '?client_id=me&client_secret=s',
    want: 'invalid_request',
    says: 'never in the address',
  },
  { name: 'no code (RFC 6749, 4.1.3)', given: { ...code, code: '' }, want: 'invalid_request', says: 'code is missing' },
  {
    name: 'a code without client_id (RFC 6749, 4.1.3)',
    given: { ...code, client_id: '' },
    want: 'invalid_request',
    says: 'client_id is missing',
  },
  {
    name: 'a code_verifier that is too short (RFC 7636, 4.1)',
    given: { ...code, code_verifier: 'short' },
    want: 'invalid_request',
    says: '43 to 128',
  },
  {
    name: 'no refresh token (RFC 6749, 6)',
    given: { grant_type: 'refresh_token' },
    want: 'invalid_request',
    says: 'refresh_token is missing',
  },
  {
    name: 'no user (RFC 6749, 4.3.2)',
    given: { grant_type: 'password', password: 'p' },
    want: 'invalid_request',
    says: 'username is missing',
  },
  {
    name: 'no password (RFC 6749, 4.3.2)',
    given: { grant_type: 'password', username: 'u' },
    want: 'invalid_request',
    says: 'password is missing',
  },
  {
    name: 'two spaces in a scope (RFC 6749, 3.3)',
    given: { ...credentials, ...me, scope: 'read  write' },
    want: 'invalid_scope',
    says: 'scope',
  },
  {
    name: 'a quotation mark in a scope (RFC 6749, 3.3)',
    given: { ...credentials, ...me, scope: '"read"' },
    want: 'invalid_scope',
    says: 'scope',
  },
  {
    name: 'no assertion (RFC 7523, 2.1)',
    given: { grant_type: grantType },
    want: 'invalid_request',
    says: 'assertion is missing',
  },
  {
    name: 'an assertion that is no JWT (RFC 7523, 2.1 and 3.1)',
    given: { grant_type: grantType, assertion: 'token' },
    want: 'invalid_grant',
    says: 'assertion is no signed JWT',
  },
  {
    name: 'client_assertion without its type (RFC 7521, 4.2)',
    given: { ...credentials, client_assertion: jwt() },
    want: 'invalid_request',
    says: clientType,
  },
  {
    name: 'client_assertion_type without the assertion (RFC 7521, 4.2)',
    given: { ...credentials, client_assertion_type: clientType },
    want: 'invalid_request',
    says: 'client_assertion is missing',
  },
  {
    name: 'an assertion from another client than client_id (RFC 7521, 4.2)',
    given: { ...client(jwt()), client_id: 'you' },
    want: 'invalid_client',
    says: 'client_id must be the sub',
  },
  {
    name: 'an assertion of another type (RFC 7523, 2.2)',
    given: { ...client(jwt()), client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer' },
    want: 'invalid_client',
    says: clientType,
  },
  {
    name: 'a client assertion that is no JWT (RFC 7523, 3.2)',
    given: client('a.b.c'),
    want: 'invalid_client',
    says: 'client_assertion has a first part',
  },
  {
    name: 'a JWT without a signature (RFC 7523, 3, 9)',
    given: client(jwt().replace(/[^.]+$/, '')),
    want: 'invalid_client',
    says: 'signed JWT',
  },
  {
    name: 'a JWT whose signature is not base64url (RFC 7515, 7.1)',
    given: client(jwt().replace(/[^.]+$/, 'a+b=')),
    want: 'invalid_client',
    says: 'signature',
  },
  {
    name: 'a JWT with the algorithm none (RFC 7523, 3, 9)',
    given: client(jwt(claims, { alg: 'none' })),
    want: 'invalid_client',
    says: 'must be signed',
  },
  {
    name: 'a JWT whose claims are no object (RFC 7519, 7.2)',
    given: client(jwt([])),
    want: 'invalid_client',
    says: 'second part',
  },
  ...['iss', 'sub', 'aud', 'exp'].map((claim) => ({
    name: `a JWT without ${claim} (RFC 7523, 3)`,
    given: client(jwt(Object.fromEntries(Object.entries(claims).filter(([name]) => name !== claim)))),
    want: 'invalid_client',
    says: `lacks the claim ${claim}`,
  })),
  {
    name: 'a JWT that expires at a text (RFC 7523, 3, 4; RFC 7519, 4.1.4)',
    given: client(jwt({ ...claims, exp: 'soon' })),
    want: 'invalid_client',
    says: 'exp',
  },
];

describe('no token is issued, and the error explains why, for', () => {
  it.each(byName(malformed))('%s', async (_, { want, says, ...row }) => {
    const { status, body, headers } = await send(row);
    expect(body).toMatchObject({ error: want, error_description: expect.stringContaining(says) });
    expect(status).toBe(want === 'invalid_client' ? 401 : 400);
    expect(headers['www-authenticate']).toBe(want === 'invalid_client' ? 'Basic realm="sandbox"' : undefined);
    expect(headers['cache-control']).toBe('no-store');
    // The characters that error_description may contain (RFC 6749, section 5.2).
    expect(body).toMatchObject({ error_description: expect.stringMatching(/^[ !#-[\]-~]+$/) });
  });

  it('a body over the limit (RFC 9110, 15.5.14)', async () => {
    const given = { grant_type: 'refresh_token', refresh_token: 'r'.repeat(2_000_000) };
    expect(await send({ name: '', given })).toMatchObject({ status: 413, body: { error: 'invalid_request' } });
  });

  it.each(['GET', 'HEAD', 'PUT'])('%s (RFC 6749, 3.2; RFC 9110, 15.5.6)', async (method) =>
    expect(await ask(sandbox, `${method} ${path}`)).toMatchObject({ status: 405, headers: { allow: 'OPTIONS, POST' } }),
  );
});

describe('the token', () => {
  it('is accepted where credentials are required (RFC 6750, 2.1)', async () => {
    expect((await ask(sandbox, 'GET /pets')).status).toBe(401);
    const headers = { Authorization: `Bearer ${token.access_token}` };
    expect(await ask(sandbox, 'GET /pets', { headers })).toMatchObject({ status: 200, scenario: 'list/200/ok' });
  });

  it('can be requested from a page of another origin', async () => {
    const preflight = await ask(sandbox, `OPTIONS ${path}`, {
      headers: {
        Origin: 'https://docs.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization',
      },
    });
    expect(preflight).toMatchObject({
      status: 204,
      headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization' },
    });
    const answer = await send({ name: '', given: { grant_type: 'refresh_token', refresh_token: 'r' } });
    expect(answer.headers['access-control-allow-origin']).toBe('*');
  });

  it('is the same each time', async () => {
    const given = { grant_type: 'authorization_code', code: 'once', client_id: 'me' };
    const [first, second] = [await send({ name: '', given }), await send({ name: '', given })];
    expect(second).toEqual(first);
  });

  it('is found through the issuer (OpenID Connect Discovery 1.0, section 4)', async () => {
    const reported = await ask(sandbox, 'GET /_sandbox/oauth2/.well-known/openid-configuration');
    expect(reported.body).toEqual({
      issuer: `${origin}/_sandbox/oauth2`,
      authorization_endpoint: `${origin}/_sandbox/oauth2/authorize`,
      device_authorization_endpoint: `${origin}/_sandbox/oauth2/device_authorization`,
      token_endpoint: `${origin}${path}`,
      response_types_supported: ['code', 'token'],
      response_modes_supported: ['query', 'fragment'],
      grant_types_supported: ['authorization_code', 'client_credentials', 'implicit', 'password'],
      code_challenge_methods_supported: ['S256', 'plain'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    });
  });

  it('is listed in the index', async () =>
    expect((await ask(sandbox, 'GET /_sandbox/')).body).toMatchObject({ token: path }));
});
