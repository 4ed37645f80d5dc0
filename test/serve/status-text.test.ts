import { expect, it } from 'vitest';
import { documentOf, empty, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const statuses = [200, 201, 204, 207, 303, 400, 404, 413, 418, 422, 429, 451, 500, 503, 508, 599];
const cookie = { 'Set-Cookie': { schema: { type: 'string' }, example: 'a=b' } };
const sandbox = ruledSandbox(
  documentOf({
    '/pets': {
      get: { responses: Object.fromEntries(statuses.map((status) => [status, empty])) },
      put: { responses: { 202: { description: '', headers: cookie } } },
      post: { responses: { 200: response({ ok: [] }) } },
    },
  }),
);

const by = (code: number) => ({ headers: { Prefer: `code=${code}` } });

// The phrases are those of https://www.iana.org/assignments/http-status-codes; 418 and 599 have none.
it.each<{ given: string; path?: string; init?: RequestInit; want: readonly [number, string] }>([
  { given: 'a documented 200', want: [200, 'OK'] },
  { given: 'a documented 201', init: by(201), want: [201, 'Created'] },
  { given: 'a documented 204', init: by(204), want: [204, 'No Content'] },
  { given: 'a documented 207', init: by(207), want: [207, 'Multi-Status'] },
  { given: 'a documented 303', init: by(303), want: [303, 'See Other'] },
  { given: 'a documented 400', init: by(400), want: [400, 'Bad Request'] },
  { given: 'a documented 413', init: by(413), want: [413, 'Content Too Large'] },
  { given: 'a documented 418', init: by(418), want: [418, ''] },
  { given: 'a documented 422', init: by(422), want: [422, 'Unprocessable Content'] },
  { given: 'a documented 429', init: by(429), want: [429, 'Too Many Requests'] },
  { given: 'a documented 451', init: by(451), want: [451, 'Unavailable For Legal Reasons'] },
  { given: 'a documented 500', init: by(500), want: [500, 'Internal Server Error'] },
  { given: 'a documented 508', init: by(508), want: [508, 'Loop Detected'] },
  { given: 'a documented 599', init: by(599), want: [599, ''] },
  { given: 'an answer with a cookie', init: { method: 'PUT' }, want: [202, 'Accepted'] },
  { given: 'an answer to HEAD', init: { method: 'HEAD' }, want: [200, 'OK'] },
  { given: 'a method that is not documented', init: { method: 'DELETE' }, want: [405, 'Method Not Allowed'] },
  { given: 'OPTIONS', init: { method: 'OPTIONS' }, want: [204, 'No Content'] },
  {
    given: 'a preflight',
    init: { method: 'OPTIONS', headers: { Origin: 'https://x.example', 'Access-Control-Request-Method': 'GET' } },
    want: [204, 'No Content'],
  },
  { given: 'a path that no document has', path: '/nowhere', want: [404, 'Not Found'] },
  { given: 'the index', path: '/', want: [200, 'OK'] },
  { given: 'the page of scenarios', path: '/', init: { headers: { Accept: 'text/html' } }, want: [200, 'OK'] },
  { given: 'a served document', path: '/_sandbox/openapi/api.json', want: [200, 'OK'] },
  {
    given: 'a served document, compressed',
    path: '/_sandbox/openapi/api.json',
    init: { headers: { 'Accept-Encoding': 'gzip' } },
    want: [200, 'OK'],
  },
  { given: 'a script', path: '/_sandbox/console/start.js', want: [200, 'OK'] },
  { given: 'an unknown reserved path', path: '/_sandbox/nowhere', want: [404, 'Not Found'] },
  { given: 'OPTIONS of a reserved path', path: '/_sandbox/', init: { method: 'OPTIONS' }, want: [204, 'No Content'] },
  { given: 'PUT of a reserved path', path: '/_sandbox/', init: { method: 'PUT' }, want: [405, 'Method Not Allowed'] },
  { given: 'no token', path: '/_sandbox/oauth2/token', init: { method: 'POST' }, want: [400, 'Bad Request'] },
])('$given has the registered phrase', async ({ path = '/pets', init, want }) => {
  const { status, statusText } = await sandbox.fetch(`http://localhost${path}`, { redirect: 'manual', ...init });
  expect([status, statusText]).toEqual(want);
});

it('a file that the client has, too', async () => {
  const address = 'http://localhost/_sandbox/console/start.js';
  const etag = (await sandbox.fetch(address)).headers.get('ETag') ?? '';
  const { status, statusText } = await sandbox.fetch(address, { headers: { 'If-None-Match': etag } });
  expect([status, statusText]).toEqual([304, 'Not Modified']);
});
