import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ask, bytes } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const sandbox = ruledSandbox(documentOf({ '/pets': { get: { responses: { 200: { description: '' } } } } }));
const callback = 'https://app.example/callback?tab=1';
type Fields = Readonly<Record<string, string>>;
const base: Fields = { response_type: 'code', client_id: 'app', redirect_uri: callback };

const authorize = (fields: Fields) => ask(sandbox, `GET /_sandbox/oauth2/authorize?${new URLSearchParams(fields)}`);

/** The address of a link of a page. */
async function link(fields: Fields, name: string): Promise<URL> {
  const { text } = await authorize(fields);
  const [, address = ''] = new RegExp(`<a href="([^"]*)">${name}</a>`).exec(text) ?? [];
  return new URL(address.replaceAll('&amp;', '&'));
}

function token(fields: Fields) {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return ask(sandbox, 'POST /_sandbox/oauth2/token', { headers, body: bytes(String(new URLSearchParams(fields))) });
}

describe('the page of the authorization endpoint', () => {
  it('shows who asks for what, and where it returns to', async () => {
    const { status, text, headers } = await authorize({ ...base, client_id: '<b>', scope: 'read write' });
    expect(status).toBe(200);
    for (const shown of ['&lt;b&gt; asks for access', '<code>read</code>', '<code>write</code>', callback])
      expect(text).toContain(shown);
    expect(headers['content-security-policy']).toContain("form-action 'none'");
  });

  it('grants a code, and returns the state (RFC 6749, 4.1.2)', async () => {
    const granted = await link({ ...base, state: 'a&b' }, 'Grant');
    expect(granted.origin + granted.pathname).toBe('https://app.example/callback');
    expect([...granted.searchParams.keys()]).toEqual(['tab', 'code', 'state']);
    expect(granted.searchParams.get('state')).toBe('a&b');
  });

  it('grants a token in the fragment (RFC 6749, 4.2.2)', async () => {
    const granted = await link({ ...base, response_type: 'token', scope: 'read', state: 's' }, 'Grant');
    expect(granted.hash).toBe('#access_token=sandbox-access-token&token_type=Bearer&expires_in=599&scope=read&state=s');
  });

  it('refuses with an error (RFC 6749, 4.1.2.1)', async () => {
    const refused = await link({ ...base, state: 's' }, 'Refuse');
    expect([refused.searchParams.get('error'), refused.searchParams.get('state')]).toEqual(['access_denied', 's']);
  });
});

const nowhere: readonly { readonly name: string; readonly given: Fields; readonly want: string }[] = [
  { name: 'no client', given: { ...base, client_id: '' }, want: 'client_id is missing' },
  { name: 'no address', given: { ...base, redirect_uri: '' }, want: 'redirect_uri is missing' },
  { name: 'a relative address', given: { ...base, redirect_uri: '/a' }, want: 'must be an absolute address' },
  { name: 'a script', given: { ...base, redirect_uri: 'javascript:alert(1)' }, want: 'must begin with http' },
  { name: 'a fragment', given: { ...base, redirect_uri: 'https://a.example/#b' }, want: 'must have no fragment' },
];

describe('a request for authorization leads nowhere, with a reason, given', () => {
  it.each(byName(nowhere))('%s', async (_, { given, want }) => {
    const { status, text } = await authorize(given);
    expect(status).toBe(400);
    expect(text).toContain(want);
    expect(text).not.toContain('<a ');
  });
});

describe('a request for authorization returns with an error, given', () => {
  it.each([
    ['no response type', { response_type: '' }, 'invalid_request'],
    ['another response type', { response_type: 'id_token' }, 'unsupported_response_type'],
    ['a malformed scope', { scope: 'a"b' }, 'invalid_scope'],
    ['another method of PKCE', { code_challenge: 'x'.repeat(43), code_challenge_method: 'S1' }, 'invalid_request'],
    ['a short code challenge', { code_challenge: 'x' }, 'invalid_request'],
  ])('%s', async (_, fields, want) => {
    const back = await link({ ...base, ...fields }, 'Return with this error');
    expect(back.searchParams.get('error')).toBe(want);
  });
});

const verifier = 'v'.repeat(50);
const hashed = createHash('sha256').update(verifier).digest('base64url');
const s256: Fields = { code_challenge: hashed, code_challenge_method: 'S256' };
const redemption: Fields = { client_id: 'app', redirect_uri: callback };

describe('a code of the page is redeemed', () => {
  const code = async (fields: Fields) =>
    (await link({ ...base, ...fields }, 'Grant')).searchParams.get('code') ?? 'no code';

  it.each<readonly [name: string, asked: Fields, sent: Fields, want: string | RegExp]>([
    ['without PKCE', { scope: 'read' }, redemption, 'read'],
    ['with PKCE, S256', s256, { ...redemption, code_verifier: verifier }, ''],
    ['with PKCE, plain', { code_challenge: verifier }, { ...redemption, code_verifier: verifier }, ''],
    ['unless the verifier is another', s256, { ...redemption, code_verifier: 'w'.repeat(50) }, /code_verifier is not/],
    ['unless the verifier is missing', s256, redemption, /code_verifier is missing/],
    ['unless there was no challenge', {}, { ...redemption, code_verifier: verifier }, /without a code_challenge/],
    ['unless the client is another', {}, { ...redemption, client_id: 'other' }, /is for the client app, not other/],
    ['unless the address is another', {}, { ...redemption, redirect_uri: 'https://b.example' }, /redirect_uri must be/],
  ])('%s', async (_, asked, sent, want) => {
    const { status, body } = await token({ grant_type: 'authorization_code', code: await code(asked), ...sent });
    if (typeof want === 'string')
      expect(body).toMatchObject({ access_token: 'sandbox-access-token', ...(want !== '' && { scope: want }) });
    else expect(body).toMatchObject({ error: 'invalid_grant', error_description: expect.stringMatching(want) });
    expect(status).toBe(typeof want === 'string' ? 200 : 400);
  });
});

const urn = 'urn:ietf:params:oauth';
const deviceGrant = { grant_type: `${urn}:grant-type:device_code`, device_code: 'sandbox-device-code' };
const exchange = { grant_type: `${urn}:grant-type:token-exchange`, subject_token: 'a' };
const saml = (xml: string) => ({
  grant_type: `${urn}:grant-type:saml2-bearer`,
  assertion: Buffer.from(xml).toString('base64url'),
});
const assertion =
  '<A:Assertion xmlns:A="urn:oasis:names:tc:SAML:2.0:assertion"><A:Issuer/><A:Subject/><A:AudienceRestriction/></A:Assertion>';

describe('a token is granted, or the error says why not:', () => {
  it.each<readonly [name: string, given: Fields, want: Fields]>([
    ['device code (RFC 8628)', { ...deviceGrant, client_id: 'tv' }, { token_type: 'Bearer' }],
    ['pending', { ...deviceGrant, client_id: 'authorization_pending' }, { error: 'authorization_pending' }],
    ['slow down', { ...deviceGrant, client_id: 'slow_down' }, { error: 'slow_down' }],
    ['device code without a client', deviceGrant, { error: 'invalid_request' }],
    [
      'token exchange (RFC 8693)',
      { ...exchange, subject_token_type: `${urn}:token-type:jwt` },
      { issued_token_type: `${urn}:token-type:access_token` },
    ],
    ['token exchange without a type', exchange, { error: 'invalid_request' }],
    [
      'token exchange with an actor without a type',
      { ...exchange, subject_token_type: `${urn}:token-type:jwt`, actor_token: 'b' },
      { error: 'invalid_request' },
    ],
    ['SAML assertion (RFC 7522)', saml(assertion), { token_type: 'Bearer' }],
    ['SAML assertion without an issuer', saml(assertion.replace('<A:Issuer/>', '')), { error: 'invalid_grant' }],
    ['another XML', saml('<a/>'), { error: 'invalid_grant' }],
  ])('%s', async (_, given, want) => {
    expect((await token(given)).body).toMatchObject(want);
  });

  it('device authorization (RFC 8628, section 3.2)', async () => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const { status, body } = await ask(sandbox, 'POST /_sandbox/oauth2/device_authorization', {
      headers,
      body: bytes('client_id=tv'),
    });
    const verification = 'http://localhost:9000/_sandbox/oauth2/device';
    expect(status).toBe(200);
    expect(body).toMatchObject({ device_code: 'sandbox-device-code', verification_uri: verification, interval: 1 });
    expect((await ask(sandbox, 'GET /_sandbox/oauth2/device')).text).toContain('The device has access');
  });
});
