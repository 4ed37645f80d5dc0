import { describe, expect } from 'vitest';
import { bytes } from '../fixtures/ask.ts';
import { documentOf, empty, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox, sandboxOfAll } from '../fixtures/ruled-sandbox.ts';
import { holdsFor, rulingsOf } from '../fixtures/rulings.ts';

/* What happens to a request before it is decided: steps 1 to 3. That a start fails is in test/serve/mounts.test.ts. */

const problem = { type: 'about:blank', title: 'Wrong', status: 400, detail: 'Wrong' };
const wrong = response({ wrong: problem }, 'application/problem+json');
const get = (operationId: string) => ({ operationId, responses: { 200: response({ ok: {} }) } });
const limit = parameter('query', 'limit', { type: 'integer' });
const pet = { type: 'object', properties: { name: { type: 'string' } } };

const sandbox = ruledSandbox(
  documentOf(
    {
      '/pets': {
        get: { ...get('list'), parameters: [limit], responses: { 200: response({ ok: { limit: null } }), 400: wrong } },
        post: {
          operationId: 'add',
          requestBody: jsonBody(pet),
          parameters: [limit],
          responses: { 201: empty, 400: wrong },
        },
      },
      '/pets/{id}': { get: get('one') },
      '/pets/mine': { get: get('mine') },
      '/slash/': { get: get('slash') },
      '/own': {
        get: get('own'),
        head: { operationId: 'ownHead', responses: { 204: empty } },
        options: get('ownOptions'),
      },
      '/optional': {
        post: { operationId: 'optional', requestBody: jsonBody(pet, { required: false }), responses: { 204: empty } },
      },
      '/bodyless': { post: { operationId: 'bodyless', responses: { 204: empty } } },
      '/refusing': { post: { operationId: 'refusing', responses: { 204: empty, 415: response({ none: problem }) } } },
    },
    { servers: [{ url: 'https://example.com/v1' }, { url: '/v2' }] },
  ),
  { rules: [{ operation: 'list', answer: { scenario: '200/ok', body: { '/limit': '$request.query.limit' } } }] },
);

const neighbours = sandboxOfAll({
  wide: documentOf(
    { '/x/y': { get: get('wide') }, '/_status': { get: get('status') } },
    { servers: [{ url: '/api' }] },
  ),
  narrow: documentOf(
    { '/z': { get: get('narrow') }, '/_status': { get: get('state') } },
    { servers: [{ url: '/api/x' }] },
  ),
});

const preflight = { Origin: 'https://example.com', 'Access-Control-Request-Method': 'GET' };
const asks = { ...preflight, 'Access-Control-Request-Headers': 'x-a,x-b' };

describe('first', () => {
  holdsFor(
    sandbox,
    rulingsOf('design, step 1', [
      [
        'a preflight is CORS’s, where OPTIONS is documented, too',
        'OPTIONS /own',
        { headers: preflight },
        { status: 204, scenario: undefined },
      ],
      [
        'headers that it asks for are reflected',
        'OPTIONS /pets',
        { headers: asks },
        { status: 204, headers: { 'access-control-allow-headers': 'x-a,x-b' } },
      ],
      [
        'with Origin alone it is none',
        'OPTIONS /own',
        { headers: { Origin: 'https://example.com' } },
        { scenario: 'ownOptions/200/ok' },
      ],
    ]),
  );
});

describe('the route', () => {
  holdsFor(
    sandbox,
    rulingsOf('design, step 2', [
      ['under the base path of a server', 'GET /v1/pets', {}, { scenario: 'list/200/ok' }],
      ['and of each', 'GET /v2/pets', {}, { scenario: 'list/200/ok' }],
      ['and at /', 'GET /pets', {}, { scenario: 'list/200/ok' }],
      [
        'a base path commits to nothing: the next mount is tried',
        'GET /api/x/y',
        {},
        { scenario: 'wide/200/ok' },
        neighbours,
      ],
      ['where the implied / is contested, neither answers', 'GET /_status', {}, { status: 404 }, neighbours],
      ['and both do under their base paths', 'GET /api/x/_status', {}, { scenario: 'state/200/ok' }, neighbours],
      ['a concrete segment wins over a templated one', 'GET /pets/mine', {}, { scenario: 'mine/200/ok' }],
      ['a templated one takes the others', 'GET /pets/1', {}, { scenario: 'one/200/ok' }],
      ['once more without a trailing slash', 'GET /pets/', {}, { scenario: 'list/200/ok' }],
      ['a documented one stays', 'GET /slash/', {}, { scenario: 'slash/200/ok' }],
      [
        'the wrong method: 405 with Allow, in the error format',
        'DELETE /pets',
        {},
        { status: 405, trigger: 'route', headers: { allow: 'GET, POST, HEAD, OPTIONS' }, body: { status: 405 } },
      ],
      [
        'an unknown path: 404, in the error format',
        'GET /nothing',
        {},
        { status: 404, trigger: 'route', body: { status: 404 } },
      ],
      ['HEAD is answered from GET', 'HEAD /pets', {}, { status: 200, scenario: 'list/200/ok', text: '' }],
      ['unless it is documented', 'HEAD /own', {}, { status: 204, scenario: 'ownHead/204/empty' }],
      [
        'OPTIONS is answered 204 with Allow',
        'OPTIONS /pets',
        {},
        { status: 204, headers: { allow: 'GET, POST, HEAD, OPTIONS' } },
      ],
      ['unless it is documented, too', 'OPTIONS /own', {}, { scenario: 'ownOptions/200/ok' }],
    ]),
  );
});

const typed = (type: string, text = '') => ({
  headers: { 'Content-Type': type },
  ...(text !== '' && { body: bytes(text) }),
});

describe('reading', () => {
  holdsFor(
    sandbox,
    rulingsOf('design, step 3', [
      ['parameters are coerced', 'GET /pets?limit=5', {}, { body: { limit: 5 } }],
      ['Content-Type does not matter without a body', 'POST /optional', typed('text/csv'), { status: 204, faults: [] }],
      [
        'it does with one',
        'POST /optional',
        typed('text/csv', 'a,b'),
        { status: 415, faults: ['header Content-Type mediaType'] },
      ],
      [
        'a body where none is documented gets the documented 415',
        'POST /refusing',
        { body: {} },
        { status: 415, scenario: 'refusing/415/none' },
      ],
      ['else it is ignored', 'POST /bodyless', { body: {} }, { status: 204, faults: [] }],
      [
        'what cannot be decoded is a fault, and nothing is answered yet',
        'POST /pets?limit=%zz',
        typed('application/json', '{'),
        { status: 400, faults: expect.arrayContaining(['body  syntax', 'query limit syntax']) },
      ],
      [
        'an error may be chosen all the same',
        'POST /pets?limit=%zz',
        { headers: { Prefer: 'code=400' } },
        { scenario: 'add/400/wrong' },
      ],
    ]),
  );
});
