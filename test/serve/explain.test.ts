import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { type Answer, ask } from '../fixtures/ask.ts';
import { documentOf, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

function sandboxTaking(schema: Json, rest: JsonObject = {}) {
  const post = {
    operationId: 'send',
    parameters: [
      parameter('query', 'limit', { type: 'integer', maximum: 9 }),
      parameter('header', 'X-Tenant', { enum: ['a'] }),
    ],
    requestBody: jsonBody(schema),
    responses: { 201: response({ done: {} }), 400: response({ wrong: {} }) },
    ...rest,
  };
  return ruledSandbox(documentOf({ '/things': { post } }));
}

const header = (answer: Answer): string => answer.headers['sandbox-faults'] ?? '';
const parsed = (answer: Answer): Json => JSON.parse(header(answer));
const maxBytes = 4096;

describe('Sandbox-Faults (design, Explains itself)', () => {
  it('has the location, keyword and expected value of each fault', async () => {
    const sandbox = sandboxTaking({ type: 'object', required: ['name'], properties: { age: { minimum: 18 } } });
    const asking = { headers: { 'X-Tenant': 'b' }, body: { age: 17 } };
    expect(parsed(await ask(sandbox, 'POST /things?limit=10', asking))).toEqual([
      { in: 'query', at: 'limit', keyword: 'maximum', expected: 9 },
      { in: 'header', at: 'X-Tenant', keyword: 'enum', expected: ['a'] },
      { in: 'body', at: '/age', keyword: 'minimum', expected: 18 },
      { in: 'body', at: '/name', keyword: 'required', expected: true },
    ]);
  });

  it('is compact', async () => {
    const answer = await ask(sandboxTaking({ type: 'object' }), 'POST /things', { body: [] });
    expect(header(answer)).toBe('[{"in":"body","at":"","keyword":"type","expected":"object"}]');
  });

  it('is ASCII', async () => {
    const answer = await ask(sandboxTaking({ enum: ['größe 🌱', '\u007f'] }), 'POST /things', { body: 1 });
    expect(header(answer)).toMatch(/^[\x20-\x7e]+$/);
    expect(parsed(answer)).toMatchObject([{ expected: ['größe 🌱', '\u007f'] }]);
  });

  it('contains no values from the request', async () => {
    const secret = 'hunter2';
    const schema = {
      type: 'object',
      properties: { password: { maxLength: 3 }, code: { const: 'x' }, tags: { uniqueItems: true } },
    };
    const body = { password: secret, code: secret, tags: [secret, secret] };
    const answer = await ask(sandboxTaking(schema), `POST /things?limit=${secret}`, {
      headers: { 'X-Tenant': secret },
      body,
    });
    expect(answer.faults).toHaveLength(5);
    expect(header(answer)).not.toContain(secret);
  });

  it('lists at most twenty faults', async () => {
    const answer = await ask(sandboxTaking({ items: { type: 'string' } }), 'POST /things', {
      body: Array(100).fill(1),
    });
    expect(answer.faults).toHaveLength(20);
    expect(answer.faults[19]).toBe('body /19 type');
  });

  it('has at most 4 KB, and valid JSON', async () => {
    const long = 'ü'.repeat(100);
    const answer = await ask(sandboxTaking({ items: { const: long } }), 'POST /things', { body: Array(20).fill(1) });
    expect(header(answer).length).toBeLessThanOrEqual(maxBytes);
    expect(answer.faults.length).toBeGreaterThan(3);
    expect(answer.faults.length).toBeLessThan(20);
  });

  it('has at most 4 KB, even if a single fault is longer', async () => {
    const answer = await ask(sandboxTaking({ const: 'x'.repeat(5000) }), 'POST /things', { body: 1 });
    expect(answer.status).toBe(400);
    expect(header(answer).length).toBeLessThanOrEqual(maxBytes);
    expect(() => parsed(answer)).not.toThrow();
  });

  it('is absent for a valid request', async () =>
    expect((await ask(sandboxTaking({}), 'POST /things', { body: 1 })).headers).not.toHaveProperty('sandbox-faults'));
});

describe('the faults of one request (design, Explains itself)', () => {
  const schema = {
    type: 'object',
    properties: { a: { type: 'string' }, b: { type: 'string' }, list: { items: { type: 'string' } } },
    required: ['z'],
  };
  const sandbox = sandboxTaking(schema);

  it('are in an order that does not depend on the order of the request', async () => {
    const list = Array(11).fill(0);
    const one = await ask(sandbox, 'POST /things', { body: { b: 1, list, a: 1 } });
    const other = await ask(sandbox, 'POST /things', { body: { a: 1, list, b: 1 } });
    expect(header(one)).toBe(header(other));
    const items = list.map((_, index) => `body /list/${index} type`);
    expect(one.faults).toEqual(['body /a type', 'body /b type', ...items, 'body /z required']);
  });

  it('are listed once each', async () => {
    const twice = {
      allOf: [{ required: ['a'] }, { $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/A' }],
    };
    const post = { requestBody: jsonBody(twice), responses: { 200: response({ ok: {} }) } };
    const components = { schemas: { A: { properties: { a: { type: 'string' } } } } };
    const answer = await ask(ruledSandbox(documentOf({ '/': { post } }, { components })), 'POST /', { body: { a: 1 } });
    expect(answer.faults).toEqual(['body /a type']);
  });
});

describe('Sandbox-Set-Aside (design, Explains itself)', () => {
  const properties = { code: { type: 'string', pattern: '^two letters$' } };
  const requestBody = {
    content: { 'application/json': { schema: { type: 'object', properties }, example: { code: 'AB' } } },
  };
  const sandbox = sandboxTaking({}, { requestBody });

  it('names the constraint that the documented examples and this request contradict', async () => {
    const answer = await ask(sandbox, 'POST /things', { body: { code: 'CD' } });
    expect(answer).toMatchObject({ status: 201, headers: { 'sandbox-set-aside': 'pattern body#/code' } });
  });

  it('is absent for a request that satisfies the constraint', async () => {
    const answer = await ask(sandbox, 'POST /things', { body: { code: 'two letters' } });
    expect(answer.headers).not.toHaveProperty('sandbox-set-aside');
  });
});
