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
  { name: 'a bearer token: an example', given: bearer('quota'), status: 429, want: 'list/429/quota' },
  { name: 'a bearer token: a status', given: bearer('429'), status: 429, want: 'list/429/spike' },
  { name: '401', given: bearer('401'), status: 401, want: 'list/401/missing' },
  {
    name: 'an example of 401',
    given: bearer('expired-access-token'),
    status: 401,
    want: 'list/401/expired-access-token',
  },
  { name: '403', given: bearer('403'), status: 403, want: 'list/403/forbidden' },
  { name: '408', given: bearer('slow'), status: 408, want: 'list/408/slow' },
  { name: '425', given: bearer('too-early'), status: 425, want: 'list/425/too-early' },
  { name: '500', given: bearer('500'), status: 500, want: 'list/500/broken' },
  {
    name: 'a name with spaces',
    given: bearer('down for the night'),
    status: 503,
    want: 'list/503/down%20for%20the%20night',
  },
  {
    name: 'a scheme in any case (RFC 9110, 11.1)',
    given: { headers: { Authorization: 'bearer  429' } },
    status: 429,
    want: 'list/429/spike',
  },
  {
    name: 'a Basic user name: an example',
    given: { headers: { Authorization: basic('quota') } },
    status: 429,
    want: 'list/429/quota',
  },
  {
    name: 'a Basic user name: a status',
    given: { headers: { Authorization: basic('403') } },
    status: 403,
    want: 'list/403/forbidden',
  },
  {
    name: 'an API key in a header',
    given: { headers: { 'X-Api-Key': 'quota' } },
    status: 429,
    want: 'list/429/quota',
  },
  {
    name: 'an API key in the query',
    target: '/pets?key=quota',
    given: {},
    status: 429,
    want: 'list/429/quota',
  },
  {
    name: 'an API key in the query, percent-encoded',
    target: '/pets?key=down%20for+the%20night',
    given: {},
    status: 503,
    want: 'list/503/down%20for%20the%20night',
  },
  {
    name: 'an API key in a cookie',
    given: { headers: { Cookie: 'theme=dark; session=503' } },
    status: 503,
    want: 'list/503/down%20for%20the%20night',
  },
  {
    name: 'a status of a documented range, sent as itself',
    target: '/ranges',
    given: bearer('429'),
    status: 429,
    want: 'ranges/4XX/refused',
  },
  { name: 'an example of 5XX', target: '/ranges', given: bearer('failed'), status: 500, want: 'ranges/5XX/failed' },
  {
    name: 'though the request is wrong: a gateway has not looked at it',
    target: '/pets?limit=x',
    given: bearer('429'),
    status: 429,
    want: 'list/429/spike',
  },
];

describe('an answer is named by (design, step 5)', () => {
  it.each(byName(named))('%s', async (_, { target = '/pets', given, status, want }) =>
    expect(await ask(sandbox, `GET ${target}`, given)).toMatchObject({ status, scenario: want, trigger: 'token' }),
  );
});

const accepted: readonly { name: string; given: Asking; target?: string }[] = [
  { name: 'none', given: {} },
  { name: 'any other', given: bearer('eyJhbGciOiJSUzUxMiJ9.e30.x') },
  { name: 'a status of the backend', given: bearer('404') },
  { name: 'an example of the backend', given: bearer('not-found') },
  { name: 'a conflict', given: bearer('taken') },
  { name: 'a wrong request', given: bearer('400') },
  { name: 'a success', given: bearer('204') },
  { name: 'an example of a success', given: bearer('ok') },
  { name: 'a status that is not documented', given: bearer('504') },
  { name: 'a number that is no status', given: bearer('42900') },
  { name: 'the password of Basic', given: { headers: { Authorization: basic('me', '429') } } },
  { name: 'Basic that does not decode', given: { headers: { Authorization: 'Basic %%%' } } },
  { name: 'no scheme', given: { headers: { Authorization: '' } } },
  { name: 'a key in a header that is none', given: { headers: { 'X-Other-Key': '429' } } },
  { name: 'a key in a query parameter that is none', given: {}, target: '/pets?other=429' },
  { name: 'a name that every object has', given: bearer('constructor') },
  { name: 'an example of 4XX, which is a 400', given: bearer('refused'), target: '/ranges' },
];

describe('credentials are accepted (design, step 5)', () => {
  it.each(byName(accepted))('%s', async (_, { target = '/pets', given }) =>
    expect(await ask(sandbox, `GET ${target}`, given)).toMatchObject({ status: 200, trigger: 'default' }),
  );
});

describe('a token comes (design, step 5)', () => {
  it('after a rule of the gateway', async () =>
    expect(await ask(sandbox, 'GET /pets?limit=13', bearer('429'))).toMatchObject({
      scenario: 'list/503/down%20for%20the%20night',
      trigger: 'rule',
    }));

  it('after a chosen error', async () =>
    expect(
      await ask(sandbox, 'GET /pets', { headers: { Authorization: 'Bearer 429', Prefer: 'code=404' } }),
    ).toMatchObject({ scenario: 'list/404/not-found', trigger: 'prefer' }));

  it('after a chosen success', async () =>
    expect(
      await ask(sandbox, 'GET /pets', { headers: { Authorization: 'Bearer 429', Prefer: 'code=204' } }),
    ).toMatchObject({ scenario: 'list/204/empty', trigger: 'prefer' }));
});
