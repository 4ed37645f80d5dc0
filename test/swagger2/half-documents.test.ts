import { describe, expect, it } from 'vitest';
import { type Asking, ask } from '../fixtures/ask.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const ok = "{ '200': { description: ok } }";

const documentWith = (pathItem: string, beside = '') => `swagger: '2.0'
info: { title: x, version: '1' }
consumes: [application/json]
produces: [application/json]
paths:
  /ping: { get: { operationId: ping, responses: ${ok} } }
  /things: ${pathItem}
${beside}
`;

const inBody = (schema: string) =>
  `{ post: { parameters: [{ in: body, name: body, schema: ${schema} }], responses: ${ok} } }`;
const body: Asking = { body: { a: 1 } };

interface Row {
  readonly name: string;
  readonly pathItem: string;
  readonly beside?: string;
  readonly request?: string;
  readonly asking?: Asking;
  readonly status?: number;
  readonly want: string;
}

describe('in a document of 2.0, what a reference to nothing leaves out is told on each answer that it concerns', () => {
  it.each<Row>([
    {
      name: 'a parameter (OpenAPI 2.0, Reference Object)',
      pathItem: `{ post: { parameters: [{ $ref: '#/parameters/Page' }], responses: ${ok} } }`,
      want: 'reference parameter.Page',
    },
    {
      name: 'a parameter of the path, in a file',
      pathItem: `{ parameters: [{ $ref: 'parts/page.yaml' }], post: { responses: ${ok} } }`,
      want: 'reference parameter.page',
    },
    {
      name: 'the schema of a body',
      pathItem: inBody("{ $ref: '#/definitions/Thing' }"),
      asking: body,
      want: 'reference body#',
    },
    {
      name: 'a property, along a chain',
      pathItem: inBody("{ $ref: '#/definitions/Thing' }"),
      beside: "definitions: { Thing: { properties: { a: { $ref: 'parts/a.yaml' } } } }",
      asking: body,
      want: 'reference body#/a',
    },
    {
      name: 'a property, on another host',
      pathItem: inBody("{ properties: { a: { $ref: 'https://example.com/a.yaml' } } }"),
      asking: body,
      want: 'reference body#/a',
    },
    {
      name: 'a response (OpenAPI 2.0, Responses Object)',
      pathItem: "{ post: { responses: { '200': { $ref: '#/responses/Done' } } } }",
      want: 'reference response',
    },
    {
      name: 'the schema of a response',
      pathItem: "{ post: { responses: { '200': { description: ok, schema: { $ref: 'parts/a.yaml' } } } } }",
      want: 'reference response.body#',
    },
    {
      name: 'a path (OpenAPI 2.0, Path Item Object)',
      pathItem: "{ $ref: 'parts/things.yaml' }",
      status: 404,
      want: 'reference path',
    },
  ])('$name', async ({ pathItem, beside, request = 'POST /things', asking, status = 200, want }) => {
    const sandbox = sandboxOf(documentWith(pathItem, beside));
    const given = await ask(sandbox, request, asking);
    expect([given.status, given.headers['sandbox-set-aside']]).toEqual([status, want]);
    expect((await ask(sandbox, 'GET /ping')).headers['sandbox-set-aside']).toBeUndefined();
    const reported = problemsOf(sandbox).filter(
      ({ code }) => code === 'reference-missing' || code === 'reference-remote',
    );
    expect(reported.length).toBeGreaterThan(0);
  });
});
