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
  { name: 'template with a parameter', given: '/pets/7', want: '/pets/{id}', values: { id: '7' } },
  {
    name: 'concrete and templated path: the concrete one (OpenAPI 3.1.1, 4.8.8.2)',
    given: '/pets/mine',
    want: '/pets/mine',
  },
  {
    name: 'concrete segment that leads nowhere: back to the template',
    given: '/pets/mine/toys',
    want: '/pets/{id}/toys',
    values: { id: 'mine' },
  },
  {
    name: 'concrete segment that leads on: the concrete one',
    given: '/pets/mine/toys/1',
    want: '/pets/mine/toys/{toy}',
    values: { toy: '1' },
  },
  {
    name: 'concrete in an earlier and in a later segment: the earlier decides',
    given: '/pets/all',
    want: '/pets/{id}',
    values: { id: 'all' },
  },
  {
    name: 'template whose later segment is concrete',
    given: '/cats/all',
    want: '/{entity}/all',
    values: { entity: 'cats' },
  },
  {
    name: 'another case: no match with the concrete segment',
    given: '/Pets/all',
    want: '/{entity}/all',
    values: { entity: 'Pets' },
  },
  {
    name: 'two parameters in a segment',
    given: '/files/a.b',
    want: '/files/{name}.{ending}',
    values: { name: 'a', ending: 'b' },
  },
  {
    name: 'two templates in a segment: more literal text wins',
    given: '/files/a.tar.gz',
    want: '/files/{name}.tar.{ending}',
    values: { name: 'a', ending: 'gz' },
  },
  { name: 'concrete and templated segment: the concrete one', given: '/files/latest.json', want: '/files/latest.json' },
  {
    name: 'delimiter of two characters',
    given: '/reports/1..5',
    want: '/reports/{from}..{to}',
    values: { from: '1', to: '5' },
  },
  { name: 'literal text before a parameter', given: '/users/@ann', want: '/users/@{name}', values: { name: 'ann' } },
  { name: 'a parameter without the literal text', given: '/users/ann', want: '/users/{name}', values: { name: 'ann' } },
  {
    name: 'parameters in several segments',
    given: '/maps/1,2/9',
    want: '/maps/{x},{y}/{zoom}',
    values: { x: '1', y: '2', zoom: '9' },
  },
  { name: 'characters that are special in patterns', given: '/rooms/$batch(1)', want: '/rooms/$batch(1)' },
  { name: 'path documented percent-encoded', given: '/caf%C3%A9/1', want: '/caf%C3%A9/{id}', values: { id: '1' } },
  { name: 'path documented plain, sent percent-encoded', given: '/stra%C3%9Fe', want: '/straße' },
  { name: 'concrete segment sent percent-encoded', given: '/p%65ts/7', want: '/pets/{id}', values: { id: '7' } },
  {
    name: 'lower-case hexadecimal digits (RFC 3986, 6.2.2.1)',
    given: '/caf%c3%a9/1',
    want: '/caf%C3%A9/{id}',
    values: { id: '1' },
  },
  { name: 'plain path with lower-case hexadecimal digits (RFC 3986, 6.2.2.1)', given: '/stra%c3%9fe', want: '/straße' },
  {
    name: 'percent-encoded dot in a concrete path (RFC 3986, 6.2.2.2)',
    given: '/files/latest%2Ejson',
    want: '/files/latest.json',
  },
  {
    name: 'percent-encoded dot as a delimiter (RFC 3986, 6.2.2.2)',
    given: '/files/a%2eb',
    want: '/files/{name}.{ending}',
    values: { name: 'a', ending: 'b' },
  },
  {
    name: 'percent-encoded value (RFC 3986, 6.2.2.2)',
    given: '/pets/%7Eann%c3%a9',
    want: '/pets/{id}',
    values: { id: '~anné' },
  },
  {
    name: 'percent-encoded delimiter within a value (RFC 3986, 6.2.2.2)',
    given: '/files/a%2eb.c',
    want: '/files/{name}.{ending}',
    values: { name: 'a.b', ending: 'c' },
  },
  {
    name: 'percent-encoded slash: part of the segment',
    given: '/pets/a%2Fb',
    want: '/pets/{id}',
    values: { id: 'a/b' },
  },
  {
    name: 'percent-encoded percent sign: decoded once',
    given: '/pets/a%2525b',
    want: '/pets/{id}',
    values: { id: 'a%25b' },
  },
  { name: 'undocumented trailing slash: ignored', given: '/pets/7/', want: '/pets/{id}', values: { id: '7' } },
  { name: 'documented trailing slash', given: '/trailing/', want: '/trailing/' },
  { name: 'documented with and without a trailing slash, sent without', given: '/both', want: '/both' },
  { name: 'documented with and without a trailing slash, sent with', given: '/both/', want: '/both/' },
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
  { name: 'query: ignored', given: '/pets/mine?x=/7', want: '/pets/mine' },
  { name: 'value __proto__', given: '/pets/__proto__', want: '/pets/{id}', values: { id: '__proto__' } },
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
  { name: 'unknown path', given: '/nobody' },
  { name: 'path longer than a template', given: '/pets/7/toys/9/parts' },
  { name: 'path shorter than a template', given: '/deep/1/b' },
  { name: 'empty parameter', given: '/pets/' },
  { name: 'double slash at the start', given: '//pets/7' },
  { name: 'double slash at the end', given: '/pets/7//' },
  { name: 'missing trailing slash', given: '/trailing' },
  { name: 'constructor', given: '/constructor' },
];

describe('no operation has the path (OpenAPI 3.1.1, 4.8.8)', () => {
  it.each(byName(unknown))('%s', async (_, { given }) => {
    const answer = await ask(sandbox, `GET ${given}`);
    expect(answer).toMatchObject({ status: 404, scenario: undefined, trigger: 'route', body: { status: 404 } });
    expect(answer.headers['content-type']).toBe('application/problem+json');
  });
});
