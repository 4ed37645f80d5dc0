import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { fatalProblems } from '../fixtures/problems.ts';
import { sandboxOfAll } from '../fixtures/ruled-sandbox.ts';

/** A document with these servers, which answers GET on its paths with its own name. */
function api(name: string, servers: readonly JsonObject[], ...paths: readonly string[]): JsonObject {
  const get = (path: string) => ({ operationId: `${name}${path}`, responses: { 200: response({ ok: name }) } });
  return documentOf(Object.fromEntries(paths.map((path) => [path, { get: get(path) }])), { servers });
}

const at = (url: string, more: JsonObject = {}): JsonObject => ({ url, ...more });
const sandbox = sandboxOfAll({
  pets: api('pets', [at('https://example.com/pets/v1'), at('/pets/v2/')], '/cats', '/_status', '/v9'),
  zoo: api(
    'zoo',
    [at('{scheme}://example.com/{base}', { variables: { scheme: { default: 'https' }, base: { default: 'zoo' } } })],
    '/lions',
    '/_status',
    '/big/cats',
  ),
  big: api('big', [at('https://example.com/zoo/big')], '/tigers'),
  root: api('root', [at('https://example.com')], '/dogs', '/shared'),
  dot: api('dot', [at('https://example.com/dot/v1.0')], '/birds'),
  guest: api('guest', [at('https://example.com/guest')], '/shared', '/alone'),
});

const reached = [
  { name: 'under its base path', given: '/pets/v1/cats', want: 'pets' },
  { name: 'under its base path, percent-encoded (RFC 3986, 6.2.2.2)', given: '/p%65ts/v%31/cats', want: 'pets' },
  { name: 'under its base path, a dot encoded (RFC 3986, 6.2.2.2)', given: '/dot/v1%2E0/birds', want: 'dot' },
  { name: 'under the base path of another server', given: '/pets/v2/cats', want: 'pets' },
  { name: 'at the root as well', given: '/cats', want: 'pets' },
  { name: 'under a base path with variables, at their defaults', given: '/zoo/lions', want: 'zoo' },
  { name: 'under the longer of two base paths', given: '/zoo/big/tigers', want: 'big' },
  { name: 'under the shorter, where the longer has no such path', given: '/zoo/big/cats', want: 'zoo' },
  { name: 'at the root, for a path like a base path', given: '/big/cats', want: 'zoo' },
  { name: 'at its declared root', given: '/dogs', want: 'root' },
  { name: 'under its base path, although an API at the root has the path too', given: '/guest/shared', want: 'guest' },
  { name: 'at the root, if no other API has the path', given: '/alone', want: 'guest' },
  { name: 'under both its base paths, a path that other APIs have too', given: '/pets/v2/_status', want: 'pets' },
];

describe('the API that answers (OpenAPI 3.1.1, 4.8.5)', () => {
  it.each(byName(reached))('%s', async (_, { given, want }) =>
    expect(await ask(sandbox, `GET ${given}`)).toMatchObject({ status: 200, body: want }),
  );
});

describe('no API answers (design, step 2)', () => {
  const unanswered = [
    { name: 'at the implied root, a path of two APIs', given: '/_status' },
    { name: 'under a path that only begins like a base path', given: '/pets/v10/cats' },
    { name: 'under a part of a base path', given: '/pets/cats' },
    { name: 'at the base path without a path behind it', given: '/pets/v1' },
    { name: 'under the base path twice', given: '/pets/v1/pets/v1/cats' },
  ];
  it.each(byName(unanswered))('%s', async (_, { given }) =>
    expect(await ask(sandbox, `GET ${given}`)).toMatchObject({ status: 404, trigger: 'route' }),
  );

  it('at the implied root, an operation that another API declares there: the declared one', async () =>
    expect((await ask(sandbox, 'GET /shared')).body).toBe('root'));
});

describe('one document (OpenAPI 3.1.1, 4.8.5)', () => {
  const servers = [
    { name: 'without servers', given: [], target: '/cats' },
    { name: 'at a relative server', given: [at('v1')], target: '/v1/cats' },
    { name: 'at the server `.`', given: [at('.')], target: '/cats' },
    { name: 'at a server with a port', given: [at('http://localhost:8080/v1')], target: '/v1/cats' },
    { name: 'at a server without a path', given: [at('https://example.com')], target: '/cats' },
    {
      name: 'at a server whose path needs encoding',
      given: [at('https://example.com/b%C3%BCro')],
      target: '/b%C3%BCro/cats',
    },
  ];
  it.each(byName(servers))('%s', async (_, { given, target }) =>
    expect(await ask(sandboxOfAll({ pets: api('pets', given, '/cats') }), `GET ${target}`)).toMatchObject({
      status: 200,
    }),
  );
});

describe('the start fails if two documents (design, step 2)', () => {
  const clashes: readonly { name: string; given: Readonly<Record<string, JsonObject>>; reported: string }[] = [
    {
      name: 'have the same operation under the same declared base path',
      given: { one: api('one', [at('/v1')], '/cats'), two: api('two', [at('/v1')], '/cats') },
      reported: 'GET /cats',
    },
    {
      name: 'have the same operation with other parameter names',
      given: { one: api('one', [at('/v1')], '/cats/{id}'), two: api('two', [at('/v1/')], '/cats/{name}') },
      reported: '/v1',
    },
    {
      name: 'both declare the root',
      given: { one: api('one', [], '/cats'), two: api('two', [], '/cats') },
      reported: 'GET /cats',
    },
  ];
  it.each(byName(clashes))('%s', (_, { given, reported }) => {
    const problems = fatalProblems(() => sandboxOfAll(given));
    expect(problems.map(({ code }) => code)).toEqual(['path-conflict']);
    for (const word of [reported, ...Object.keys(given)]) expect(problems[0]?.message).toContain(word);
  });

  it('not if they share only a base path', () =>
    expect(
      fatalProblems(() =>
        sandboxOfAll({ one: api('one', [at('/v1')], '/cats'), two: api('two', [at('/v1')], '/dogs') }),
      ),
    ).toEqual([]));
});
