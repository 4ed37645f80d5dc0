import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, empty, parameter } from '../fixtures/document.ts';
import { type EchoedPath, pathEchoes } from '../fixtures/path-echo.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

interface Row extends EchoedPath {
  readonly name: string;
  /** The path in the request. */
  readonly given: string;
  /** The parameter values, or the violations. */
  readonly want: Json;
}

const integer = { type: 'integer' };
const letters = { type: 'string', pattern: '^[a-z]+$' };
const digits = { type: 'string', pattern: '^\\d+$' };
const ending = { type: 'string', enum: ['.json', '.xml'] };

const rows: readonly Row[] = [
  {
    name: 'the last delimiter divides',
    template: '/{name}.{ext}',
    given: '/a.b.txt',
    want: { name: 'a.b', ext: 'txt' },
  },
  {
    name: 'each value as short as can be, from the end',
    template: '/{a}-{b}-{c}',
    given: '/1-2-3-4',
    want: { a: '1-2', b: '3', c: '4' },
  },
  { name: 'no value is empty', template: '/{name}.{ext}', given: '/a..', want: { name: 'a', ext: '.' } },
  {
    name: 'a long delimiter that overlaps itself',
    template: '/{from}..{to}',
    given: '/1...5',
    want: { from: '1.', to: '5' },
  },
  {
    name: 'the first division that is valid, by an enum',
    template: '/{name}.{ext}',
    schemas: { ext: { type: 'string', enum: ['gz', 'tar.gz'] }, name: letters },
    given: '/backup.tar.gz',
    want: { name: 'backup', ext: 'tar.gz' },
  },
  {
    name: 'the first division that is valid, by a type',
    template: '/{name}-{page}',
    schemas: { name: { type: 'string', minLength: 3 }, page: integer },
    given: '/a-b-12',
    want: { name: 'a-b', page: 12 },
  },
  {
    name: 'where none is valid, the last delimiter divides, and that is told',
    template: '/{name}.{ext}',
    schemas: { ext: { type: 'string', enum: ['png'] } },
    given: '/a.b.txt',
    want: ['path ext enum'],
  },
  {
    name: 'side by side, by an enum',
    template: '/{page}{extension}',
    schemas: { extension: ending },
    given: '/index.json',
    want: { page: 'index', extension: '.json' },
  },
  {
    name: 'side by side, by a pattern',
    template: '/{word}{number}',
    schemas: { word: letters, number: digits },
    given: '/abc123',
    want: { word: 'abc', number: '123' },
  },
  {
    name: 'side by side, in groups of three',
    template: '/{a}{b}{c}',
    schemas: { a: letters, b: digits, c: letters },
    given: '/ab12cd',
    want: { a: 'ab', b: '12', c: 'cd' },
  },
  {
    name: 'side by side, anything: the first takes what it can',
    template: '/{a}{b}',
    given: '/abc',
    want: { a: 'ab', b: 'c' },
  },
  {
    name: 'side by side, an encoded character stays whole',
    template: '/{a}{b}',
    given: '/x%C3%A9%F0%9F%90%98',
    want: { a: 'xé', b: '🐘' },
  },
  {
    name: 'with a text in front and behind',
    template: '/v{major}.{minor}-beta',
    schemas: { major: integer, minor: integer },
    given: '/v1.20-beta',
    want: { major: 1, minor: 20 },
  },
  {
    name: 'in several segments',
    template: '/{a}{b}/{c}{d}',
    schemas: { a: letters, b: digits, c: letters, d: digits },
    given: '/ab1/c23',
    want: { a: 'ab', b: '1', c: 'c', d: '23' },
  },
  {
    name: 'a delimiter that was encoded comes after one that was not (RFC 6570, 3.2.1)',
    template: '/{name}.{ext}',
    given: '/a.tar%2Egz',
    want: { name: 'a', ext: 'tar.gz' },
  },
  {
    name: 'a delimiter that no path can hold',
    template: '/{x} {y}',
    given: '/a%20b%20c',
    want: { x: 'a b', y: 'c' },
  },
];
const sandbox = pathEchoes(rows);

describe('several parameters in a segment (OpenAPI 3.1.1, 4.8.8):', () => {
  it.each(byName(rows))('%s', async (_, row) => {
    const { body, faults } = await ask(sandbox, `GET /${rows.indexOf(row)}${row.given}`);
    expect(Array.isArray(row.want) ? faults : body).toEqual(row.want);
  });

  it.each([
    ['a delimiter is missing', '/0/a'],
    ['nothing stands before the delimiter', '/0/.txt'],
    ['nothing stands behind it', '/0/a.'],
    ['there are too few characters', '/10/a'],
    ['the text behind is missing', '/12/v1.2'],
  ])('no match if %s', async (_, path) => expect((await ask(sandbox, `GET ${path}`)).status).toBe(404));

  it('a segment of thousands of delimiters is divided quickly', async () => {
    const began = performance.now();
    const { status } = await ask(sandbox, `GET /6/${'.'.repeat(8000)}`);
    expect(status).toBe(400);
    expect((await ask(sandbox, `GET /9/${'a1'.repeat(4000)}`)).status).toBe(400);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

const encoded = [
  ["/('{x}')", "/('a')"],
  ["/('{x}')", '/%28%27a%27%29'],
  ["/('{x}')", "/%28'a%27)"],
  ['/%28{x}%29', '/(a)'],
  ['/%28{x}%29', '/%28a%29'],
  ['/{x}!go', '/a%21go'],
  ['/{x}*', '/a%2A'],
  ['/{x}%2a', '/a*'],
  ['/{x}:go', '/a%3ago'],
  ['/@{x}', '/%40a'],
  ['/x#{x}', '/x%23a'],
  ['/x%23{x}', '/x%23a'],
  ['/{x}#from&to', '/a%23from&to'],
  ['/{x}#from&to', '/a%23from%26to'],
  ['/items?id={x}&type=t', '/items%3Fid=a&type=t'],
  ['/items?id={x}&type=t', '/items%3fid%3da%26type%3dt'],
  ['/é{x}', '/%C3%A9a'],
  ['/caf%C3%A9{x}', '/caf%c3%a9a'],
  ['/100%{x}', '/100%25a'],
  ['/{x};v=1', '/a%3Bv%3D1'],
  ['/{x}+', '/a%2B'],
  ["/it's/{x}", '/it%27s/a'],
  ['/it%27s/{x}', "/it's/a"],
  ['/a,b/{x}', '/a%2Cb/a'],
  ['/a%2Fb/{x}', '/a%2fb/a'],
  ['/a b/{x}', '/a%20b/a'],
] as const;
const plain = pathEchoes(encoded.map(([template]) => ({ template })));

describe('literal text in a template is compared after decoding (RFC 3986, 6.2.2):', () => {
  it.each(encoded.map(([template, given], index) => ({ template, given, index })))(
    '$template at $given',
    async ({ given, index }) => expect((await ask(plain, `GET /${index}${given}`)).body).toEqual({ x: 'a' }),
  );

  it('an encoded slash does not separate segments', async () => {
    const index = encoded.findIndex(([template]) => template === '/a%2Fb/{x}');
    expect((await ask(plain, `GET /${index}/a/b/a`)).status).toBe(404);
  });

  it('a base path is compared likewise', async () => {
    const get = { operationId: 'get', responses: { 200: empty } };
    const document = documentOf({ '/a': { get } }, { servers: [{ url: "https://example.org/it's" }] });
    for (const base of ["/it's", '/it%27s'])
      expect(await ask(ruledSandbox(document), `GET ${base}/a`)).toMatchObject({ scenario: 'get/200/empty' });
  });
});

describe('two templates, neither more concrete in every segment: the first whose schemas accept the values (OpenAPI 3.1.1, 4.8.8.2):', () => {
  const templated = (operationId: string, schemas: Readonly<Record<string, JsonObject>>) => ({
    get: {
      operationId,
      parameters: Object.entries(schemas).map(([name, schema]) => parameter('path', name, schema)),
      responses: { 200: empty, 400: empty },
    },
  });
  const rivals = ruledSandbox(
    documentOf({
      '/{kind}/mine': templated('mine', { kind: { type: 'string', pattern: '^[a-z]+$' } }),
      '/pets/{id}': templated('pet', { id: { type: 'integer' } }),
      '/{kind}/mine/parts': templated('parts', { kind: {} }),
      '/pets/{id}/parts': templated('petParts', { id: {} }),
      '/users/@{name}': templated('named', { name: { type: 'string', pattern: '^[a-z]+$' } }),
      '/users/{id}': templated('user', { id: {} }),
      '/pets/mine/{n}': templated('concrete', { n: { type: 'integer' } }),
      '/pets/{id}/{n}': templated('open', { id: {}, n: {} }),
    }),
  );
  it.each([
    ['only its values are valid: that template', '/pets/7', 'pet/200/empty'],
    ['only the values of the other are valid: the other', '/pets/mine', 'mine/200/empty'],
    ['both are valid: the first segment decides', '/pets/mine/parts', 'petParts/200/empty'],
    ['neither is valid: the first segment decides', '/pets/x', 'pet/400/empty'],
    ['a template that is less concrete everywhere takes nothing over', '/users/@7', 'named/400/empty'],
    ['nor where the text is in another segment', '/pets/mine/x', 'concrete/400/empty'],
  ])('%s', async (_, path, want) => expect((await ask(rivals, `GET ${path}`)).scenario).toBe(want));
});
