import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf } from '../fixtures/document.ts';
import { placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOfAll } from '../fixtures/ruled-sandbox.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** An operation known by an id, with servers of its own. */
const operation = (operationId: string, servers?: Json): JsonObject => ({
  operationId,
  responses: { 200: { description: '' } },
  ...(servers !== undefined && { servers }),
});

const ping = { '/ping': { get: operation('ping') } };

/** A server whose variables have these values, the default first. */
const server = (url: string, values: Readonly<Record<string, readonly Json[]>>): JsonObject => ({
  url,
  variables: Object.fromEntries(
    Object.entries(values).map(([name, list]) => [name, { default: list[0] ?? '', enum: list }]),
  ),
});

describe('each value of a server variable makes a base path, the default first (OpenAPI 3.1.1, 4.8.5 and 4.8.6)', () => {
  it.each<readonly [string, Json, readonly string[]]>([
    ['one value', server('/{v}', { v: ['v1'] }), ['/v1']],
    ['two values', server('/{v}', { v: ['v1', 'v2'] }), ['/v1', '/v2']],
    [
      'the default is not the first of the enum',
      { url: '/{v}', variables: { v: { default: 'b', enum: ['a', 'b'] } } },
      ['/b', '/a'],
    ],
    [
      'the default is none of the enum',
      { url: '/{v}', variables: { v: { default: 'c', enum: ['a', 'b'] } } },
      ['/c', '/a', '/b'],
    ],
    ['an enum without a default', { url: '/{v}', variables: { v: { enum: ['a', 'b'] } } }, ['/a', '/b']],
    [
      'two variables, in all ways',
      server('/{a}/{b}', { a: ['1', '2'], b: ['x', 'y'] }),
      ['/1/x', '/1/y', '/2/x', '/2/y'],
    ],
    ['a variable twice', server('/{v}/x/{v}', { v: ['1', '2'] }), ['/1/x/1', '/2/x/2']],
    ['an empty value', server('https://example.com/{v}', { v: ['v1', ''] }), ['/v1', '']],
    ['values that hold paths', server('https://example.com{base}', { base: ['/a/b', '/c/'] }), ['/a/b', '/c']],
    ['a variable of the host makes one', server('https://{env}.example.com/v1', { env: ['test', 'live'] }), ['/v1']],
    ['a port makes one', server('https://example.com:{port}/v1', { port: ['443', '8443'] }), ['/v1']],
    ['a variable for the whole', server('{url}', { url: ['https://a.example.com/v1', '/v2'] }), ['/v1', '/v2']],
    ['values that are numbers', server('/v{n}', { n: [1, 2] }), ['/v1', '/v2']],
    ['a variable that the URL does not have', server('/v1', { n: ['1', '2'] }), ['/v1']],
    [
      'a host of a thousand names makes one',
      server('//{h}/v1', { h: Array.from({ length: 1000 }, (_, i) => `h${i}`) }),
      ['/v1'],
    ],
  ])('%s', async (_, one, basePaths) => {
    const sandbox = sandboxOf(documentOf(ping, { servers: [one] }));
    expect(sandbox.plan.apis[0]?.basePaths).toEqual(basePaths);
    for (const basePath of [...basePaths, '']) {
      expect([basePath, (await ask(sandbox, `GET ${basePath}/ping`)).scenario]).toEqual([basePath, 'ping/200/empty']);
    }
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it('there is a bound on them, and a warning', () => {
    const values = Array.from({ length: 100 }, (_, index) => `v${index}`);
    const sandbox = sandboxOf(
      documentOf(ping, { servers: [server('/{a}/{b}/{c}', { a: values, b: values, c: values })] }),
    );
    expect(sandbox.plan.apis[0]?.basePaths).toHaveLength(64);
    expect(sandbox.plan.apis[0]?.basePaths[0]).toBe('/v0/v0/v0');
    expect(problemsOf(sandbox).map(({ code, severity }) => `${code} ${severity}`)).toEqual(['structure warning']);
  });
});

describe('what is wrong with the URL of a server is told, and its path counts (OpenAPI 3.1.1, 4.8.5; 3.2, Server Object)', () => {
  it.each<readonly [string, Json, readonly string[], RegExp | null]>([
    ['a query', { url: 'https://example.com/v1?key=1' }, ['/v1'], /\? or #/],
    ['a fragment', { url: '/v1#top' }, ['/v1'], /\? or #/],
    ['a host that cannot be one', { url: 'http://[/v1' }, ['/v1'], /no URL/],
    ['a port that cannot be one', { url: 'https://example.com:port/v1' }, ['/v1'], /no URL/],
    ['a space in the host', { url: 'https://api example.com/v1' }, ['/v1'], /no URL/],
    ['a variable that is not described', { url: '/{v}/api' }, ['/%7Bv%7D/api'], /\{v\}/],
    ['no URL', { description: 'x' }, [''], /`url`/],
    ['slashes at the end', { url: 'https://example.com/v1//' }, ['/v1'], null],
    ['slashes in the middle', { url: 'https://example.com//v1//x' }, ['/v1/x'], null],
    ['an empty URL', { url: '' }, [''], null],
    ['dots', { url: '/a/./b/../c' }, ['/a/c'], null],
    ['a space in the path', { url: '/my api' }, ['/my%20api'], null],
    ['a letter beyond ASCII', { url: '/büro' }, ['/b%C3%BCro'], null],
    ['a letter that is percent-encoded', { url: '/b%C3%BCro' }, ['/b%C3%BCro'], null],
    ['a name, which 3.2 has', { url: '/v1', name: 'live' }, ['/v1'], null],
  ])('%s', async (_, one, basePaths, message) => {
    const sandbox = sandboxOf(documentOf(ping, { servers: [one] }));
    expect(sandbox.plan.apis[0]?.basePaths).toEqual(basePaths);
    for (const basePath of basePaths) expect((await ask(sandbox, `GET ${basePath}/ping`)).status).toBe(200);
    expect(problemsOf(sandbox).map((problem) => problem.message)).toEqual(
      message ? [expect.stringMatching(message)] : [],
    );
    expect(problemsOf(sandbox).map(({ severity }) => severity)).toEqual(message ? ['warning'] : []);
  });
});

/** `/files` has servers of its own for all its operations, and `POST` has yet others. */
const files = documentOf(
  {
    '/ping': { get: operation('ping') },
    '/files': {
      servers: [{ url: 'https://files.example.com/store' }],
      get: operation('list'),
      put: operation('replace', []),
      post: operation('upload', [{ url: 'https://upload.example.com/up/v2' }, { url: '/up' }]),
      delete: operation('clear', [{ url: 'https://admin.example.com/' }]),
    },
  },
  { servers: [{ url: 'https://example.com/v1' }] },
);

describe('servers of a path or an operation replace those around them (OpenAPI 3.1.1, 4.8.9 and 4.8.10)', () => {
  it.each<readonly [string, string, string | number]>([
    ['an operation without any: those of the document', 'GET /v1/ping', 'ping'],
    ['and the root', 'GET /ping', 'ping'],
    ['not those of another path', 'GET /store/ping', 404],
    ['those of the path', 'GET /store/files', 'list'],
    ['and the root', 'GET /files', 'list'],
    ['not those of the document', 'GET /v1/files', 404],
    ['not those of another operation', 'GET /up/files', 405],
    ['an empty list is none', 'PUT /store/files', 'replace'],
    ['those of the operation', 'POST /up/v2/files', 'upload'],
    ['each of them', 'POST /up/files', 'upload'],
    ['and the root', 'POST /files', 'upload'],
    ['not those of its path', 'POST /store/files', 405],
    ['a root that is declared', 'DELETE /files', 'clear'],
    ['and nothing else', 'DELETE /store/files', 405],
  ])('%s: %s', async (_, request, answer) => {
    const { status, scenario } = await ask(sandboxOf(files), request);
    expect(scenario?.split('/')[0] ?? status).toBe(answer);
  });

  it('the requests of the catalogue go to them, and arrive', async () => {
    const sandbox = sandboxOf(files);
    const urls = Object.fromEntries(sandbox.catalogue().scenarios.map(({ id, requests }) => [id, requests[0]?.url]));
    expect(urls).toEqual({
      'ping/200/empty': 'http://localhost:9000/v1/ping',
      'list/200/empty': 'http://localhost:9000/store/files',
      'replace/200/empty': 'http://localhost:9000/store/files',
      'upload/200/empty': 'http://localhost:9000/up/v2/files',
      'clear/200/empty': 'http://localhost:9000/files',
    });
  });

  it('two documents may have one path where they have it under different servers', async () => {
    const at = (id: string, url: string) =>
      documentOf({ '/ping': { get: operation(id, [{ url }]) } }, { servers: [{ url: '/v1' }] });
    const sandbox = sandboxOfAll({ a: at('a', '/a'), b: at('b', '/b') });
    expect((await ask(sandbox, 'GET /a/ping')).scenario).toBe('a/200/empty');
    expect((await ask(sandbox, 'GET /b/ping')).scenario).toBe('b/200/empty');
    expect((await ask(sandbox, 'GET /ping')).status).toBe(404);
  });

  it('beside a reference they count as well, and first', async () => {
    const text = `openapi: 3.1.0
info: {}
paths:
  /ping: { $ref: '#/components/pathItems/Ping', servers: [{ url: /own }] }
components: { pathItems: { Ping: { servers: [{ url: /other }], get: { operationId: ping } } } }
`;
    const sandbox = sandboxOf(text);
    expect((await ask(sandbox, 'GET /own/ping')).scenario).toBe('ping/200/empty');
    expect((await ask(sandbox, 'GET /other/ping')).status).toBe(404);
    expect(problemsOf(sandbox).map(placed)).toEqual([]);
  });
});
