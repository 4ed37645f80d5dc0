import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf } from '../fixtures/document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const paths = { '/ping': { get: { operationId: 'ping', responses: { 200: { description: 'pong' } } } } };

/** A server by its URL, with the defaults of its variables. */
const server = (url: string, defaults: JsonObject = {}): JsonObject => ({
  url,
  variables: Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, { default: value }])),
});

describe('an API answers under the base path of each of its servers (OpenAPI 3.1.1, 4.8.5), and at the root', () => {
  it.each<readonly [string, Json | undefined, readonly string[]]>([
    ['no servers', undefined, ['']],
    ['an empty list of servers', [], ['']],
    ['a server without a path', [server('https://api.example.com')], ['']],
    ['a server that is the root', [server('/')], ['']],
    ['a path', [server('https://api.example.com/v1')], ['/v1']],
    ['a path with a slash at its end', [server('https://api.example.com/v1/')], ['/v1']],
    ['a path of two segments', [server('https://api.example.com/nhs/v1')], ['/nhs/v1']],
    ['a port', [server('http://localhost:8080/v1')], ['/v1']],
    ['an absolute path alone', [server('/v1')], ['/v1']],
    ['a relative path', [server('v1')], ['/v1']],
    ['a relative path with a dot', [server('./v1')], ['/v1']],
    ['a relative path upwards', [server('../v1')], ['/v1']],
    ['a relative path further upwards', [server('../../v1')], ['/v1']],
    ['where the document is', [server('.')], ['']],
    ['the scheme of the document', [server('//api.example.com/v1')], ['/v1']],
    ['a query, which is no part of it', [server('https://api.example.com/v1?x=1')], ['/v1']],
    ['two servers', [server('https://a.example.com/v1'), server('https://b.example.com/v2')], ['/v1', '/v2']],
    ['two servers with one path', [server('https://a.example.com/v1'), server('https://b.example.com/v1')], ['/v1']],
    ['one server with a path, one without', [server('https://a.example.com/v1'), server('/')], ['/v1', '']],
    ['a variable in the path', [server('https://api.example.com/{version}', { version: 'v2' })], ['/v2']],
    ['a variable in the host', [server('https://{env}.example.com/v1', { env: 'test' })], ['/v1']],
    ['a variable for the scheme', [server('{scheme}://api.example.com/v1', { scheme: 'https' })], ['/v1']],
    ['a variable that holds a path', [server('https://api.example.com{base}', { base: '/nhs/v1' })], ['/nhs/v1']],
    ['a variable that is empty', [server('https://api.example.com/{base}', { base: '' })], ['']],
    ['a variable for the whole', [server('{server}', { server: 'https://api.example.com/v1' })], ['/v1']],
    ['two variables', [server('/{a}/{b}', { a: 'x', b: 'y' })], ['/x/y']],
    ['a variable that is a number', [server('/v{major}', { major: 2 })], ['/v2']],
    ['a percent-encoded path', [server('https://api.example.com/my%20api')], ['/my%20api']],
  ])('%s', async (_, servers, basePaths) => {
    const sandbox = sandboxOf(documentOf(paths, servers === undefined ? {} : { servers }));
    const answers = await Promise.all(
      [...basePaths, ''].map(async (basePath) => [basePath, (await ask(sandbox, `GET ${basePath}/ping`)).status]),
    );
    expect(sandbox.plan.apis[0]?.basePaths).toEqual(basePaths);
    expect(answers).toEqual([...basePaths, ''].map((basePath) => [basePath, 200]));
  });

  it.each([
    ['a base path is matched by whole segments', '/v10/ping'],
    ['in its own case', '/V1/ping'],
    ['once', '/v1/v1/ping'],
    ['the base path alone is no path', '/v1'],
  ])('%s', async (_, path) => {
    const sandbox = sandboxOf(documentOf(paths, { servers: [server('https://api.example.com/v1')] }));
    expect((await ask(sandbox, `GET ${path}`)).status).toBe(404);
  });

  it('a path that is only a slash is the base path with a slash', async () => {
    const root = { '/': { get: { operationId: 'root', responses: { 200: { description: '' } } } } };
    const sandbox = sandboxOf(documentOf(root, { servers: [server('/v1')] }));
    expect((await ask(sandbox, 'GET /v1/')).scenario).toBe('root/200/empty');
  });
});
