import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf, empty, jsonBody, named } from '../fixtures/document.ts';
import { lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { swaggerWith } from '../fixtures/swagger.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const whole = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
const made = { n: 0 };

/** What `POST /things` answers, and what the body `{n: 'x'}` is told, where the example `one` is this. */
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

describe('an Example Object without a value is a name, and nothing that is sent (OpenAPI 3.1.1, 4.8.19)', () => {
  const stands = { scenario: 'send/200/one', body: made, faults: ['body /n type'] };
  it.each<readonly [string, Json]>([
    ['a summary', { summary: 'Words' }],
    ['a description', { description: 'Words' }],
    ['both', { summary: 'Words', description: 'More words' }],
    ['an extension', { 'x-internal': true }],
    ['an extension that is an object', { description: 'Words', 'x-origin': { n: 'x' } }],
    ['nothing', {}],
    ['null', null],
  ])('%s', async (_, example) => expect(await served(example)).toEqual(stands));

  it.each<readonly [string, Json, Json]>([
    ['other fields', { n: 5 }, { n: 5 }],
    ['other fields beside a description', { description: 'Words', n: 5 }, { description: 'Words', n: 5 }],
    ['a description that is no text', { description: { n: 5 } }, { description: { n: 5 } }],
    ['a text', 'words', 'words'],
    ['a list', [1], [1]],
  ])('but a bare value is one: %s', async (_, example, body) => expect((await served(example)).body).toEqual(body));

  it.each<readonly [string, Json, Json]>([
    ['value', { summary: 'Words', value: { n: 7 } }, { n: 7 }],
    ['a value that is null', { summary: 'Words', value: null }, null],
    ['dataValue', { summary: 'Words', dataValue: { n: 7 } }, { n: 7 }],
    ['serializedValue', { summary: 'Words', serializedValue: '{"n":7}' }, { n: 7 }],
  ])('and so is %s', async (_, example, body) => expect((await served(example)).body).toEqual(body));

  it('each media type that names it has a body of its own', async () => {
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

  it('a request with the name of such an answer gets it', async () => {
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
    ['query', { in: 'query', name: 'q' }, 'GET /things?q=x'],
    ['header', { in: 'header', name: 'q' }, 'GET /things'],
    ['cookie', { in: 'cookie', name: 'q' }, 'GET /things'],
  ])('of a parameter in the %s, it sets nothing aside', async (_, parameter, request) => {
    const get = {
      parameters: [{ ...parameter, schema: { type: 'integer' }, examples: words }],
      responses: { 200: empty },
    };
    const sandbox = sandboxOf(documentOf({ '/things': { get } }));
    const { faults } = await ask(sandbox, request, { headers: { q: 'x', cookie: 'q=x' } });
    expect(faults).toEqual([`${parameter['in']} q type`]);
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it('of a response header, its schema is what is sent', async () => {
    const headers = { Rate: { required: true, schema: { type: 'integer' }, examples: words } };
    const get = { responses: { 200: { description: '', headers } } };
    const answer = await ask(sandboxOf(documentOf({ '/things': { get } })), 'GET /things');
    expect(answer.headers['rate']).toBe('0');
  });

  it('in x-examples of 2.0, likewise', async () => {
    const parameter = { in: 'query', name: 'a', type: 'integer', 'x-examples': { one: { summary: 'Words' } } };
    const sandbox = sandboxOf(swaggerWith([parameter]));
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it('the server tells of answers, with their place; the rest is told by check', () => {
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
