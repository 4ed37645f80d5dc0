import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { type Asking, ask } from '../fixtures/ask.ts';
import { documentOf, jsonBody, named, parameter, response } from '../fixtures/document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** Examples of parameters, with the names of response examples. */
const idExamples = named({ cat: 1, dog: 2, ghost: 404, text: 'x1' });

function documented(place: string, name: string, schema: Json, values: JsonObject): JsonObject {
  return parameter(place, name, schema, { examples: named(values) });
}

const object = { type: 'object', additionalProperties: { type: 'string' } };
const pets = sandboxOf(
  documentOf({
    '/pets/{id}': {
      get: {
        operationId: 'get',
        parameters: [
          parameter('path', 'id', { type: 'integer' }, { examples: idExamples }),
          parameter('query', 'limit', { type: 'integer' }),
        ],
        responses: {
          200: response({ default: {}, cat: { says: 'meow' }, dog: { says: 'woof' } }),
          400: response({ other: { message: 'other' }, text: { message: 'a number, please' } }),
          404: response({ ghost: { message: 'gone' } }),
        },
      },
      put: {
        operationId: 'put',
        parameters: [parameter('path', 'id', { type: 'integer' }, { examples: named({ ghost: 404, odd: 'x2' }) })],
        requestBody: jsonBody(
          { required: ['says'] },
          {
            content: {
              'application/json': {
                schema: { required: ['says'] },
                examples: named({ cat: { says: 'meow' }, dog: { says: 'woof', tricks: 1 }, silent: { tail: 1 } }),
              },
            },
          },
        ),
        responses: {
          200: response({ any: {}, cat: {}, dog: {} }),
          400: response({ other: { message: 'x' }, silent: { message: 'silent' }, odd: { message: 'odd' } }),
          404: response({ ghost: { message: 'gone' } }),
        },
      },
    },
    '/pets': {
      get: {
        operationId: 'list',
        parameters: [
          documented('query', 'kind', { type: 'string' }, { cats: 'cat', few: 'any', many: 'any' }),
          documented('query', 'limit', { type: 'integer' }, { few: 1, many: 1000, tooMany: 1001 }),
          documented('query', 'old', { type: 'boolean' }, { old: true }),
          documented('query', 'tags', { type: 'array', items: { type: 'integer' } }, { tagged: [1, 2] }),
          { ...documented('query', 'filter', object, { filtered: { a: '1', b: '2' } }), style: 'deepObject' },
          documented('header', 'X-Mode', { type: 'string' }, { quiet: 'quiet' }),
          documented('cookie', 'session', { type: 'string' }, { known: 'abc' }),
          documented('query', 'empty', { type: 'string' }, { blank: '' }),
        ],
        responses: {
          200: response({
            ...{ default: {}, cats: {}, few: {}, many: {}, old: {}, tagged: {}, filtered: {}, quiet: {}, known: {} },
            blank: {},
          }),
          400: response({ other: {}, tooMany: {} }),
        },
      },
    },
    '/odd/{constructor}/{__proto__}': {
      get: {
        operationId: 'odd',
        parameters: [
          documented('path', 'constructor', { type: 'string' }, { toString: 'a', valueOf: 'b' }),
          documented('path', '__proto__', { type: 'string' }, { toString: 'c', valueOf: 'd' }),
        ],
        responses: { 200: response({ any: {}, toString: {}, valueOf: {} }) },
      },
    },
  }),
);

describe('a value equal to a parameter example leads to the response example of its name (design, step 9):', () => {
  it.each<readonly [string, string, Asking, string, string]>([
    ['path parameter equal to one example', 'GET /pets/2', {}, 'get/200/dog', 'example'],
    ['path parameter equal to another example', 'GET /pets/1', {}, 'get/200/cat', 'example'],
    ['equal number, written differently', 'GET /pets/2.0', {}, 'get/200/dog', 'example'],
    ['path parameter equal to no example: the default', 'GET /pets/3', {}, 'get/200/default', 'default'],
    ['path parameter that begins like an example: the default', 'GET /pets/22', {}, 'get/200/default', 'default'],
    ['example paired with a 404: the error', 'GET /pets/404', {}, 'get/404/ghost', 'example'],
    ['invalid example paired with a 400: that error', 'GET /pets/x1', {}, 'get/400/text', 'example'],
    ['invalid value equal to no example: the error for its fault', 'GET /pets/x2', {}, 'get/400/other', 'fault'],
    [
      'invalid example and another fault: the error for the faults',
      'GET /pets/x1?limit=x',
      {},
      'get/400/other',
      'fault',
    ],
    ['valid example and a fault: the error for the fault', 'GET /pets/2?limit=x', {}, 'get/400/other', 'fault'],
    ['query parameter', 'GET /pets?kind=cat', {}, 'list/200/cats', 'example'],
    [
      'two parameters with examples of one name: both must be equal',
      'GET /pets?kind=any&limit=1',
      {},
      'list/200/few',
      'example',
    ],
    [
      'two parameters with examples of one name, other pair',
      'GET /pets?limit=1000&kind=any',
      {},
      'list/200/many',
      'example',
    ],
    ['only one of the two parameters sent: the default', 'GET /pets?kind=any', {}, 'list/200/default', 'default'],
    ['one of the two parameters differs: the default', 'GET /pets?kind=any&limit=2', {}, 'list/200/default', 'default'],
    ['example paired with an error', 'GET /pets?limit=1001', {}, 'list/400/tooMany', 'example'],
    [
      'examples paired with an error and a success: the error',
      'GET /pets?limit=1001&kind=cat',
      {},
      'list/400/tooMany',
      'example',
    ],
    ['boolean', 'GET /pets?old=true', {}, 'list/200/old', 'example'],
    ['another boolean: the default', 'GET /pets?old=false', {}, 'list/200/default', 'default'],
    ['list', 'GET /pets?tags=1&tags=2', {}, 'list/200/tagged', 'example'],
    ['list in another order: the default', 'GET /pets?tags=2&tags=1', {}, 'list/200/default', 'default'],
    ['object', 'GET /pets?filter[a]=1&filter[b]=2', {}, 'list/200/filtered', 'example'],
    ['object in another order of properties', 'GET /pets?filter[b]=2&filter[a]=1', {}, 'list/200/filtered', 'example'],
    ['object with another value: the default', 'GET /pets?filter[a]=2', {}, 'list/200/default', 'default'],
    ['header parameter', 'GET /pets', { headers: { 'x-mode': 'quiet' } }, 'list/200/quiet', 'example'],
    ['cookie parameter', 'GET /pets', { headers: { Cookie: 'session=abc' } }, 'list/200/known', 'example'],
    ['empty string', 'GET /pets?empty=', {}, 'list/200/blank', 'example'],
    ['no parameters sent: the default', 'GET /pets', {}, 'list/200/default', 'default'],
    ['names of Object.prototype members: the paired example', 'GET /odd/b/d', {}, 'odd/200/valueOf', 'example'],
    ['names of Object.prototype members, other pair', 'GET /odd/a/c', {}, 'odd/200/toString', 'example'],
    ['names of Object.prototype members, mixed: the default', 'GET /odd/a/d', {}, 'odd/200/any', 'default'],
    ['body equal to a request example', 'PUT /pets/1', { body: { says: 'woof', tricks: 1 } }, 'put/200/dog', 'example'],
    [
      'body similar to a request example',
      'PUT /pets/1',
      { body: { says: 'wau', tricks: 2 } },
      'put/200/dog',
      'example',
    ],
    [
      'body of a success, path parameter paired with an error: the error',
      'PUT /pets/404',
      { body: { says: 'meow' } },
      'put/404/ghost',
      'example',
    ],
    [
      'invalid body equal to a request example paired with an error: that error',
      'PUT /pets/1',
      { body: { tail: 1 } },
      'put/400/silent',
      'example',
    ],
    [
      'invalid body paired with an error, and an invalid path parameter: the error for the faults',
      'PUT /pets/x3',
      { body: { tail: 1 } },
      'put/400/other',
      'fault',
    ],
    [
      'valid body, invalid path parameter paired with an error: that error',
      'PUT /pets/x2',
      { body: { says: 'meow' } },
      'put/400/odd',
      'example',
    ],
    [
      'path parameter paired with an error, and an invalid body: the error for the faults',
      'PUT /pets/x2',
      { body: { nose: 1 } },
      'put/400/other',
      'fault',
    ],
  ])('%s', async (_, line, asking, scenario, trigger) =>
    expect(await ask(pets, line, asking)).toMatchObject({ scenario, trigger }),
  );
});

const schema = { type: 'object', required: ['type'] };

describe('an example of an invalid request (design, step 9)', () => {
  const body = { required: true, content: { 'application/json': { schema, examples: named({ wrong: { to: 'x' } }) } } };
  const operation = (responses: JsonObject) => ({
    operationId: 'send',
    parameters: [parameter('header', 'X-Key', { type: 'string' }, { required: true })],
    requestBody: body,
    responses: { 200: {}, ...responses },
  });
  const made = (responses: JsonObject) => sandboxOf(documentOf({ '/messages': { post: operation(responses) } }));
  const own = { headers: { 'X-Key': 'k' }, body: { to: 'x' } };

  it('does not lead to its error if a header is missing as well', async () => {
    const messages = made({ 400: response({ first: {}, wrong: {} }) });
    expect(await ask(messages, 'POST /messages', own)).toMatchObject({
      scenario: 'send/400/wrong',
      trigger: 'example',
    });
    expect(await ask(messages, 'POST /messages', { body: own.body })).toMatchObject({
      scenario: 'send/400/first',
      trigger: 'fault',
    });
  });

  it.each<readonly [string, number]>([
    ['400', 400],
    ['404', 404],
    ['4XX', 422],
    ['default', 422],
  ])('paired with %s is answered with the status %d', async (key, status) => {
    const messages = made({ [key]: response({ wrong: {} }) });
    const scenario = `send/${key}/wrong`;
    expect(await ask(messages, 'POST /messages', own)).toMatchObject({ scenario, trigger: 'example', status });
  });

  it('does not answer a request that is only similar', async () =>
    expect(
      await ask(made({ 400: response({ first: {}, wrong: {} }) }), 'POST /messages', { ...own, body: { to: 'y' } }),
    ).toMatchObject({ scenario: 'send/400/first', trigger: 'fault' }));
});
