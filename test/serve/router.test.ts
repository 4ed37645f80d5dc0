import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const templates = [
  '/pets/{id}',
  '/pets/mine',
  '/pets/{id}/toys',
  '/pets/mine/toys/{toy}',
  '/{entity}/all',
  '/files/{name}.{ending}',
  '/files/{name}.tar.{ending}',
  '/files/latest.json',
  '/reports/{from}..{to}',
  '/users/@{name}',
  '/users/{name}',
  '/maps/{x},{y}/{zoom}',
  '/rooms/$batch(1)',
  '/caf%C3%A9/{id}',
  '/straße',
  '/trailing/',
  '/both',
  '/both/',
  '/deep/{a}/b/{c}/d/{e}',
  '/deep/{a}/b/{c}/x',
  '/deep/one/b/two/y',
];
/** Each operation has its template as its name, and returns its path parameters. */
const paths = templates.map((template) => {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const example = Object.fromEntries(names.map((name) => [name, '']));
  const parameters = names.map((name) => parameter('path', name, { type: 'string' }));
  return [template, { get: { operationId: template, parameters, responses: { 200: response({ ok: example }) } } }];
});
const rules = templates.flatMap((template) => {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const body = Object.fromEntries(names.map((name) => [`/${name}`, `$request.path.${name}`]));
  return names.length > 0 ? [{ operation: template, answer: { scenario: '200/ok', body } }] : [];
});
const sandbox = ruledSandbox(documentOf(Object.fromEntries(paths)), { rules });

const reached: readonly { name: string; given: string; want: string; values?: Json }[] = [
  { name: 'a placeholder', given: '/pets/7', want: '/pets/{id}', values: { id: '7' } },
  { name: 'concrete before templated (OpenAPI 3.1.1, 4.8.8.2)', given: '/pets/mine', want: '/pets/mine' },
  {
    name: 'back from a concrete segment that leads nowhere',
    given: '/pets/mine/toys',
    want: '/pets/{id}/toys',
    values: { id: 'mine' },
  },
  {
    name: 'on along a concrete segment',
    given: '/pets/mine/toys/1',
    want: '/pets/mine/toys/{toy}',
    values: { toy: '1' },
  },
  { name: 'the earlier segment decides', given: '/pets/all', want: '/pets/{id}', values: { id: 'all' } },
  {
    name: 'a template whose later segment is concrete',
    given: '/cats/all',
    want: '/{entity}/all',
    values: { entity: 'cats' },
  },
  { name: 'case matters', given: '/Pets/all', want: '/{entity}/all', values: { entity: 'Pets' } },
  {
    name: 'two placeholders in a segment',
    given: '/files/a.b',
    want: '/files/{name}.{ending}',
    values: { name: 'a', ending: 'b' },
  },
  {
    name: 'more literal text in a segment',
    given: '/files/a.tar.gz',
    want: '/files/{name}.tar.{ending}',
    values: { name: 'a', ending: 'gz' },
  },
  { name: 'no placeholder at all', given: '/files/latest.json', want: '/files/latest.json' },
  {
    name: 'a delimiter of two characters',
    given: '/reports/1..5',
    want: '/reports/{from}..{to}',
    values: { from: '1', to: '5' },
  },
  { name: 'a literal before a placeholder', given: '/users/@ann', want: '/users/@{name}', values: { name: 'ann' } },
  { name: 'nothing but a placeholder', given: '/users/ann', want: '/users/{name}', values: { name: 'ann' } },
  {
    name: 'placeholders in several segments',
    given: '/maps/1,2/9',
    want: '/maps/{x},{y}/{zoom}',
    values: { x: '1', y: '2', zoom: '9' },
  },
  { name: 'characters that a pattern would take for its own', given: '/rooms/$batch(1)', want: '/rooms/$batch(1)' },
  { name: 'a path that is documented encoded', given: '/caf%C3%A9/1', want: '/caf%C3%A9/{id}', values: { id: '1' } },
  { name: 'a path that is documented plain, sent encoded', given: '/stra%C3%9Fe', want: '/straße' },
  { name: 'a concrete segment that is sent encoded', given: '/p%65ts/7', want: '/pets/{id}', values: { id: '7' } },
  {
    name: 'hexadecimal digits in lower case (RFC 3986, 6.2.2.1)',
    given: '/caf%c3%a9/1',
    want: '/caf%C3%A9/{id}',
    values: { id: '1' },
  },
  { name: 'a plain path in lower case (RFC 3986, 6.2.2.1)', given: '/stra%c3%9fe', want: '/straße' },
  { name: 'a path with a dot encoded (RFC 3986, 6.2.2.2)', given: '/files/latest%2Ejson', want: '/files/latest.json' },
  {
    name: 'a delimiter encoded (RFC 3986, 6.2.2.2)',
    given: '/files/a%2eb',
    want: '/files/{name}.{ending}',
    values: { name: 'a', ending: 'b' },
  },
  {
    name: 'a value that is sent encoded (RFC 3986, 6.2.2.2)',
    given: '/pets/%7Eann%c3%a9',
    want: '/pets/{id}',
    values: { id: '~anné' },
  },
  {
    name: 'a value with what delimits, encoded (RFC 3986, 6.2.2.2)',
    given: '/files/a%2eb.c',
    want: '/files/{name}.{ending}',
    values: { name: 'a.b', ending: 'c' },
  },
  { name: 'an encoded slash stays in its segment', given: '/pets/a%2Fb', want: '/pets/{id}', values: { id: 'a/b' } },
  {
    name: 'an encoded percent sign is decoded once',
    given: '/pets/a%2525b',
    want: '/pets/{id}',
    values: { id: 'a%25b' },
  },
  { name: 'a trailing slash too many', given: '/pets/7/', want: '/pets/{id}', values: { id: '7' } },
  { name: 'a trailing slash that is documented', given: '/trailing/', want: '/trailing/' },
  { name: 'of two, the one without a slash', given: '/both', want: '/both' },
  { name: 'of two, the one with a slash', given: '/both/', want: '/both/' },
  {
    name: 'deep templates',
    given: '/deep/1/b/2/d/3',
    want: '/deep/{a}/b/{c}/d/{e}',
    values: { a: '1', c: '2', e: '3' },
  },
  {
    name: 'back over several segments',
    given: '/deep/one/b/two/x',
    want: '/deep/{a}/b/{c}/x',
    values: { a: 'one', c: 'two' },
  },
  { name: 'a query does not matter', given: '/pets/mine?x=/7', want: '/pets/mine' },
  { name: 'names that every object has', given: '/pets/__proto__', want: '/pets/{id}', values: { id: '__proto__' } },
];

describe('the operation of a path (OpenAPI 3.1.1, 4.8.8):', () => {
  it.each(byName(reached))('%s', async (_, { given, want, values = {} }) =>
    expect(await ask(sandbox, `GET ${given}`)).toMatchObject({
      status: 200,
      scenario: `${encodeURIComponent(want)}/200/ok`,
      body: values,
    }),
  );
});

const unknown = [
  { name: 'another path', given: '/nobody' },
  { name: 'a path that goes on', given: '/pets/7/toys/9/parts' },
  { name: 'a path that stops early', given: '/deep/1/b' },
  { name: 'an empty placeholder', given: '/pets/' },
  { name: 'two slashes', given: '//pets/7' },
  { name: 'two trailing slashes', given: '/pets/7//' },
  { name: 'a missing trailing slash', given: '/trailing' },
  { name: 'a name that every object has', given: '/constructor' },
];

describe('no operation has the path (OpenAPI 3.1.1, 4.8.8)', () => {
  it.each(byName(unknown))('%s', async (_, { given }) => {
    const answer = await ask(sandbox, `GET ${given}`);
    expect(answer).toMatchObject({ status: 404, scenario: undefined, trigger: 'route', body: { status: 404 } });
    expect(answer.headers['content-type']).toBe('application/problem+json');
  });
});
