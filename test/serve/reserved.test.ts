import { describe, expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const get = { operationId: 'list', responses: { 200: response({ ok: ['Rex'] }) } };
const rules = [{ operation: 'list', answer: '200/ok' }];
const files = {
  'a letter.pdf': '%PDF-1.4',
  'notes.txt': 'größer',
  'Größe.zip': 'PK',
  'unknown.xyzzy': '?',
  'page.html': '<p>',
  'values.json': '{}',
  'sign.png': 'PNG',
};
const sandbox = ruledSandbox(
  documentOf({ '/pets': { get }, '/_sandbox/health': { get: { ...get, operationId: 'own' } } }),
  {
    rules,
    files,
  },
);
const atRoot = ruledSandbox(documentOf({ '/': { get } }));
const rooted = ruledSandbox(documentOf({ '/': { get } }, { servers: [{ url: '/v1' }] }));

const secured = documentOf(
  { '/pets': { get: { ...get, security: [{ key: [] }] } } },
  { components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } } },
);

const found = [
  { name: 'health', given: 'GET /_sandbox/health', type: 'application/json', want: '{"status":"pass"}' },
  { name: 'a file', given: 'GET /_sandbox/files/api/notes.txt', type: 'text/plain', want: 'größer' },
  {
    name: 'a file of another media type',
    given: 'GET /_sandbox/files/api/a%20letter.pdf',
    type: 'application/pdf',
    want: '%PDF-1.4',
  },
  {
    name: 'the headers of a file, for HEAD',
    given: 'HEAD /_sandbox/files/api/notes.txt',
    type: 'text/plain',
    want: '',
  },
];

const downloads: readonly { name: string; given: string; want: string | undefined }[] = [
  {
    name: 'PDF: saved under its name',
    given: 'GET /_sandbox/files/api/a%20letter.pdf',
    want: 'attachment; filename="a letter.pdf"',
  },
  {
    name: 'PDF asked by HEAD: the same',
    given: 'HEAD /_sandbox/files/api/a%20letter.pdf',
    want: 'attachment; filename="a letter.pdf"',
  },
  {
    name: 'archive with a name beyond ASCII: saved under its name',
    given: 'GET /_sandbox/files/api/Gr%C3%B6%C3%9Fe.zip',
    want: `attachment; filename="Gr__e.zip"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.zip`,
  },
  {
    name: 'of an unknown type: saved under its name',
    given: 'GET /_sandbox/files/api/unknown.xyzzy',
    want: 'attachment; filename="unknown.xyzzy"',
  },
  { name: 'text: shown', given: 'GET /_sandbox/files/api/notes.txt', want: undefined },
  { name: 'HTML: shown', given: 'GET /_sandbox/files/api/page.html', want: undefined },
  { name: 'JSON: shown', given: 'GET /_sandbox/files/api/values.json', want: undefined },
  { name: 'image: shown', given: 'GET /_sandbox/files/api/sign.png', want: undefined },
];

describe('under /_sandbox/ there is', () => {
  it.each(byName(found))('%s', async (_, { given, type, want }) => {
    const answer = await ask(sandbox, given);
    expect([answer.status, answer.headers['content-type']?.split(';')[0], answer.text]).toEqual([200, type, want]);
  });

  it.each(byName(downloads))('a file, %s', async (_, { given, want }) =>
    expect((await ask(sandbox, given)).headers['content-disposition']).toBe(want),
  );

  it('a name of a file that pages of other origins may read', async () => {
    const { headers } = await ask(sandbox, 'GET /_sandbox/files/api/a%20letter.pdf');
    expect(headers['access-control-expose-headers']).toContain('Content-Disposition');
  });

  it.each(['/', '/_sandbox/docs/api', '/_sandbox/openapi/api.json', '/_sandbox/scenarios', '/_sandbox/health'])(
    '%s, without credentials',
    async (path) => {
      const strict = ruledSandbox(secured, { auth: 'strict' });
      expect([(await ask(strict, `GET ${path}`)).status, (await ask(strict, 'GET /pets')).status]).toEqual([200, 401]);
    },
  );

  it('the catalogue, with the origin of the request', async () => {
    const asked = await sandbox.fetch('https://sandbox.example/_sandbox/scenarios');
    const requests = [{ trigger: 'rule', method: 'GET', url: 'https://sandbox.example/pets' }, { trigger: 'prefer' }];
    expect(await asked.json()).toMatchObject({
      scenarios: [{ id: 'list/200/ok', natural: true, requests }, { id: 'own/200/ok' }],
    });
  });

  it('an index, also at the root', async () => {
    const [index, root] = [await ask(sandbox, 'GET /_sandbox/'), await ask(sandbox, 'GET /')];
    expect(index.status).toBe(200);
    expect(root.text).toBe(index.text);
    expect(root.text).toContain('/_sandbox/scenarios');
  });

  it('no index at the root, if a document has that path', async () =>
    expect((await ask(rooted, 'GET /')).body).toEqual(['Rex']));
});

describe('under /_sandbox/ there is no', () => {
  it.each([
    '/_sandbox/nothing',
    '/_sandbox/files/api/secret.txt',
    '/_sandbox/files/api/..%2Fapi.yaml',
    '/_sandbox/files/',
  ])('%s', async (path) => expect((await ask(sandbox, `GET ${path}`)).status).toBe(404));

  it('method that changes anything (RFC 9110, section 15.5.6)', async () =>
    expect(await ask(sandbox, 'DELETE /_sandbox/health')).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD, OPTIONS' },
    }));
});

const methods = [
  { name: 'health', given: '/_sandbox/health', want: 'GET, HEAD, OPTIONS' },
  { name: 'the index', given: '/_sandbox/', want: 'GET, HEAD, OPTIONS' },
  { name: 'the index at the root', given: '/', want: 'GET, HEAD, OPTIONS' },
  { name: 'a file', given: '/_sandbox/files/api/notes.txt', want: 'GET, HEAD, OPTIONS' },
  { name: 'a path at which there is nothing', given: '/_sandbox/nothing', want: 'GET, HEAD, OPTIONS' },
  { name: 'the token endpoint', given: '/_sandbox/oauth2/token', want: 'OPTIONS, POST' },
  { name: 'a path of an API, after preferences', given: '/_sandbox/as/code=200/pets', want: 'GET, HEAD, OPTIONS' },
];

describe('OPTIONS under /_sandbox/ is answered with the methods of (RFC 9110, 9.3.7)', () => {
  it.each(byName(methods))('%s', async (_, { given, want }) => {
    const { status, text, headers } = await ask(sandbox, `OPTIONS ${given}`);
    expect([status, text, headers['access-control-allow-origin']]).toEqual([204, '', '*']);
    expect(headers['allow']?.split(', ').sort().join(', ')).toBe(want);
  });

  it('the root of a document that has that path', async () =>
    expect(await ask(atRoot, 'OPTIONS /')).toMatchObject({ status: 204, headers: { allow: 'GET, HEAD, OPTIONS' } }));
});
