import { describe, expect, it } from 'vitest';
import { type Asking, ask, bytes } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { securitySchemes } from '../fixtures/credentials.ts';
import { documentOf, empty, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const parameters = [
  parameter('header', 'X-Request-ID', { type: 'string', minLength: 3 }),
  parameter('header', 'X-Correlation-ID', { type: 'string', default: 'none given' }),
  parameter('header', 'X-Version', { type: 'integer' }),
  parameter('header', 'X-Not-Answered', { type: 'string' }),
  parameter('header', 'WWW-Authenticate', { type: 'string' }),
  parameter('query', 'X-Query', { type: 'string' }),
];
const canned = { schema: { type: 'string' }, example: 'canned' };
const documented = {
  'x-request-id': canned,
  'X-Correlation-ID': canned,
  'X-Version': canned,
  'X-Query': canned,
  'WWW-Authenticate': { schema: { type: 'string' } },
};
const paths = {
  '/things': {
    post: {
      operationId: 'make',
      parameters,
      requestBody: jsonBody({ type: 'object' }),
      responses: { 201: { ...response({ made: {} }), headers: documented }, 204: empty, 429: response({ spike: {} }) },
    },
    get: { operationId: 'read', parameters, responses: { 200: response({ ok: {} }) } },
  },
};
const rules = [
  {
    operation: 'make',
    when: { 'header.X-Version': 2 },
    answer: { scenario: '201/made', headers: { 'X-Request-ID': 'by rule' } },
  },
];
const sandbox = ruledSandbox(documentOf(paths), { rules, bodyLimit: 100 });
const strict = ruledSandbox(documentOf(paths, { security: [{ bearer: [] }], components: { securitySchemes } }), {
  auth: 'strict',
});

const good: Asking = { body: {} };
const everywhere: readonly {
  name: string;
  headers?: Asking['headers'];
  body?: Asking['body'];
  closed?: boolean;
  status: number;
}[] = [
  { name: 'the response that documents it', ...good, status: 201 },
  { name: 'a response that does not document it', ...good, headers: { Prefer: 'code=204' }, status: 204 },
  { name: 'an error chosen by Prefer', headers: { Prefer: 'code=429' }, status: 429 },
  { name: 'an error named by a token', headers: { Authorization: 'Bearer 429' }, status: 429 },
  { name: 'a built error', body: 5, status: 422 },
  { name: 'an unsupported media type: 415', headers: { 'Content-Type': 'text/csv' }, body: bytes('a'), status: 415 },
  { name: 'a body over the limit: 413', body: 'x'.repeat(101), status: 413 },
  { name: 'an unacceptable Accept: 406', ...good, headers: { Accept: 'text/csv' }, status: 406 },
  { name: 'an unknown choice: 404', ...good, headers: { Prefer: 'code=500' }, status: 404 },
  { name: 'missing credentials: 401', ...good, closed: true, status: 401 },
];

describe('a response header named like a request header echoes it in (design, Headers)', () => {
  it.each(byName(everywhere))('%s', async (_, { headers, body, closed, status }) => {
    const sent = { 'X-Request-ID': 'mine', 'X-Correlation-ID': 'c-1', 'X-Version': '1', ...headers };
    const asking = { headers: sent, ...(body !== undefined && { body }) };
    const answer = await ask(closed === true ? strict : sandbox, 'POST /things', asking);
    expect(answer).toMatchObject({
      status,
      headers: { 'x-request-id': 'mine', 'x-correlation-id': 'c-1', 'x-version': '1' },
    });
  });

  it('a response to a request in which it is the fault', async () =>
    expect(await ask(sandbox, 'POST /things', { ...good, headers: { 'X-Request-ID': 'x' } })).toMatchObject({
      status: 422,
      headers: { 'x-request-id': 'x' },
    }));
});

describe('if the client did not send it (design, Headers)', () => {
  it('it is omitted, whatever example is documented', async () => {
    const answer = await ask(sandbox, 'POST /things', good);
    expect(answer.headers).not.toHaveProperty('x-request-id');
    expect(answer.headers).not.toHaveProperty('x-version');
  });

  it('it has the default of the request parameter', async () =>
    expect((await ask(sandbox, 'POST /things', good)).headers['x-correlation-id']).toBe('none given'));

  it('it has that default on an error too', async () =>
    expect((await ask(sandbox, 'POST /things')).headers['x-correlation-id']).toBe('none given'));
});

describe('nothing is echoed (design, Headers)', () => {
  it.each([{}, { 'WWW-Authenticate': 'mine' }])('in the challenge of a 401 (RFC 9110, 15.5.2)', async (headers) =>
    expect(await ask(strict, 'POST /things', { ...good, headers })).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer realm="sandbox"' },
    }),
  );

  it('for an operation that does not document the header', async () =>
    expect((await ask(sandbox, 'GET /things', { headers: { 'X-Request-ID': 'mine' } })).headers).not.toHaveProperty(
      'x-request-id',
    ));

  it('if it is no response header', async () =>
    expect(
      (await ask(sandbox, 'POST /things', { ...good, headers: { 'X-Not-Answered': 'x' } })).headers,
    ).not.toHaveProperty('x-not-answered'));

  it('if it is a query parameter', async () =>
    expect((await ask(sandbox, 'POST /things?X-Query=sent', good)).headers['x-query']).toBe('canned'));
});

it('a header set by a rule is not overridden (design, Headers)', async () => {
  const headers = { 'X-Version': '2', 'X-Request-ID': 'mine' };
  expect((await ask(sandbox, 'POST /things', { ...good, headers })).headers['x-request-id']).toBe('by rule');
});

it('a non-ASCII value does not break the response (design, Headers)', async () => {
  const answer = await ask(sandbox, 'POST /things', { ...good, headers: { 'X-Request-ID': 'gr\u00fcn' } });
  expect([answer.status, answer.headers['x-request-id']]).toEqual([201, expect.stringContaining('gr')]);
});
