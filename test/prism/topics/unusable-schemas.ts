import { jsonBody, parameter } from '../../fixtures/document.ts';
import { type Topic, topicOf } from '../topic.ts';

const required = ['name'];

/** Schemas with something in them that no validator takes. */
export const unusableSchemas: Topic = topicOf(
  'schemas that do not compile',
  [
    {
      at: 'POST /type',
      operation: {
        requestBody: jsonBody({ type: 'object', required, properties: { at: { type: 'datetime' }, name: {} } }),
      },
      asked: [
        ['POST /type', { body: { name: 'Rex' } }],
        ['POST /type', { body: {} }],
      ],
    },
    {
      at: 'POST /nullable',
      operation: {
        requestBody: jsonBody({
          type: 'object',
          required,
          properties: { name: { nullable: true, oneOf: [{ type: 'string' }] } },
        }),
      },
      asked: [
        ['POST /nullable', { body: { name: 'Rex' } }],
        ['POST /nullable', { body: {} }],
      ],
    },
    {
      at: 'GET /pattern',
      operation: {
        parameters: [
          parameter('header', 'X-Pattern', { type: 'string', pattern: '^[[:ascii:]]+$' }),
          parameter('header', 'X-Id', { type: 'string' }, { required: true }),
        ],
      },
      asked: ['GET /pattern', ['GET /pattern', { headers: { 'X-Id': '1' } }]],
    },
  ],
  { openapi: '3.0.4' },
);
