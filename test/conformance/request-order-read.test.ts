import { describe, expect } from 'vitest';
import { bytes } from '../fixtures/ask.ts';
import { documentOf, empty, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox, sandboxOfAll } from '../fixtures/ruled-sandbox.ts';
import { holdsFor, rulingsOf } from '../fixtures/rulings.ts';

/* What happens before a request is decided: steps 1 to 3. Failures of the start are in test/serve/mounts.test.ts. */

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
        'preflight, OPTIONS documented: answered by CORS',
        'OPTIONS /own',
        { headers: preflight },
        { status: 204, scenario: undefined },
      ],
      [
        'preflight with requested headers: allowed',
        'OPTIONS /pets',
        { headers: asks },
        { status: 204, headers: { 'access-control-allow-headers': 'x-a,x-b' } },
      ],
      [
        'OPTIONS with Origin only: no preflight',
        'OPTIONS /own',
        { headers: { Origin: 'https://example.com' } },
        { scenario: 'ownOptions/200/ok' },
      ],
    ]),
  );
});

describe('routing', () => {
  holdsFor(
    sandbox,
    rulingsOf('design, step 2', [
      ['path below a server’s base path', 'GET /v1/pets', {}, { scenario: 'list/200/ok' }],
      ['path below another server’s base path', 'GET /v2/pets', {}, { scenario: 'list/200/ok' }],
      ['path at the root', 'GET /pets', {}, { scenario: 'list/200/ok' }],
      [
        'path that the longest base path lacks: the next mount',
        'GET /api/x/y',
        {},
        { scenario: 'wide/200/ok' },
        neighbours,
      ],
      ['path that two APIs have at the implied root: neither', 'GET /_status', {}, { status: 404 }, neighbours],
      [
        'path that two APIs have, below a base path: its API',
        'GET /api/x/_status',
        {},
        { scenario: 'state/200/ok' },
        neighbours,
      ],
      ['concrete and templated path: the concrete one', 'GET /pets/mine', {}, { scenario: 'mine/200/ok' }],
      ['path that only the template matches', 'GET /pets/1', {}, { scenario: 'one/200/ok' }],
      ['undocumented trailing slash: the path without it', 'GET /pets/', {}, { scenario: 'list/200/ok' }],
      ['documented trailing slash: that path', 'GET /slash/', {}, { scenario: 'slash/200/ok' }],
      [
        'undocumented method: 405 with Allow, in the error format',
        'DELETE /pets',
        {},
        { status: 405, trigger: 'route', headers: { allow: 'GET, POST, HEAD, OPTIONS' }, body: { status: 405 } },
      ],
      [
        'unknown path: 404, in the error format',
        'GET /nothing',
        {},
        { status: 404, trigger: 'route', body: { status: 404 } },
      ],
      ['HEAD: answered like GET', 'HEAD /pets', {}, { status: 200, scenario: 'list/200/ok', text: '' }],
      ['HEAD, documented: as documented', 'HEAD /own', {}, { status: 204, scenario: 'ownHead/204/empty' }],
      ['OPTIONS: 204 with Allow', 'OPTIONS /pets', {}, { status: 204, headers: { allow: 'GET, POST, HEAD, OPTIONS' } }],
      ['OPTIONS, documented: as documented', 'OPTIONS /own', {}, { scenario: 'ownOptions/200/ok' }],
    ]),
  );
});

const typed = (type: string, text = '') => ({
  headers: { 'Content-Type': type },
  ...(text !== '' && { body: bytes(text) }),
});

describe('parsing', () => {
  holdsFor(
    sandbox,
    rulingsOf('design, step 3', [
      ['parameter: in its type', 'GET /pets?limit=5', {}, { body: { limit: 5 } }],
      ['Content-Type without a body: ignored', 'POST /optional', typed('text/csv'), { status: 204, faults: [] }],
      [
        'Content-Type with a body: validated',
        'POST /optional',
        typed('text/csv', 'a,b'),
        { status: 415, faults: ['header Content-Type mediaType'] },
      ],
      [
        'body where none is documented, 415 documented: the 415',
        'POST /refusing',
        { body: {} },
        { status: 415, scenario: 'refusing/415/none' },
      ],
      ['body where none is documented, no 415: ignored', 'POST /bodyless', { body: {} }, { status: 204, faults: [] }],
      [
        'invalid encoding: a fault, answered later',
        'POST /pets?limit=%zz',
        typed('application/json', '{'),
        { status: 400, faults: expect.arrayContaining(['body  syntax', 'query limit syntax']) },
      ],
      [
        'invalid encoding, error chosen: the chosen error',
        'POST /pets?limit=%zz',
        { headers: { Prefer: 'code=400' } },
        { scenario: 'add/400/wrong' },
      ],
    ]),
  );
});
