import { describe, expect, it } from 'vitest';
import { isArray, isObject, type Json, type JsonObject } from '../../sandbox/syntax/json.ts';
import { pointerOf, replaceAt } from '../../sandbox/syntax/json-pointer.ts';
import { ask } from '../fixtures/ask.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { swaggerOf } from '../fixtures/swagger.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** A document that has nearly everything that there is in 2.0. */
const whole: JsonObject = swaggerOf(
  {
    '/ping': { get: { operationId: 'ping', responses: { 200: { description: 'ok' } } } },
    '/pets/{id}': {
      parameters: [{ $ref: '#/parameters/id' }],
      get: {
        produces: ['application/json', 'text/csv'],
        parameters: [
          {
            in: 'query',
            name: 'ids',
            type: 'array',
            items: { type: 'integer' },
            collectionFormat: 'pipes',
            'x-example': '1|2',
          },
        ],
        responses: {
          200: {
            description: 'ok',
            schema: { $ref: '#/definitions/Pet' },
            headers: { 'X-Limit': { type: 'integer', default: 1 } },
            examples: { 'application/json': { name: 'Rex' } },
          },
          default: { $ref: '#/responses/Error' },
        },
      },
      put: {
        consumes: ['application/json'],
        security: [{ key: [] }],
        parameters: [
          { in: 'body', name: 'pet', schema: { $ref: '#/definitions/Pet' }, 'x-examples': { rex: { value: {} } } },
        ],
        responses: { 204: { description: 'ok' } },
      },
      post: {
        parameters: [{ in: 'formData', name: 'photo', type: 'file', required: true }],
        responses: { 200: { description: 'ok', schema: { type: 'file' } } },
      },
    },
  },
  {
    host: 'example.com',
    basePath: '/v1',
    schemes: ['https'],
    parameters: { id: { in: 'path', name: 'id', type: 'string', required: true } },
    responses: { Error: { description: 'error', schema: { $ref: '#/paths/~1pets~1{id}/post/responses/200/schema' } } },
    definitions: {
      Pet: { type: 'object', discriminator: 'kind', properties: { name: { type: 'string', 'x-nullable': true } } },
    },
    securityDefinitions: { key: { type: 'oauth2', flow: 'application', tokenUrl: '', scopes: { a: '' } } },
  },
);

const wrong: readonly Json[] = [
  null,
  5,
  'x',
  true,
  [],
  [null],
  {},
  { $ref: '#/nope' },
  { $ref: 5 },
  { $ref: '#/parameters/id' },
  { in: 'body' },
  { in: 'formData', name: 5 },
];

/** Every place below a value; what another operation needs is left alone. */
function placesIn(value: Json, tokens: readonly string[] = []): readonly string[] {
  if (tokens[1] === '/ping' || tokens[0] === 'swagger') return [];
  const below = isObject(value) || isArray(value) ? Object.entries(value) : [];
  return [pointerOf(tokens), ...below.flatMap(([key, child]) => placesIn(child, [...tokens, key]))];
}

const places = placesIn(whole).filter((place) => place !== '' && place !== '/paths');

describe('whatever is wrong in one place, the rest is served (design, Real documents)', () => {
  it.each(
    places.map((place, index) => [
      place,
      wrong[index % wrong.length] ?? null,
      wrong[(index * 5 + 3) % wrong.length] ?? null,
    ]),
  )('%s: %j, %j', async (place, ...values) => {
    for (const value of values) {
      const sandbox = sandboxOf(JSON.stringify(replaceAt(whole, String(place), value)));
      expect((await ask(sandbox, 'GET /ping')).scenario).toBe('ping/200/empty');
      const defects = problemsOf(sandbox);
      expect(
        defects.filter(({ severity, message }) => severity === 'fatal' || /cannot be served/.test(message)),
      ).toEqual([]);
      expect(defects.filter(({ location }) => location === undefined)).toEqual([]);
    }
  });
});
