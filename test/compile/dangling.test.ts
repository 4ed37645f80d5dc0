import { describe, expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import { lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const ok = '{ 200: { description: ok } }';

/** A document with one complete operation, and a path item that contains a dangling reference. */
const documentWith = (pathItem: string) => `openapi: 3.1.0
info: { title: x, version: '1' }
paths:
  /ping: { get: { operationId: ping, responses: ${ok} } }
  /things: ${pathItem} # here
`;

/** Locations of the reference, and the status of `POST /things`. */
const places: readonly (readonly [string, (reference: string) => string, number])[] = [
  ['path item: 404', (to) => `{ $ref: '${to}' }`, 404],
  ['operation: 404', (to) => `{ post: { $ref: '${to}' } }`, 404],
  ['parameter: 200 without it', (to) => `{ post: { parameters: [{ $ref: '${to}' }], responses: ${ok} } }`, 200],
  [
    'parameter of the path item: 200 without it',
    (to) => `{ parameters: [{ $ref: '${to}' }], post: { responses: ${ok} } }`,
    200,
  ],
  [
    'schema of a parameter: 200',
    (to) => `{ post: { parameters: [{ in: query, name: a, schema: { $ref: '${to}' } }], responses: ${ok} } }`,
    200,
  ],
  ['request body: 200', (to) => `{ post: { requestBody: { $ref: '${to}' }, responses: ${ok} } }`, 200],
  [
    'schema of a request body: 200',
    (to) =>
      `{ post: { requestBody: { content: { application/json: { schema: { $ref: '${to}' } } } }, responses: ${ok} } }`,
    200,
  ],
  [
    'property of a request body: 200',
    (to) =>
      `{ post: { requestBody: { content: { application/json: { schema: { properties: { a: { $ref: '${to}' } } } } } }, responses: ${ok} } }`,
    200,
  ],
  ['the only response: 200', (to) => `{ post: { responses: { 200: { $ref: '${to}' } } } }`, 200],
  [
    'the success response among several: 200',
    (to) => `{ post: { responses: { 200: { $ref: '${to}' }, 404: { description: no } } } }`,
    200,
  ],
  [
    'an error response: 200',
    (to) => `{ post: { responses: { 200: { description: ok }, 404: { $ref: '${to}' } } } }`,
    200,
  ],
  [
    'content of a response: 200',
    (to) => `{ post: { responses: { 200: { content: { application/json: { $ref: '${to}' } } } } } }`,
    200,
  ],
  [
    'response example: 200',
    (to) =>
      `{ post: { responses: { 200: { content: { application/json: { examples: { a: { $ref: '${to}' } } } } } } } }`,
    200,
  ],
  ['response header: 200', (to) => `{ post: { responses: { 200: { headers: { X-A: { $ref: '${to}' } } } } } }`, 200],
];

describe.each([
  ['to another host: a warning', 'https://example.com/a.yaml', 'reference-remote warning'],
  ['to a missing location: an error', '#/components/nope', 'reference-missing error'],
])(
  'a reference %s is reported once, and affects only what uses it (design, Real documents)',
  (_, reference, problem) => {
    it.each(places)('%s', async (_place, pathItem, status) => {
      const text = documentWith(pathItem(reference));
      const sandbox = sandboxOf(text);
      expect((await ask(sandbox, 'GET /ping')).scenario).toBe('ping/200/empty');
      expect((await ask(sandbox, 'POST /things', { body: { a: 1 } })).status).toBe(status);
      expect(problemsOf(sandbox).map((one) => `${placed(one)} ${one.severity}`)).toEqual([
        `api.yaml:${lineOf(text)} ${problem}`,
      ]);
    });
  },
);

describe('what uses a dangling reference (design, Real documents)', () => {
  it.each([
    ['example: the body is generated', "example: { $ref: './nowhere.json' }", 'generated'],
    [
      'value of a named example: the example stays a scenario',
      "examples: { a: { value: { $ref: './nowhere.json' } } }",
      'a',
    ],
  ])('%s is missing: the body is made from the schema', async (_, example, name) => {
    const content = `{ application/json: { schema: { properties: { a: { type: string } } }, ${example} } }`;
    const sandbox = sandboxOf(
      documentWith(`{ post: { operationId: make, responses: { 200: { description: ok, content: ${content} } } } }`),
    );
    const { scenario, body } = await ask(sandbox, 'POST /things');
    expect([scenario, body]).toEqual([`make/200/${name}`, { a: 'string' }]);
  });

  it('the properties beside an unresolved one are still validated', async () => {
    const properties = "{ a: { $ref: 'https://example.com/a.yaml' }, b: { type: string } }";
    const content = `{ application/json: { schema: { required: [a], properties: ${properties} } } }`;
    const sandbox = sandboxOf(documentWith(`{ post: { requestBody: { content: ${content} }, responses: ${ok} } }`));
    expect((await ask(sandbox, 'POST /things', { body: { b: 1 } })).faults).toEqual([
      'body /a required',
      'body /b type',
    ]);
    expect((await ask(sandbox, 'POST /things', { body: { a: {}, b: 'x' } })).status).toBe(200);
  });

  it('the parameters beside an unresolved one are still validated', async () => {
    const parameters = "[{ $ref: 'https://example.com/a.yaml' }, { in: query, name: n, schema: { type: integer } }]";
    const sandbox = sandboxOf(documentWith(`{ post: { parameters: ${parameters}, responses: ${ok} } }`));
    expect((await ask(sandbox, 'POST /things?n=x')).faults).toEqual(['query n type']);
  });
});
