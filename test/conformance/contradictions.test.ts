import { describe, expect, it, vi } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf, empty, jsonBody, named, response } from '../fixtures/document.ts';
import { fatalProblems, lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/* Real documents contradict themselves: each ruling of the design. Depth is in test/compile/set-aside.test.ts and its kin. */

const pattern = { properties: { a: { pattern: '^Letters only$' } } };
const errors = { 400: response({ wrong: {} }) };
const sending = (schema: Json, examples: JsonObject, responses: JsonObject) =>
  documentOf({
    '/': {
      post: {
        operationId: 'send',
        requestBody: { content: { 'application/json': { schema, examples: named(examples) } } },
        responses: { 201: response({ one: {} }), ...responses },
      },
    },
  });

describe('a constraint (design, Real documents)', () => {
  it.each<readonly [string, JsonObject, JsonObject, number, readonly string[]]>([
    [
      'contradicted by every example: set aside and reported',
      { one: { a: 'x' }, two: { a: 'y' } },
      errors,
      201,
      ['constraint-set-aside'],
    ],
    [
      'satisfied by one example: stands',
      { one: { a: 'x' }, two: { a: 'Letters only' } },
      errors,
      400,
      ['example-invalid'],
    ],
    ['no examples: stands', {}, errors, 400, []],
    ['contradicted only by an example with a negative name: stands', { 'invalid-a': { a: 'x' } }, errors, 400, []],
    ['contradicted only by the example of an error: stands', { wrong: { a: 'x' } }, errors, 400, []],
  ])('%s', async (_, examples, responses, status, codes) => {
    const sandbox = sandboxOf(sending(pattern, examples, responses));
    expect((await ask(sandbox, 'POST /', { body: { a: 'z' } })).status).toBe(status);
    expect(problemsOf(sandbox).map(({ code }) => code)).toEqual(codes);
  });
});

/** Two properties, `odd` with this schema and a valid one; and another operation. */
const half = (line: string, info = "info: { title: x, version: '1' }") => `openapi: 3.1.1
${info}
paths:
  /half:
    post:
      requestBody:
        content:
          application/json:
            schema:
              properties:
                sound: { type: integer }
                odd: ${line}
      responses: { 201: { description: ok }, 400: { description: no } }
  /whole: { get: { responses: { 204: { description: ok } } } }
`;

describe('a schema that cannot be used is reported at its line and set aside; the rest is unaffected (design, Real documents)', () => {
  it.each([
    ['a regular expression that does not compile', "{ type: string, pattern: '[' } # here", 'schema-pattern'],
    ['an unknown format', '{ type: string, format: nope } # here', 'schema-format'],
    ['a remote $ref', '{ $ref: https://example.com/a.yaml } # here', 'reference-remote'],
    [
      'a schema that cannot be compiled',
      "{ $ref: '#/paths/~1half/post/requestBody/content/application~1json/schema/properties/odd' } # here",
      'reference-circular',
    ],
  ])('%s', async (_, line, code) => {
    const text = half(line);
    const sandbox = sandboxOf(text);
    expect(problemsOf(sandbox).map(placed)).toContain(`api.yaml:${lineOf(text)} ${code}`);
    const statusOf = async (body: Json) => (await ask(sandbox, 'POST /half', { body })).status;
    // Neither every value is accepted nor every value refused.
    expect([await statusOf({ sound: 1, odd: 'x' }), await statusOf({ sound: 'x', odd: 'x' })]).toEqual([201, 400]);
    expect((await ask(sandbox, 'GET /whole')).status).toBe(204);
  });

  it('a missing info', async () => {
    const sandbox = sandboxOf(half('{}', ''));
    expect(problemsOf(sandbox).map(({ code, severity }) => `${code} ${severity}`)).toEqual(['structure warning']);
    expect((await ask(sandbox, 'GET /whole')).status).toBe(204);
  });
});

describe('which documents are refused (design, Real documents)', () => {
  it.each([
    ['syntax error: refused', 'openapi: [3.1.0', true],
    ['no version: refused', 'info: {}\npaths: {}', true],
    ['empty file: refused', '', true],
    ['only invalid operations: served', 'openapi: 3.1.1\npaths: { /: { get: 5 } }', false],
    ['no paths: served', 'openapi: 3.1.1', false],
  ])('%s', (_, text, isRefused) => {
    expect(fatalProblems(() => sandboxOf(text)).length > 0).toBe(isRefused);
  });
});

it('the network is never touched (design, Real documents)', async () => {
  const fetch = vi.spyOn(globalThis, 'fetch');
  const remote = { $ref: 'https://example.com/a.yaml' };
  const post = {
    requestBody: jsonBody(remote),
    parameters: [remote],
    responses: {
      201: { description: '', content: { 'application/json': { examples: { a: { externalValue: remote.$ref } } } } },
      400: empty,
      404: remote,
    },
  };
  const sandbox = sandboxOf(documentOf({ '/': { post }, '/a': remote }, { components: { schemas: { A: remote } } }));
  await ask(sandbox, 'POST /', { body: {} });
  problemsOf(sandbox);
  expect(fetch).not.toHaveBeenCalled();
  fetch.mockRestore();
});
