import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask, bytes, origin } from '../fixtures/ask.ts';
import { documentOf } from '../fixtures/document.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const item = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } }, additionalProperties: false };
const event = { type: 'object', required: ['data'], properties: { data: { type: 'string' }, id: { type: 'string' } } };

function answering(type: string, media: JsonObject, openapi: string): JsonObject {
  const get = { operationId: 'get', responses: { 200: { description: '', content: { [type]: media } } } };
  return { ...documentOf({ '/a': { get } }, { components: { schemas: { Item: item } } }), openapi };
}

const lineTypes = ['application/x-ndjson', 'application/jsonl', 'application/stream+json'];

describe('before 3.2, the schema of a sequential media type may be that of one item (OpenAPI 3.2.0, 4.14.4)', () => {
  const versions = ['3.0.3', '3.1.0', '3.2.0'];
  it.each(
    versions.flatMap((openapi) =>
      [...lineTypes, 'application/json-seq', 'text/event-stream'].map((type) => ({ openapi, type })),
    ),
  )('$type in $openapi', ({ openapi, type }) => {
    const reported = (schema: Json, example?: Json) =>
      problemsOf(sandboxOf(answering(type, { schema, ...(example !== undefined && { example }) }, openapi))).map(
        ({ code }) => code,
      );
    const refers = { $ref: '#/components/schemas/Item' };
    expect(reported(refers)).toEqual([]);
    expect(reported(refers, [{ n: 1 }, { n: 2 }])).toEqual([]);
    expect(reported(refers, { n: 1 })).toEqual([]);
    expect(reported({ oneOf: [refers] }, [{ n: 1 }])).toEqual([]);
    expect(reported({ type: 'array', items: refers }, [{ n: 1 }])).toEqual([]);
    // Violations are still found.
    expect(reported(refers, [{ n: 1 }, { n: 'x' }])).toEqual(['example-invalid']);
    expect(reported(refers, [{}])).toEqual(['example-invalid']);
  });

  it('server-sent events described as a sequence', () => {
    const reported = (example: Json) =>
      problemsOf(sandboxOf(answering('text/event-stream', { schema: event, example }, '3.1.0'))).map(
        ({ code }) => code,
      );
    expect(reported('event: a\ndata: x\nid: 1\n\ndata: y\n\n')).toEqual([]);
    expect(reported([{ data: 'x' }, { data: 'y', id: '2' }])).toEqual([]);
    expect(reported('id: 1\n\n')).toEqual([]);
    expect(
      problemsOf(
        sandboxOf(answering('text/event-stream', { schema: { type: 'string' }, example: 'data: x\n\n' }, '3.0.3')),
      ),
    ).toEqual([]);
  });
});

it.each([
  [lineTypes[0], '{"n":1}\n{"n":2}\n'],
  [lineTypes[2], '{"n":1}\n{"n":2}\n'],
  ['application/json-seq', '\u001e{"n":1}\n\u001e{"n":2}\n'],
  ['text/event-stream', 'data: {"n":1}\n\ndata: {"n":2}\n\n'],
])('its example is sent item by item: %s', async (type = '', want) => {
  const sandbox = sandboxOf(answering(type, { schema: item, example: [{ n: 1 }, { n: 2 }] }, '3.0.3'));
  const answer = await sandbox.fetch(`${origin}/a`);
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, type, want]);
});

it.each(lineTypes)('each item of a request is checked: %s', async (type) => {
  const requestBody = { required: true, content: { [type]: { schema: item } } };
  const post = { operationId: 'post', requestBody, responses: { 204: { description: '' } } };
  const sandbox = sandboxOf({ ...documentOf({ '/a': { post } }), openapi: '3.0.3' });
  const sent = (text: string) => ask(sandbox, 'POST /a', { headers: { 'Content-Type': type }, body: bytes(text) });
  expect(await sent('{"n":1}\n{"n":2}\n')).toMatchObject({ status: 204 });
  expect(await sent('{"n":1}\n{"n":"x"}\n')).toMatchObject({ faults: ['body /1/n type'] });
  expect(sandbox.catalogue().scenarios).toMatchObject([{ natural: true }]);
});
