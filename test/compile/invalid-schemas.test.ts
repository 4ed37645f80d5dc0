import { describe, expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import { lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** A document with one sound operation, and one in which the line is. */
const documentWith = (line: string) => `openapi: 3.1.0
info: { title: x, version: '1' }
paths:
  /ping: { get: { operationId: ping, responses: { 200: { description: ok } } } }
  /things:
    post:
      ${line}
`;

const responses = 'responses: { 200: { description: ok } }';

describe('a broken operation never takes the server down (design, Real documents)', () => {
  it.each<readonly [string, string]>([
    ['an operation that is a text', 'x'],
    ['an operation that is empty', ''],
    ['an operation that is a list', '[]'],
    ['an operationId that is a number', `{ operationId: 5, ${responses} }`],
    ['parameters that are no list', `{ parameters: { name: id }, ${responses} }`],
    ['an empty parameter', `{ parameters: [null], ${responses} }`],
    ['a parameter of Swagger', `{ parameters: [{ in: body, name: body }], ${responses} }`],
    ['a parameter without a schema', `{ parameters: [{ in: query, name: a }], ${responses} }`],
    [
      'a parameter with a style of another place',
      `{ parameters: [{ in: query, name: a, style: matrix, schema: {} }], ${responses} }`,
    ],
    ['a body that is a text', `{ requestBody: x, ${responses} }`],
    ['a body without content', `{ requestBody: { required: true }, ${responses} }`],
    ['a media type that is empty', `{ requestBody: { content: { application/json: } }, ${responses} }`],
    ['a media type that is none', `{ requestBody: { content: { json: { schema: {} } } }, ${responses} }`],
    ['examples that are a list', `{ requestBody: { content: { application/json: { examples: [1] } } }, ${responses} }`],
    [
      'examples that are empty',
      `{ requestBody: { content: { application/json: { examples: { a: } } } }, ${responses} }`,
    ],
    ['no responses', '{ summary: x }'],
    ['responses that are a list', '{ responses: [200] }'],
    ['a response that is empty', '{ responses: { 200: } }'],
    ['a response that is a text', '{ responses: { 200: ok } }'],
    ['an impossible status', '{ responses: { 600: { description: x } } }'],
    ['headers that are a list', '{ responses: { 200: { headers: [X-A] } } }'],
    ['a header that is empty', '{ responses: { 200: { headers: { X-A: } } } }'],
    ['a header whose name is none', "{ responses: { 200: { headers: { 'X A': { example: x } } } } }"],
    ['a header whose value has a line break', '{ responses: { 200: { headers: { X-A: { example: "a\\nb" } } } } }'],
    ['a media type with a line break', '{ responses: { 200: { content: { "a/b\\nc": { example: x } } } } }'],
    [
      'an example that is a circle',
      "{ responses: { 200: { content: { application/json: { example: { $ref: '#/paths/~1things/post/responses/200/content/application~1json/example' } } } } } }",
    ],
    ['security of an unknown scheme', `{ security: [{ nope: [] }], ${responses} }`],
    ['security that is an object', `{ security: { nope: [] }, ${responses} }`],
    [
      'a schema of numbers too great',
      `{ requestBody: { content: { application/json: { schema: { minLength: 1e400, maxLength: 1e15, minimum: 1e400 } } } }, ${responses} }`,
    ],
    [
      'a least length that no memory holds',
      '{ responses: { 200: { content: { application/json: { schema: { type: string, minLength: 1e15 } } } } } }',
    ],
  ])('%s', async (_, line) => {
    const sandbox = sandboxOf(documentWith(line));
    expect((await ask(sandbox, 'GET /ping')).scenario).toBe('ping/200/empty');
    const { status } = await ask(sandbox, 'POST /things', { body: { a: 1 } });
    expect(status).toBeLessThan(500);
    expect(problemsOf(sandbox).filter(({ severity }) => severity === 'fatal')).toEqual([]);
    expect(sandbox.catalogue().scenarios.map(({ id }) => id)).toContain('ping/200/empty');
  });

  it.each([
    ['no paths', ''],
    ['paths that are empty', 'paths:'],
    ['paths that are a list', 'paths: []'],
    ['a path that is a text', 'paths: { /a: x }'],
    ['info that is a text', 'info: x'],
    ['a title that is a number', 'info: { title: 5, version: 1.0 }'],
    ['servers that are an object', 'servers: { url: /v1 }'],
    ['a server that is empty', 'servers: [null]'],
    ['a server without a URL', 'servers: [{ description: x }]'],
    ['a server that is no URL', "servers: [{ url: 'http://[' }]"],
    ['variables that are a list', "servers: [{ url: '/{a}', variables: [a] }]"],
    ['components that are a list', 'components: []'],
    ['security that is a text', 'security: x'],
  ])('%s: the server starts', async (_, line) => {
    const sandbox = sandboxOf(`openapi: 3.1.0\n${line}\n`);
    expect((await ask(sandbox, 'GET /_sandbox/health')).status).toBe(200);
    expect((await ask(sandbox, 'GET /nope')).status).toBe(404);
    expect(problemsOf(sandbox).filter(({ severity }) => severity === 'fatal')).toEqual([]);
  });

  it('a document without operations has none', async () => {
    const sandbox = sandboxOf('openapi: 3.1.0\ninfo: {}\n');
    expect((await ask(sandbox, 'GET /')).status).toBe(200);
    expect((await ask(sandbox, 'GET /ping')).status).toBe(404);
  });
});

describe('what is wrong is told where it is (design, Real documents)', () => {
  it.each<readonly [string, string, string]>([
    ['no info', 'openapi: 3.1.0 # here\npaths: {}\n', 'structure warning'],
    [
      'a parameter without a name',
      documentWith(`{ parameters: [{ in: query }], ${responses} } # here`),
      'structure error',
    ],
    [
      'a parameter without a place',
      documentWith(`{ parameters: [{ name: a }], ${responses} } # here`),
      'structure error',
    ],
    [
      'a body that is not checked',
      documentWith(
        `{ requestBody: { content: { application/cbor: { schema: { type: object } } } }, ${responses} } # here`,
      ),
      'media-type-unchecked warning',
    ],
    [
      'a response example that breaks its schema',
      documentWith(
        '{ responses: { 200: { content: { application/json: { schema: { type: string }, example: 5 } } } } } # here',
      ),
      'example-invalid warning',
    ],
  ])('%s', (_, text, what) => {
    expect(problemsOf(sandboxOf(text)).map((problem) => `${placed(problem)} ${problem.severity}`)).toEqual([
      `api.yaml:${lineOf(text)} ${what}`,
    ]);
  });

  it('a response example that breaks its schema is given all the same', async () => {
    const text = documentWith(
      '{ responses: { 200: { content: { application/json: { schema: { type: string }, example: 5 } } } } }',
    );
    expect((await ask(sandboxOf(text), 'POST /things')).body).toBe(5);
  });

  it('each problem has the lines around it, with a mark', () => {
    const text = documentWith(`{ parameters: [{ name: a }], ${responses} }`);
    const [problem] = problemsOf(sandboxOf(text));
    expect(problem?.location?.column).toBe(22);
    expect(problem?.frame).toMatch(/^> 7 \| {7}\{ parameters.*\n {4}\| {22}\^$/m);
  });
});
