import { describe, expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import { lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const ok = '{ 200: { description: ok } }';

/** A document with one whole operation, and a path in which a reference leads nowhere. */
const documentWith = (pathItem: string) => `openapi: 3.1.0
info: { title: x, version: '1' }
paths:
  /ping: { get: { operationId: ping, responses: ${ok} } }
  /things: ${pathItem} # here
`;

/** Where a reference can be, and what `POST /things` is then answered. */
const places: readonly (readonly [string, (reference: string) => string, number])[] = [
  ['a path', (to) => `{ $ref: '${to}' }`, 404],
  ['an operation', (to) => `{ post: { $ref: '${to}' } }`, 404],
  ['a parameter', (to) => `{ post: { parameters: [{ $ref: '${to}' }], responses: ${ok} } }`, 200],
  ['the parameters of a path', (to) => `{ parameters: [{ $ref: '${to}' }], post: { responses: ${ok} } }`, 200],
  [
    'the schema of a parameter',
    (to) => `{ post: { parameters: [{ in: query, name: a, schema: { $ref: '${to}' } }], responses: ${ok} } }`,
    200,
  ],
  ['a body', (to) => `{ post: { requestBody: { $ref: '${to}' }, responses: ${ok} } }`, 200],
  [
    'the schema of a body',
    (to) =>
      `{ post: { requestBody: { content: { application/json: { schema: { $ref: '${to}' } } } }, responses: ${ok} } }`,
    200,
  ],
  [
    'a property',
    (to) =>
      `{ post: { requestBody: { content: { application/json: { schema: { properties: { a: { $ref: '${to}' } } } } } }, responses: ${ok} } }`,
    200,
  ],
  ['the only answer', (to) => `{ post: { responses: { 200: { $ref: '${to}' } } } }`, 200],
  [
    'the success among answers',
    (to) => `{ post: { responses: { 200: { $ref: '${to}' }, 404: { description: no } } } }`,
    200,
  ],
  ['another answer', (to) => `{ post: { responses: { 200: { description: ok }, 404: { $ref: '${to}' } } } }`, 200],
  [
    'the content of an answer',
    (to) => `{ post: { responses: { 200: { content: { application/json: { $ref: '${to}' } } } } } }`,
    200,
  ],
  [
    'an example',
    (to) =>
      `{ post: { responses: { 200: { content: { application/json: { examples: { a: { $ref: '${to}' } } } } } } } }`,
    200,
  ],
  ['a header', (to) => `{ post: { responses: { 200: { headers: { X-A: { $ref: '${to}' } } } } } }`, 200],
];

describe.each([
  ['to another host', 'https://example.com/a.yaml', 'reference-remote warning'],
  ['to nothing', '#/components/nope', 'reference-missing error'],
])(
  'a reference %s is told once, and only what needs it is affected (design, Real documents)',
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

describe('what needs it (design, Real documents)', () => {
  it.each([
    ['an example', "example: { $ref: './nowhere.json' }", 'generated'],
    ['the value of a named example', "examples: { a: { value: { $ref: './nowhere.json' } } }", 'a'],
  ])('%s is not there: the body is made from the schema', async (_, example, name) => {
    const content = `{ application/json: { schema: { properties: { a: { type: string } } }, ${example} } }`;
    const sandbox = sandboxOf(
      documentWith(`{ post: { operationId: make, responses: { 200: { description: ok, content: ${content} } } } }`),
    );
    const { scenario, body } = await ask(sandbox, 'POST /things');
    expect([scenario, body]).toEqual([`make/200/${name}`, { a: 'string' }]);
  });

  it('the properties beside one that is unknown are checked', async () => {
    const properties = "{ a: { $ref: 'https://example.com/a.yaml' }, b: { type: string } }";
    const content = `{ application/json: { schema: { required: [a], properties: ${properties} } } }`;
    const sandbox = sandboxOf(documentWith(`{ post: { requestBody: { content: ${content} }, responses: ${ok} } }`));
    expect((await ask(sandbox, 'POST /things', { body: { b: 1 } })).faults).toEqual([
      'body /a required',
      'body /b type',
    ]);
    expect((await ask(sandbox, 'POST /things', { body: { a: {}, b: 'x' } })).status).toBe(200);
  });

  it('the parameters beside one that is unknown are checked', async () => {
    const parameters = "[{ $ref: 'https://example.com/a.yaml' }, { in: query, name: n, schema: { type: integer } }]";
    const sandbox = sandboxOf(documentWith(`{ post: { parameters: ${parameters}, responses: ${ok} } }`));
    expect((await ask(sandbox, 'POST /things?n=x')).faults).toEqual(['query n type']);
  });
});
