import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { swaggerOf } from '../fixtures/swagger.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** A document whose `GET /pet` has one response, 200. */
function swaggerFor(response: Json, operation: JsonObject = {}, rest: JsonObject = {}): JsonObject {
  return swaggerOf({ '/pet': { get: { operationId: 'getPet', responses: { 200: response }, ...operation } } }, rest);
}

const pet = { type: 'object', properties: { name: { type: 'string', example: 'Tom' } } };
const rex = { name: 'Rex' };
const json = 'application/json';
const xml = 'application/xml';

describe('a response is given (OpenAPI 2.0, Response Object)', () => {
  it.each<readonly [string, Json, JsonObject, JsonObject, string | undefined, Json]>([
    ['from its schema, in JSON', { schema: pet }, {}, {}, json, { name: 'Tom' }],
    [
      'in what the document produces',
      { schema: pet },
      {},
      { produces: ['application/hal+json'] },
      'application/hal+json',
      { name: 'Tom' },
    ],
    [
      'in what the operation produces',
      { schema: pet },
      { produces: ['text/json'] },
      { produces: [xml] },
      'text/json',
      { name: 'Tom' },
    ],
    ['an empty list clears it', { schema: pet }, { produces: [] }, { produces: [xml] }, json, { name: 'Tom' }],
    ['anything, which says nothing', { schema: pet }, { produces: ['*/*'] }, {}, json, { name: 'Tom' }],
    ['from its example', { schema: pet, examples: { [json]: rex } }, {}, {}, json, rex],
    [
      'from an example of a type that is not produced',
      { schema: pet, examples: { 'text/json': rex } },
      { produces: [] },
      {},
      'text/json',
      rex,
    ],
    ['from an example that is JSON in a text', { examples: { [json]: '{ "name": "Rex" }' } }, {}, {}, json, rex],
    ['without a schema, from its example', { examples: { [json]: rex } }, {}, { produces: [xml] }, json, rex],
    [
      'a text',
      { schema: { type: 'string' }, examples: { 'text/plain': 'Rex' } },
      { produces: ['text/plain'] },
      {},
      'text/plain',
      'Rex',
    ],
    [
      'a text of JSON that the schema asks for',
      { schema: { type: 'string' }, examples: { [json]: '{}' } },
      {},
      {},
      json,
      '{}',
    ],
    ['a file', { schema: { type: 'file' } }, {}, {}, 'application/octet-stream', 'string'],
    [
      'a file of a type',
      { schema: { type: 'file' } },
      { produces: ['application/pdf'] },
      {},
      'application/pdf',
      expect.stringMatching(/^%PDF-/),
    ],
    ['without content', {}, {}, { produces: [json] }, undefined, ''],
    ['null', { schema: {}, examples: { [json]: null } }, {}, {}, json, null],
  ])('%s', async (_, response, operation, rest, type, want) => {
    const sandbox = sandboxOf(swaggerFor({ description: 'ok', ...Object(response) }, operation, rest));
    const { status, headers, body, text } = await ask(sandbox, 'GET /pet');
    expect([status, headers['content-type']?.split(';')[0], body === undefined ? text : body]).toEqual([
      200,
      type,
      want,
    ]);
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it.each([
    [json, { name: 'Rex' }],
    ['text/csv', 'name\nRex'],
  ])('in the type that is asked for: %s', async (type, want) => {
    const examples = { [json]: rex, 'text/csv': 'name\nRex' };
    const sandbox = sandboxOf(
      swaggerFor({ description: 'ok', schema: pet, examples }, { produces: [json, 'text/csv'] }),
    );
    const { body, text } = await ask(sandbox, 'GET /pet', { headers: { Accept: type } });
    expect(body ?? text).toEqual(want);
  });

  it('with its headers', async () => {
    const headers = {
      'X-Limit': { type: 'integer', default: 5 },
      'x-kind': { type: 'string', enum: ['dog'] },
      'X-Ids': { type: 'array', items: { type: 'integer' }, 'x-example': [1, 2] },
      'X-Any': { type: 'string' },
    };
    const sent = await ask(sandboxOf(swaggerFor({ description: 'ok', headers })), 'GET /pet');
    expect(['x-limit', 'x-kind', 'x-ids', 'x-any'].map((name) => sent.headers[name])).toEqual([
      '5',
      'dog',
      '1,2',
      undefined,
    ]);
  });

  it('by reference, in the types of the operation', async () => {
    const get = (produces: readonly string[]) => ({ produces, responses: { 200: { $ref: '#/responses/Pet' } } });
    const plain = { get: { responses: { 200: { $ref: '#/responses/Pet' } } } };
    const sandbox = sandboxOf(
      swaggerOf(
        { '/a': plain, '/b': { get: get(['text/json']) } },
        { responses: { Pet: { description: 'ok', schema: { $ref: '#/definitions/Pet' } } }, definitions: { Pet: pet } },
      ),
    );
    expect((await ask(sandbox, 'GET /a')).headers['content-type']).toBe(json);
    expect((await ask(sandbox, 'GET /b')).headers['content-type']).toBe('text/json');
    expect((await ask(sandbox, 'GET /b')).body).toEqual({ name: 'Tom' });
  });

  it('whatever its key: each documented one can be reached', async () => {
    const responses = {
      200: { description: 'ok' },
      404: { description: 'no' },
      default: { description: 'oh' },
      'x-note': {},
    };
    const sandbox = sandboxOf(swaggerOf({ '/pet': { get: { operationId: 'getPet', responses } } }));
    expect(sandbox.catalogue().scenarios.map(({ id }) => id)).toEqual([
      'getPet/200/empty',
      'getPet/404/empty',
      'getPet/default/empty',
    ]);
  });
});

describe('schemas (OpenAPI 2.0, Schema Object)', () => {
  const document = (properties: JsonObject, definitions: JsonObject = {}): JsonObject =>
    swaggerOf(
      {
        '/pet': {
          post: {
            parameters: [{ in: 'body', name: 'pet', schema: { type: 'object', properties } }],
            responses: { 200: { description: 'ok' } },
          },
        },
      },
      { definitions },
    );
  const string = { type: 'string' };

  it.each<readonly [string, JsonObject, Json, readonly string[]]>([
    ['x-nullable', { a: { ...string, 'x-nullable': true } }, { a: null }, []],
    ['x-nullable that is false', { a: { ...string, 'x-nullable': false } }, { a: null }, ['body /a type']],
    ['x-nullable beside a reference', { a: { $ref: '#/definitions/Name', 'x-nullable': true } }, { a: null }, []],
    [
      'what stands beside a reference otherwise does not count',
      { a: { $ref: '#/definitions/Name', maxLength: 1 } },
      { a: 'xy' },
      [],
    ],
    [
      'a property that is called like the extension',
      { 'x-nullable': string },
      { 'x-nullable': null },
      ['body /x-nullable type'],
    ],
    ['a property that is called $ref', { $ref: string }, { $ref: 5 }, ['body /$ref type']],
    [
      'an exclusive limit',
      { a: { type: 'integer', minimum: 1, exclusiveMinimum: true } },
      { a: 1 },
      ['body /a exclusiveMinimum'],
    ],
    [
      'additional properties',
      { a: { type: 'object', additionalProperties: { $ref: '#/definitions/Name' } } },
      { a: { b: 5 } },
      ['body /a/b type'],
    ],
    ['allOf', { a: { allOf: [{ $ref: '#/definitions/Name' }, { maxLength: 1 }] } }, { a: 'xy' }, ['body /a maxLength']],
    [
      'a discriminator',
      { a: { type: 'object', discriminator: 'kind', required: ['kind'] } },
      { a: {} },
      ['body /a/kind required'],
    ],
  ])('%s', async (_, properties, body, want) => {
    const sandbox = sandboxOf(document(properties, { Name: string }));
    expect((await ask(sandbox, 'POST /pet', { body })).faults).toEqual(want);
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it('what is read only is not asked for in requests', async () => {
    const schema = {
      type: 'object',
      required: ['id', 'a'],
      properties: { id: { type: 'integer', readOnly: true }, a: string },
    };
    const sandbox = sandboxOf(document({ pet: { $ref: '#/definitions/Pet' } }, { Pet: schema }));
    expect((await ask(sandbox, 'POST /pet', { body: { pet: {} } })).faults).toEqual(['body /pet/a required']);
  });
});
