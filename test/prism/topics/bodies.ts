import type { JsonObject } from '../../../sandbox/syntax/json.ts';
import { empty, jsonBody, response } from '../../fixtures/document.ts';
import type { Sending } from '../exchange.ts';
import { answers, type Row, type Topic, topicOf } from '../topic.ts';

const pet = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 1 },
    age: { type: 'integer', minimum: 0 },
    tags: { type: 'array', items: { type: 'string' }, maxItems: 2 },
    id: { type: 'string', readOnly: true },
    secret: { type: 'string', writeOnly: true },
  },
  additionalProperties: false,
};

function json(name: string, schema: JsonObject, bodies: readonly Sending['body'][], rest: JsonObject = {}): Row {
  const asked = bodies.map((body) => [`POST /${name}`, body === undefined ? {} : { body }] as const);
  return { at: `POST /${name}`, operation: { requestBody: jsonBody(schema, rest) }, asked };
}

/** A body that is sent as it is, in a media type; none: without a `Content-Type`. */
const typed = (text: string, type?: string): Sending => ({ text, ...(type && { headers: { 'Content-Type': type } }) });

const content = (required: boolean, ...mediaTypes: readonly string[]): JsonObject => ({
  requestBody: {
    required,
    content: Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema: { type: 'string' } }])),
  },
});

const petIn = (mediaType: string): JsonObject => ({
  requestBody: { required: true, content: { [mediaType]: { schema: pet } } },
});

const rows: readonly Row[] = [
  json('pets', pet, [
    { name: 'a' },
    { name: 'a', age: 1, tags: ['x'] },
    {},
    { name: '' },
    { name: 1 },
    { name: 'a', age: '1' },
    { name: 'a', age: -1 },
    { name: 'a', tags: ['x', 'y', 'z'] },
    { name: 'a', tags: [1] },
    { name: 'a', other: 1 },
    { name: 'a', id: '1' },
    { name: 'a', secret: '1' },
    [],
    'a',
    null,
    undefined,
  ]),
  json('optional', pet, [{ name: 'a' }, {}, undefined], { required: false }),
  json('number', { type: 'number', minimum: 1 }, [1, 0, '1']),
  json('text', { type: 'string' }, ['a', '', 1]),
  json('boolean', { type: 'boolean' }, [true, false]),
  json('list', { type: 'array', items: { type: 'integer' } }, [[], [1], ['1']]),
  json('either', { oneOf: [pet, { type: 'object', required: ['code'] }] }, [{ name: 'a' }, { code: 1 }, { x: 1 }]),
  json('any', { anyOf: [{ type: 'integer' }, { type: 'string' }] }, [1, 'a', true]),
  json('all', { allOf: [{ type: 'object', required: ['a'] }, { properties: { b: { type: 'integer' } } }] }, [
    { a: 1 },
    { a: 1, b: 'x' },
    { b: 1 },
  ]),
  json('anything', {}, [{ a: 1 }, 1]),
  json('contains', { type: 'array', contains: { const: 1 }, minContains: 0 }, [[1], [2], []]),
  {
    at: 'POST /contradicted',
    operation: {
      requestBody: {
        content: { 'application/json': { schema: { type: 'string', pattern: 'in words' }, example: 'another text' } },
      },
    },
    asked: [['POST /contradicted', { body: 'another text' }]],
  },
  json('dates', { type: 'string', format: 'date' }, ['2024-02-29', '2023-02-29']),
  {
    at: 'POST /syntax',
    operation: {
      requestBody: jsonBody(pet),
      responses: { ...answers, 422: response({ wrong: { message: 'wrong' } }) },
    },
    asked: [['POST /syntax', typed('{"name":', 'application/json')]],
  },
  {
    at: 'POST /types',
    operation: petIn('application/json'),
    asked: [
      ['POST /types', typed('{"name":"a"}', 'application/json')],
      ['POST /types', typed('{"name":"a"}', 'application/json; charset=utf-8')],
      ['POST /types', typed('{"name":"a"}', 'APPLICATION/JSON')],
      ['POST /types', typed('{"name":"a"}')],
      ['POST /types', typed('{"name":"a"}', 'text/plain')],
      ['POST /types', typed('{"name":"a"}', 'application/vnd.api+json')],
      ['POST /types', typed('<name>a</name>', 'application/xml')],
      ['POST /types', typed('{"name":"a"}', 'application/json; charset=utf-16')],
      ['POST /types', typed('{"name":"a"}', 'nonsense')],
      ['POST /types', typed('', 'application/json')],
    ],
  },
  {
    at: 'POST /documented-415',
    operation: { ...petIn('application/json'), responses: { ...answers, 415: response({ type: { type: 'wrong' } }) } },
    asked: [['POST /documented-415', typed('a', 'text/plain')]],
  },
  {
    at: 'POST /undocumented-400',
    operation: { ...petIn('application/json'), responses: { 200: empty } },
    asked: [
      ['POST /undocumented-400', typed('a', 'text/plain')],
      ['POST /undocumented-400', { body: {} }],
    ],
  },
  {
    at: 'POST /vendor',
    operation: petIn('application/vnd.api+json'),
    asked: [
      ['POST /vendor', typed('{"name":"a"}', 'application/vnd.api+json')],
      ['POST /vendor', typed('{"name":1}', 'application/vnd.api+json')],
      ['POST /vendor', typed('{"name":"a"}', 'application/json')],
    ],
  },
  {
    at: 'POST /plain',
    operation: content(true, 'text/plain'),
    asked: [
      ['POST /plain', typed('a', 'text/plain')],
      ['POST /plain', typed('a', 'text/html')],
      ['POST /plain', typed('1', 'text/plain; charset=utf-8')],
    ],
  },
  {
    at: 'POST /texts',
    operation: content(false, 'text/*', 'application/json'),
    asked: [
      ['POST /texts', typed('a', 'text/html')],
      ['POST /texts', typed('"a"', 'application/json')],
      ['POST /texts', typed('1', 'application/json')],
      ['POST /texts', typed('a', 'image/png')],
    ],
  },
  {
    at: 'POST /whatever',
    operation: content(true, '*/*'),
    asked: [['POST /whatever', typed('a', 'text/html')]],
  },
  {
    at: 'POST /none',
    operation: {},
    asked: ['POST /none', ['POST /none', { body: { a: 1 } }], ['POST /none', typed('a', 'text/plain')]],
  },
  {
    at: 'DELETE /none',
    operation: {},
    asked: ['DELETE /none', ['DELETE /none', { body: { a: 1 } }]],
  },
  {
    at: 'PUT /binary',
    operation: { requestBody: { content: { 'application/octet-stream': {} } } },
    asked: [['PUT /binary', typed('abc', 'application/octet-stream')], 'PUT /binary'],
  },
];

export const bodies: Topic = topicOf('bodies of requests', rows);
