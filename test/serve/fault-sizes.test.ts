import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf, jsonBody, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** A documented error in each format; with `none`, the response is problem details. */
const formats: Readonly<Record<string, Json>> = {
  'json-api': { errors: [{ status: '422', code: 'no', detail: 'No.' }] },
  'operation-outcome': {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'invalid', diagnostics: 'No.' }],
  },
  'problem-details': { type: 'about:blank', title: 'No', status: 422, detail: 'No.' },
  'http-validation-error': { detail: [{ loc: ['body', 'a'], msg: 'No.', type: 'value_error' }] },
  plain: { message: 'No.' },
  none: null,
};

const longName = 'n'.repeat(29_000);
const branch = (index: number): JsonObject => ({
  required: many(40, (at) => `property-${index}-${at}`),
  properties: { kind: { enum: many(30, (at) => `${index}-${at}`) } },
});
const texts = many(1000, (index) => `a value with a number, ${index}`);

/** Requests with very many or very long violations. */
const rows: Readonly<Record<string, readonly [JsonObject, Json]>> = {
  'values that are listed': [{ type: 'array', items: { enum: texts } }, many(300, () => 'other')],
  'long values': [
    { type: 'array', items: { enum: many(30, (index) => `${index}`.repeat(3000)) } },
    many(300, () => 'x'),
  ],
  'one long name above them all': [
    { additionalProperties: { type: 'array', items: { type: 'integer' } } },
    { [longName]: many(300, () => 'x') },
  ],
  'long names': [
    { type: 'object', properties: { known: {} }, additionalProperties: false },
    Object.fromEntries(many(300, (index) => [`${index}${'é/~'.repeat(500)}`, 1])),
  ],
  'a name of a million characters': [{ additionalProperties: false, properties: { nn: {} } }, { ['n'.repeat(1e6)]: 1 }],
  'names that are not allowed': [
    { propertyNames: { maxLength: 1000 } },
    Object.fromEntries(many(300, (index) => [`${index}${'x'.repeat(1500)}`, 1])),
  ],
  'properties that are missing': [{ type: 'object', required: texts }, {}],
  'properties that another one needs': [{ dependentRequired: { a: texts } }, { a: 1 }],
  alternatives: [{ type: 'array', items: { anyOf: many(40, branch) } }, many(300, () => ({ kind: 'x' }))],
  'a long pattern': [{ type: 'array', items: { pattern: `^(${'ab|'.repeat(20_000)}c)$` } }, many(300, () => 'x')],
  'items that a list lacks': [
    { type: 'array', items: { contains: { properties: { kind: { enum: texts } }, required: ['kind'] } } },
    many(300, () => [{ kind: 'x' }]),
  ],
};

const paths = Object.fromEntries(
  Object.entries(formats).flatMap(([format, example]) =>
    Object.entries(rows).map(([name, [schema]], index) => {
      const responses = { 200: response({ ok: {} }), ...(example !== null && { 422: response({ wrong: example }) }) };
      const post = { operationId: `${format}-${name}`, requestBody: jsonBody(schema), responses };
      return [`/${format}/${index}`, { post }];
    }),
  ),
);
const sandbox = ruledSandbox(documentOf(paths), { bodyLimit: 2 ** 22 });

describe.each(Object.keys(formats))('an error response in the format %s has at most 64 KB', (format) => {
  it.each(Object.keys(rows))('%s', async (name) => {
    const index = Object.keys(rows).indexOf(name);
    const { status, text, headers } = await ask(sandbox, `POST /${format}/${index}`, { body: rows[name]?.[1] ?? null });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536);
    const maxSeen = Math.max(...Object.values(headers).map((value) => value.length));
    expect(maxSeen).toBeLessThanOrEqual(4100);
    const isOne = name === 'a name of a million characters';
    if (format !== 'plain') expect(/\d+ more faults?/.test(text)).toBe(!isOne);
    expect(Number(headers['sandbox-faults-more'] ?? 0) > 0).toBe(!isOne);
  });
});

describe('a list of n objects', () => {
  it('is searched for repeated items in O(n log n): 100,000 objects', async () => {
    const post = {
      requestBody: jsonBody({ type: 'array', maxItems: 10, uniqueItems: true }),
      responses: { 200: response({ ok: {} }) },
    };
    const large = ruledSandbox(documentOf({ '/list': { post } }), { bodyLimit: 2 ** 24 });
    const { faults } = await ask(large, 'POST /list', { body: [...many(100_000, (n) => ({ n })), { n: 5 }] });
    expect(faults).toEqual(['body  maxItems', 'body  uniqueItems']);
  });
});
