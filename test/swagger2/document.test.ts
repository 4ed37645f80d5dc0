import { describe, expect, it } from 'vitest';
import type { Problem } from '../../sandbox/problem.ts';
import { convertDocument } from '../../sandbox/swagger2/document.ts';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { valueAt } from '../../sandbox/syntax/json-pointer.ts';
import { memoryFiles } from '../fixtures/memory-files.ts';
import { ok, swaggerOf, swaggerWith } from '../fixtures/swagger.ts';

/** The document as one of 3.0. */
function converted(value: Json): { readonly value: Json; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const source = { file: 'api.json', text: JSON.stringify(value), value };
  return { value: convertDocument(source, memoryFiles({}), (problem) => problems.push(problem)).value, problems };
}

describe('a place of the converted document (OpenAPI 2.0, Swagger Object)', () => {
  const flow = { authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: { read: 'Read' } };
  const field = (name: string, more: JsonObject) => ({ in: 'formData', name, type: 'string', ...more });
  const list = { type: 'array', items: { type: 'string' } };
  const media = '/paths/~1things/post/requestBody/content/application~1x-www-form-urlencoded';

  it.each<readonly [string, JsonObject, string, Json | undefined]>([
    ['the version', swaggerOf({}), '/openapi', '3.0.4'],
    ['the old version', swaggerOf({}), '/swagger', undefined],
    ['what is the same', swaggerOf({}, { tags: [{ name: 'a' }] }), '/tags', [{ name: 'a' }]],
    ['an extension', swaggerOf({}, { 'x-a': 1 }), '/x-a', 1],
    ['an extension of an operation', swaggerWith([], { 'x-a': 1 }), '/paths/~1things/post/x-a', 1],
    [
      'an extension of a parameter',
      swaggerWith([{ in: 'query', name: 'a', type: 'string', 'x-a': 1 }]),
      '/paths/~1things/post/parameters/0/x-a',
      1,
    ],
    [
      'an extension of a body',
      swaggerWith([{ in: 'body', name: 'a', schema: {}, 'x-a': 1 }]),
      '/paths/~1things/post/requestBody/x-a',
      1,
    ],
    [
      'an extension of a response',
      swaggerWith([], { responses: { 200: { 'x-a': 1 } } }),
      '/paths/~1things/post/responses/200/x-a',
      1,
    ],
    [
      'an extension of a schema',
      swaggerOf({}, { definitions: { Pet: { 'x-a': 1 } } }),
      '/components/schemas/Pet/x-a',
      1,
    ],
    [
      'a definition',
      swaggerOf({}, { definitions: { 'x-pet': { type: 'string' } } }),
      '/components/schemas/x-pet',
      { type: 'string' },
    ],
    [
      'a discriminator',
      swaggerOf({}, { definitions: { Pet: { discriminator: 'kind' } } }),
      '/components/schemas/Pet/discriminator',
      { propertyName: 'kind' },
    ],
    [
      'basic',
      swaggerOf({}, { securityDefinitions: { a: { type: 'basic' } } }),
      '/components/securitySchemes/a',
      { type: 'http', scheme: 'basic' },
    ],
    [
      'apiKey',
      swaggerOf({}, { securityDefinitions: { a: { type: 'apiKey', in: 'query', name: 'k' } } }),
      '/components/securitySchemes/a',
      { type: 'apiKey', in: 'query', name: 'k' },
    ],
    ...[
      ['implicit', 'implicit'],
      ['password', 'password'],
      ['application', 'clientCredentials'],
      ['accessCode', 'authorizationCode'],
    ].map(([from = '', to = '']): readonly [string, JsonObject, string, Json] => [
      `the flow ${from}`,
      swaggerOf({}, { securityDefinitions: { a: { type: 'oauth2', flow: from, ...flow, 'x-a': 1 } } }),
      '/components/securitySchemes/a',
      { type: 'oauth2', 'x-a': 1, flows: { [to]: flow } },
    ]),
    [
      'the schema of a form',
      swaggerWith(
        [
          field('a', { required: true, maxLength: 3, description: 'x', 'x-example': 'y' }),
          field('b', { type: 'file' }),
        ],
        { consumes: ['application/x-www-form-urlencoded'] },
      ),
      `${media}/schema`,
      {
        type: 'object',
        properties: {
          a: { type: 'string', maxLength: 3, description: 'x', example: 'y' },
          b: { type: 'string', format: 'binary' },
        },
        required: ['a'],
      },
    ],
    [
      'the lists of a form',
      swaggerWith([
        field('a', list),
        field('b', { ...list, collectionFormat: 'pipes' }),
        field('c', { ...list, collectionFormat: 'multi' }),
      ]),
      `${media}/encoding`,
      {
        a: { style: 'form', explode: false },
        b: { style: 'pipeDelimited', explode: false },
        c: { style: 'form', explode: true },
      },
    ],
    [
      'a reference to a parameter',
      swaggerWith([{ $ref: '#/parameters/a' }], {}, { parameters: { a: { in: 'query', name: 'a', type: 'string' } } }),
      '/paths/~1things/post/parameters',
      [{ $ref: '#/components/parameters/a' }],
    ],
    [
      'that parameter',
      swaggerOf({}, { parameters: { a: { in: 'query', name: 'a', type: 'string' } } }),
      '/components/parameters/a',
      { in: 'query', name: 'a', schema: { type: 'string' } },
    ],
    [
      'a reference to a response',
      swaggerWith([], { responses: { 200: { $ref: '#/responses/a' } } }, { responses: { a: { description: 'a' } } }),
      '/paths/~1things/post/responses/200',
      { $ref: '#/components/responses/a' },
    ],
    [
      'that response',
      swaggerOf({}, { responses: { a: { description: 'a', schema: { $ref: '#/definitions/Pet' } } } }),
      '/components/responses/a',
      { description: 'a', content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
    ],
  ])('%s', (_, document, pointer, want) => {
    const { value, problems } = converted(document);
    expect(valueAt(value, pointer)).toEqual(want);
    expect(problems).toEqual([]);
  });
});

describe('servers (OpenAPI 2.0, Swagger Object)', () => {
  it.each<readonly [string, JsonObject, readonly string[] | undefined]>([
    ['none', {}, undefined],
    ['a path', { basePath: '/v1' }, ['/v1']],
    ['a path, whatever the schemes', { basePath: '/v1', schemes: ['https'] }, ['/v1']],
    ['a host', { host: 'example.com' }, ['//example.com/']],
    ['a host and its port', { host: 'example.com:8080', basePath: '/v1' }, ['//example.com:8080/v1']],
    [
      'each scheme',
      { host: 'example.com', basePath: '/v1', schemes: ['http', 'wss'] },
      ['http://example.com/v1', 'wss://example.com/v1'],
    ],
    ['a host with a scheme', { host: 'https://example.com/', basePath: '/v1' }, ['//example.com/v1']],
  ])('%s', (_, fields, want) => {
    const { value, problems } = converted(swaggerOf({}, fields));
    expect(valueAt(value, '/servers')).toEqual(want?.map((url) => ({ url })));
    expect(problems).toEqual([]);
  });
});

it.each<readonly [string, Json]>([
  ['3.0', { openapi: '3.0.4', paths: {} }],
  ['3.0, though it says 2.0 as well', { openapi: '3.0.4', swagger: '2.0', paths: {} }],
  ['1.2', { swagger: '1.2' }],
  ['none', { paths: {} }],
  ['a list', []],
  ['null', null],
])('a document of another version stays what it is: %s (OpenAPI 2.0, Swagger Object)', (_, document) => {
  expect(converted(document).value).toBe(document);
});

it('the same document gives the same (OpenAPI 2.0, Swagger Object)', () => {
  const document = swaggerWith([{ in: 'body', name: 'a', schema: { $ref: '#/paths/~1things' } }], { responses: ok });
  const before = JSON.stringify(document);
  expect(JSON.stringify(converted(document).value)).toBe(JSON.stringify(converted(document).value));
  expect(JSON.stringify(document)).toBe(before);
});
