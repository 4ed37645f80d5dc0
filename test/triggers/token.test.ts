import { describe, expect, it } from 'vitest';
import { type Asking, ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { basic, securitySchemes } from '../fixtures/credentials.ts';
import { documentOf, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const sandbox = ruledSandbox(
  documentOf(
    {
      '/pets': {
        get: {
          operationId: 'list',
          parameters: [parameter('query', 'limit', { type: 'integer' })],
          responses: {
            200: response({ ok: [] }),
            204: { description: '' },
            400: response({ wrong: {} }),
            401: response({ missing: {}, 'expired-access-token': {} }),
            403: response({ forbidden: {} }),
            404: response({ 'not-found': {} }),
            408: response({ slow: {} }),
            409: response({ taken: {} }),
            425: response({ 'too-early': {} }),
            429: response({ spike: {}, quota: {} }),
            500: response({ broken: {} }),
            503: response({ 'down for the night': {} }),
          },
        },
      },
      '/ranges': {
        get: {
          operationId: 'ranges',
          responses: { 200: response({ ok: [] }), '4XX': response({ refused: {} }), '5XX': response({ failed: {} }) },
        },
      },
      '/plain': { get: { operationId: 'plain', responses: { 200: response({ ok: [] }) } } },
    },
    { components: { securitySchemes } },
  ),
  { rules: [{ operation: 'list', when: { 'query.limit': 13 }, answer: '503/down for the night' }] },
);

const bearer = (token: string): Asking => ({ headers: { Authorization: `Bearer ${token}` } });

const named: readonly { name: string; target?: string; given: Asking; status: number; want: string }[] = [
  { name: 'bearer token that names an example', given: bearer('quota'), status: 429, want: 'list/429/quota' },
  { name: 'bearer token that is a status', given: bearer('429'), status: 429, want: 'list/429/spike' },
  { name: 'bearer token 401', given: bearer('401'), status: 401, want: 'list/401/missing' },
  {
    name: 'bearer token that names an example of 401',
    given: bearer('expired-access-token'),
    status: 401,
    want: 'list/401/expired-access-token',
  },
  { name: 'bearer token 403', given: bearer('403'), status: 403, want: 'list/403/forbidden' },
  { name: 'bearer token that names an example of 408', given: bearer('slow'), status: 408, want: 'list/408/slow' },
  {
    name: 'bearer token that names an example of 425',
    given: bearer('too-early'),
    status: 425,
    want: 'list/425/too-early',
  },
  { name: 'bearer token 500', given: bearer('500'), status: 500, want: 'list/500/broken' },
  {
    name: 'bearer token that names an example with spaces',
    given: bearer('down for the night'),
    status: 503,
    want: 'list/503/down%20for%20the%20night',
  },
  {
    name: 'scheme in lower case (RFC 9110, 11.1)',
    given: { headers: { Authorization: 'bearer  429' } },
    status: 429,
    want: 'list/429/spike',
  },
  {
    name: 'Basic user name that names an example',
    given: { headers: { Authorization: basic('quota') } },
    status: 429,
    want: 'list/429/quota',
  },
  {
    name: 'Basic user name that is a status',
    given: { headers: { Authorization: basic('403') } },
    status: 403,
    want: 'list/403/forbidden',
  },
  {
    name: 'API key in a header',
    given: { headers: { 'X-Api-Key': 'quota' } },
    status: 429,
    want: 'list/429/quota',
  },
  {
    name: 'API key in the query',
    target: '/pets?key=quota',
    given: {},
    status: 429,
    want: 'list/429/quota',
  },
  {
    name: 'percent-encoded API key in the query',
    target: '/pets?key=down%20for+the%20night',
    given: {},
    status: 503,
    want: 'list/503/down%20for%20the%20night',
  },
  {
    name: 'API key in a cookie',
    given: { headers: { Cookie: 'theme=dark; session=503' } },
    status: 503,
    want: 'list/503/down%20for%20the%20night',
  },
  {
    name: 'status within a documented 4XX',
    target: '/ranges',
    given: bearer('429'),
    status: 429,
    want: 'ranges/4XX/refused',
  },
  {
    name: 'example of a documented 5XX',
    target: '/ranges',
    given: bearer('failed'),
    status: 500,
    want: 'ranges/5XX/failed',
  },
  {
    name: 'invalid request with a token: the token’s error, since a gateway does not validate',
    target: '/pets?limit=x',
    given: bearer('429'),
    status: 429,
    want: 'list/429/spike',
  },
];

describe('credentials select the error that they name (design, step 5)', () => {
  it.each(byName(named))('%s', async (_, { target = '/pets', given, status, want }) =>
    expect(await ask(sandbox, `GET ${target}`, given)).toMatchObject({ status, scenario: want, trigger: 'token' }),
  );
});

const accepted: readonly { name: string; given: Asking; target?: string }[] = [
  { name: 'no credentials', given: {} },
  { name: 'bearer token that names nothing', given: bearer('eyJhbGciOiJSUzUxMiJ9.e30.x') },
  { name: '404, an error of the backend', given: bearer('404') },
  { name: 'example of 404', given: bearer('not-found') },
  { name: 'example of 409', given: bearer('taken') },
  { name: '400', given: bearer('400') },
  { name: '204, a success', given: bearer('204') },
  { name: 'example of a success', given: bearer('ok') },
  { name: 'undocumented status', given: bearer('504') },
  { name: 'number that is no status', given: bearer('42900') },
  { name: 'Basic password that is a status', given: { headers: { Authorization: basic('me', '429') } } },
  { name: 'Basic with invalid base64', given: { headers: { Authorization: 'Basic %%%' } } },
  { name: 'Authorization without a scheme', given: { headers: { Authorization: '' } } },
  { name: 'header that is no API key', given: { headers: { 'X-Other-Key': '429' } } },
  { name: 'query parameter that is no API key', given: {}, target: '/pets?other=429' },
  { name: 'constructor', given: bearer('constructor') },
  { name: 'example of 4XX, whose status is 400', given: bearer('refused'), target: '/ranges' },
];

describe('credentials are accepted and select nothing (design, step 5)', () => {
  it.each(byName(accepted))('%s', async (_, { target = '/pets', given }) =>
    expect(await ask(sandbox, `GET ${target}`, given)).toMatchObject({ status: 200, trigger: 'default' }),
  );
});

describe('an error named by credentials (design, step 5)', () => {
  it('comes after a gateway rule', async () =>
    expect(await ask(sandbox, 'GET /pets?limit=13', bearer('429'))).toMatchObject({
      scenario: 'list/503/down%20for%20the%20night',
      trigger: 'rule',
    }));

  it('comes after an error chosen by Prefer', async () =>
    expect(
      await ask(sandbox, 'GET /pets', { headers: { Authorization: 'Bearer 429', Prefer: 'code=404' } }),
    ).toMatchObject({ scenario: 'list/404/not-found', trigger: 'prefer' }));

  it('comes after a success chosen by Prefer', async () =>
    expect(
      await ask(sandbox, 'GET /pets', { headers: { Authorization: 'Bearer 429', Prefer: 'code=204' } }),
    ).toMatchObject({ scenario: 'list/204/empty', trigger: 'prefer' }));
});
