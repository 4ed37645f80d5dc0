import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf, empty, jsonBody, named } from '../fixtures/document.ts';
import { lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { swaggerWith } from '../fixtures/swagger.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const whole = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
const made = { n: 0 };

/** The response to `POST /things`, and the violations of the body `{n: 'x'}`, where the example `one` is this. */
async function served(example: Json) {
  const content = { 'application/json': { schema: whole, examples: { one: example } } };
  const post = {
    operationId: 'send',
    requestBody: { required: true, content },
    responses: { 200: { description: 'ok', content } },
  };
  const sandbox = sandboxOf(documentOf({ '/things': { post } }));
  const right = await ask(sandbox, 'POST /things', { body: { n: 1 } });
  const wrong = await ask(sandbox, 'POST /things', { body: { n: 'x' } });
  return { scenario: right.scenario, body: right.body, faults: wrong.faults };
}

describe('an Example Object without a value has a name but no payload (OpenAPI 3.1.1, 4.8.19)', () => {
  const stands = { scenario: 'send/200/one', body: made, faults: ['body /n type'] };
  it.each<readonly [string, Json]>([
    ['only a summary', { summary: 'Words' }],
    ['only a description', { description: 'Words' }],
    ['a summary and a description', { summary: 'Words', description: 'More words' }],
    ['only an extension', { 'x-internal': true }],
    ['an extension that is an object', { description: 'Words', 'x-origin': { n: 'x' } }],
    ['an empty object', {}],
    ['null', null],
  ])('%s', async (_, example) => expect(await served(example)).toEqual(stands));

  it.each<readonly [string, Json, Json]>([
    ['fields of another name', { n: 5 }, { n: 5 }],
    ['fields of another name beside a description', { description: 'Words', n: 5 }, { description: 'Words', n: 5 }],
    ['a description that is no string', { description: { n: 5 } }, { description: { n: 5 } }],
    ['a string', 'words', 'words'],
    ['a list', [1], [1]],
  ])('a bare value is taken as the payload: %s', async (_, example, body) =>
    expect((await served(example)).body).toEqual(body),
  );

  it.each<readonly [string, Json, Json]>([
    ['value', { summary: 'Words', value: { n: 7 } }, { n: 7 }],
    ['value: null', { summary: 'Words', value: null }, null],
    ['dataValue', { summary: 'Words', dataValue: { n: 7 } }, { n: 7 }],
    ['serializedValue', { summary: 'Words', serializedValue: '{"n":7}' }, { n: 7 }],
  ])('the payload is read from %s', async (_, example, body) => expect((await served(example)).body).toEqual(body));

  it('each media type that names such an example gets a generated body', async () => {
    const schemas = { 'application/json': whole, 'text/plain': { type: 'string', enum: ['few'] } };
    const content = Object.fromEntries(
      Object.entries(schemas).map(([type, schema]) => [type, { schema, examples: { one: { summary: 'Words' } } }]),
    );
    const sandbox = sandboxOf(documentOf({ '/things': { get: { responses: { 200: { description: '', content } } } } }));
    const answers = await Promise.all(
      Object.keys(schemas).map((accept) => ask(sandbox, 'GET /things', { headers: { accept } })),
    );
    expect(answers.map(({ text }) => text)).toEqual(['{"n":0}', 'few']);
  });

  it('a request example with the name of such a response example leads to it', async () => {
    const content = {
      'application/json': { schema: whole, examples: { few: { value: { n: 1 } }, many: { summary: 'Many' } } },
    };
    const examples = named({ few: { n: 1 }, many: { n: 9 } });
    const post = {
      operationId: 'send',
      requestBody: jsonBody(whole, { content: { 'application/json': { schema: whole, examples } } }),
      responses: { 200: { description: '', content } },
    };
    const { scenario, trigger } = await ask(sandboxOf(documentOf({ '/things': { post } })), 'POST /things', {
      body: { n: 9 },
    });
    expect([scenario, trigger]).toEqual(['send/200/many', 'example']);
  });

  const words = { one: { summary: 'Words' } };
  it.each<readonly [string, JsonObject, string]>([
    ['query parameter', { in: 'query', name: 'q' }, 'GET /things?q=x'],
    ['header parameter', { in: 'header', name: 'q' }, 'GET /things'],
    ['cookie parameter', { in: 'cookie', name: 'q' }, 'GET /things'],
  ])('such an example of a %s sets nothing aside', async (_, parameter, request) => {
    const get = {
      parameters: [{ ...parameter, schema: { type: 'integer' }, examples: words }],
      responses: { 200: empty },
    };
    const sandbox = sandboxOf(documentOf({ '/things': { get } }));
    const { faults } = await ask(sandbox, request, { headers: { q: 'x', cookie: 'q=x' } });
    expect(faults).toEqual([`${parameter['in']} q type`]);
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it('such an example of a response header: the value is generated from its schema', async () => {
    const headers = { Rate: { required: true, schema: { type: 'integer' }, examples: words } };
    const get = { responses: { 200: { description: '', headers } } };
    const answer = await ask(sandboxOf(documentOf({ '/things': { get } })), 'GET /things');
    expect(answer.headers['rate']).toBe('0');
  });

  it('such an example in x-examples of 2.0 is treated likewise', async () => {
    const parameter = { in: 'query', name: 'a', type: 'integer', 'x-examples': { one: { summary: 'Words' } } };
    const sandbox = sandboxOf(swaggerWith([parameter]));
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it('the server reports response examples with their location; `check` reports the others', () => {
    const text = `openapi: 3.1.0
info: { title: x, version: '1' }
paths:
  /things:
    get:
      parameters:
        - name: q
          in: query
          schema: { type: integer }
          examples:
            one: { summary: Words } # parameter
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: { type: integer }
              examples:
                one: { summary: Words } # answer
`;
    const sandbox = sandboxOf(text);
    const [parameter, answer] = ['# parameter', '# answer'].map((mark) => `api.yaml:${lineOf(text, mark)} structure`);
    expect(problemsOf(sandbox).map(placed)).toEqual([answer]);
    expect(
      sandbox
        .check()
        .filter(({ severity }) => severity === 'warning')
        .map(placed),
    ).toEqual([parameter, answer]);
  });
});
