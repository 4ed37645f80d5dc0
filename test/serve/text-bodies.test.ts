import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask, bytes } from '../fixtures/ask.ts';
import { documentOf, empty } from '../fixtures/document.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const schemas = {
  Count: { type: 'integer', minimum: 1 },
  Point: { type: 'object', required: ['x'], properties: { x: { type: 'integer' } } },
};

function sendDocument(media: JsonObject, type = 'text/plain', openapi = '3.1.1'): JsonObject {
  const put = {
    operationId: 'put',
    requestBody: { required: true, content: { [type]: media } },
    responses: { 204: empty },
  };
  return { ...documentOf({ '/a': { put } }, { components: { schemas } }), openapi };
}

const point = { $ref: '#/components/schemas/Point' };

describe('plain text is read as the type that its schema wants (OpenAPI 3.1.1, 4.8.14)', () => {
  it.each<readonly [string, Json, string, readonly string[]]>([
    ['integer', { type: 'integer' }, '5', []],
    ['fraction for an integer: type', { type: 'integer' }, '5.5', ['body  type']],
    ['integer below minimum: minimum', { $ref: '#/components/schemas/Count' }, '0', ['body  minimum']],
    ['integer behind a reference', { $ref: '#/components/schemas/Count' }, '7', []],
    [
      'integer above a maximum in allOf: maximum',
      { allOf: [{ $ref: '#/components/schemas/Count' }, { maximum: 9 }] },
      '10',
      ['body  maximum'],
    ],
    ['number', { type: 'number' }, '-1.5e3', []],
    ['boolean', { type: 'boolean' }, 'false', []],
    ['another word for a boolean: type', { type: 'boolean' }, 'no', ['body  type']],
    ['null for a nullable integer', { type: ['integer', 'null'] }, 'null', []],
    ['number in enum', { enum: [1, 2] }, '2', []],
    ['number not in enum: enum', { enum: [1, 2] }, '3', ['body  enum']],
    ['const true', { const: true }, 'true', []],
    ['digits for a string: stay a string', { type: 'string', maxLength: 2 }, '10', []],
    ['string not in its format: format', { type: 'string', format: 'date' }, 'today', ['body  format']],
    ['JSON object', point, '{"x":1}', []],
    ['JSON object that violates its schema', point, '{"x":"1"}', ['body /x type']],
    ['text that is no JSON for an object: type', point, 'x=1', ['body  type']],
    ['JSON list with an invalid item', { type: 'array', items: { type: 'integer' } }, '[1,"2"]', ['body /1 type']],
    ['any text without a schema', true, '{"x":', []],
  ])('%s', async (_, schema, given, want) => {
    const sandbox = sandboxOf(sendDocument({ schema }));
    const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
    expect((await ask(sandbox, 'PUT /a', { headers, body: bytes(given) })).faults).toEqual(want);
  });

  it('a nullable integer in 3.0', async () => {
    const sandbox = sandboxOf(sendDocument({ schema: { type: 'integer', nullable: true } }, 'text/plain', '3.0.3'));
    const faultsOf = async (text: string) =>
      (await ask(sandbox, 'PUT /a', { headers: { 'Content-Type': 'text/plain' }, body: bytes(text) })).faults;
    expect([await faultsOf('5'), await faultsOf('null'), await faultsOf('x')]).toEqual([[], [], ['body  type']]);
  });

  it.each(['text/csv', 'text/yaml'])('a list in %s is not parsed, which is reported', async (type) => {
    const document = sendDocument({ schema: { type: 'array', items: { type: 'string' } } }, type);
    expect(problemsOf(sandboxOf(document)).map(({ code }) => code)).toEqual(['media-type-unchecked']);
    const answer = await ask(sandboxOf(document), 'PUT /a', { headers: { 'Content-Type': type }, body: bytes('a,b') });
    expect(answer.status).toBe(204);
  });
});

describe('an example of plain text is text, as sent', () => {
  it.each<readonly [Json, Json, readonly string[]]>([
    [{ type: 'integer' }, 5, []],
    [{ type: 'integer' }, '5', []],
    [{ type: 'boolean' }, true, []],
    [{ type: 'integer' }, 'five', ['example-invalid']],
    [{ type: 'string' }, 'fine', []],
    [{ type: 'string', format: 'date' }, 'fine', ['example-invalid']],
    [point, { x: 1 }, []],
    [point, '{"x":1}', []],
    [point, { x: 'a' }, ['example-invalid']],
  ])('for a response, %j: %j', (schema, example, want) => {
    const get = {
      operationId: 'get',
      responses: { 200: { description: '', content: { 'text/plain': { schema, example } } } },
    };
    const sandbox = sandboxOf(documentOf({ '/a': { get } }, { components: { schemas } }));
    expect(problemsOf(sandbox).map(({ code }) => code)).toEqual(want);
  });

  it.each<readonly [Json, Json, string]>([
    [{ type: 'integer' }, 5, '5'],
    [{ type: 'integer' }, '5', '5'],
    [point, { x: 1 }, '{"x":1}'],
  ])('for a request, %j: %j', async (schema, example, text) => {
    const sandbox = sandboxOf(sendDocument({ schema, example }));
    expect(problemsOf(sandbox)).toEqual([]);
    const [entry] = sandbox.catalogue().scenarios;
    expect(entry?.natural).toBe(true);
    expect(entry?.requests[0]?.headers).toEqual({ 'Content-Type': 'text/plain' });
    const answer = await ask(sandbox, 'PUT /a', { headers: { 'Content-Type': 'text/plain' }, body: bytes(text) });
    expect(answer).toMatchObject({ status: 204 });
  });
});

it('a rule compares the value that the text is read as', async () => {
  const responses = { 204: empty, 202: empty };
  const put = {
    operationId: 'put',
    requestBody: { content: { 'text/plain': { schema: { type: 'integer' } } } },
    responses,
  };
  const rules = [{ operation: 'put', when: { body: 5 }, answer: '202/empty' }];
  const sandbox = ruledSandbox(documentOf({ '/a': { put } }), { rules });
  expect((await ask(sandbox, 'PUT /a', { headers: { 'Content-Type': 'text/plain' }, body: bytes('5') })).status).toBe(
    202,
  );
});

describe('a parameter with content text/plain is read likewise', () => {
  it.each<readonly [Json, string, readonly string[]]>([
    [{ type: 'integer' }, '5', []],
    [{ type: 'integer' }, 'x', ['query q type']],
    [{ type: 'boolean' }, 'true', []],
    [{ enum: [1, 2] }, '2', []],
    [point, '%7B%22x%22:1%7D', []],
    [point, '%7B%22x%22:%22a%22%7D', ['query q/x type']],
    [{ type: 'array', items: { type: 'integer' } }, '%5B1,2%5D', []],
    [{ type: 'string' }, 'a,b', []],
  ])('%j: %s', async (schema, given, want) => {
    const parameters = [{ name: 'q', in: 'query', content: { 'text/plain': { schema } } }];
    const get = { operationId: 'get', parameters, responses: { 200: empty } };
    const sandbox = sandboxOf(documentOf({ '/a': { get } }, { components: { schemas } }));
    expect((await ask(sandbox, `GET /a?q=${given}`)).faults).toEqual(want);
  });
});
