import type { JsonObject } from '../../../sandbox/syntax/json.ts';
import { empty, parameter, response } from '../../fixtures/document.ts';
import { type Row, type Topic, topicOf } from '../topic.ts';

const stated = (text: string): JsonObject => ({ responses: { 200: response({ said: { text } }) } });
const templated = (text: string, ...names: readonly string[]): JsonObject => ({
  ...stated(text),
  parameters: names.map((name) => parameter('path', name, { type: 'string' })),
});

const rows: readonly Row[] = [
  {
    at: 'GET /pets',
    operation: stated('pets'),
    asked: [
      'GET /pets',
      'GET /pets?limit=1',
      'GET /pets/',
      'GET /PETS',
      'GET //pets',
      'GET /',
      'GET /nowhere',
      'HEAD /pets',
      'OPTIONS /pets',
      'PUT /pets',
      'PATCH /pets',
      ['OPTIONS /pets', { headers: { Origin: 'https://example.com', 'Access-Control-Request-Method': 'GET' } }],
    ],
  },
  { at: 'POST /pets', operation: { responses: { 201: empty } }, asked: ['POST /pets'] },
  { at: 'DELETE /pets', operation: { responses: { 204: empty } }, asked: ['DELETE /pets'] },
  {
    at: 'GET /pets/{id}',
    operation: templated('one', 'id'),
    asked: ['GET /pets/1', 'GET /pets/a%20b', 'GET /pets/%2F'],
  },
  { at: 'GET /pets/mine', operation: stated('mine'), asked: ['GET /pets/mine', 'GET /pets/min%65', 'POST /pets/mine'] },
  {
    at: 'GET /pets/{id}/toys/{toy}',
    operation: templated('toy', 'id', 'toy'),
    asked: ['GET /pets/1/toys/2', 'GET /pets/mine/toys/2', 'GET /pets/1/toys', 'GET /pets/1/toys/'],
  },
  {
    at: 'GET /{kind}/mine',
    operation: templated('of a kind', 'kind'),
    asked: ['GET /cats/mine', 'GET /pets/mine', 'GET /cats/yours'],
  },
  { at: 'POST /pets/{id}', operation: { ...templated('changed', 'id') }, asked: ['POST /pets/1', 'POST /pets/mine'] },
  { at: 'GET /a.b', operation: stated('dot'), asked: ['GET /a.b', 'GET /axb'] },
  { at: 'GET /with space', operation: stated('space'), asked: ['GET /with%20space'] },
  {
    at: 'GET /reports/{year}-{month}',
    operation: templated('report', 'year', 'month'),
    asked: ['GET /reports/2024-01', 'GET /reports/2024'],
  },
  { at: 'PUT /things/{id}#part', operation: templated('part', 'id'), asked: ['PUT /things/1%23part'] },
  { at: 'GET /slash/', operation: stated('slash'), asked: ['GET /slash/', 'GET /slash'] },
  { at: 'HEAD /documented', operation: { responses: { 200: empty } }, asked: ['HEAD /documented', 'GET /documented'] },
  { at: 'HEAD /with-content', operation: stated('head'), asked: ['HEAD /with-content'] },
  { at: 'OPTIONS /documented', operation: stated('options'), asked: ['OPTIONS /documented'] },
  { at: 'PUT /pets/{id}', operation: templated('put', 'id'), asked: ['PUT /pets/1'] },
  { at: 'PATCH /pets/{id}', operation: templated('patched', 'id'), asked: ['PATCH /pets/1'] },
];

export const routes: Topic = topicOf('paths and methods', rows);

/** Prism knows nothing of base paths, so both are asked with and without. */
export const basePaths: Topic = topicOf(
  'base paths',
  [{ at: 'GET /pets', operation: stated('pets'), asked: ['GET /pets', 'GET /v1/pets', 'GET /v2/pets'] }],
  { servers: [{ url: 'https://example.com/v1' }] },
);
