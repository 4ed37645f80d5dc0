import { describe, expect, it } from 'vitest';
import { ask, origin } from '../fixtures/ask.ts';
import { securitySchemes } from '../fixtures/credentials.ts';
import { documentOf, empty, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const get = { operationId: 'get', responses: { 200: response({ ok: { text: 'größer' } }), 404: response({ no: {} }) } };
const outcome = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'invalid', diagnostics: 'No' }],
};
const paths = {
  '/pets': { get, post: { operationId: 'post', responses: { 201: empty } } },
  '/pets/mine': { delete: { operationId: 'delete', responses: { 204: empty } } },
  '/pets/{id}': { get: { ...get, operationId: 'one' }, put: { operationId: 'put', responses: { 204: empty } } },
  '/own': {
    get: { ...get, operationId: 'own' },
    head: { operationId: 'head', responses: { 200: { ...empty, headers: { 'X-Total': { example: 9 } } } } },
    options: { operationId: 'options', responses: { 200: response({ ok: ['what', 'I', 'do'] }) } },
  },
  '/write': {
    post: { operationId: 'write', responses: { 201: empty, 400: response({ no: outcome }, 'application/fhir+json') } },
  },
};
const sandbox = ruledSandbox(documentOf(paths));
const plain = ruledSandbox(documentOf({ '/pets': paths['/pets'] }));
const allowed = (text: string | undefined) => (text ?? '').split(/, */).sort();

describe('a method that a path does not have (RFC 9110, 15.5.6)', () => {
  const wrong = [
    { given: 'PUT /pets', want: ['GET', 'HEAD', 'OPTIONS', 'POST'] },
    { given: 'GET /write', want: ['OPTIONS', 'POST'] },
    { given: 'HEAD /write', want: ['OPTIONS', 'POST'] },
    { given: 'DELETE /own', want: ['GET', 'HEAD', 'OPTIONS'] },
    { given: 'POST /pets/7', want: ['GET', 'HEAD', 'OPTIONS', 'PUT'] },
    { given: 'constructor /pets', want: ['GET', 'HEAD', 'OPTIONS', 'POST'] },
  ];
  it.each(wrong)('$given: 405', async ({ given, want }) => {
    const answer = await ask(sandbox, given);
    expect(answer).toMatchObject({ status: 405, trigger: 'route', scenario: undefined });
    expect(allowed(answer.headers['allow'])).toEqual(want);
  });

  it('with a trailing slash, which is another path: 404', async () =>
    expect(await ask(sandbox, 'PUT /pets/')).toMatchObject({ status: 404, trigger: 'route' }));

  it('is answered by a template that has it, if the concrete path lacks it', async () =>
    expect(await ask(sandbox, 'PUT /pets/mine')).toMatchObject({ status: 204, scenario: 'put/204/empty' }));
});

describe('a request without an operation gets the document’s error format (design, step 2):', () => {
  it('404', async () => {
    const answer = await ask(sandbox, 'GET /nowhere');
    expect(answer.headers['content-type']).toBe('application/fhir+json');
    expect(answer.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'not-found' }] });
  });

  it('405', async () => {
    const answer = await ask(sandbox, 'PUT /pets');
    expect(answer.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'not-supported' }] });
  });

  it('problem details if the document has none', async () => {
    const answer = await ask(plain, 'GET /nowhere');
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ status: 404, title: 'Not Found' });
  });
});

describe('HEAD (RFC 9110, 9.3.2)', () => {
  it('is answered like GET, without the body (RFC 9110, 9.3.2)', async () => {
    const [head, full] = [await ask(sandbox, 'HEAD /pets'), await ask(sandbox, 'GET /pets')];
    expect(head).toMatchObject({ status: 200, scenario: 'get/200/ok', trigger: 'default', text: '' });
    expect(head.headers).toEqual({ ...full.headers, 'content-length': String(Buffer.byteLength(full.text)) });
  });

  it('gets the error that GET would get', async () => {
    const answer = await ask(sandbox, 'HEAD /pets', { headers: { Prefer: 'code=404' } });
    expect(answer).toMatchObject({ status: 404, scenario: 'get/404/no', text: '', headers: { 'content-length': '2' } });
  });

  it('has no body if no path matches', async () =>
    expect(await ask(sandbox, 'HEAD /nowhere')).toMatchObject({ status: 404, text: '' }));

  it('is answered as documented', async () =>
    expect(await ask(sandbox, 'HEAD /own')).toMatchObject({ scenario: 'head/200/empty', headers: { 'x-total': '9' } }));
});

describe('OPTIONS (RFC 9110, 9.3.7)', () => {
  it('is answered with the methods of the path', async () => {
    const answer = await ask(sandbox, 'OPTIONS /pets');
    expect(answer).toMatchObject({ status: 204, text: '', trigger: 'route' });
    expect(allowed(answer.headers['allow'])).toEqual(['GET', 'HEAD', 'OPTIONS', 'POST']);
  });

  it('is answered as documented', async () =>
    expect(await ask(sandbox, 'OPTIONS /own')).toMatchObject({ status: 200, scenario: 'options/200/ok' }));

  it('with Origin but without a requested method is no preflight', async () =>
    expect(await ask(sandbox, 'OPTIONS /own', { headers: { Origin: 'https://example.com' } })).toMatchObject({
      scenario: 'options/200/ok',
    }));

  it('for an unknown path is 404', async () => expect((await ask(sandbox, 'OPTIONS /nowhere')).status).toBe(404));
});

describe('a preflight is always answered by CORS (Fetch Standard, 4.8)', () => {
  const headers = {
    Origin: 'https://example.com',
    'Access-Control-Request-Method': 'PATCH',
    'Access-Control-Request-Headers': 'x-request-id, authorization',
  };
  it.each(['/pets', '/own', '/nowhere', '/_sandbox/health', '/_sandbox/as/code=404/pets'])('on %s', async (path) => {
    const answer = await ask(sandbox, `OPTIONS ${path}`, { headers });
    expect(answer).toMatchObject({ status: 204, text: '', headers: { 'access-control-allow-origin': '*' } });
    expect(answer.headers['access-control-allow-methods']).toContain('PATCH');
    expect(answer.headers['access-control-allow-headers']?.split(/, */)).toEqual(['x-request-id', 'authorization']);
  });

  const privately = { 'Access-Control-Request-Private-Network': 'true' };
  it.each<readonly [string, Record<string, string>, string | undefined]>([
    ['with a request for the private network: allowed', privately, 'true'],
    ['without a request for the private network: no header', {}, undefined],
  ])('%s (Private Network Access, 3.1.3)', async (_, more, want) => {
    const answer = await ask(sandbox, 'OPTIONS /pets', { headers: { ...headers, ...more } });
    expect(answer.headers['access-control-allow-private-network']).toBe(want);
  });

  it('under strict authentication, too', async () => {
    const security = { security: [{ bearer: [] }], components: { securitySchemes } };
    const closed = ruledSandbox(documentOf(paths, security), { auth: 'strict' });
    expect((await closed.fetch(`${origin}/pets`, { method: 'OPTIONS', headers })).status).toBe(204);
  });
});
