import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox/index.ts';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf } from '../fixtures/document.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const object = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };

/** A document whose one operation has this example for its request and its response. */
function documented(schema: Json | undefined, example: Json, mediaType = 'application/json', fields = {}): JsonObject {
  const content = { [mediaType]: { ...(schema !== undefined && { schema }), example } };
  const post = {
    operationId: 'send',
    requestBody: { required: true, content },
    responses: { 200: { description: 'ok', content } },
  };
  return { ...documentOf({ '/things': { post } }), ...fields };
}

/** Sends a body as given. */
function sent(sandbox: Sandbox, text: string, mediaType = 'application/json') {
  return ask(sandbox, 'POST /things', {
    headers: { 'content-type': mediaType },
    body: new TextEncoder().encode(text),
  });
}

describe('an example that is JSON in a string, whose schema accepts no string, is the serialized body (OpenAPI 3.1.1, 4.8.19)', () => {
  const shared = {
    components: { schemas: { Thing: object, Loop: { anyOf: [{ $ref: '#/components/schemas/Loop' }] } } },
  };
  it.each<readonly [string, Json | undefined, string]>([
    ['schema of an object', object, '{"n":1}'],
    ['whitespace and number notation: kept as written', object, '{ "n":  1.0 }\n'],
    ['schema of a list', { type: 'array', items: object }, '[{"n":1}]'],
    ['schema behind a reference', { $ref: '#/components/schemas/Thing' }, '{"n":1}'],
    ['schema of allOf parts', { allOf: [{ $ref: '#/components/schemas/Thing' }] }, '{"n":1}'],
    ['schema of a choice of objects', { oneOf: [object, { type: 'array' }] }, '{"n":1}'],
    ['schema that also accepts null', { type: ['object', 'null'] }, '{"n":1}'],
    ['schema without a type', {}, '{"n":1}'],
    ['no schema', undefined, '{"n":1}'],
  ])('%s', async (_, schema, example) => {
    const sandbox = sandboxOf(documented(schema, example, 'application/json', shared));
    const answer = await sent(sandbox, example);
    expect([answer.status, answer.text, answer.headers['sandbox-set-aside']]).toEqual([200, example, undefined]);
    expect(problemsOf(sandbox).map(({ code, severity }) => `${code} ${severity}`)).toEqual(
      Array(2).fill('example-text note'),
    );
  });

  it('a body that violates the schema is refused as usual', async () => {
    const { status, faults } = await ask(sandboxOf(documented(object, '{"n":1}')), 'POST /things', {
      body: { n: 'x' },
    });
    expect({ status, faults }).toEqual({ status: 422, faults: ['body /n type'] });
  });

  it.each<readonly [string, Json | undefined, string, string, string]>([
    ['schema of a string', { type: 'string' }, '{"n":1}', 'application/json', '"{\\"n\\":1}"'],
    [
      'choice that includes a string',
      { oneOf: [object, { type: 'string' }] },
      '{"n":1}',
      'application/json',
      '"{\\"n\\":1}"',
    ],
    ['enum of strings', { enum: ['{"n":1}'] }, '{"n":1}', 'application/json', '"{\\"n\\":1}"'],
    ['string that is no JSON', {}, '{"n":', 'application/json', '"{\\"n\\":"'],
    ['number in a string', {}, '1', 'application/json', '"1"'],
    ['another media type', undefined, '{"n":1}', 'text/plain', '{"n":1}'],
  ])('is a plain string instead: %s', async (_, schema, example, mediaType, text) => {
    const answer = await sent(sandboxOf(documented(schema, example, mediaType)), text, mediaType);
    expect(answer.text).toBe(text);
  });
});
