import { describe, expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const responses = 'responses: { 200: { description: ok } }';
const body = (media: string) => `{ requestBody: { content: { application/json: ${media} } }, ${responses} }`;
const answer = (response: string) => `{ responses: { 200: ${response} } }`;

/** A document with one invalid operation between two valid ones. */
const documentWith = (operation: string) => `openapi: 3.2.0
info: { title: x, version: '1' }
paths:
  /before/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get: { operationId: before, responses: { 200: { description: ok }, 400: { description: no } } }
  /broken:
    post: ${operation}
  /after:
    put:
      operationId: after
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Text' } } } }
      responses: { 200: { description: ok }, 400: { description: no } }
components: { schemas: { Text: { type: string } } }
`;

/** The problems reported for it, at least: code and severity. */
type Reported = readonly string[];

describe('an invalid operation is reported, and the others are served (design, Real documents; sections are those of OpenAPI 3.1.1)', () => {
  it.each<readonly [string, string, Reported]>([
    ['null', 'null', []],
    ['a number', '5', []],
    ['a list of operations', '[{ operationId: a }]', []],
    ['a dangling reference (3.1.1, 4.8.23)', "{ $ref: '#/nope' }", ['reference-missing error']],
    ['a reference to itself', "{ $ref: '#/paths/~1broken/post' }", ['reference-circular error']],
    ['a reference to another host', '{ $ref: https://example.com/a.yaml }', ['reference-remote warning']],
    [
      'the operationId of another operation (4.8.10)',
      `{ operationId: before, ${responses} }`,
      ['operation-duplicate warning'],
    ],
    ['an empty operationId', `{ operationId: '', ${responses} }`, []],
    [
      'responses that are a dangling reference (4.8.16)',
      "{ responses: { $ref: '#/nope' } }",
      ['reference-missing error'],
    ],
    ['a response that is a dangling reference (4.8.17)', answer("{ $ref: '#/nope' }"), ['reference-missing error']],
    ['a response that is a list', answer('[]'), []],
    ['content that is a string', answer('{ content: application/json }'), []],
    ['content that is a dangling reference', answer("{ content: { $ref: '#/nope' } }"), ['reference-missing error']],
    [
      'a media type that is a dangling reference (3.2, Media Type Object)',
      answer("{ content: { application/json: { $ref: '#/nope' } } }"),
      ['reference-missing error'],
    ],
    [
      'an example that is a dangling reference (4.8.19)',
      answer("{ content: { application/json: { examples: { a: { $ref: '#/nope' } } } } }"),
      ['reference-missing error'],
    ],
    [
      'an externalValue of a missing file',
      answer('{ content: { application/json: { examples: { a: { externalValue: nope.json } } } } }'),
      ['reference-missing error'],
    ],
    [
      'an externalValue on another host',
      answer('{ content: { application/json: { examples: { a: { externalValue: https://example.com/a.json } } } } }'),
      ['reference-remote warning'],
    ],
    [
      'a serializedValue that is a number',
      answer('{ content: { application/json: { examples: { a: { serializedValue: 5 } } } } }'),
      ['structure warning'],
    ],
    [
      'a header that is a dangling reference (4.8.21)',
      answer("{ headers: { X-A: { $ref: '#/nope' } } }"),
      ['reference-missing error'],
    ],
    ['links that are a string (4.8.20)', answer('{ links: x }'), []],
    [
      'an itemSchema that is a string (3.2)',
      answer('{ content: { application/jsonl: { itemSchema: x } } }'),
      ['schema-keyword warning'],
    ],
    [
      'parameters that are a dangling reference (4.8.12)',
      `{ parameters: { $ref: '#/nope' }, ${responses} }`,
      ['reference-missing error'],
    ],
    [
      'a parameter that is a dangling reference',
      `{ parameters: [{ $ref: '#/nope' }], ${responses} }`,
      ['reference-missing error'],
    ],
    [
      'a parameter in an unknown location',
      `{ parameters: [{ name: a, in: somewhere }], ${responses} }`,
      ['structure error'],
    ],
    [
      'a path parameter without a template expression',
      `{ parameters: [{ name: a, in: path, required: true }], ${responses} }`,
      ['structure error'],
    ],
    [
      'a querystring parameter without content (3.2)',
      `{ parameters: [{ name: a, in: querystring }], ${responses} }`,
      [],
    ],
    [
      'a querystring parameter in a form whose schema is a string',
      `{ parameters: [{ name: a, in: querystring, content: { application/x-www-form-urlencoded: { schema: { type: string } } } }], ${responses} }`,
      [],
    ],
    [
      'a request body that is a dangling reference (4.8.13)',
      `{ requestBody: { $ref: '#/nope' }, ${responses} }`,
      ['reference-missing error'],
    ],
    ['a schema that is a string (4.8.24)', body('{ schema: x }'), ['schema-keyword warning']],
    ['a schema that is a list', body('{ schema: [] }'), ['schema-keyword warning']],
    ['a schema that is a dangling reference', body("{ schema: { $ref: '#/nope' } }"), ['reference-missing error']],
    ['a schema whose $ref is a number', body('{ schema: { $ref: 5 } }'), ['schema-keyword warning']],
    ['a dangling $dynamicRef', body("{ schema: { $dynamicRef: '#nope' } }"), ['reference-missing error']],
    ['an $id that is no URI', body("{ schema: { $id: 'http://[', $ref: '#/components/schemas/Text' } }"), []],
    ['an unknown type', body('{ schema: { type: text } }'), ['schema-keyword warning']],
    ['an unknown format', body('{ schema: { type: string, format: nope } }'), ['schema-format warning']],
    ['a pattern with a syntax error', body("{ schema: { pattern: '[' } }"), ['schema-pattern warning']],
    ['properties that are a list', body('{ schema: { properties: [] } }'), ['schema-keyword warning']],
    ['an allOf that is an object', body('{ schema: { allOf: {} } }'), ['schema-keyword warning']],
    [
      'an allOf of itself',
      body("{ schema: { allOf: [{ $ref: '#/paths/~1broken/post/requestBody/content/application~1json/schema' }] } }"),
      ['schema-unusable warning'],
    ],
    ['a discriminator that is a string (4.8.25)', body('{ schema: { oneOf: [{}], discriminator: kind } }'), []],
    [
      'a dangling defaultMapping (3.2)',
      body(
        "{ schema: { oneOf: [{ $ref: '#/components/schemas/Text' }], discriminator: { propertyName: a, defaultMapping: '#/nope' } } }",
      ),
      ['reference-missing error'],
    ],
    ['examples of a request body that are a string', body('{ examples: x }'), []],
    [
      'security with a dangling reference (4.8.30)',
      `{ security: [{ '#/nope': [] }], ${responses} }`,
      ['reference-missing error'],
    ],
    ['security that is a number', `{ security: 5, ${responses} }`, []],
    ['servers that are a string (4.8.5)', `{ servers: x, ${responses} }`, []],
    [
      'a server that is a dangling reference',
      `{ servers: [{ $ref: '#/nope' }], ${responses} }`,
      ['reference-missing error'],
    ],
    ['a server whose URL is a number', `{ servers: [{ url: 5 }], ${responses} }`, ['structure warning']],
    ['callbacks that are a string (4.8.18)', `{ callbacks: x, ${responses} }`, []],
    ['a callback that is a dangling reference', `{ callbacks: { a: { $ref: '#/nope' } }, ${responses} }`, []],
  ])('%s', async (_, operation, reported) => {
    const sandbox = sandboxOf(documentWith(operation));
    expect((await ask(sandbox, 'POST /broken', { body: { a: 1 } })).status).toBeLessThan(500);
    expect((await ask(sandbox, 'POST /broken?a=1', { headers: { Authorization: 'x' } })).status).toBeLessThan(500);
    expect((await ask(sandbox, 'GET /before/1')).scenario).toBe('before/200/empty');
    expect((await ask(sandbox, 'GET /before/x')).scenario).toBe('before/400/empty');
    expect((await ask(sandbox, 'PUT /after', { body: 'x' })).scenario).toBe('after/200/empty');
    expect((await ask(sandbox, 'PUT /after', { body: 5 })).scenario).toBe('after/400/empty');
    expect(() => sandbox.webhooks('api')).not.toThrow();
    const problems = problemsOf(sandbox).map(({ code, severity }) => `${code} ${severity}`);
    expect(problems.filter((problem) => problem.endsWith('fatal'))).toEqual([]);
    for (const one of reported) expect(problems).toContain(one);
    if (reported.length > 0) expect(problemsOf(sandbox)[0]?.location?.line).toBeGreaterThan(0);
  });

  it.each([
    ['a path that is a list', '/broken: []'],
    ['a path that is null', '/broken:'],
    ['a path without a leading slash', 'broken: { get: {} }'],
    ['a path with an unclosed brace', '/broken/{id: { get: { responses: {} } }'],
    ['a path with an empty template expression', '/broken/{}: { get: { responses: {} } }'],
    ['a path item that is a dangling reference', "/broken: { $ref: '#/nope' }"],
    ['a path item whose parameters are a string', '/broken: { parameters: x, get: { responses: {} } }'],
    ['a path item whose servers are strings', '/broken: { servers: [x], get: { responses: {} } }'],
    ['additionalOperations that are a list (3.2)', '/broken: { additionalOperations: [COPY] }'],
    ['an additional operation that is a string', '/broken: { additionalOperations: { COPY: x } }'],
    ['an extension', 'x-broken: 5'],
  ])('%s', async (_, path) => {
    const sandbox = sandboxOf(`openapi: 3.2.0
info: {}
paths:
  ${path}
  /ping: { get: { operationId: ping, ${responses} } }
`);
    expect((await ask(sandbox, 'GET /broken')).status).toBeLessThan(500);
    expect((await ask(sandbox, 'GET /ping')).scenario).toBe('ping/200/empty');
    expect(problemsOf(sandbox).filter(({ severity }) => severity === 'fatal')).toEqual([]);
  });
});
