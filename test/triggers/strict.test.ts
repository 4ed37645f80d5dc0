import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { type Asking, ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { basic, securitySchemes } from '../fixtures/credentials.ts';
import { documentOf, empty, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const ok = response({ ok: {} });
const unauthorized = response({ missing: { message: 'who are you?' }, expired: { message: 'too late' } });
const secured = (operationId: string, ...security: readonly JsonObject[]) => ({
  get: { operationId, security, responses: { 200: ok, 401: unauthorized } },
});

const sandbox = ruledSandbox(
  documentOf(
    {
      '/global': {
        get: {
          operationId: 'global',
          parameters: [parameter('query', 'limit', { type: 'integer' })],
          responses: { 200: ok, 400: response({ wrong: {} }), 401: unauthorized, 429: response({ spike: {} }) },
        },
      },
      '/none': secured('none'),
      '/optional': secured('optional', {}, { bearer: [] }),
      '/bearer': secured('bearer', { bearer: [] }),
      '/basic': secured('basic', { basic: [] }),
      '/oauth': secured('oauth', { oauth: ['read'] }),
      '/openid': secured('openid', { openId: [] }),
      '/header-key': secured('headerKey', { headerKey: [] }),
      '/query-key': secured('queryKey', { queryKey: [] }),
      '/cookie-key': secured('cookieKey', { cookieKey: [] }),
      '/certificate': secured('certificate', { certificate: [] }),
      '/both': secured('both', { bearer: [], headerKey: [] }),
      '/either': secured('either', { basic: [] }, { headerKey: [], queryKey: [] }),
    },
    { security: [{ bearer: [] }], components: { securitySchemes } },
  ),
  { auth: 'strict' },
);

const key = { 'X-Api-Key': 'k' };
const bearer = { Authorization: 'Bearer token' };
const passing: readonly { name: string; given: string; headers?: Asking['headers'] }[] = [
  { name: 'what the document asks of all', given: '/global', headers: bearer },
  { name: 'nothing, where the operation overrides it with nothing', given: '/none' },
  { name: 'nothing, where it is optional', given: '/optional' },
  { name: 'a bearer token', given: '/bearer', headers: bearer },
  { name: 'a scheme in any case', given: '/bearer', headers: { Authorization: 'BEARER token' } },
  { name: 'Basic that decodes', given: '/basic', headers: { Authorization: basic('me') } },
  { name: 'Basic without a password', given: '/basic', headers: { Authorization: basic('me', '') } },
  { name: 'a bearer token for OAuth', given: '/oauth', headers: bearer },
  { name: 'a bearer token for OpenID', given: '/openid', headers: bearer },
  { name: 'a key in a header', given: '/header-key', headers: key },
  { name: 'a key in the query', given: '/query-key?key=k' },
  { name: 'a key in a cookie', given: '/cookie-key', headers: { Cookie: 'session=k' } },
  { name: 'nothing, where a request cannot show it', given: '/certificate' },
  { name: 'both of two', given: '/both', headers: { ...bearer, ...key } },
  { name: 'one of two alternatives', given: '/either', headers: { Authorization: basic('me') } },
  { name: 'the other of two alternatives', given: '/either?key=k', headers: key },
];

const failing: typeof passing = [
  { name: 'nothing, where the document asks it of all', given: '/global' },
  { name: 'a bearer scheme without a token', given: '/bearer', headers: { Authorization: 'Bearer' } },
  { name: 'a bearer scheme with spaces', given: '/bearer', headers: { Authorization: 'Bearer   ' } },
  { name: 'Basic instead of a bearer token', given: '/bearer', headers: { Authorization: basic('me') } },
  { name: 'a bearer token instead of Basic', given: '/basic', headers: bearer },
  { name: 'Basic that does not decode', given: '/basic', headers: { Authorization: 'Basic %%%' } },
  {
    name: 'Basic without a colon (RFC 7617, 2)',
    given: '/basic',
    headers: { Authorization: `Basic ${btoa('me')}` },
  },
  { name: 'an empty key in a header', given: '/header-key', headers: { 'X-Api-Key': '' } },
  { name: 'an empty key in the query', given: '/query-key?key=' },
  { name: 'a key in another place', given: '/query-key', headers: { Cookie: 'key=k' } },
  { name: 'a cookie of another name', given: '/cookie-key', headers: { Cookie: 'mysession=k' } },
  { name: 'one of two', given: '/both', headers: bearer },
  { name: 'the other of two', given: '/both', headers: key },
  { name: 'half an alternative', given: '/either', headers: key },
];

describe('strict authentication takes (design, step 5)', () => {
  it.each(byName(passing))('%s', async (_, { given, headers = {} }) =>
    expect(await ask(sandbox, `GET ${given}`, { headers })).toMatchObject({ status: 200 }),
  );
});

describe('strict authentication refuses (design, step 5)', () => {
  it.each(byName(failing))('%s', async (_, { given, headers = {} }) => {
    const answer = await ask(sandbox, `GET ${given}`, { headers });
    expect(answer).toMatchObject({ status: 401, trigger: 'token', body: { message: 'who are you?' } });
    expect(answer.headers['www-authenticate']).toBeTruthy();
  });
});

const challenges = [
  { given: '/bearer', want: /^Bearer\b/ },
  { given: '/basic', want: /^Basic realm=/ },
  { given: '/oauth', want: /^Bearer\b/ },
  { given: '/either', want: /Basic .*,.*X-Api-Key/ },
];

it.each(challenges)('WWW-Authenticate names what $given asks for (RFC 9110, 11.6.1)', async ({ given, want }) =>
  expect((await ask(sandbox, `GET ${given}`)).headers['www-authenticate']).toMatch(want),
);

const order = [
  { name: 'a chosen error before it', prefer: 'code=429', want: { scenario: 'global/429/spike', trigger: 'prefer' } },
  {
    name: 'it before a chosen success',
    prefer: 'code=200',
    want: { scenario: 'global/401/missing', trigger: 'token' },
  },
  {
    name: 'it before validation',
    target: '/global?limit=x',
    want: { scenario: 'global/401/missing', trigger: 'token' },
  },
  { name: 'a token behind it', headers: { Authorization: 'Bearer expired' }, want: { scenario: 'global/401/expired' } },
  {
    name: 'it before a token of another scheme',
    headers: { 'X-Api-Key': '429' },
    want: { scenario: 'global/401/missing' },
  },
];

describe('the order is (design, step 5)', () => {
  it.each(byName(order))('%s', async (_, { target = '/global', prefer, headers, want }) => {
    const sent = { ...headers, ...(prefer !== undefined && { Prefer: prefer }) };
    expect(await ask(sandbox, `GET ${target}`, { headers: sent })).toMatchObject(want);
  });
});

const documented: readonly { name: string; responses: JsonObject; status: number; want: string }[] = [
  { name: '401', responses: { 401: response({ no: {} }), '4XX': empty }, status: 401, want: 'get/401/no' },
  { name: '4XX as 401', responses: { '4XX': response({ no: {} }), default: empty }, status: 401, want: 'get/4XX/no' },
  { name: 'default as 401', responses: { default: response({ no: {} }) }, status: 401, want: 'get/default/no' },
  { name: 'one that is built', responses: {}, status: 401, want: 'get/401/built' },
];

describe('the 401 is (design, step 5)', () => {
  it.each(byName(documented))('%s', async (_, { responses, status, want }) => {
    const get = { operationId: 'get', security: [{ bearer: [] }], responses: { 200: ok, ...responses } };
    const one = ruledSandbox(documentOf({ '/': { get } }, { components: { securitySchemes } }), { auth: 'strict' });
    const answer = await ask(one, 'GET /');
    expect(answer).toMatchObject({ status, scenario: want, trigger: 'token' });
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
  });

  it('sent with the WWW-Authenticate that the document shows', async () => {
    const headers = { 'WWW-Authenticate': { example: 'Bearer realm="pets", scope="read"' } };
    const get = { security: [{ bearer: [] }], responses: { 200: ok, 401: { ...unauthorized, headers } } };
    const one = ruledSandbox(documentOf({ '/': { get } }, { components: { securitySchemes } }), { auth: 'strict' });
    expect((await ask(one, 'GET /')).headers['www-authenticate']).toBe('Bearer realm="pets", scope="read"');
  });
});

describe('a document that declares no security (design, step 5)', () => {
  const required = parameter('header', 'authorization', { type: 'string' }, { required: true });
  const plain = { responses: { 200: ok, 401: unauthorized } };
  const one = ruledSandbox(
    documentOf({
      '/required': { get: { ...plain, parameters: [required] } },
      '/shared': { parameters: [required], get: plain },
      '/optional': { get: { ...plain, parameters: [{ ...required, required: false }] } },
      '/open': { get: plain },
    }),
    { auth: 'strict' },
  );

  const rows = [
    { name: 'asks for a required Authorization parameter', given: '/required', headers: {}, status: 401 },
    { name: 'asks for it where the whole path requires it', given: '/shared', headers: {}, status: 401 },
    { name: 'takes any scheme', given: '/required', headers: { Authorization: 'NHSD apikey' }, status: 200 },
    {
      name: 'takes no scheme without credentials',
      given: '/required',
      headers: { Authorization: 'NHSD' },
      status: 401,
    },
    { name: 'does not ask for an optional one', given: '/optional', headers: {}, status: 200 },
    { name: 'asks for nothing elsewhere', given: '/open', headers: {}, status: 200 },
  ];

  it.each(byName(rows))('%s', async (_, { given, headers, status }) =>
    expect((await ask(one, `GET ${given}`, { headers })).status).toBe(status),
  );

  it('does not require the parameter under open access', async () => {
    const open = ruledSandbox(documentOf({ '/required': { get: { ...plain, parameters: [required] } } }));
    expect((await ask(open, 'GET /required')).status).toBe(200);
  });
});
