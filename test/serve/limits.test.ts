import { describe, expect, it } from 'vitest';
import { isArray, type JsonObject, property } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf, empty, jsonBody, parameter, response } from '../fixtures/document.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const ok = { 200: response({ ok: { a: 1 } }) };
const get = (more = {}) => ({ get: { operationId: 'o', responses: ok, ...more } });
const codes = (sandbox: Parameters<typeof problemsOf>[0]) => problemsOf(sandbox).map(({ code }) => code);

describe('a request with thousands of violations', () => {
  const invalid = { 422: response({ wrong: { errors: [{ status: '422', detail: 'no', code: 'x' }] } }) };
  const post = (items: JsonObject) => ({
    operationId: 'o',
    requestBody: jsonBody({ type: 'array', items }),
    responses: { ...ok, ...invalid },
  });
  it.each([
    ['one constraint', { type: 'string' }],
    ['a choice', { oneOf: [{ type: 'string' }, { type: 'boolean' }] }],
  ])('gets a hundred of them: %s', async (_, items) => {
    const sandbox = ruledSandbox(documentOf({ '/p': { post: post(items) } }));
    const { status, body, faults } = await ask(sandbox, 'POST /p', { body: Array.from({ length: 5000 }, () => 1) });
    const errors = property(body, 'errors');
    expect([status, isArray(errors) && errors.length, faults.length]).toEqual([422, 100, 20]);
  });

  it('the header contains a fault even if its expected value is long', async () => {
    const choices = Array.from({ length: 800 }, (_, index) => `choice-${index}`);
    const parameters = [parameter('query', 'q', { enum: choices })];
    const sandbox = ruledSandbox(documentOf({ '/p': get({ parameters }) }));
    expect((await ask(sandbox, 'GET /p?q=x')).faults).toEqual(['query q enum']);
  });
});

describe('a path segment with several parameters', () => {
  const parameters = ['x', 'y', 'z'].map((name) => parameter('path', name, { type: 'string' }));
  const sandbox = ruledSandbox(documentOf({ '/t/{x},{y},{z}.png': get({ parameters }), '/u/{x}{y}': get() }));
  it.each([
    ['/t/1,2,3.png', 200],
    ['/t/1,2,3,4.png', 200],
    ['/t/1,2.png', 404],
    ['/t/,2,3.png', 404],
    ['/t/1,2,.png', 404],
    ['/t/1,2,3.png.', 404],
    [`/t/${','.repeat(8000)}`, 404],
    ['/u/ab', 200],
    ['/u/a', 404],
  ])('%.20s: %i', async (path, status) => expect((await ask(sandbox, `GET ${path}`)).status).toBe(status));
});

describe('headers that the server sets', () => {
  const headers = {
    'Content-Length': { example: 348 },
    'Content-Encoding': { example: 'gzip' },
    'Transfer-Encoding': { example: 'chunked' },
    'X-Fine': { example: 'yes' },
  };
  it('are never taken from a document', async () => {
    const responses = { 200: { ...response({ ok: { a: 1 } }), headers } };
    const { headers: sent, body } = await ask(ruledSandbox(documentOf({ '/p': get({ responses }) })), 'GET /p');
    expect([sent['content-encoding'], sent['transfer-encoding'], sent['x-fine']]).toEqual([
      undefined,
      undefined,
      'yes',
    ]);
    expect(body).toEqual({ a: 1 });
  });
});

describe('defects that are reported, although no request is refused for them', () => {
  it.each([
    [
      'a default that violates its schema',
      [parameter('query', 'page', { type: 'integer', minimum: 1, default: 0 })],
      'example-invalid',
    ],
    ['a path parameter without a template expression', [parameter('path', 'petId', { type: 'integer' })], 'structure'],
    [
      'a header with an invalid name',
      [parameter('header', 'X Id', { type: 'string' }, { required: true })],
      'structure',
    ],
  ])('%s', async (_, parameters, code) => {
    const sandbox = ruledSandbox(documentOf({ '/p': get({ parameters }) }));
    expect((await ask(sandbox, 'GET /p')).status).toBe(200);
    expect(codes(sandbox)).toContain(code);
  });

  it('content where no body is allowed, with an example', async () => {
    const requestBody = { content: { 'application/json': { schema: false, example: { a: 1 } } } };
    const bad = { post: { operationId: 'bad', requestBody, responses: ok } };
    const sandbox = ruledSandbox(documentOf({ '/bad': bad, '/good': get() }));
    expect(codes(sandbox)).toEqual(['constraint-set-aside']);
    expect((await ask(sandbox, 'GET /good')).status).toBe(200);
  });
});

describe('documented statuses', () => {
  it('a range beside a code within it is reached by another code', async () => {
    const responses = { ...ok, 400: response({ a: 1 }), '4XX': response({ b: 2 }) };
    const sandbox = ruledSandbox(documentOf({ '/p': get({ responses }) }));
    expect(await ask(sandbox, 'GET /p', { headers: { Prefer: 'code=401, example=b' } })).toMatchObject({
      status: 401,
      body: 2,
    });
    expect(sandbox.catalogue().scenarios.filter(({ requests }) => requests.length === 0)).toEqual([]);
  });

  it('default in a rule is sent as the first suitable status of the fault', async () => {
    const parameters = [parameter('query', 'n', { type: 'integer' })];
    const responses = { ...ok, default: response({ bad: 1 }) };
    const rules = [{ operation: 'o', faults: ['query.n'], answer: 'default/bad' }];
    const sandbox = ruledSandbox(documentOf({ '/p': get({ parameters, responses }) }), { rules });
    expect(await ask(sandbox, 'GET /p?n=x')).toMatchObject({ status: 422, scenario: 'o/default/bad', trigger: 'rule' });
  });

  it('a rule may answer with a success if nothing is acceptable', async () => {
    const rules = [{ operation: 'o', faults: [{ at: 'header.Accept', keyword: 'accept' }], answer: '200/ok' }];
    const sandbox = ruledSandbox(documentOf({ '/p': get() }), { rules });
    expect(await ask(sandbox, 'GET /p', { headers: { Accept: 'text/html' } })).toMatchObject({
      status: 200,
      body: { a: 1 },
    });
  });
});

describe('strict authentication', () => {
  it('requires any Authorization if the security scheme is missing', async () => {
    const sandbox = ruledSandbox(
      documentOf({ '/p': get({ security: [{ nope: [] }], responses: { ...ok, 401: empty } }) }),
      { auth: 'strict' },
    );
    expect((await ask(sandbox, 'GET /p')).status).toBe(401);
    expect((await ask(sandbox, 'GET /p', { headers: { Authorization: 'Bearer x' } })).status).toBe(200);
  });

  it('comes before handling=lenient', async () => {
    const parameters = [parameter('header', 'Authorization', { type: 'string' }, { required: true })];
    const sandbox = ruledSandbox(documentOf({ '/p': get({ parameters }) }), { auth: 'strict' });
    const { headers } = await ask(sandbox, 'GET /p', { headers: { Prefer: 'handling=lenient' } });
    expect(headers['preference-applied']).toBeUndefined();
  });
});
