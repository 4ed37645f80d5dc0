import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { type Asking, ask, bytes } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { securitySchemes } from '../fixtures/credentials.ts';
import { documentOf, empty, jsonBody, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const headers = (entries: Readonly<Record<string, JsonObject>>): JsonObject => ({
  ...response({ ok: {} }),
  headers: entries,
});
const post = {
  operationId: 'make',
  requestBody: jsonBody({ type: 'object' }),
  responses: {
    201: headers({
      'X-Number': { example: 5 },
      'X-Text': { schema: { type: 'string' }, examples: { one: { value: 'first' }, two: { value: 'second' } } },
      'X-List': { schema: { type: 'array' }, example: ['a', 'b'] },
      'X-Schema': { schema: { type: 'string', enum: ['always', 'never'] } },
      'X-Required': { required: true, schema: { type: 'integer', minimum: 3 } },
      'X-Unknown': { schema: { type: 'string' } },
      'Content-Type': { example: 'text/plain' },
    }),
    400: headers({ 'X-Only-Here': { example: 'yes' } }),
    404: headers({ 'X-Odd': { example: 'grün\nrot' } }),
  },
};
const paths = {
  '/things': { post, get: { operationId: 'read', responses: { 200: response({ ok: {} }), 204: empty } } },
};
const sandbox = ruledSandbox(documentOf(paths), { bodyLimit: 100 });
const strict = ruledSandbox(documentOf(paths, { security: [{ bearer: [] }], components: { securitySchemes } }), {
  auth: 'strict',
});

const everything: readonly { name: string; given: string; asking?: Asking; status: number; closed?: boolean }[] = [
  { name: 'a documented response', given: 'GET /things', status: 200 },
  { name: 'a response without a body', given: 'GET /things', asking: { headers: { Prefer: 'code=204' } }, status: 204 },
  { name: 'the error for an invalid request', given: 'POST /things', status: 400 },
  { name: 'an unacceptable Accept: 406', given: 'GET /things', asking: { headers: { Accept: 'a/b' } }, status: 406 },
  {
    name: 'an unknown choice: 404',
    given: 'GET /things',
    asking: { headers: { Prefer: 'code=500' } },
    status: 404,
  },
  { name: 'an unknown path', given: 'GET /nowhere', status: 404 },
  { name: 'another method: 405', given: 'PUT /things', status: 405 },
  { name: 'OPTIONS', given: 'OPTIONS /things', status: 204 },
  { name: 'a body over the limit: 413', given: 'POST /things', asking: { body: bytes('x'.repeat(101)) }, status: 413 },
  { name: 'missing credentials: 401', given: 'GET /things', status: 401, closed: true },
  { name: 'the index', given: 'GET /_sandbox/', status: 200 },
  { name: 'health', given: 'GET /_sandbox/health', status: 200 },
  { name: 'the catalogue', given: 'GET /_sandbox/scenarios', status: 200 },
  { name: 'an unknown path below /_sandbox/', given: 'GET /_sandbox/nothing', status: 404 },
  { name: 'another method below /_sandbox/', given: 'POST /_sandbox/health', status: 405 },
];

describe('every response may be read by scripts of any origin, and is never stored or sniffed (design, Headers):', () => {
  it.each(byName(everything))('%s', async (_, { given, asking, status, closed }) => {
    const answer = await ask(closed === true ? strict : sandbox, given, asking);
    expect(answer).toMatchObject({
      status,
      headers: {
        'access-control-allow-origin': '*',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
    expect(answer.headers['access-control-expose-headers']).toContain('Sandbox-Scenario');
  });

  it('a preflight', async () => {
    const asked = { Origin: 'https://example.com', 'Access-Control-Request-Method': 'POST' };
    expect((await ask(sandbox, 'OPTIONS /things', { headers: asked })).headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });
});

it('scripts of other origins may read the sandbox’s headers, HTTP’s, and all documented ones (Fetch Standard, 3.3.3)', async () => {
  const exposed = (await ask(sandbox, 'GET /things')).headers['access-control-expose-headers'] ?? '';
  const names = exposed.toLowerCase().split(/, */);
  const wanted = ['Scenario', 'Trigger', 'Faults', 'Set-Aside'].map((name) => `sandbox-${name.toLowerCase()}`);
  expect(names).toEqual(expect.arrayContaining([...wanted, 'preference-applied', 'location', 'allow', 'retry-after']));
  expect(names).toEqual(expect.arrayContaining(['www-authenticate', 'x-number', 'x-only-here', 'x-unknown']));
  expect(new Set(names).size).toBe(names.length);
});

describe('the headers of a response (OpenAPI 3.1.1, 4.8.21)', () => {
  it('are those documented for it, with their examples', async () => {
    const answer = await ask(sandbox, 'POST /things', { body: {} });
    expect(answer.headers).toMatchObject({
      'x-number': '5',
      'x-text': 'first',
      'x-list': 'a,b',
      'x-schema': 'always',
      'x-required': '3',
    });
    expect(answer.headers).not.toHaveProperty('x-only-here');
  });

  it('omit one without schema or example', async () =>
    expect((await ask(sandbox, 'POST /things', { body: {} })).headers).not.toHaveProperty('x-unknown'));

  it('do not include a documented Content-Type (OpenAPI 3.1.1, 4.8.17.1)', async () =>
    expect((await ask(sandbox, 'POST /things', { body: {} })).headers['content-type']).toBe('application/json'));

  it('are sanitised if an example cannot be sent (RFC 9110, 5.5)', async () => {
    const answer = await ask(sandbox, 'POST /things', { headers: { Prefer: 'code=404' } });
    expect([answer.status, answer.headers['x-odd']]).toEqual([404, expect.stringMatching(/^[\x20-\x7e]+$/)]);
  });
});
