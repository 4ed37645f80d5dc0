import type { Json, JsonObject } from '../../../sandbox/syntax/json.ts';
import { parameter, response } from '../../fixtures/document.ts';
import { type Row, type Topic, topicOf } from '../topic.ts';

/** A response header, `X-Value`, in an answer. */
function header(name: string, definition: JsonObject): Row {
  const path = `/${name}`;
  const responses = { 200: { ...response({ ok: {} }), headers: { 'X-Value': definition } } };
  return { at: `GET ${path}`, operation: { responses }, asked: [`GET ${path}`] };
}

const made = (name: string, schema: Json): Row => header(name, { schema });

export const headers: Topic = topicOf(
  'headers of answers',
  [
    header('example', { schema: { type: 'string' }, example: 'one' }),
    header('examples', { schema: { type: 'string' }, examples: { first: { value: 'one' }, second: { value: 'two' } } }),
    header('number', { schema: { type: 'integer' }, example: 5 }),
    header('boolean', { schema: { type: 'boolean' }, example: true }),
    made('schema-example', { type: 'string', example: 'one' }),
    made('schema-examples', { type: 'string', examples: ['one'] }),
    made('schema-default', { type: 'integer', default: 7 }),
    made('schema-enum', { type: 'string', enum: ['b', 'a'] }),
    made('text', { type: 'string' }),
    made('integer', { type: 'integer' }),
    made('truth', { type: 'boolean' }),
    made('list', { type: 'array', items: { type: 'integer' }, example: [1, 2] }),
    header('referenced', { $ref: '#/components/headers/Shared' }),
    {
      at: 'GET /mirror',
      operation: {
        parameters: [parameter('header', 'X-Value', { type: 'string' })],
        responses: {
          200: { ...response({ ok: {} }), headers: { 'X-Value': { schema: { type: 'string' }, example: 'one' } } },
        },
      },
      asked: ['GET /mirror', ['GET /mirror', { headers: { 'X-Value': 'mine' } }]],
    },
    {
      at: 'GET /deprecated',
      operation: { deprecated: true },
      asked: ['GET /deprecated'],
    },
  ],
  { components: { headers: { Shared: { schema: { type: 'string' }, example: 'shared' } } } },
);
