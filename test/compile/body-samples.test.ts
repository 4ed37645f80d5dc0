import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../sandbox/cli/verify-response.ts';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { origin } from '../fixtures/ask.ts';
import { documentOf } from '../fixtures/document.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const schema: Json = {
  type: 'object',
  required: ['name', 'age'],
  properties: {
    name: { type: 'string', maxLength: 5 },
    age: { type: 'integer', minimum: 0 },
    tags: { type: 'array', items: { type: 'string' }, maxItems: 3 },
    owner: { type: 'object', required: ['id'], properties: { id: { type: 'string', pattern: '^[a-z]+$' } } },
  },
  additionalProperties: false,
};
const rex = { name: 'Rex', age: 3, tags: ['a', 'b'], owner: { id: 'tom' } };
const tom = { name: 'Tom', age: 9, owner: { id: 'rex' } };

/** One operation that accepts and returns the media type, with a response for each request, and errors for faults. */
function documentFor(mediaType: string): JsonObject {
  const named = (examples: JsonObject) =>
    Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }]));
  const error = (detail: string) => ({ type: 'about:blank', title: 'Bad Request', status: 400, detail });
  const post = {
    operationId: 'send',
    requestBody: { required: true, content: { [mediaType]: { schema, examples: named({ rex, tom }) } } },
    responses: {
      200: { description: '', content: { [mediaType]: { schema, examples: named({ rex, tom }) } } },
      201: { description: '', content: { [mediaType]: { schema } } },
      400: {
        description: '',
        content: {
          'application/problem+json': {
            examples: named({
              'no-name': error('name is required'),
              'long-name': error('name must be at most 5 characters'),
              'low-age': error('age must not be less than 0'),
              'age-type': error('age must be an integer'),
              'many-tags': error('tags: too many items'),
              'bad-owner': error('owner.id does not match the pattern'),
              unreadable: error('the body could not be read: invalid syntax'),
            }),
          },
        },
      },
      415: { description: '' },
    },
  };
  return documentOf({ '/pets': { post } });
}

const types = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/xml'];

describe.each(types)('a body in %s (design, Prism)', (mediaType) => {
  const sandbox = sandboxOf(documentFor(mediaType));
  const reachabilities = sandbox.findRequests('api', 'send');

  it('its documented examples set nothing aside', () => expect(problemsOf(sandbox)).toEqual([]));

  it('reaches every scenario, those of examples and faults without an explicit choice', () => {
    const unnatural = reachabilities.filter(
      ({ samples }) => !samples.some(({ trigger }) => /rule|fault|example|default/.test(trigger)),
    );
    expect(unnatural.map(({ scenario }) => scenario.id)).toEqual(['send/201/generated']);
    expect(reachabilities.filter(({ samples }) => samples.length === 0)).toEqual([]);
  });

  it('every sample request gets the response that it was made for, as documented', async () => {
    const operation = sandbox.operation('api', 'send');
    for (const reachability of reachabilities) {
      for (const { request } of reachability.samples) {
        const difference = await differenceOf(sandbox, `${origin}${request.target}`, request, reachability, operation);
        expect([reachability.scenario.id, difference]).toEqual([reachability.scenario.id, undefined]);
      }
    }
  });
});

describe('the default request of a JSON body without a schema sends an object (design, Prism)', () => {
  it.each<readonly [string, JsonObject, string]>([
    ['no schema: {}', {}, '{}'],
    ['an empty schema: {}', { schema: {} }, '{}'],
    ['a schema that excludes objects: null', { schema: { not: { type: 'object' } } }, 'null'],
    ['type null: null', { schema: { type: 'null' } }, 'null'],
    ['an example: the example', { example: [1] }, '[1]'],
  ])('%s', (_, media, text) => {
    const requestBody = { required: true, content: { 'application/json': media } };
    const post = { operationId: 'send', requestBody, responses: { 200: { description: '' } } };
    const [success] = sandboxOf(documentOf({ '/': { post } })).findRequests('api', 'send');
    expect(success?.samples[0]?.request.text).toBe(text);
  });
});
