import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { ok, swaggerOf, swaggerWith } from '../fixtures/swagger.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const short = { type: 'string', maxLength: 3 };
const tooLong = ['body /a maxLength'];

/** A document whose `POST /things` takes a body with a property `a`, whose schema is a reference. */
function referring($ref: string, rest: JsonObject = {}): JsonObject {
  const schema = { type: 'object', properties: { a: { $ref } } };
  return swaggerWith([{ in: 'body', name: 'body', schema }], {}, rest);
}

describe('a reference inside the document (OpenAPI 2.0, Reference Object)', () => {
  it.each<readonly [string, JsonObject]>([
    ['to a definition', referring('#/definitions/A', { definitions: { A: short } })],
    [
      'to a part of one',
      referring('#/definitions/A/properties/b', { definitions: { A: { properties: { b: short } } } }),
    ],
    [
      'to one that is a reference',
      referring('#/definitions/A', { definitions: { A: { $ref: '#/definitions/B' }, B: short } }),
    ],
    ['percent-encoded', referring('#/definitions/my%20A', { definitions: { 'my A': short } })],
    ['percent-encoded all over', referring('#%2Fdefinitions%2FA', { definitions: { A: short } })],
    ['to a name with a percent sign', referring('#/definitions/100%25', { definitions: { '100%': short } })],
    ['to a name with a number sign', referring('#/definitions/a%23b', { definitions: { 'a#b': short } })],
    ['to a name with a slash', referring('#/definitions/a~1b', { definitions: { 'a/b': short } })],
    ['to a name with a tilde', referring('#/definitions/a~01b', { definitions: { 'a~1b': short } })],
    ['to a name beyond ASCII', referring('#/definitions/Page«A»', { definitions: { 'Page«A»': short } })],
    [
      'to a name beyond ASCII, percent-encoded',
      referring('#/definitions/Page%C2%ABA%C2%BB', { definitions: { 'Page«A»': short } }),
    ],
    ['by the name of its own file', referring('api.yaml#/definitions/A', { definitions: { A: short } })],
    [
      'to the schema of a body',
      referring('#/parameters/b/schema', { parameters: { b: { in: 'body', name: 'b', schema: short } } }),
    ],
    [
      'to the schema of a response',
      referring('#/responses/r/schema', { responses: { r: { description: '', schema: short } } }),
    ],
    ['to a schema of an operation', referring('#/paths/~1a/get/responses/200/schema', { 'x-a': 1 })],
    [
      'to a schema in an extension',
      referring('#/x-schemas/A', { 'x-schemas': { A: { $ref: '#/definitions/A' } }, definitions: { A: short } }),
    ],
  ])('%s', async (_, document) => {
    const { paths } = document;
    const get = { responses: { 200: { description: 'ok', schema: short } } };
    const sandbox = sandboxOf({ ...document, paths: { ...Object(paths), '/a': { get } } });
    expect((await ask(sandbox, 'POST /things', { body: { a: 'long' } })).faults).toEqual(tooLong);
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it('in an example', async () => {
    const examples = { 'application/json': { pet: { $ref: '#/x-pets/rex' }, about: { $ref: 'http://a', b: 1 } } };
    const get = { responses: { 200: { description: 'ok', examples } } };
    const sandbox = sandboxOf(swaggerOf({ '/pet': { get } }, { 'x-pets': { rex: { name: 'Rex', type: 'file' } } }));
    const want = { pet: { name: 'Rex', type: 'file' }, about: { $ref: 'http://a', b: 1 } };
    expect((await ask(sandbox, 'GET /pet')).body).toEqual(want);
  });

  it('may lead in a circle', async () => {
    const tree = { type: 'object', properties: { a: short, child: { $ref: '#/definitions/Tree' } } };
    const document = swaggerWith(
      [{ in: 'body', name: 'b', schema: { $ref: '#/definitions/Tree' } }],
      {},
      { definitions: { Tree: tree } },
    );
    const { faults } = await ask(sandboxOf(document), 'POST /things', { body: { child: { child: { a: 'long' } } } });
    expect(faults).toEqual(['body /child/child/a maxLength']);
  });
});

describe('a reference to another file (OpenAPI 2.0, Reference Object)', () => {
  const pet = 'type: object\nproperties: { a: { type: string, maxLength: 3 } }\n';
  const query = '{ in: query, name: q, type: array, items: { type: integer }, collectionFormat: pipes }';
  const post = (operation: string, rest = '') =>
    `swagger: '2.0'\ninfo: {}\npaths: { /things: { post: { responses: { 200: { description: ok } }, ${operation} } } }\n${rest}\n`;

  it.each<readonly [string, string, Readonly<Record<string, string>>, readonly string[]]>([
    ['a schema', post('parameters: [{ in: body, name: b, schema: { $ref: pet.yaml } }]'), { 'pet.yaml': pet }, tooLong],
    ['a parameter', post("parameters: [{ $ref: 'all.yaml#/q' }]"), { 'all.yaml': `q: ${query}` }, ['query q/1 type']],
    [
      'a body',
      post('parameters: [{ $ref: body.yaml }]'),
      { 'body.yaml': `in: body\nname: b\nschema: { $ref: './pet.yaml' }`, 'pet.yaml': pet },
      tooLong,
    ],
    [
      'a body, whose references are seen from its own file',
      post("parameters: [{ $ref: 'parts/all.yaml#/parameters/b' }]"),
      {
        'parts/all.yaml': `parameters: { b: { in: body, name: b, schema: { $ref: '#/definitions/Pet' } } }\ndefinitions: { Pet: { $ref: ../pet.yaml } }`,
        'pet.yaml': pet,
      },
      tooLong,
    ],
    [
      'a parameter of the document that is in another file',
      post("parameters: [{ $ref: '#/parameters/q' }]", "parameters: { q: { $ref: 'q.yaml' } }"),
      { 'q.yaml': query },
      ['query q/1 type'],
    ],
    [
      'a definition that is in another file',
      post(
        "parameters: [{ in: body, name: b, schema: { $ref: '#/definitions/Pet' } }]",
        "definitions: { Pet: { $ref: 'pet.yaml' } }",
      ),
      { 'pet.yaml': pet },
      tooLong,
    ],
    [
      'a schema that refers back',
      post(
        'parameters: [{ in: body, name: b, schema: { $ref: parts/pet.yaml } }]',
        'definitions: { Name: { type: string, maxLength: 3 } }',
      ),
      { 'parts/pet.yaml': `properties: { a: { $ref: '../api.yaml#/definitions/Name' } }` },
      tooLong,
    ],
    [
      'a schema that refers back to where no definition is',
      post(
        'parameters: [{ in: body, name: b, schema: { $ref: parts/pet.yaml } }]',
        'responses: { r: { description: x, schema: { type: string, maxLength: 3 } } }',
      ),
      { 'parts/pet.yaml': `properties: { a: { $ref: '../api.yaml#/responses/r/schema' } }` },
      tooLong,
    ],
    [
      'a parameter that refers back',
      post("parameters: [{ $ref: 'parts/q.yaml#/q' }]", `parameters: { q: ${query} }`),
      { 'parts/q.yaml': "q: { $ref: '../api.yaml#/parameters/q' }" },
      ['query q/1 type'],
    ],
    [
      'a whole document of 2.0',
      post("parameters: [{ $ref: 'common.json#/parameters/b' }]"),
      {
        'common.json':
          '{ "swagger": "2.0", "parameters": { "b": { "in": "body", "name": "b", "schema": { "$ref": "#/definitions/Pet" } } }, "definitions": { "Pet": { "properties": { "a": { "type": "string", "maxLength": 3 } } } } }',
      },
      tooLong,
    ],
    [
      'a path',
      "swagger: '2.0'\ninfo: {}\npaths: { /things: { $ref: paths/things.yaml } }\n",
      {
        'paths/things.yaml': `post: { parameters: [${query}, { in: body, name: b, schema: { $ref: ../pet.yaml } }], responses: { 200: { description: ok } } }`,
        'pet.yaml': pet,
      },
      ['body /a maxLength', 'query q/1 type'],
    ],
    [
      'a path, with a parameter beside the reference',
      `swagger: '2.0'\ninfo: {}\npaths: { /things: { $ref: things.yaml, parameters: [${query}] } }\n`,
      {
        'things.yaml': `parameters: [{ in: query, name: q, type: string }]\npost: { responses: { 200: { description: ok } } }`,
      },
      ['query q/1 type'],
    ],
    [
      'all paths',
      "swagger: '2.0'\ninfo: {}\npaths: { $ref: paths.yaml }\n",
      { 'paths.yaml': `/things: { post: { parameters: [${query}], responses: { 200: { description: ok } } } }` },
      ['query q/1 type'],
    ],
    [
      'an operation',
      "swagger: '2.0'\ninfo: {}\npaths: { /things: { post: { $ref: post.yaml } } }\n",
      { 'post.yaml': `parameters: [${query}]\nresponses: { 200: { description: ok } }` },
      ['query q/1 type'],
    ],
    [
      'a file with odd characters in its name',
      post("parameters: [{ $ref: 'my%20%23q.yaml' }]"),
      {
        'my #q.yaml': `in: body\nname: b\nschema: { $ref: '#/x-a' }\nx-a: { properties: { a: { type: string, maxLength: 3 } } }`,
      },
      tooLong,
    ],
    [
      'a schema with an extension',
      post('parameters: [{ in: body, name: b, schema: { $ref: pet.yaml } }]'),
      {
        'pet.yaml':
          'properties: { a: { type: string, x-nullable: true, enum: [b] }, b: { type: string, x-nullable: true } }',
      },
      ['body /a enum'],
    ],
  ])('%s', async (_, document, files, want) => {
    const sandbox = sandboxOf(document, files);
    const { faults } = await ask(sandbox, 'POST /things?q=1|x', { body: { a: 'long', b: null } });
    expect([...faults].sort()).toEqual(want);
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it.each<readonly [string, string, Readonly<Record<string, string>>]>([
    [
      'a response',
      '{ $ref: responses.yaml#/Pet }',
      {
        'responses.yaml': 'Pet: { description: ok, schema: { $ref: parts/pet.yaml } }',
        'parts/pet.yaml': 'type: object\nexample: { type: file }',
      },
    ],
    [
      'a response, with an example',
      '{ $ref: parts/r.yaml }',
      {
        'parts/r.yaml': 'description: ok\nexamples: { application/json: { $ref: pet.json } }',
        'parts/pet.json': '{ "type": "file" }',
      },
    ],
    [
      'an example',
      '{ description: ok, examples: { application/json: { $ref: pet.json } } }',
      { 'pet.json': '{ "type": "file" }' },
    ],
    [
      'all examples',
      '{ description: ok, examples: { $ref: examples.yaml } }',
      { 'examples.yaml': 'application/json: { type: file }' },
    ],
  ])('%s', async (_, response, files) => {
    const document = `swagger: '2.0'\ninfo: {}\npaths: { /pet: { get: { responses: { 200: ${response} } } } }\n`;
    const sandbox = sandboxOf(document.replace('responses.yaml#/Pet', "'responses.yaml#/Pet'"), files);
    expect((await ask(sandbox, 'GET /pet')).body).toEqual({ type: 'file' });
    expect(problemsOf(sandbox)).toEqual([]);
  });
});

it('what is not used of other files is not asked for (OpenAPI 2.0, Reference Object)', async () => {
  const document = swaggerOf(
    { '/pet': { get: { responses: ok } } },
    { definitions: { Pet: { $ref: 'https://example.com/a' } } },
  );
  expect(problemsOf(sandboxOf(document))).toEqual([]);
});
