import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { type Asking, ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { basic } from '../fixtures/credentials.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

/*
 * Kinds of security and what combines them (OpenAPI 3.1.1, 4.8.27 and 4.8.30) that test/triggers/strict.test.ts and
 * token.test.ts do not have.
 */

const securitySchemes = {
  bearer: { type: 'http', scheme: 'Bearer', bearerFormat: 'JWT' },
  basic: { type: 'http', scheme: 'basic' },
  digest: { type: 'http', scheme: 'Digest' },
  hoba: { type: 'http', scheme: 'hoba' },
  oauth: { type: 'oauth2', flows: {} },
  header: { type: 'apiKey', in: 'header', name: 'X-Key' },
  query: { type: 'apiKey', in: 'query', name: 'key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
  authorization: { type: 'apiKey', in: 'header', name: 'Authorization' },
  certificate: { type: 'mutualTLS' },
  alias: { $ref: '#/components/securitySchemes/query' },
  future: { type: 'passkey' },
};

/** A sandbox whose `GET /` asks for this. */
function asking(security: Json | undefined, rest: JsonObject = {}, auth: 'open' | 'strict' = 'strict') {
  const responses = { 200: response({ ok: {} }), 401: response({ who: {} }), 429: response({ spike: {} }) };
  const get = { operationId: 'get', ...(security !== undefined && { security }), responses };
  return ruledSandbox(documentOf({ '/': { get } }, { components: { securitySchemes }, ...rest }), { auth });
}

interface Row {
  readonly name: string;
  readonly security?: Json;
  readonly global?: Json;
  readonly target?: string;
  readonly headers?: NonNullable<Asking['headers']>;
  readonly status: number;
}

const authorization = (value: string) => ({ Authorization: value });
const digest = 'Digest username="me", realm="r", nonce="n", uri="/", response="0"';

const rows: readonly Row[] = [
  { name: 'digest (RFC 7616, 3.4)', security: [{ digest: [] }], headers: authorization(digest), status: 200 },
  { name: 'digest, but another', security: [{ digest: [] }], headers: authorization('Bearer t'), status: 401 },
  { name: 'digest, but nothing', security: [{ digest: [] }], headers: authorization('Digest'), status: 401 },
  {
    name: 'a scheme of the registry',
    security: [{ hoba: [] }],
    headers: authorization('HOBA result="x"'),
    status: 200,
  },
  { name: 'a scheme of the registry, missing', security: [{ hoba: [] }], status: 401 },
  { name: 'a key in Authorization', security: [{ authorization: [] }], headers: authorization('k'), status: 200 },
  { name: 'a key in Authorization, missing', security: [{ authorization: [] }], status: 401 },
  { name: 'a key by a reference', security: [{ alias: [] }], target: '/?key=k', status: 200 },
  { name: 'a key by a reference, missing', security: [{ alias: [] }], status: 401 },
  {
    name: 'a kind that nobody knows: any Authorization',
    security: [{ future: [] }],
    headers: authorization('X y'),
    status: 200,
  },
  { name: 'a kind that nobody knows, missing', security: [{ future: [] }], status: 401 },
  {
    name: 'keys in three places, all',
    security: [{ header: [], query: [], cookie: [] }],
    target: '/?key=k',
    headers: { 'X-Key': 'k', Cookie: 'a=b; sid=k' },
    status: 200,
  },
  {
    name: 'keys in three places, two',
    security: [{ header: [], query: [], cookie: [] }],
    target: '/?key=k',
    headers: { 'X-Key': 'k' },
    status: 401,
  },
  { name: 'a certificate and a key', security: [{ certificate: [], header: [] }], status: 401 },
  { name: 'a certificate or a key', security: [{ certificate: [] }, { header: [] }], status: 200 },
  { name: 'the document asks, and the operation does not say', global: [{ header: [] }], status: 401 },
  {
    name: 'the operation asks for another',
    global: [{ header: [] }],
    security: [{ query: [] }],
    target: '/?key=k',
    status: 200,
  },
  {
    name: 'what the document asks is then not enough',
    global: [{ header: [] }],
    security: [{ query: [] }],
    headers: { 'X-Key': 'k' },
    status: 401,
  },
  { name: 'security: [] takes it away', global: [{ header: [] }], security: [], status: 200 },
  { name: '{} makes it optional', global: [{ header: [] }], security: [{ header: [] }, {}], status: 200 },
  { name: '{} alone', global: [{ header: [] }], security: [{}], status: 200 },
  { name: 'schemes that nothing asks for', status: 200 },
];

describe('strict authentication (OpenAPI 3.1.1, 4.8.30)', () => {
  it.each(byName(rows))('%s', async (_, { security, global, target = '/', headers = {}, status }) => {
    const sandbox = asking(security, global === undefined ? {} : { security: global });
    const answer = await ask(sandbox, `GET ${target}`, { headers });
    expect(answer.status).toBe(status);
    expect('www-authenticate' in answer.headers).toBe(status === 401);
  });
});

describe('a challenge names the scheme as it is registered (RFC 9110, 11.6.1)', () => {
  it.each([
    ['digest', 'Digest realm="sandbox"'],
    ['basic', 'Basic realm="sandbox"'],
    ['bearer', 'Bearer realm="sandbox"'],
    ['oauth', 'Bearer realm="sandbox"'],
    ['header', 'ApiKey name="X-Key"'],
    ['future', 'Bearer realm="sandbox"'],
  ])('%s: %s', async (name, want) =>
    expect((await ask(asking([{ [name]: [] }]), 'GET /')).headers['www-authenticate']).toBe(want),
  );
});

describe('open access takes everything, and answers what a token names (design, step 5)', () => {
  const sandbox = asking([{ bearer: [], header: [] }], {}, 'open');
  it.each<readonly [string, string, Asking['headers'], number]>([
    ['nothing', '/', {}, 200],
    ['half of what is asked', '/', { 'X-Key': 'k' }, 200],
    ['what is malformed', '/', authorization('Basic %%%'), 200],
    ['a token', '/', authorization('Bearer 429'), 429],
    ['an example', '/', authorization('Bearer spike'), 429],
    ['a user name', '/', authorization(basic('who')), 401],
    ['the parameter of a scheme that is not asked for', '/?key=spike', {}, 429],
    ['a cookie', '/', { Cookie: 'sid=401' }, 401],
    ['a key with a number of the backend', '/', { 'X-Key': '404' }, 200],
  ])('%s', async (_, target, headers = {}, status) =>
    expect((await ask(sandbox, `GET ${target}`, { headers })).status).toBe(status),
  );
});

/** It is told as a warning, by `serve` and by `check`, at its place: test/checks/security.test.ts. */
describe('a scheme that is not defined asks for any Authorization (OpenAPI 3.1.1, 4.8.30.1)', () => {
  it.each<readonly [NonNullable<Asking['headers']>, number]>([
    [{}, 401],
    [{ 'X-Key': 'k' }, 401],
    [{ 'X-Key': 'k', Authorization: 'Anything x' }, 200],
    [{ Authorization: 'Anything x' }, 401],
  ])('%o', async (headers, status) =>
    expect((await ask(asking([{ header: [], nobody: [] }]), 'GET /', { headers })).status).toBe(status),
  );

  it('and is told without a check, at its place', () => {
    const problems = problemsOf(asking([{ header: [] }, { nobody: [] }]));
    expect(problems.map(({ code, severity, pointer }) => [code, severity, pointer])).toEqual([
      ['security-unknown', 'warning', '/paths/~1/get/security/1/nobody'],
    ]);
  });

  it('but not where its reference leads nowhere: that is told already', () => {
    const components = { securitySchemes: { far: { $ref: 'https://example.com/scheme.json' } } };
    const get = { security: [{ far: [] }], responses: { 200: response({ ok: {} }) } };
    const problems = problemsOf(ruledSandbox(documentOf({ '/': { get } }, { components })));
    expect(problems.map(({ code }) => code)).toEqual(['reference-remote']);
  });
});
