import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf } from '../fixtures/document.ts';
import { placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOfAll } from '../fixtures/ruled-sandbox.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** An operation with this operationId and servers of its own. */
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
    ['one value: one base path', server('/{v}', { v: ['v1'] }), ['/v1']],
    ['two values: two base paths', server('/{v}', { v: ['v1', 'v2'] }), ['/v1', '/v2']],
    [
      'a default that is not first in enum: comes first',
      { url: '/{v}', variables: { v: { default: 'b', enum: ['a', 'b'] } } },
      ['/b', '/a'],
    ],
    [
      'a default that is not in enum: comes first',
      { url: '/{v}', variables: { v: { default: 'c', enum: ['a', 'b'] } } },
      ['/c', '/a', '/b'],
    ],
    ['an enum without a default: its values', { url: '/{v}', variables: { v: { enum: ['a', 'b'] } } }, ['/a', '/b']],
    [
      'two variables: every combination',
      server('/{a}/{b}', { a: ['1', '2'], b: ['x', 'y'] }),
      ['/1/x', '/1/y', '/2/x', '/2/y'],
    ],
    [
      'a variable used twice: the same value in both places',
      server('/{v}/x/{v}', { v: ['1', '2'] }),
      ['/1/x/1', '/2/x/2'],
    ],
    ['an empty value: the root', server('https://example.com/{v}', { v: ['v1', ''] }), ['/v1', '']],
    ['values with slashes: paths', server('https://example.com{base}', { base: ['/a/b', '/c/'] }), ['/a/b', '/c']],
    [
      'a variable in the host: one base path',
      server('https://{env}.example.com/v1', { env: ['test', 'live'] }),
      ['/v1'],
    ],
    [
      'a variable as the port: one base path',
      server('https://example.com:{port}/v1', { port: ['443', '8443'] }),
      ['/v1'],
    ],
    [
      'a variable for the whole URL: the path of each value',
      server('{url}', { url: ['https://a.example.com/v1', '/v2'] }),
      ['/v1', '/v2'],
    ],
    ['numbers: written as text', server('/v{n}', { n: [1, 2] }), ['/v1', '/v2']],
    ['a variable that the URL does not use: ignored', server('/v1', { n: ['1', '2'] }), ['/v1']],
    [
      'a variable in the host with a thousand values: one base path',
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

  it('the number of base paths is limited, with a warning', () => {
    const values = Array.from({ length: 100 }, (_, index) => `v${index}`);
    const sandbox = sandboxOf(
      documentOf(ping, { servers: [server('/{a}/{b}/{c}', { a: values, b: values, c: values })] }),
    );
    expect(sandbox.plan.apis[0]?.basePaths).toHaveLength(64);
    expect(sandbox.plan.apis[0]?.basePaths[0]).toBe('/v0/v0/v0');
    expect(problemsOf(sandbox).map(({ code, severity }) => `${code} ${severity}`)).toEqual(['structure warning']);
  });
});

describe('a defect in a server URL is reported, and its path is used (OpenAPI 3.1.1, 4.8.5; 3.2, Server Object)', () => {
  it.each<readonly [string, Json, readonly string[], RegExp | null]>([
    ['a query', { url: 'https://example.com/v1?key=1' }, ['/v1'], /\? or #/],
    ['a fragment', { url: '/v1#top' }, ['/v1'], /\? or #/],
    ['an invalid host', { url: 'http://[/v1' }, ['/v1'], /no URL/],
    ['an invalid port', { url: 'https://example.com:port/v1' }, ['/v1'], /no URL/],
    ['a space in the host', { url: 'https://api example.com/v1' }, ['/v1'], /no URL/],
    ['an undescribed variable', { url: '/{v}/api' }, ['/%7Bv%7D/api'], /\{v\}/],
    ['no URL', { description: 'x' }, [''], /`url`/],
    ['trailing slashes: dropped', { url: 'https://example.com/v1//' }, ['/v1'], null],
    ['repeated slashes: merged', { url: 'https://example.com//v1//x' }, ['/v1/x'], null],
    ['an empty URL: the root', { url: '' }, [''], null],
    ['dot segments: resolved', { url: '/a/./b/../c' }, ['/a/c'], null],
    ['a space in the path: percent-encoded', { url: '/my api' }, ['/my%20api'], null],
    ['a non-ASCII letter: percent-encoded', { url: '/büro' }, ['/b%C3%BCro'], null],
    ['a percent-encoded letter: kept', { url: '/b%C3%BCro' }, ['/b%C3%BCro'], null],
    ['the name of a server in 3.2', { url: '/v1', name: 'live' }, ['/v1'], null],
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

/** `/files` has servers of its own for all its operations, except `POST`, which has others. */
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

describe('servers of a path item or an operation replace the outer ones (OpenAPI 3.1.1, 4.8.9 and 4.8.10)', () => {
  it.each<readonly [string, string, string | number]>([
    ['operation without servers: those of the document', 'GET /v1/ping', 'ping'],
    ['operation without servers: the implied root', 'GET /ping', 'ping'],
    ['operation without servers: not those of another path', 'GET /store/ping', 404],
    ['path item with servers: those', 'GET /store/files', 'list'],
    ['path item with servers: the implied root', 'GET /files', 'list'],
    ['path item with servers: not those of the document', 'GET /v1/files', 404],
    ['path item with servers: not those of an operation', 'GET /up/files', 405],
    ['operation with an empty list: those of the path item', 'PUT /store/files', 'replace'],
    ['operation with servers: those', 'POST /up/v2/files', 'upload'],
    ['operation with servers: each of them', 'POST /up/files', 'upload'],
    ['operation with servers: the implied root', 'POST /files', 'upload'],
    ['operation with servers: not those of the path item', 'POST /store/files', 405],
    ['operation with a declared root: the root', 'DELETE /files', 'clear'],
    ['operation with a declared root: nothing else', 'DELETE /store/files', 405],
  ])('%s: %s', async (_, request, answer) => {
    const { status, scenario } = await ask(sandboxOf(files), request);
    expect(scenario?.split('/')[0] ?? status).toBe(answer);
  });

  it('the requests in the catalogue use them, and arrive', async () => {
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

  it('two documents may have the same path under different servers', async () => {
    const at = (id: string, url: string) =>
      documentOf({ '/ping': { get: operation(id, [{ url }]) } }, { servers: [{ url: '/v1' }] });
    const sandbox = sandboxOfAll({ a: at('a', '/a'), b: at('b', '/b') });
    expect((await ask(sandbox, 'GET /a/ping')).scenario).toBe('a/200/empty');
    expect((await ask(sandbox, 'GET /b/ping')).scenario).toBe('b/200/empty');
    expect((await ask(sandbox, 'GET /ping')).status).toBe(404);
  });

  it('servers beside a path item reference count, and come first', async () => {
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
