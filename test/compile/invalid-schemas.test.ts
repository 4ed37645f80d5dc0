import { describe, expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import { lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** A document with one valid operation, and one that contains the line. */
const documentWith = (line: string) => `openapi: 3.1.0
info: { title: x, version: '1' }
paths:
  /ping: { get: { operationId: ping, responses: { 200: { description: ok } } } }
  /things:
    post:
      ${line}
`;

const responses = 'responses: { 200: { description: ok } }';

describe('an invalid operation does not stop the server (design, Real documents)', () => {
  it.each<readonly [string, string]>([
    ['an operation that is a string', 'x'],
    ['an operation that is null', ''],
    ['an operation that is a list', '[]'],
    ['an operationId that is a number', `{ operationId: 5, ${responses} }`],
    ['parameters that are no list', `{ parameters: { name: id }, ${responses} }`],
    ['a parameter that is null', `{ parameters: [null], ${responses} }`],
    ['a body parameter as in Swagger 2.0', `{ parameters: [{ in: body, name: body }], ${responses} }`],
    ['a parameter without a schema', `{ parameters: [{ in: query, name: a }], ${responses} }`],
    [
      'a parameter whose style belongs to another location',
      `{ parameters: [{ in: query, name: a, style: matrix, schema: {} }], ${responses} }`,
    ],
    ['a request body that is a string', `{ requestBody: x, ${responses} }`],
    ['a request body without content', `{ requestBody: { required: true }, ${responses} }`],
    ['a media type object that is null', `{ requestBody: { content: { application/json: } }, ${responses} }`],
    ['a media type without a slash', `{ requestBody: { content: { json: { schema: {} } } }, ${responses} }`],
    ['examples that are a list', `{ requestBody: { content: { application/json: { examples: [1] } } }, ${responses} }`],
    [
      'an example that is null',
      `{ requestBody: { content: { application/json: { examples: { a: } } } }, ${responses} }`,
    ],
    ['no responses', '{ summary: x }'],
    ['responses that are a list', '{ responses: [200] }'],
    ['a response that is null', '{ responses: { 200: } }'],
    ['a response that is a string', '{ responses: { 200: ok } }'],
    ['status 600', '{ responses: { 600: { description: x } } }'],
    ['headers that are a list', '{ responses: { 200: { headers: [X-A] } } }'],
    ['a header that is null', '{ responses: { 200: { headers: { X-A: } } } }'],
    ['a header name with a space', "{ responses: { 200: { headers: { 'X A': { example: x } } } } }"],
    ['a header value with a line break', '{ responses: { 200: { headers: { X-A: { example: "a\\nb" } } } } }'],
    ['a media type with a line break', '{ responses: { 200: { content: { "a/b\\nc": { example: x } } } } }'],
    [
      'an example that refers to itself',
      "{ responses: { 200: { content: { application/json: { example: { $ref: '#/paths/~1things/post/responses/200/content/application~1json/example' } } } } } }",
    ],
    ['security of an unknown scheme', `{ security: [{ nope: [] }], ${responses} }`],
    ['security that is an object', `{ security: { nope: [] }, ${responses} }`],
    [
      'limits beyond the range of numbers',
      `{ requestBody: { content: { application/json: { schema: { minLength: 1e400, maxLength: 1e15, minimum: 1e400 } } } }, ${responses} }`,
    ],
    [
      'a minLength that no memory holds',
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
    ['paths that are null', 'paths:'],
    ['paths that are a list', 'paths: []'],
    ['a path item that is a string', 'paths: { /a: x }'],
    ['info that is a string', 'info: x'],
    ['a title that is a number', 'info: { title: 5, version: 1.0 }'],
    ['servers that are an object', 'servers: { url: /v1 }'],
    ['a server that is null', 'servers: [null]'],
    ['a server without a URL', 'servers: [{ description: x }]'],
    ['a server URL that cannot be parsed', "servers: [{ url: 'http://[' }]"],
    ['variables that are a list', "servers: [{ url: '/{a}', variables: [a] }]"],
    ['components that are a list', 'components: []'],
    ['security that is a string', 'security: x'],
  ])('%s: the server starts', async (_, line) => {
    const sandbox = sandboxOf(`openapi: 3.1.0\n${line}\n`);
    expect((await ask(sandbox, 'GET /_sandbox/health')).status).toBe(200);
    expect((await ask(sandbox, 'GET /nope')).status).toBe(404);
    expect(problemsOf(sandbox).filter(({ severity }) => severity === 'fatal')).toEqual([]);
  });

  it('a document without operations is refused', async () => {
    const sandbox = sandboxOf('openapi: 3.1.0\ninfo: {}\n');
    expect((await ask(sandbox, 'GET /')).status).toBe(200);
    expect((await ask(sandbox, 'GET /ping')).status).toBe(404);
  });
});

describe('problems are reported with their location (design, Real documents)', () => {
  it.each<readonly [string, string, string]>([
    ['no info', 'openapi: 3.1.0 # here\npaths: {}\n', 'structure warning'],
    [
      'a parameter without a name',
      documentWith(`{ parameters: [{ in: query }], ${responses} } # here`),
      'structure error',
    ],
    ['a parameter without `in`', documentWith(`{ parameters: [{ name: a }], ${responses} } # here`), 'structure error'],
    [
      'a request body of a media type that is not validated',
      documentWith(
        `{ requestBody: { content: { application/cbor: { schema: { type: object } } } }, ${responses} } # here`,
      ),
      'media-type-unchecked warning',
    ],
    [
      'a response example that violates its schema',
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

  it('a response example that violates its schema is returned nevertheless', async () => {
    const text = documentWith(
      '{ responses: { 200: { content: { application/json: { schema: { type: string }, example: 5 } } } } }',
    );
    expect((await ask(sandboxOf(text), 'POST /things')).body).toBe(5);
  });

  it('each problem quotes the lines around its location and marks the column', () => {
    const text = documentWith(`{ parameters: [{ name: a }], ${responses} }`);
    const [problem] = problemsOf(sandboxOf(text));
    expect(problem?.location?.column).toBe(22);
    expect(problem?.frame).toMatch(/^> 7 \| {7}\{ parameters.*\n {4}\| {22}\^$/m);
  });
});
