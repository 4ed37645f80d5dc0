import type { JsonObject } from '../../../sandbox/syntax/json.ts';
import { empty, parameter, response } from '../../fixtures/document.ts';
import { type Row, type Topic, topicOf } from '../topic.ts';

const stated = (text: string): JsonObject => response({ said: { text } });

function operation(responses: JsonObject): JsonObject {
  return { parameters: [parameter('query', 'limit', { type: 'integer' })], responses };
}

const failing = (path: string, responses: JsonObject): Row => ({
  at: `GET ${path}`,
  operation: operation(responses),
  asked: [`GET ${path}`, `GET ${path}?limit=x`],
});

const chosen = (path: string, responses: JsonObject, preferences: readonly string[]): Row => ({
  at: `GET ${path}`,
  operation: operation(responses),
  asked: [
    ...preferences.map((preference) => [`GET ${path}`, { headers: { Prefer: preference } }] as const),
    ...preferences.map((preference) => [`GET ${path}?limit=x`, { headers: { Prefer: preference } }] as const),
  ],
});

const named: JsonObject = response({ cat: { is: 'cat' }, dog: { is: 'dog' } });

const rows: readonly Row[] = [
  failing('/lowest', { 404: stated('404'), 202: stated('202'), 201: stated('201'), 400: empty }),
  failing('/range', { '2XX': stated('2XX'), '4XX': empty }),
  failing('/range-and-one', { '2XX': stated('2XX'), 202: stated('202'), 400: empty }),
  failing('/default', { default: stated('default') }),
  failing('/default-and-404', { 404: stated('404'), default: stated('default') }),
  failing('/only-404', { 404: stated('404') }),
  failing('/only-5XX', { '5XX': stated('5XX') }),
  failing('/no-content', { 204: empty }),
  {
    at: 'GET /nothing',
    operation: { responses: {} },
    asked: ['GET /nothing', ['GET /nothing', { headers: { Prefer: 'code=404' } }]],
  },
  chosen('/choose-empty', { 204: empty, 400: empty }, ['example=nobody', 'code=204']),
  failing('/two', { 200: stated('200'), 400: stated('400'), 422: stated('422') }),
  failing('/400', { 200: stated('200'), 400: empty, default: stated('default') }),
  failing('/422', { 200: stated('200'), 422: empty }),
  failing('/4XX', { 200: stated('200'), '4XX': empty, default: stated('default') }),
  failing('/error-default', { 200: stated('200'), default: empty }),
  {
    at: 'GET /twice',
    operation: operation({ 200: stated('200'), default: empty }),
    asked: ['GET /twice?limit=1&limit=2', 'GET /twice?limit=1.5'],
  },
  failing('/nothing-for-errors', { 200: stated('200') }),
  failing('/example', { 200: stated('200'), 400: stated('no words about a place') }),
  failing('/examples', { 200: stated('200'), 400: response({ first: { no: 1 }, second: { no: 2 } }) }),
  failing('/about', {
    200: stated('200'),
    400: response({
      'invalid-body': { message: 'the body is wrong' },
      'invalid-limit': { message: 'limit is invalid' },
    }),
  }),
  failing('/problem', {
    200: stated('200'),
    400: response({ wrong: { type: 'about:blank', title: 'Bad Request', status: 400 } }, 'application/problem+json'),
  }),
  failing('/schema', {
    200: stated('200'),
    400: {
      description: '',
      content: { 'application/json': { schema: { type: 'object', properties: { code: { type: 'integer' } } } } },
    },
  }),
  failing('/redirect', {
    302: { description: '', headers: { Location: { schema: { type: 'string', example: '/x' } } } },
  }),
  chosen('/choose', { 200: named, 404: stated('404'), 429: response({ a: { n: 1 }, b: { n: 2 } }), 400: empty }, [
    'code=200',
    'code=404',
    'code=429',
    'code=429, example=b',
    'code=200, example=dog',
    'example=dog',
    'example=b',
    'example=nobody',
    'code=200, example=nobody',
    'code=418',
    'code=999',
    'code=abc',
    'respond-async',
    'code="404"',
    'code=404; foo=bar',
  ]),
  chosen('/choose-range', { 200: named, '4XX': stated('4XX'), default: stated('default'), 400: empty }, [
    'code=404',
    'code=503',
    'code=201',
  ]),
  {
    at: 'GET /query-choice',
    operation: operation({ 200: named, 404: stated('404'), 400: empty }),
    asked: ['GET /query-choice?__code=404', 'GET /query-choice?__example=dog', 'GET /query-choice?__code=418'],
  },
];

export const statuses: Topic = topicOf('which answer is given', rows);
