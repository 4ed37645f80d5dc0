import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../sandbox/index.ts';
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
  { name: 'the credentials that the document requires globally', given: '/global', headers: bearer },
  { name: 'none if the operation overrides security with an empty list', given: '/none' },
  { name: 'none if security is optional', given: '/optional' },
  { name: 'a bearer token', given: '/bearer', headers: bearer },
  { name: 'a scheme in upper case', given: '/bearer', headers: { Authorization: 'BEARER token' } },
  { name: 'Basic with valid credentials', given: '/basic', headers: { Authorization: basic('me') } },
  { name: 'Basic without a password', given: '/basic', headers: { Authorization: basic('me', '') } },
  { name: 'a bearer token for OAuth 2', given: '/oauth', headers: bearer },
  { name: 'a bearer token for OpenID Connect', given: '/openid', headers: bearer },
  { name: 'an API key in a header', given: '/header-key', headers: key },
  { name: 'an API key in the query', given: '/query-key?key=k' },
  { name: 'an API key in a cookie', given: '/cookie-key', headers: { Cookie: 'session=k' } },
  { name: 'none for mutual TLS, which a request does not show', given: '/certificate' },
  { name: 'both of two required schemes', given: '/both', headers: { ...bearer, ...key } },
  { name: 'the first of two alternatives', given: '/either', headers: { Authorization: basic('me') } },
  { name: 'the second of two alternatives', given: '/either?key=k', headers: key },
];

const failing: typeof passing = [
  { name: 'no credentials although the document requires them globally', given: '/global' },
  { name: 'Bearer without a token', given: '/bearer', headers: { Authorization: 'Bearer' } },
  { name: 'Bearer followed only by spaces', given: '/bearer', headers: { Authorization: 'Bearer   ' } },
  { name: 'Basic instead of a bearer token', given: '/bearer', headers: { Authorization: basic('me') } },
  { name: 'a bearer token instead of Basic', given: '/basic', headers: bearer },
  { name: 'Basic with invalid base64', given: '/basic', headers: { Authorization: 'Basic %%%' } },
  {
    name: 'Basic without a colon (RFC 7617, 2)',
    given: '/basic',
    headers: { Authorization: `Basic ${btoa('me')}` },
  },
  { name: 'an empty key in a header', given: '/header-key', headers: { 'X-Api-Key': '' } },
  { name: 'an empty key in the query', given: '/query-key?key=' },
  { name: 'an API key in the wrong location', given: '/query-key', headers: { Cookie: 'key=k' } },
  { name: 'a cookie with another name', given: '/cookie-key', headers: { Cookie: 'mysession=k' } },
  { name: 'only the first of two required schemes', given: '/both', headers: bearer },
  { name: 'only the second of two required schemes', given: '/both', headers: key },
  { name: 'half of an alternative of two schemes', given: '/either', headers: key },
];

describe('strict authentication accepts (design, step 5)', () => {
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

it.each(challenges)('WWW-Authenticate names the schemes of $given (RFC 9110, 11.6.1)', async ({ given, want }) =>
  expect((await ask(sandbox, `GET ${given}`)).headers['www-authenticate']).toMatch(want),
);

const order = [
  {
    name: 'error chosen by Prefer: before the 401',
    prefer: 'code=429',
    want: { scenario: 'global/429/spike', trigger: 'prefer' },
  },
  {
    name: 'success chosen by Prefer: after the 401',
    prefer: 'code=200',
    want: { scenario: 'global/401/missing', trigger: 'token' },
  },
  {
    name: 'validation: after the 401',
    target: '/global?limit=x',
    want: { scenario: 'global/401/missing', trigger: 'token' },
  },
  {
    name: 'error named by the token: after credentials are found',
    headers: { Authorization: 'Bearer expired' },
    want: { scenario: 'global/401/expired' },
  },
  {
    name: 'error named by an API key of another scheme: not before the 401',
    headers: { 'X-Api-Key': '429' },
    want: { scenario: 'global/401/missing' },
  },
];

describe('the order of authentication and other steps (design, step 5)', () => {
  it.each(byName(order))('%s', async (_, { target = '/global', prefer, headers, want }) => {
    const sent = { ...headers, ...(prefer !== undefined && { Prefer: prefer }) };
    expect(await ask(sandbox, `GET ${target}`, { headers: sent })).toMatchObject(want);
  });
});

const documented: readonly { name: string; responses: JsonObject; status: number; want: string }[] = [
  {
    name: 'documented 401: its example',
    responses: { 401: response({ no: {} }), '4XX': empty },
    status: 401,
    want: 'get/401/no',
  },
  {
    name: 'only 4XX: as 401',
    responses: { '4XX': response({ no: {} }), default: empty },
    status: 401,
    want: 'get/4XX/no',
  },
  { name: 'only default: as 401', responses: { default: response({ no: {} }) }, status: 401, want: 'get/default/no' },
  { name: 'none documented: problem details', responses: {}, status: 401, want: 'get/401/built' },
];

describe('the 401 of strict authentication (design, step 5)', () => {
  it.each(byName(documented))('%s', async (_, { responses, status, want }) => {
    const get = { operationId: 'get', security: [{ bearer: [] }], responses: { 200: ok, ...responses } };
    const one = ruledSandbox(documentOf({ '/': { get } }, { components: { securitySchemes } }), { auth: 'strict' });
    const answer = await ask(one, 'GET /');
    expect(answer).toMatchObject({ status, scenario: want, trigger: 'token' });
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
  });

  it('has the documented WWW-Authenticate header', async () => {
    const headers = { 'WWW-Authenticate': { example: 'Bearer realm="pets", scope="read"' } };
    const get = { security: [{ bearer: [] }], responses: { 200: ok, 401: { ...unauthorized, headers } } };
    const one = ruledSandbox(documentOf({ '/': { get } }, { components: { securitySchemes } }), { auth: 'strict' });
    expect((await ask(one, 'GET /')).headers['www-authenticate']).toBe('Bearer realm="pets", scope="read"');
  });
});

const several: readonly { name: string; examples: JsonObject; want: string }[] = [
  { name: 'named "missing", after another', examples: { expired: {}, 'missing-token': {} }, want: 'missing-token' },
  {
    name: 'whose body says that it is missing',
    examples: { a: { message: 'The token has expired.' }, b: { message: 'No token provided' } },
    want: 'b',
  },
  {
    name: 'whose problem details say that it is required',
    examples: {
      a: { title: 'Unauthorized', status: 401, detail: 'Token is invalid' },
      b: { title: 'Unauthorized', status: 401, detail: 'An access token is required' },
    },
    want: 'b',
  },
  {
    name: 'the first one if two say so',
    examples: { invalid: {}, absent: { message: 'Header is missing' }, missing: {} },
    want: 'absent',
  },
  { name: 'the first one if none says so', examples: { invalid: {}, expired: {} }, want: 'invalid' },
];

describe('of several examples of a 401, missing credentials get the one (design, step 5)', () => {
  it.each(byName(several))('%s', async (_, { examples, want }) => {
    const get = { operationId: 'get', security: [{ bearer: [] }], responses: { 200: ok, 401: response(examples) } };
    const document = documentOf({ '/': { get } }, { components: { securitySchemes } });
    const closed = ruledSandbox(document, { auth: 'strict' });
    expect(await ask(closed, 'GET /')).toMatchObject({ status: 401, scenario: `get/401/${want}`, trigger: 'token' });
  });

  it('whose summary says that it is missing', async () => {
    const examples = {
      one: { summary: 'Token expired', value: {} },
      two: { summary: 'Token not provided', value: {} },
    };
    const unauthenticated = { description: '', content: { 'application/json': { examples } } };
    const get = { operationId: 'get', security: [{ bearer: [] }], responses: { 200: ok, 401: unauthenticated } };
    const document = documentOf({ '/': { get } }, { components: { securitySchemes } });
    expect((await ask(ruledSandbox(document, { auth: 'strict' }), 'GET /')).scenario).toBe('get/401/two');
  });
});

describe('without credentials under strict authentication, an included API answers (design, step 5)', () => {
  const own = createSandbox({ auth: 'strict' });
  it.each([
    // It documents no example about a missing token.
    ['GET /nhs-app/communication/report/patients', 'get-patient-report/401/invalid-access-token'],
    ['GET /nhs-notify-supplier/letters', 'listLetters/401/missing-access-token'],
  ])('%s: %s', async (given, want) =>
    expect(await ask(own, given)).toMatchObject({ status: 401, scenario: want, trigger: 'token' }),
  );
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
    { name: 'required Authorization parameter missing: 401', given: '/required', headers: {}, status: 401 },
    {
      name: 'required Authorization parameter of the path item missing: 401',
      given: '/shared',
      headers: {},
      status: 401,
    },
    {
      name: 'required Authorization parameter with any scheme: accepted',
      given: '/required',
      headers: { Authorization: 'NHSD apikey' },
      status: 200,
    },
    {
      name: 'Authorization parameter without credentials: 401',
      given: '/required',
      headers: { Authorization: 'NHSD' },
      status: 401,
    },
    { name: 'optional Authorization parameter missing: accepted', given: '/optional', headers: {}, status: 200 },
    { name: 'no Authorization parameter: accepted', given: '/open', headers: {}, status: 200 },
  ];

  it.each(byName(rows))('%s', async (_, { given, headers, status }) =>
    expect((await ask(one, `GET ${given}`, { headers })).status).toBe(status),
  );

  it('the parameter is not required under open access', async () => {
    const open = ruledSandbox(documentOf({ '/required': { get: { ...plain, parameters: [required] } } }));
    expect((await ask(open, 'GET /required')).status).toBe(200);
  });
});
