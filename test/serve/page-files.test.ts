import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { origin } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const get = { operationId: 'list', responses: { 200: response({ ok: ['Rex'.repeat(1000)] }) } };
const cats = { ...get, operationId: 'cats' };
const sandbox = ruledSandbox(documentOf({ '/pets': { get }, '/cats': { get: cats } }));

async function send(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') {
  const { status, headers: received, ...rest } = await sandbox.fetch(origin + path, { method, headers });
  return { status, header: (name: string) => received.get(name), ...rest };
}

const page = await (await sandbox.fetch(`${origin}/_sandbox/docs/api`)).text();
const [script = '', folder = ''] = /console\/([\da-f]{16})\/swagger-ui-bundle\.js/.exec(page) ?? [];
const unhashed = '/_sandbox/console/swagger-ui-bundle.js';
const hashed = `/_sandbox/${script}`;
const document = '/_sandbox/openapi/api.json';

const encodings = [
  { name: 'script: Brotli', path: hashed, accepted: 'gzip, deflate, br, zstd', want: 'br' },
  { name: 'script without a hash: Brotli', path: unhashed, accepted: 'br', want: 'br' },
  { name: 'script: gzip where Brotli is not accepted', path: hashed, accepted: 'gzip, deflate', want: 'gzip' },
  { name: 'script: gzip where Brotli is refused', path: hashed, accepted: 'br;q=0, gzip', want: 'gzip' },
  { name: 'script: anything', path: hashed, accepted: '*', want: 'gzip' },
  { name: 'script: as it is, where nothing is accepted', path: hashed, accepted: 'identity', want: null },
  { name: 'script: as it is, where nothing is said', path: hashed, accepted: undefined, want: null },
  { name: 'document: gzip', path: document, accepted: 'gzip, deflate, br', want: 'gzip' },
  { name: 'document: as it is', path: document, accepted: undefined, want: null },
  { name: 'page: gzip', path: '/_sandbox/docs/api', accepted: 'gzip', want: 'gzip' },
  { name: 'catalogue: gzip', path: '/_sandbox/scenarios', accepted: 'gzip', want: 'gzip' },
  { name: 'health: as it is', path: '/_sandbox/health', accepted: 'gzip, br', want: null },
  { name: 'answer of the API: as it is', path: '/pets', accepted: 'gzip, br', want: null },
];

const decode: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
};

describe('content coding (RFC 9110, 12.5.3)', () => {
  it.each(byName(encodings))('%s', async (_, { path, accepted, want }) => {
    const headers: Record<string, string> = accepted === undefined ? {} : { 'Accept-Encoding': accepted };
    const [plain, encoded] = [await sandbox.fetch(origin + path), await sandbox.fetch(origin + path, { headers })];
    expect(encoded.headers.get('content-encoding')).toBe(want);
    const bytes = new Uint8Array(await encoded.arrayBuffer());
    const decoded = want === null ? bytes : decode[want]?.(bytes);
    expect(Buffer.from(decoded ?? []).equals(Buffer.from(await plain.arrayBuffer()))).toBe(true);
    if (want !== null && encoded.headers.has('content-length'))
      expect(encoded.headers.get('content-length')).toBe(String(bytes.byteLength));
  });

  it.each(byName(encodings.filter(({ path }) => path !== '/pets')))(
    'HEAD, the same as GET: %s',
    async (_, { path, accepted }) => {
      const headers: Record<string, string> = accepted === undefined ? {} : { 'Accept-Encoding': accepted };
      const [got, head] = [await send(path, headers), await send(path, headers, 'HEAD')];
      for (const name of ['content-type', 'cache-control', 'etag', 'vary'])
        expect(head.header(name)).toBe(got.header(name));
      expect([null, got.header('content-length')]).toContain(head.header('content-length'));
    },
  );

  it.each([hashed, unhashed, document, '/_sandbox/docs/api', '/_sandbox/scenarios'])(
    '%s varies by it',
    async (path) => {
      expect((await send(path)).header('vary')).toContain('Accept-Encoding');
      expect((await send(path, { 'Accept-Encoding': 'gzip' })).header('vary')).toContain('Accept-Encoding');
    },
  );
});

const tag = (await send(hashed)).header('etag') ?? '';
const year = 'public, max-age=31536000, immutable';

const caches = [
  { name: 'an address with a hash never changes', path: hashed, headers: {}, want: [200, year] },
  { name: 'an address without a hash is asked for again', path: unhashed, headers: {}, want: [200, 'no-cache'] },
  { name: '… and is not sent again', path: unhashed, headers: { 'If-None-Match': tag }, want: [304, 'no-cache'] },
  {
    name: '… in no other coding either',
    path: unhashed,
    headers: { 'If-None-Match': tag, 'Accept-Encoding': 'br' },
    want: [304, 'no-cache'],
  },
  { name: '… unless it has changed', path: unhashed, headers: { 'If-None-Match': 'W/"0"' }, want: [200, 'no-cache'] },
  {
    name: 'no file has another hash',
    path: hashed.replace(folder, '0'.repeat(16)),
    headers: {},
    want: [404, 'no-store'],
  },
  {
    name: 'no other file has the hash',
    path: `/_sandbox/console/${folder}/x.js`,
    headers: {},
    want: [404, 'no-store'],
  },
  { name: 'the page is not kept', path: '/_sandbox/docs/api', headers: {}, want: [200, 'no-store'] },
  { name: 'the document is not kept', path: document, headers: {}, want: [200, 'no-store'] },
];

describe('caching (RFC 9111)', () => {
  it.each(byName(caches))('%s', async (_, { path, headers, want }) => {
    const { status, header } = await send(path, headers);
    expect([status, header('cache-control')]).toEqual(want);
  });

  it.each(['start.js', 'console.css', 'swagger-ui.css', 'swagger-ui-bundle.js'])(
    '%s: loaded from an address with a hash',
    (name) => expect(page).toContain(`"../console/${folder}/${name}"`),
  );
});
