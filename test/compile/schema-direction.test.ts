import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { type Checks, compare } from '../fixtures/body-checks.ts';
import { documentOf } from '../fixtures/document.ts';
import { placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const id = { type: 'string', readOnly: true };
const secret = { type: 'string', writeOnly: true };

describe('a request need not contain readOnly properties (OpenAPI 3.0.4, 4.7.24.2; 3.1 leaves it to the application)', () => {
  it.each<readonly [string, string, Checks]>([
    [
      'required and readOnly: may be missing',
      '3.1.1',
      {
        schema: { required: ['id', 'name'], properties: { id } },
        takes: [{ name: 'x' }],
        refuses: [[{}, 'required /name']],
      },
    ],
    [
      'required and readOnly, sent: accepted and validated',
      '3.1.1',
      { schema: { required: ['id'], properties: { id } }, takes: [{ id: 'x' }], refuses: [[{ id: 1 }, 'type /id']] },
    ],
    [
      'required and readOnly in a nested object: may be missing',
      '3.1.1',
      {
        schema: { properties: { list: { items: { required: ['id', 'name'], properties: { id } } } } },
        takes: [{ list: [{ name: 'x' }] }],
        refuses: [[{ list: [{}] }, 'required /list/0/name']],
      },
    ],
    [
      'required and readOnly: false: must be present',
      '3.1.1',
      { schema: { required: ['id'], properties: { id: { readOnly: false } } }, refuses: [[{}, 'required /id']] },
    ],
    [
      'required and writeOnly: must be present',
      '3.1.1',
      { schema: { required: ['secret'], properties: { secret } }, refuses: [[{}, 'required /secret']] },
    ],
    [
      'readOnly in a referenced schema: may be missing',
      '3.0.4',
      {
        schema: { required: ['id'], properties: { id: { $ref: '#/components/schemas/Id' } } },
        schemas: { Id: id },
        takes: [{}],
      },
    ],
    [
      'readOnly beside allOf with a $ref: may be missing',
      '3.0.4',
      {
        schema: {
          required: ['id'],
          properties: { id: { readOnly: true, allOf: [{ $ref: '#/components/schemas/Id' }] } },
        },
        schemas: { Id: { type: 'string' } },
        takes: [{}],
      },
    ],
    [
      'readOnly beside $ref in 3.1: applies',
      '3.1.1',
      {
        schema: { required: ['id'], properties: { id: { $ref: '#/components/schemas/Id', readOnly: true } } },
        schemas: { Id: { type: 'string' } },
        takes: [{}],
      },
    ],
    [
      'readOnly beside $ref in 3.0: ignored',
      '3.0.4',
      {
        schema: { required: ['id'], properties: { id: { $ref: '#/components/schemas/Id', readOnly: true } } },
        schemas: { Id: { type: 'string' } },
        refuses: [[{}, 'required /id']],
      },
    ],
    [
      'required in one part of allOf, readOnly in another: may be missing',
      '3.0.4',
      {
        schema: { allOf: [{ $ref: '#/components/schemas/Base' }, { required: ['id', 'name'] }] },
        schemas: { Base: { type: 'object', properties: { id, name: { type: 'string' } } } },
        takes: [{ name: 'x' }],
        refuses: [[{}, 'required /name']],
      },
    ],
  ])('%s', async (_, openapi, checks) => {
    const { want, got } = await compare(openapi, checks);
    expect(got).toEqual(want);
  });
});

/** A document whose `GET /things` responds with this schema and, if given, this example. */
const answering = (schema: Json, more: JsonObject = {}) =>
  documentOf({
    '/things': {
      get: { responses: { 200: { description: 'ok', content: { 'application/json': { schema, ...more } } } } },
    },
  });

describe('a response need not contain writeOnly properties (OpenAPI 3.0.4, 4.7.24.2)', () => {
  it.each<readonly [string, Json, Json, readonly string[]]>([
    [
      'example without a required writeOnly property: no problem',
      { required: ['secret'], properties: { secret } },
      {},
      [],
    ],
    [
      'example without a required readOnly property: invalid',
      { required: ['id'], properties: { id } },
      {},
      ['example-invalid'],
    ],
    [
      'example without another required property: invalid',
      { required: ['name'], properties: {} },
      {},
      ['example-invalid'],
    ],
  ])('%s', (_, schema, example, codes) => {
    const problems = problemsOf(sandboxOf(answering(schema, { example })));
    expect(problems.map((problem) => placed(problem).split(' ')[1])).toEqual(codes);
  });

  it('a generated body leaves writeOnly properties out', async () => {
    const schema = { type: 'object', properties: { id, secret, name: { type: 'string' } } };
    const { body } = await ask(sandboxOf(answering(schema)), 'GET /things');
    expect(body).toEqual({ id: 'string', name: 'string' });
  });
});

describe('one schema used in both directions (OpenAPI 3.0.4, 4.7.24.2)', () => {
  it('each direction has its own required properties', async () => {
    const Thing = {
      type: 'object',
      required: ['id', 'secret', 'name'],
      properties: { id, secret, name: { type: 'string' } },
    };
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } };
    const post = { requestBody: { required: true, content }, responses: { 200: { description: 'ok', content } } };
    const sandbox = sandboxOf(documentOf({ '/things': { post } }, { components: { schemas: { Thing } } }));
    const made = await ask(sandbox, 'POST /things', { body: { secret: 's', name: 'n' } });
    const refused = await ask(sandbox, 'POST /things', { body: { id: 'i', name: 'n' } });
    expect(made.body).toEqual({ id: 'string', name: 'string' });
    expect(refused.faults).toEqual(['body /secret required']);
  });
});
