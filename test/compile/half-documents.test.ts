import { describe, expect, it } from 'vitest';
import { type Asking, ask } from '../fixtures/ask.ts';
import { fatalProblems, lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const ok = '{ 200: { description: ok } }';
const lost = "{ $ref: './nowhere.yaml' }";

/** A document with one complete operation, and a path item in which a reference is dangling. */
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
  /** 200 if omitted. */
  readonly status?: number;
  /** The header `Sandbox-Set-Aside`; undefined if it is absent. */
  readonly want: string | undefined;
}

async function report({ pathItem, beside, version, request = 'POST /things', asking, status = 200, want }: Row) {
  const sandbox = sandboxOf(documentWith(pathItem, beside, version));
  const { status: given, headers } = await ask(sandbox, request, asking);
  expect([given, headers['sandbox-set-aside']]).toEqual([status, want]);
  expect((await ask(sandbox, 'GET /ping')).headers['sandbox-set-aside']).toBeUndefined();
}

const a = { body: { a: 1 } };

describe('what a request is not validated against because a reference is dangling is named in Sandbox-Set-Aside', () => {
  it.each<Row>([
    {
      name: 'a parameter of the operation',
      pathItem: `{ post: { parameters: [${lost}], responses: ${ok} } }`,
      want: 'reference parameter.nowhere',
    },
    {
      name: 'a parameter in components: named by its component name',
      pathItem: `{ post: { parameters: [{ $ref: '#/components/parameters/Page' }], responses: ${ok} } }`,
      beside: `components: { parameters: { Page: ${lost} } }`,
      want: 'reference parameter.Page',
    },
    {
      name: 'a parameter of the path item',
      pathItem: `{ parameters: [${lost}], post: { responses: ${ok} } }`,
      want: 'reference parameter.nowhere',
    },
    {
      name: 'the list of parameters',
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
      name: 'the schema of a parameter that is not sent: nothing',
      pathItem: `{ post: { parameters: [{ in: query, name: a, schema: ${lost} }], responses: ${ok} } }`,
      want: undefined,
    },
    {
      name: 'the items of an array parameter',
      pathItem: `{ post: { parameters: [{ in: query, name: a, schema: { type: array, items: ${lost} } }], responses: ${ok} } }`,
      request: 'POST /things?a=1&a=2',
      want: 'reference query.a/0',
    },
    {
      name: 'the request body',
      pathItem: `{ post: { requestBody: ${lost}, responses: ${ok} } }`,
      asking: a,
      want: 'reference body#',
    },
    {
      name: 'the request body, and a body of an unexpected media type is sent although a 415 is documented',
      pathItem: `{ post: { requestBody: ${lost}, responses: { 200: { description: ok }, 415: { description: no } } } }`,
      asking: { body: new TextEncoder().encode('a'), headers: { 'Content-Type': 'text/csv' } },
      want: 'reference body#',
    },
    {
      name: 'the content of the request body',
      pathItem: `{ post: { requestBody: { content: ${lost} }, responses: ${ok} } }`,
      asking: a,
      want: 'reference body#',
    },
    {
      name: 'one media type of the request body (OpenAPI 3.2, Media Type Object)',
      pathItem: `{ post: { requestBody: { content: { text/csv: { schema: { type: string } }, application/json: ${lost} } }, responses: ${ok} } }`,
      version: '3.2.0',
      asking: a,
      want: 'reference body#',
    },
    { name: 'the schema of the request body', pathItem: posting(lost), asking: a, want: 'reference body#' },
    {
      name: 'the schema of the request body in 3.0',
      pathItem: posting(lost),
      version: '3.0.3',
      asking: a,
      want: 'reference body#',
    },
    { name: 'the schema of a request body that is not sent: nothing', pathItem: posting(lost), want: undefined },
    {
      name: 'a property of the body',
      pathItem: posting(`{ properties: { a: ${lost} } }`),
      asking: a,
      want: 'reference body#/a',
    },
    {
      name: 'a property that is not sent: nothing',
      pathItem: posting(`{ properties: { a: ${lost} } }`),
      asking: { body: { b: 1 } },
      want: undefined,
    },
    {
      name: 'the items of a list',
      pathItem: posting(`{ items: ${lost} }`),
      asking: { body: [1, 2] },
      want: 'reference body#/0',
    },
    {
      name: 'additionalProperties',
      pathItem: posting(`{ additionalProperties: ${lost} }`),
      asking: a,
      want: 'reference body#/a',
    },
    {
      name: 'a part of allOf',
      pathItem: posting(`{ allOf: [${lost}, { type: object }] }`),
      asking: a,
      want: 'reference body#',
    },
    {
      name: 'a branch of oneOf, no other matches',
      pathItem: posting(`{ oneOf: [${lost}, { type: string }] }`),
      asking: a,
      want: 'reference body#',
    },
    {
      name: 'a branch of oneOf, another matches',
      pathItem: posting(`{ oneOf: [${lost}, { type: object }] }`),
      asking: a,
      want: 'reference body#',
    },
    {
      name: 'a branch of anyOf',
      pathItem: posting(`{ anyOf: [{ type: string }, ${lost}] }`),
      asking: a,
      want: 'reference body#',
    },
    { name: 'not', pathItem: posting(`{ not: ${lost} }`), asking: a, want: 'reference body#' },
    {
      name: 'if',
      pathItem: posting(`{ if: ${lost}, then: { type: string } }`),
      asking: a,
      want: 'reference body#',
    },
    {
      name: 'then, and the condition holds',
      pathItem: posting(`{ if: { type: object }, then: ${lost} }`),
      asking: a,
      want: 'reference body#',
    },
    {
      name: 'then, and the condition does not hold: nothing',
      pathItem: posting(`{ if: { type: string }, then: ${lost} }`),
      asking: a,
      want: undefined,
    },
    {
      name: 'contains',
      pathItem: posting(`{ contains: ${lost} }`),
      asking: { body: [1] },
      want: 'reference body#',
    },
    {
      name: 'a property within a branch of oneOf',
      pathItem: posting(`{ oneOf: [{ properties: { a: ${lost} } }, { type: string }] }`),
      asking: a,
      want: 'reference body#',
    },
    {
      name: 'the end of a chain of references',
      pathItem: posting("{ $ref: '#/components/schemas/One' }"),
      beside: `components: { schemas: { One: { $ref: '#/components/schemas/Two' }, Two: { properties: { a: ${lost} } } } }`,
      asking: a,
      want: 'reference body#/a',
    },
    {
      name: 'two properties',
      pathItem: posting(`{ properties: { a: ${lost}, b: { $ref: '#/nope' } } }`),
      asking: { body: { a: 1, b: 2 } },
      want: 'reference body#/a, reference body#/b',
    },
    {
      name: 'a property whose schema is on another host',
      pathItem: posting("{ properties: { a: { $ref: 'https://example.com/a.yaml' } } }"),
      asking: a,
      want: 'reference body#/a',
    },
    {
      name: 'a security scheme that the operation requires',
      pathItem: `{ post: { security: [{ key: [] }], responses: ${ok} } }`,
      beside: `components: { securitySchemes: { key: ${lost}, other: ${lost} } }`,
      want: 'reference security.key',
    },
    {
      name: 'a security scheme that the document requires',
      pathItem: `{ post: { responses: ${ok} }, get: { security: [], responses: ${ok} } }`,
      beside: `components: { securitySchemes: { key: ${lost} } }\nsecurity: [{}]`,
      want: undefined,
    },
  ])('$name', report);

  it('on a refused request and on an error that was chosen too', async () => {
    const body = json(`{ schema: { properties: { a: ${lost}, b: { type: string } } } }`);
    const responses = '{ 200: { description: ok }, 400: { description: no }, 429: { description: later } }';
    const sandbox = sandboxOf(documentWith(`{ post: { requestBody: ${body}, responses: ${responses} } }`));
    const refused = await ask(sandbox, 'POST /things', { body: { a: 1, b: 1 } });
    expect([refused.status, refused.faults]).toEqual([400, ['body /b type']]);
    expect(refused.headers['sandbox-set-aside']).toBe('reference body#/a');
    const chosen = await ask(sandbox, 'POST /things', { ...a, headers: { Prefer: 'code=429' } });
    expect([chosen.status, chosen.headers['sandbox-set-aside']]).toEqual([429, 'reference body#/a']);
  });

  it('names at most twenty locations', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `p${index}`);
    const schema = `{ properties: { ${names.map((name) => `${name}: ${lost}`).join(', ')} } }`;
    const sandbox = sandboxOf(documentWith(posting(schema)));
    const body = Object.fromEntries(names.map((name) => [name, 1]));
    const { headers } = await ask(sandbox, 'POST /things', { body });
    expect(headers['sandbox-set-aside']?.split(', ')).toHaveLength(20);
  });

  it('the complete parts are validated as usual', async () => {
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

  it('a property that only the missing schema describes is not refused as unevaluated', async () => {
    const sandbox = sandboxOf(documentWith(posting(`{ allOf: [${lost}], unevaluatedProperties: false }`)));
    const { status, headers } = await ask(sandbox, 'POST /things', a);
    expect([status, headers['sandbox-set-aside']]).toEqual([200, 'reference body#']);
  });

  it('a dangling reference within a property does not make the property unevaluated', async () => {
    const schema = `{ properties: { a: ${lost} }, unevaluatedProperties: false }`;
    const { faults } = await ask(sandboxOf(documentWith(posting(schema))), 'POST /things', { body: { b: 1 } });
    expect(faults).toEqual(['body /b unevaluatedProperties']);
  });
});

describe('what is unknown about a response because a reference is dangling is named in Sandbox-Set-Aside', () => {
  it.each<Row>([
    { name: 'the response', pathItem: answering(lost), want: 'reference response' },
    {
      name: 'another response than the one returned: nothing',
      pathItem: `{ post: { responses: { 200: { description: ok }, 404: ${lost} } } }`,
      want: undefined,
    },
    {
      name: 'a response that the request chose',
      pathItem: `{ post: { responses: { 200: { description: ok }, 404: ${lost} } } }`,
      asking: { headers: { Prefer: 'code=404' } },
      status: 404,
      want: 'reference response',
    },
    { name: 'all responses', pathItem: `{ post: { responses: ${lost} } }`, want: 'reference responses' },
    {
      name: 'a response header',
      pathItem: answering(`{ description: ok, headers: { X-A: ${lost} } }`),
      want: 'reference response.header.X-A',
    },
    {
      name: 'the schema of a response header',
      pathItem: answering(`{ description: ok, headers: { X-A: { schema: ${lost} } } }`),
      want: 'reference response.header.X-A',
    },
    {
      name: 'all response headers',
      pathItem: answering(`{ description: ok, headers: ${lost} }`),
      want: 'reference response.headers',
    },
    {
      name: 'the schema that the body is generated from',
      pathItem: answering(json(`{ schema: ${lost} }`)),
      want: 'reference response.body#',
    },
    {
      name: 'a property of that schema',
      pathItem: answering(json(`{ schema: { required: [a], properties: { a: ${lost} } } }`)),
      want: 'reference response.body#/a',
    },
    {
      name: 'the schema of a body that has an example: nothing',
      pathItem: answering(json(`{ schema: ${lost}, example: { a: 1 } }`)),
      want: undefined,
    },
    {
      name: 'the content of the response',
      pathItem: answering(`{ description: ok, content: ${lost} }`),
      want: 'reference response.content',
    },
    {
      name: 'a media type of the response (OpenAPI 3.2, Media Type Object)',
      pathItem: answering(`{ description: ok, content: { application/json: ${lost} } }`),
      version: '3.2.0',
      want: 'reference response.body#',
    },
  ])('$name', report);

  it('a missing response header is echoed from a request header of its name', async () => {
    const parameters = '[{ in: header, name: X-Id, schema: { type: string } }]';
    const responses = `{ 200: { description: ok, headers: { X-Id: ${lost} } } }`;
    const sandbox = sandboxOf(documentWith(`{ post: { parameters: ${parameters}, responses: ${responses} } }`));
    const { headers } = await ask(sandbox, 'POST /things', { headers: { 'X-Id': 'abc' } });
    expect([headers['x-id'], headers['sandbox-set-aside']]).toEqual(['abc', 'reference response.header.X-Id']);
  });
});

describe('a path whose operations are unknown', () => {
  it.each([
    ['a dangling path item: 404', lost, 'GET /things', 404],
    ['a dangling operation: 404', `{ get: ${lost} }`, 'GET /things', 404],
    [
      'dangling additionalOperations: 405',
      `{ get: { responses: ${ok} }, additionalOperations: ${lost} }`,
      'LINK /things',
      405,
    ],
    ['another operation is dangling: 405', `{ get: { responses: ${ok} }, put: ${lost} }`, 'PUT /things', 405],
  ])('%s: the refusal names the dangling reference', async (_, pathItem, request, status) => {
    const answer = await ask(sandboxOf(documentWith(pathItem)), request);
    expect([answer.status, answer.headers['sandbox-set-aside']]).toEqual([status, 'reference path']);
  });

  it('is not matched by a more general template', async () => {
    const sandbox = sandboxOf(documentWith(lost, `  /{id}: { get: { responses: ${ok} } }`));
    expect((await ask(sandbox, 'GET /things')).status).toBe(404);
    expect((await ask(sandbox, 'GET /others')).status).toBe(200);
  });

  it('a path that the document lacks is refused as usual', async () => {
    const answer = await ask(sandboxOf(documentWith(lost)), 'GET /nope');
    expect([answer.status, answer.headers['sandbox-set-aside']]).toEqual([404, undefined]);
  });
});

describe('the server refuses to start only if no operation is left', () => {
  const only = (paths: string) => `openapi: 3.1.0\ninfo: { title: x, version: '1' }\npaths: ${paths}\n`;

  it.each([
    ['paths is dangling', `${lost} # here`],
    ['every path item is dangling', `{ /a: ${lost} } # here`],
    ['every path item is on another host', '{ /a: { $ref: https://example.com/a.yaml } } # here'],
    ['every operation is dangling', `{ /a: { get: ${lost} } } # here`],
  ])('%s', (_, paths) => {
    const text = only(paths);
    const problems = fatalProblems(() => sandboxOf(text));
    expect(problems.map(placed)).toEqual([expect.stringMatching(new RegExp(`^api.yaml:${lineOf(text)} reference-`))]);
  });

  it.each([
    ['paths is empty', '{}'],
    ['every operation has a dangling part', `{ /a: { get: { parameters: [${lost}], responses: ${lost} } } }`],
    ['one operation beside a dangling path item', `{ /a: ${lost}, /b: { get: { responses: ${ok} } } }`],
  ])('starts nevertheless: %s', (_, paths) => {
    expect(fatalProblems(() => sandboxOf(only(paths)))).toEqual([]);
  });

  it('every dangling reference is reported as an error', () => {
    const sandbox = sandboxOf(
      documentWith(`{ post: { requestBody: ${lost}, parameters: [${lost}], responses: ${ok} } }`),
    );
    expect(problemsOf(sandbox).map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'reference-missing error',
      'reference-missing error',
    ]);
  });
});
