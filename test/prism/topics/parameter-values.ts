import type { Json, JsonObject } from '../../../sandbox/syntax/json.ts';
import { parameter } from '../../fixtures/document.ts';
import { type Row, type Topic, topicOf } from '../topic.ts';

/** One query parameter, `value`, and what is sent for it; null: nothing is. */
function query(name: string, schema: Json, values: readonly (string | null)[], rest: JsonObject = {}): Row {
  const path = `/${name}`;
  return {
    at: `GET ${path}`,
    operation: { parameters: [parameter('query', 'value', schema, rest)] },
    asked: values.map((value) => (value === null ? `GET ${path}` : `GET ${path}?value=${value}`)),
  };
}

const header = (name: string, schema: Json, rest: JsonObject = {}): JsonObject => ({
  parameters: [parameter('header', name, schema, rest)],
});

const format = (name: string, ...values: readonly string[]) =>
  query(name, { type: 'string', format: name }, values.map(encodeURIComponent));

const rows: readonly Row[] = [
  query('required', { type: 'string' }, ['a', null, ''], { required: true }),
  query('optional', { type: 'string', minLength: 1 }, ['a', null, '']),
  query('empty', { type: 'string', minLength: 1 }, ['a', ''], { allowEmptyValue: true }),
  query('default', { type: 'integer', default: 3 }, ['4', 'x', null]),
  query('required-default', { type: 'integer', default: 3 }, ['4', null], { required: true }),
  query('enum', { type: 'string', enum: ['a', 'b'] }, ['a', 'b', 'c', 'A']),
  query('enum-numbers', { type: 'integer', enum: [1, 2] }, ['1', '3']),
  query('integer', { type: 'integer', minimum: 1, maximum: 10 }, [
    '1',
    '10',
    '0',
    '11',
    '1.5',
    '1.0',
    '-1',
    'x',
    '1e1',
  ]),
  query('number', { type: 'number', exclusiveMinimum: 0 }, ['0.5', '0', '-1', '1e3', 'x', 'NaN']),
  query('multiple', { type: 'number', multipleOf: 0.5 }, ['1.5', '1.2']),
  query('boolean', { type: 'boolean' }, ['true', 'false', '1', 'yes', 'TRUE']),
  query('string', { type: 'string' }, ['7', 'true', 'null', 'a%20b', 'a+b']),
  query('length', { type: 'string', minLength: 2, maxLength: 3 }, ['a', 'ab', 'abc', 'abcd', '%C3%A9%C3%A9']),
  query('pattern', { type: 'string', pattern: '^[a-z]+$' }, ['abc', 'ABC', 'a1']),
  query('pattern-unicode', { type: 'string', pattern: '^\\p{L}+$' }, ['%C3%A9', '1']),
  query('either', { oneOf: [{ type: 'integer' }, { type: 'boolean' }] }, ['1', 'true', 'x']),
  query('nullable', { type: ['integer', 'null'] }, ['1', 'x']),
  query('unique', { type: 'array', items: { type: 'string' }, uniqueItems: true }, ['a&value=b', 'a&value=a']),
  query('typeless', { minimum: 3 }, ['4', '2', 'x']),
  query('deprecated', { type: 'integer' }, ['1', 'x'], { deprecated: true }),
  query('reserved', { type: 'string', enum: ['a/b?c'] }, ['a/b?c', 'a%2Fb%3Fc'], { allowReserved: true }),
  query('undocumented', { type: 'integer' }, ['1&other=2']),
  query('twice', { type: 'integer' }, ['1&value=2']),
  query('items', { type: 'array', items: { type: 'integer' }, maxItems: 2 }, ['1&value=2', '1&value=2&value=3', '1,2']),
  format('date', '2024-02-29', '2023-02-29', 'x'),
  format('date-time', '2024-02-29T10:00:00Z', '2024-02-29T10:00:00+01:00', '2024-02-29', '2024-02-29T25:00:00Z'),
  format('email', 'a@example.com', 'x'),
  format('uuid', '123e4567-e89b-12d3-a456-426614174000', '123'),
  format('uri', 'https://example.com/a', 'x'),
  format('ipv4', '127.0.0.1', '300.0.0.1'),
  format('hostname', 'example.com', '-'),
  format('unheard-of', 'anything'),
  query('int32', { type: 'integer', format: 'int32' }, ['2147483647', '2147483648']),
  query('int64', { type: 'integer', format: 'int64' }, ['2147483648']),
  {
    at: 'GET /header',
    operation: header('X-Count', { type: 'integer', minimum: 1 }, { required: true }),
    asked: [
      'GET /header',
      ['GET /header', { headers: { 'X-Count': '1' } }],
      ['GET /header', { headers: { 'x-count': '0' } }],
      ['GET /header', { headers: { 'X-Count': 'x' } }],
    ],
  },
  {
    at: 'GET /ignored-headers',
    operation: {
      parameters: ['Accept', 'Content-Type', 'Authorization'].map((name) =>
        parameter('header', name, { type: 'string', enum: ['never'] }, { required: true }),
      ),
    },
    asked: [
      'GET /ignored-headers',
      ['GET /ignored-headers', { headers: { Authorization: 'Bearer abc' } }],
      ['GET /ignored-headers', { headers: { Authorization: 'Bearer abc', Accept: '*/*' } }],
    ],
  },
  {
    at: 'GET /cookie',
    operation: { parameters: [parameter('cookie', 'session', { type: 'string', minLength: 2 }, { required: true })] },
    asked: [
      'GET /cookie',
      ['GET /cookie', { headers: { Cookie: 'session=ab' } }],
      ['GET /cookie', { headers: { Cookie: 'other=1; session=a' } }],
    ],
  },
  {
    at: 'GET /path/{id}/{part}',
    operation: {
      parameters: [
        parameter('path', 'id', { type: 'integer', minimum: 1 }),
        parameter('path', 'part', { type: 'string', maxLength: 3 }),
      ],
    },
    asked: ['GET /path/1/abc', 'GET /path/0/abc', 'GET /path/x/abc', 'GET /path/1/abcd', 'GET /path/1/a%2Fb'],
  },
  {
    at: 'GET /files/{name}.{extension}',
    operation: {
      parameters: [
        parameter('path', 'name', { type: 'string' }),
        parameter('path', 'extension', { type: 'string', enum: ['json', 'xml'] }),
      ],
    },
    asked: ['GET /files/a.json', 'GET /files/a.xml', 'GET /files/a.txt', 'GET /files/a'],
  },
];

export const parameterValues: Topic = topicOf('values of parameters', rows);
