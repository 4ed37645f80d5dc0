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
    ['no servers: the root', undefined, ['']],
    ['empty list of servers: the root', [], ['']],
    ['server URL without a path: the root', [server('https://api.example.com')], ['']],
    ['server URL `/`: the root', [server('/')], ['']],
    ['absolute URL with a path: its path', [server('https://api.example.com/v1')], ['/v1']],
    ['path with a trailing slash: the path without it', [server('https://api.example.com/v1/')], ['/v1']],
    ['path of two segments: both', [server('https://api.example.com/nhs/v1')], ['/nhs/v1']],
    ['host with a port: the path after it', [server('http://localhost:8080/v1')], ['/v1']],
    ['absolute path without a host: that path', [server('/v1')], ['/v1']],
    ['relative path: resolved against the root', [server('v1')], ['/v1']],
    ['relative path with `./`: resolved against the root', [server('./v1')], ['/v1']],
    ['relative path with `../`: stays below the root', [server('../v1')], ['/v1']],
    ['relative path with `../../`: stays below the root', [server('../../v1')], ['/v1']],
    ['relative path `.`: the root', [server('.')], ['']],
    ['URL without a scheme: its path', [server('//api.example.com/v1')], ['/v1']],
    ['URL with a query: the path without it', [server('https://api.example.com/v1?x=1')], ['/v1']],
    [
      'two servers: both base paths',
      [server('https://a.example.com/v1'), server('https://b.example.com/v2')],
      ['/v1', '/v2'],
    ],
    [
      'two servers with the same path: one base path',
      [server('https://a.example.com/v1'), server('https://b.example.com/v1')],
      ['/v1'],
    ],
    [
      'one server with a path, one without: the path and the root',
      [server('https://a.example.com/v1'), server('/')],
      ['/v1', ''],
    ],
    ['variable in the path: its default', [server('https://api.example.com/{version}', { version: 'v2' })], ['/v2']],
    ['variable in the host: ignored', [server('https://{env}.example.com/v1', { env: 'test' })], ['/v1']],
    ['variable as the scheme: ignored', [server('{scheme}://api.example.com/v1', { scheme: 'https' })], ['/v1']],
    [
      'variable whose default is a path: that path',
      [server('https://api.example.com{base}', { base: '/nhs/v1' })],
      ['/nhs/v1'],
    ],
    ['variable whose default is empty: the root', [server('https://api.example.com/{base}', { base: '' })], ['']],
    [
      'variable for the whole URL: the path of its default',
      [server('{server}', { server: 'https://api.example.com/v1' })],
      ['/v1'],
    ],
    ['two variables in the path: both defaults', [server('/{a}/{b}', { a: 'x', b: 'y' })], ['/x/y']],
    ['variable whose default is a number: written as text', [server('/v{major}', { major: 2 })], ['/v2']],
    ['percent-encoded path: kept as written', [server('https://api.example.com/my%20api')], ['/my%20api']],
  ])('%s', async (_, servers, basePaths) => {
    const sandbox = sandboxOf(documentOf(paths, servers === undefined ? {} : { servers }));
    const answers = await Promise.all(
      [...basePaths, ''].map(async (basePath) => [basePath, (await ask(sandbox, `GET ${basePath}/ping`)).status]),
    );
    expect(sandbox.plan.apis[0]?.basePaths).toEqual(basePaths);
    expect(answers).toEqual([...basePaths, ''].map((basePath) => [basePath, 200]));
  });

  it.each([
    ['a base path that is a prefix of the first segment: no match', '/v10/ping'],
    ['a base path in another case: no match', '/V1/ping'],
    ['the base path twice: no match', '/v1/v1/ping'],
    ['the base path without a path behind it: no match', '/v1'],
  ])('%s', async (_, path) => {
    const sandbox = sandboxOf(documentOf(paths, { servers: [server('https://api.example.com/v1')] }));
    expect((await ask(sandbox, `GET ${path}`)).status).toBe(404);
  });

  it('the path `/` answers under the base path with a trailing slash', async () => {
    const root = { '/': { get: { operationId: 'root', responses: { 200: { description: '' } } } } };
    const sandbox = sandboxOf(documentOf(root, { servers: [server('/v1')] }));
    expect((await ask(sandbox, 'GET /v1/')).scenario).toBe('root/200/empty');
  });
});
