import { describe, expect, it } from 'vitest';
import { type Asking, ask } from '../fixtures/ask.ts';
import { fatalProblems, lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const ok = '{ 200: { description: ok } }';
const lost = "{ $ref: './nowhere.yaml' }";

/** A document with one whole operation, and a path in which something is missing. */
const documentWith = (pathItem: string, beside = '', version = '3.1.0') => `openapi: ${version}
info: { title: x, version: '1' }
paths:
  /ping: { get: { operationId: ping, responses: ${ok} } }
  /things: ${pathItem}
${beside}
`;

const json = (media: string) => `{ content: { application/json: ${media} } }`;
const posting = (schema: string) => `{ post: { requestBody: ${json(`{ schema: ${schema} }`)}, responses: ${ok} } }`;
const answering = (response: string) => `{ post: { responses: { 200: ${response} } } }`;

interface Row {
  readonly name: string;
  readonly pathItem: string;
  readonly beside?: string;
  readonly version?: string;
  readonly request?: string;
  readonly asking?: Asking;
  /** 200 where it is left out. */
  readonly status?: number;
  /** `Sandbox-Set-Aside`; undefined: there is none. */
  readonly want: string | undefined;
}

async function report({ pathItem, beside, version, request = 'POST /things', asking, status = 200, want }: Row) {
  const sandbox = sandboxOf(documentWith(pathItem, beside, version));
  const { status: given, headers } = await ask(sandbox, request, asking);
  expect([given, headers['sandbox-set-aside']]).toEqual([status, want]);
  expect((await ask(sandbox, 'GET /ping')).headers['sandbox-set-aside']).toBeUndefined();
}

const a = { body: { a: 1 } };

describe('what a request is not checked for, since a reference leads nowhere, is told on the answer', () => {
  it.each<Row>([
    {
      name: 'a parameter',
      pathItem: `{ post: { parameters: [${lost}], responses: ${ok} } }`,
      want: 'reference parameter.nowhere',
    },
    {
      name: 'a parameter among components, by its name there',
      pathItem: `{ post: { parameters: [{ $ref: '#/components/parameters/Page' }], responses: ${ok} } }`,
      beside: `components: { parameters: { Page: ${lost} } }`,
      want: 'reference parameter.Page',
    },
    {
      name: 'a parameter of the path',
      pathItem: `{ parameters: [${lost}], post: { responses: ${ok} } }`,
      want: 'reference parameter.nowhere',
    },
    {
      name: 'all parameters',
      pathItem: `{ post: { parameters: ${lost}, responses: ${ok} } }`,
      want: 'reference parameters',
    },
    {
      name: 'the schema of a parameter',
      pathItem: `{ post: { parameters: [{ in: query, name: a, schema: ${lost} }], responses: ${ok} } }`,
      request: 'POST /things?a=1',
      want: 'reference query.a',
    },
    {
      name: 'the schema of a parameter that is not sent',
      pathItem: `{ post: { parameters: [{ in: query, name: a, schema: ${lost} }], responses: ${ok} } }`,
      want: undefined,
    },
    {
      name: 'the items of a parameter',
      pathItem: `{ post: { parameters: [{ in: query, name: a, schema: { type: array, items: ${lost} } }], responses: ${ok} } }`,
      request: 'POST /things?a=1&a=2',
      want: 'reference query.a/0',
    },
    {
      name: 'a body',
      pathItem: `{ post: { requestBody: ${lost}, responses: ${ok} } }`,
      asking: a,
      want: 'reference body#',
    },
    {
      name: 'a body of any type, where another is refused',
      pathItem: `{ post: { requestBody: ${lost}, responses: { 200: { description: ok }, 415: { description: no } } } }`,
      asking: { body: new TextEncoder().encode('a'), headers: { 'Content-Type': 'text/csv' } },
      want: 'reference body#',
    },
    {
      name: 'the content of a body',
      pathItem: `{ post: { requestBody: { content: ${lost} }, responses: ${ok} } }`,
      asking: a,
      want: 'reference body#',
    },
    {
      name: 'a media type of a body (OpenAPI 3.2, Media Type Object)',
      pathItem: `{ post: { requestBody: { content: { text/csv: { schema: { type: string } }, application/json: ${lost} } }, responses: ${ok} } }`,
      version: '3.2.0',
      asking: a,
      want: 'reference body#',
    },
    { name: 'the schema of a body', pathItem: posting(lost), asking: a, want: 'reference body#' },
    {
      name: 'the schema of a body in 3.0',
      pathItem: posting(lost),
      version: '3.0.3',
      asking: a,
      want: 'reference body#',
    },
    { name: 'the schema of a body that is not sent', pathItem: posting(lost), want: undefined },
    { name: 'a property', pathItem: posting(`{ properties: { a: ${lost} } }`), asking: a, want: 'reference body#/a' },
    {
      name: 'a property that is not sent',
      pathItem: posting(`{ properties: { a: ${lost} } }`),
      asking: { body: { b: 1 } },
      want: undefined,
    },
    { name: 'items', pathItem: posting(`{ items: ${lost} }`), asking: { body: [1, 2] }, want: 'reference body#/0' },
    {
      name: 'other properties',
      pathItem: posting(`{ additionalProperties: ${lost} }`),
      asking: a,
      want: 'reference body#/a',
    },
    {
      name: 'a part of all',
      pathItem: posting(`{ allOf: [${lost}, { type: object }] }`),
      asking: a,
      want: 'reference body#',
    },
    {
      name: 'one of several',
      pathItem: posting(`{ oneOf: [${lost}, { type: string }] }`),
      asking: a,
      want: 'reference body#',
    },
    {
      name: 'one of several, where another fits',
      pathItem: posting(`{ oneOf: [${lost}, { type: object }] }`),
      asking: a,
      want: 'reference body#',
    },
    {
      name: 'any of several',
      pathItem: posting(`{ anyOf: [{ type: string }, ${lost}] }`),
      asking: a,
      want: 'reference body#',
    },
    { name: 'what must not be', pathItem: posting(`{ not: ${lost} }`), asking: a, want: 'reference body#' },
    {
      name: 'a condition',
      pathItem: posting(`{ if: ${lost}, then: { type: string } }`),
      asking: a,
      want: 'reference body#',
    },
    {
      name: 'what a condition leads to',
      pathItem: posting(`{ if: { type: object }, then: ${lost} }`),
      asking: a,
      want: 'reference body#',
    },
    {
      name: 'what a condition leads to that does not hold',
      pathItem: posting(`{ if: { type: string }, then: ${lost} }`),
      asking: a,
      want: undefined,
    },
    {
      name: 'what a list contains',
      pathItem: posting(`{ contains: ${lost} }`),
      asking: { body: [1] },
      want: 'reference body#',
    },
    {
      name: 'deep in one of several',
      pathItem: posting(`{ oneOf: [{ properties: { a: ${lost} } }, { type: string }] }`),
      asking: a,
      want: 'reference body#',
    },
    {
      name: 'along a chain',
      pathItem: posting("{ $ref: '#/components/schemas/One' }"),
      beside: `components: { schemas: { One: { $ref: '#/components/schemas/Two' }, Two: { properties: { a: ${lost} } } } }`,
      asking: a,
      want: 'reference body#/a',
    },
    {
      name: 'one of two places',
      pathItem: posting(`{ properties: { a: ${lost}, b: { $ref: '#/nope' } } }`),
      asking: { body: { a: 1, b: 2 } },
      want: 'reference body#/a, reference body#/b',
    },
    {
      name: 'on another host',
      pathItem: posting("{ properties: { a: { $ref: 'https://example.com/a.yaml' } } }"),
      asking: a,
      want: 'reference body#/a',
    },
    {
      name: 'a security scheme that is asked for',
      pathItem: `{ post: { security: [{ key: [] }], responses: ${ok} } }`,
      beside: `components: { securitySchemes: { key: ${lost}, other: ${lost} } }`,
      want: 'reference security.key',
    },
    {
      name: 'a security scheme that the document asks for',
      pathItem: `{ post: { responses: ${ok} }, get: { security: [], responses: ${ok} } }`,
      beside: `components: { securitySchemes: { key: ${lost} } }\nsecurity: [{}]`,
      want: undefined,
    },
  ])('$name', report);

  it('on a refused request and a chosen error, too', async () => {
    const body = json(`{ schema: { properties: { a: ${lost}, b: { type: string } } } }`);
    const responses = '{ 200: { description: ok }, 400: { description: no }, 429: { description: later } }';
    const sandbox = sandboxOf(documentWith(`{ post: { requestBody: ${body}, responses: ${responses} } }`));
    const refused = await ask(sandbox, 'POST /things', { body: { a: 1, b: 1 } });
    expect([refused.status, refused.faults]).toEqual([400, ['body /b type']]);
    expect(refused.headers['sandbox-set-aside']).toBe('reference body#/a');
    const chosen = await ask(sandbox, 'POST /things', { ...a, headers: { Prefer: 'code=429' } });
    expect([chosen.status, chosen.headers['sandbox-set-aside']]).toEqual([429, 'reference body#/a']);
  });

  it('at most twenty are told', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `p${index}`);
    const schema = `{ properties: { ${names.map((name) => `${name}: ${lost}`).join(', ')} } }`;
    const sandbox = sandboxOf(documentWith(posting(schema)));
    const body = Object.fromEntries(names.map((name) => [name, 1]));
    const { headers } = await ask(sandbox, 'POST /things', { body });
    expect(headers['sandbox-set-aside']?.split(', ')).toHaveLength(20);
  });

  it('what is whole is checked as ever', async () => {
    const discriminator = "{ propertyName: kind, mapping: { a: '#/components/schemas/A', b: ./nowhere.yaml } }";
    const schema = `{ oneOf: [{ $ref: '#/components/schemas/A' }, ${lost}], discriminator: ${discriminator} }`;
    const beside = 'components: { schemas: { A: { properties: { n: { type: integer } } } } }';
    const sandbox = sandboxOf(documentWith(posting(schema), beside));
    const sent = async (body: { readonly kind: string; readonly n: string }) => {
      const { faults, headers } = await ask(sandbox, 'POST /things', { body });
      return [faults, headers['sandbox-set-aside']];
    };
    expect(await sent({ kind: 'a', n: 'x' })).toEqual([['body /n type'], undefined]);
    expect(await sent({ kind: 'b', n: 'x' })).toEqual([[], 'reference body#']);
    expect(await sent({ kind: 'c', n: 'x' })).toEqual([['body /kind enum'], undefined]);
  });

  it('what only the missing schema describes is not refused as left over', async () => {
    const sandbox = sandboxOf(documentWith(posting(`{ allOf: [${lost}], unevaluatedProperties: false }`)));
    const { status, headers } = await ask(sandbox, 'POST /things', a);
    expect([status, headers['sandbox-set-aside']]).toEqual([200, 'reference body#']);
  });

  it('what a property lacks makes no difference to what is left over', async () => {
    const schema = `{ properties: { a: ${lost} }, unevaluatedProperties: false }`;
    const { faults } = await ask(sandboxOf(documentWith(posting(schema))), 'POST /things', { body: { b: 1 } });
    expect(faults).toEqual(['body /b unevaluatedProperties']);
  });
});

describe('what is not known of an answer, since a reference leads nowhere, is told on it', () => {
  it.each<Row>([
    { name: 'a response', pathItem: answering(lost), want: 'reference response' },
    {
      name: 'another response',
      pathItem: `{ post: { responses: { 200: { description: ok }, 404: ${lost} } } }`,
      want: undefined,
    },
    {
      name: 'a response that is chosen',
      pathItem: `{ post: { responses: { 200: { description: ok }, 404: ${lost} } } }`,
      asking: { headers: { Prefer: 'code=404' } },
      status: 404,
      want: 'reference response',
    },
    { name: 'all responses', pathItem: `{ post: { responses: ${lost} } }`, want: 'reference responses' },
    {
      name: 'a header',
      pathItem: answering(`{ description: ok, headers: { X-A: ${lost} } }`),
      want: 'reference response.header.X-A',
    },
    {
      name: 'the schema of a header',
      pathItem: answering(`{ description: ok, headers: { X-A: { schema: ${lost} } } }`),
      want: 'reference response.header.X-A',
    },
    {
      name: 'all headers',
      pathItem: answering(`{ description: ok, headers: ${lost} }`),
      want: 'reference response.headers',
    },
    {
      name: 'the schema that a body is made from',
      pathItem: answering(json(`{ schema: ${lost} }`)),
      want: 'reference response.body#',
    },
    {
      name: 'a property of it',
      pathItem: answering(json(`{ schema: { required: [a], properties: { a: ${lost} } } }`)),
      want: 'reference response.body#/a',
    },
    {
      name: 'the schema of a body that has an example',
      pathItem: answering(json(`{ schema: ${lost}, example: { a: 1 } }`)),
      want: undefined,
    },
    {
      name: 'content',
      pathItem: answering(`{ description: ok, content: ${lost} }`),
      want: 'reference response.content',
    },
    {
      name: 'a media type (OpenAPI 3.2, Media Type Object)',
      pathItem: answering(`{ description: ok, content: { application/json: ${lost} } }`),
      version: '3.2.0',
      want: 'reference response.body#',
    },
  ])('$name', report);

  it('a request header that a missing response header is named like is mirrored', async () => {
    const parameters = '[{ in: header, name: X-Id, schema: { type: string } }]';
    const responses = `{ 200: { description: ok, headers: { X-Id: ${lost} } } }`;
    const sandbox = sandboxOf(documentWith(`{ post: { parameters: ${parameters}, responses: ${responses} } }`));
    const { headers } = await ask(sandbox, 'POST /things', { headers: { 'X-Id': 'abc' } });
    expect([headers['x-id'], headers['sandbox-set-aside']]).toEqual(['abc', 'reference response.header.X-Id']);
  });
});

describe('a path whose operations are not known', () => {
  it.each([
    ['a path', lost, 'GET /things', 404],
    ['an operation', `{ get: ${lost} }`, 'GET /things', 404],
    [
      'operations of other methods',
      `{ get: { responses: ${ok} }, additionalOperations: ${lost} }`,
      'LINK /things',
      405,
    ],
    ['another operation', `{ get: { responses: ${ok} }, put: ${lost} }`, 'PUT /things', 405],
  ])('%s: the refusal says so', async (_, pathItem, request, status) => {
    const answer = await ask(sandboxOf(documentWith(pathItem)), request);
    expect([answer.status, answer.headers['sandbox-set-aside']]).toEqual([status, 'reference path']);
  });

  it('is not answered by a less concrete one', async () => {
    const sandbox = sandboxOf(documentWith(lost, `  /{id}: { get: { responses: ${ok} } }`));
    expect((await ask(sandbox, 'GET /things')).status).toBe(404);
    expect((await ask(sandbox, 'GET /others')).status).toBe(200);
  });

  it('no path of the document is as unknown as ever', async () => {
    const answer = await ask(sandboxOf(documentWith(lost)), 'GET /nope');
    expect([answer.status, answer.headers['sandbox-set-aside']]).toEqual([404, undefined]);
  });
});

describe('the start stops only where no operation is left', () => {
  const only = (paths: string) => `openapi: 3.1.0\ninfo: { title: x, version: '1' }\npaths: ${paths}\n`;

  it.each([
    ['all paths', `${lost} # here`],
    ['each path', `{ /a: ${lost} } # here`],
    ['each path, on another host', '{ /a: { $ref: https://example.com/a.yaml } } # here'],
    ['each operation', `{ /a: { get: ${lost} } } # here`],
  ])('%s', (_, paths) => {
    const text = only(paths);
    const problems = fatalProblems(() => sandboxOf(text));
    expect(problems.map(placed)).toEqual([expect.stringMatching(new RegExp(`^api.yaml:${lineOf(text)} reference-`))]);
  });

  it.each([
    ['no paths at all', '{}'],
    ['operations that all lack something', `{ /a: { get: { parameters: [${lost}], responses: ${lost} } } }`],
    ['one operation beside a path that is missing', `{ /a: ${lost}, /b: { get: { responses: ${ok} } } }`],
  ])('not for %s', (_, paths) => {
    expect(fatalProblems(() => sandboxOf(only(paths)))).toEqual([]);
  });

  it('each place is told as an error', () => {
    const sandbox = sandboxOf(
      documentWith(`{ post: { requestBody: ${lost}, parameters: [${lost}], responses: ${ok} } }`),
    );
    expect(problemsOf(sandbox).map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'reference-missing error',
      'reference-missing error',
    ]);
  });
});
