import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Artefact } from '../../sandbox/artefact/artefact.ts';
import { openArtefact } from '../../sandbox/artefact/open.ts';
import { artefactCode } from '../../sandbox/artefact/write.ts';
import { deflate, inflate } from '../../sandbox/hosts/inflate.ts';
import { createSandbox, type Sandbox } from '../../sandbox/index.ts';
import { documentsToServe } from '../../sandbox/read/documents.ts';
import { openForBuild } from '../../sandbox/sandbox.ts';
import type { Json } from '../../sandbox/syntax/json.ts';
import { documentOf, jsonBody, response } from '../fixtures/document.ts';
import { writeFiles } from '../fixtures/write-document.ts';
import { defaultOrigin, type SeenAnswer, type SentRequest, seenAnswer } from './answered.ts';

const settings = {
  auth: 'open',
  dynamic: false,
  bodyLimit: 1000,
  trustProxy: false,
  delay: 0,
  delayJitter: 0,
  maxDelay: 0,
} as const;

/** A sandbox of documents, and what a build makes of them, without the file around it. */
function both(documents: readonly string[], scenarios?: string): { made: Sandbox; built: Sandbox['answer'] } {
  const inputs = documentsToServe(documents, scenarios);
  const code = artefactCode(openForBuild(inputs, {}), settings, null, '0.0.0', deflate);
  const artefact: Artefact = new Function(`return ${code}`)();
  const { answer } = openArtefact(artefact, { inflate });
  return { made: createSandbox({ documents, ...(scenarios && { scenarios }), ...settings }), built: answer };
}

async function answerOf(answer: Sandbox['answer'], { method, path, headers, body }: SentRequest): Promise<SeenAnswer> {
  const init = { method, headers, ...(body !== null && { body }) };
  const response = await answer(new Request(defaultOrigin + path, init));
  const bytes = new Uint8Array(await response.arrayBuffer());
  return seenAnswer(defaultOrigin, response.status, response.headers, bytes);
}

const send = (schema: Json, more: object = {}) =>
  documentOf({
    '/things': {
      post: {
        operationId: 'send',
        ...jsonBody(schema),
        responses: { 200: response({ ok: {} }), 400: response({ bad: { error: 'bad' } }) },
        ...more,
      },
    },
  });

const post = (body: unknown): SentRequest => ({
  method: 'POST',
  path: '/things',
  headers: { 'Content-Type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const manyValues = Array.from({ length: 300 }, (_, index) => `value-${index}`);

/** Schemas whose validators refer to something outside of their code, and bodies. */
const schemas: readonly { readonly given: string; readonly schema: Json; readonly bodies: readonly unknown[] }[] = [
  { given: 'characters outside of the BMP', schema: { type: 'string', maxLength: 2 }, bodies: ['😀😀', '😀😀😀'] },
  { given: 'a list of many values', schema: { enum: manyValues }, bodies: ['value-299', 'value-300'] },
  { given: 'a list of objects', schema: { enum: [{ a: [1] }, null] }, bodies: [{ a: [1] }, null, { a: [2] }] },
  { given: 'a constant object', schema: { const: { a: { b: 1 } } }, bodies: [{ a: { b: 1 } }, { a: {} }] },
  {
    given: 'distinct items',
    schema: { type: 'array', uniqueItems: true },
    bodies: [
      [1, '1', {}],
      [{ a: 1 }, { a: 1 }],
    ],
  },
  {
    given: 'a format of texts',
    schema: { type: 'string', format: 'date-time' },
    bodies: ['2026-01-01T00:00:00Z', '2026'],
  },
  { given: 'a format of ours', schema: { type: 'string', format: 'nhs-number' }, bodies: ['9000000009', '9000000001'] },
  {
    given: 'a format of numbers',
    schema: { type: 'integer', format: 'int64' },
    bodies: ['9223372036854775807', '9223372036854775808'],
  },
  { given: 'a pattern', schema: { type: 'string', pattern: '^[a-z/]+é$' }, bodies: ['a/é', 'A'] },
  {
    given: 'a pattern that could take long',
    schema: { type: 'string', pattern: '^(a+)+$' },
    bodies: ['aaa', `${'a'.repeat(50)}b`],
  },
  {
    given: 'names of properties',
    schema: { type: 'object', propertyNames: { maxLength: 2 } },
    bodies: [{ ab: 1 }, { abc: 1, toString: 2 }],
  },
  {
    given: 'inherited names',
    schema: { type: 'object', required: ['toString', '__proto__'] },
    bodies: [{}, '{"toString":1,"__proto__":2}'],
  },
  {
    given: 'a choice',
    schema: {
      oneOf: [
        { type: 'object', required: ['a'] },
        { type: 'object', required: ['b'], properties: { b: { type: 'integer' } } },
      ],
    },
    bodies: [{ a: 1 }, { b: 'x' }, { a: 1, b: 1 }, {}],
  },
  {
    given: 'items that a list must contain',
    schema: { type: 'array', contains: { anyOf: [{ const: 1 }, { type: 'string', minLength: 2 }] }, minContains: 2 },
    bodies: [[1, 'ab'], [1, 'a'], []],
  },
  { given: 'nothing', schema: false, bodies: [{}, null] },
];

const named = (schema: Json, components: Readonly<Record<string, Json>>) => ({
  ...send(schema),
  components: { schemas: components },
});

const documents: readonly {
  readonly given: string;
  readonly document: object;
  readonly requests: readonly SentRequest[];
}[] = [
  ...schemas.map(({ given, schema, bodies }) => ({ given, document: send(schema), requests: bodies.map(post) })),
  {
    given: 'schemas in a circle, with what is left over forbidden',
    document: named(
      { $ref: '#/components/schemas/Tree', unevaluatedProperties: false },
      {
        Tree: {
          allOf: [{ $ref: '#/components/schemas/Named' }],
          properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
        },
        Named: {
          properties: { name: { type: 'string' } },
          required: ['name'],
          anyOf: [{ $ref: '#/components/schemas/Tree' }, true],
        },
      },
    ),
    requests: [post({ name: 'a', children: [{ name: 'b' }] }), post({ name: 'a', more: 1 }), post({ children: [{}] })],
  },
  {
    given: 'a reference that leads nowhere',
    document: send({
      type: 'object',
      properties: { a: { $ref: '#/components/schemas/Nowhere' }, b: { type: 'integer' } },
    }),
    requests: [post({ a: 1 }), post({ b: 'x' })],
  },
  {
    given: 'an example that contradicts its schema',
    document: send(
      { type: 'object', properties: { id: { type: 'string', maxLength: 2 } }, example: { id: 'long' } },
      {
        requestBody: {
          content: {
            'application/json': {
              schema: { type: 'object', properties: { id: { type: 'string', maxLength: 2 } } },
              examples: { long: { value: { id: 'long' } } },
            },
          },
        },
      },
    ),
    requests: [post({ id: 'long' }), post({ id: 'longer' }), post({ id: 1 })],
  },
  {
    given: 'numbers that no double holds',
    document: documentOf({
      '/things': {
        get: {
          operationId: 'get',
          parameters: [{ name: 'n', in: 'query', schema: { type: 'integer', format: 'int64' } }],
          responses: { 200: { description: 'ok', content: { 'application/json': { example: 'digits' } } } },
        },
      },
    }),
    requests: [{ method: 'GET', path: '/things?n=1234567890123456789', headers: {}, body: null }],
  },
  {
    given: 'an error about two places in one statement',
    document: send(
      { type: 'object', required: ['name'], properties: { name: { type: 'string' }, age: { type: 'integer' } } },
      {
        responses: {
          200: response({ ok: {} }),
          400: response({
            both: {
              resourceType: 'OperationOutcome',
              issue: [
                { severity: 'error', code: 'required', diagnostics: 'Both are required', expression: ['name', 'age'] },
              ],
            },
          }),
        },
      },
    ),
    requests: [post({}), post({ name: 1, age: 'x' })],
  },
];

describe('what a build makes of a document answers as the document does, given', () => {
  it.each(documents)('$given', async ({ document, requests }) => {
    const text = JSON.stringify(document).replace('"digits"', '12345678901234567890.10');
    const folder = writeFiles({ 'api.json': text });
    const { made, built } = both([join(folder, 'api.json')]);
    const known = made.catalogue(defaultOrigin).scenarios.flatMap((scenario) => scenario.requests);
    const all = [
      ...requests,
      ...known.map(({ method, url, headers, body }): SentRequest => {
        const sent = typeof body === 'string' || body === null ? body : JSON.stringify(body);
        return { method, path: url.slice(defaultOrigin.length), headers, body: sent };
      }),
      ...[
        '/_sandbox/openapi/api.json',
        '/_sandbox/scenarios.json',
        '/_sandbox/scenarios',
        '/_sandbox/openapi/api.json?choices=enum',
      ].map((path): SentRequest => ({ method: 'GET', path, headers: {}, body: null })),
    ];
    for (const request of all)
      expect([request, await answerOf(built, request)]).toEqual([request, await answerOf(made.answer, request)]);
  });

  it('all media types, styles and rules', async () => {
    const { made, built } = both(['test/fuzz/codings.yaml'], 'test/fuzz/scenarios');
    const known = made.catalogue(defaultOrigin).scenarios.flatMap((scenario) => scenario.requests);
    expect(known.length).toBeGreaterThan(50);
    for (const { method, url, headers, body } of known) {
      const sent = typeof body === 'string' || body === null ? body : JSON.stringify(body);
      const request = { method, path: url.slice(defaultOrigin.length), headers, body: sent };
      expect([request, await answerOf(built, request)]).toEqual([request, await answerOf(made.answer, request)]);
    }
  });
});
