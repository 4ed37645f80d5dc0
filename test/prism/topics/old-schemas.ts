import type { Json, JsonObject } from '../../../sandbox/syntax/json.ts';
import { jsonBody, parameter, response } from '../../fixtures/document.ts';
import { answers, type Row, type Topic, topicOf } from '../topic.ts';

const sent = (name: string, schema: JsonObject, bodies: readonly Json[]): Row => ({
  at: `POST /${name}`,
  operation: { requestBody: jsonBody(schema) },
  asked: bodies.map((body) => [`POST /${name}`, { body }] as const),
});

const made = (name: string, schema: JsonObject): Row => ({
  at: `GET /${name}`,
  operation: { responses: { 200: { description: '', content: { 'application/json': { schema } } } } },
  asked: [`GET /${name}`],
});

const text = { type: 'string' };
const pet = { $ref: '#/components/schemas/Pet' };

/** Schemas as OpenAPI 3.0 has them. */
export const oldSchemas: Topic = topicOf(
  'schemas of OpenAPI 3.0',
  [
    sent('nullable', { type: 'object', properties: { name: { ...text, nullable: true } } }, [
      { name: null },
      { name: 'a' },
      { name: 1 },
    ]),
    sent(
      'exclusive',
      { type: 'integer', minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
      [1, 2, 9, 10],
    ),
    sent('beside-reference', { ...pet, required: ['name'] }, [{ kind: 'cat' }]),
    sent(
      'discriminated',
      { oneOf: [pet, { $ref: '#/components/schemas/Stone' }], discriminator: { propertyName: 'kind' } },
      [
        { kind: 'Pet', name: 'Rex' },
        { kind: 'Stone', weight: 1 },
      ],
    ),
    sent('all', { allOf: [pet, { type: 'object', required: ['age'], properties: { age: { type: 'integer' } } }] }, [
      { name: 'Rex', age: 1 },
      { name: 'Rex' },
      { name: 'Rex', age: 'one' },
    ]),
    made('made-nullable', { type: 'object', properties: { a: { ...text, nullable: true }, b: { type: 'integer' } } }),
    made('made-example', { type: 'object', properties: { a: text }, example: { a: 'x' } }),
    made('made-choice', { type: 'string', enum: ['a', 'b'] }),
    made('made-choice-with-example', { type: 'string', enum: ['a', 'b'], example: 'b' }),
    made('made-choice-in-object', {
      type: 'object',
      properties: { code: { type: 'string', enum: ['a', 'b'], example: 'b' }, size: { type: 'integer', example: 5 } },
    }),
    made('made-choice-in-reference', { $ref: '#/components/schemas/Fault' }),
    made('made-default-and-example', { type: 'string', default: 'a', example: 'b' }),
    made('made-exclusive', { type: 'integer', minimum: 1, exclusiveMinimum: true }),
    made('made-all', { allOf: [pet, { type: 'object', properties: { age: { type: 'integer' } } }] }),
    made('made-list', { type: 'array', items: pet }),
    made('made-binary', { type: 'string', format: 'binary' }),
    {
      at: 'GET /parameters',
      operation: { parameters: [parameter('query', 'limit', { type: 'integer', nullable: true })] },
      asked: ['GET /parameters?limit=1', 'GET /parameters?limit=x'],
    },
    {
      at: 'GET /referenced',
      operation: {
        parameters: [{ $ref: '#/components/parameters/Limit' }],
        responses: { ...answers, 200: { $ref: '#/components/responses/Ok' } },
      },
      asked: ['GET /referenced', 'GET /referenced?limit=x'],
    },
  ],
  {
    openapi: '3.0.4',
    components: {
      parameters: { Limit: parameter('query', 'limit', { type: 'integer' }) },
      responses: { Ok: response({ ok: { is: 'referenced' } }) },
      schemas: {
        Pet: { type: 'object', properties: { kind: text, name: text }, required: ['name'] },
        Fault: { type: 'object', properties: { code: { type: 'string', enum: ['a', 'b'], example: 'b' } } },
        Stone: { type: 'object', properties: { kind: text, weight: { type: 'number' } }, required: ['weight'] },
      },
    },
  },
);
