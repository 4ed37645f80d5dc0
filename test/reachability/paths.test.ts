import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { ask, origin } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, empty, parameter } from '../fixtures/document.ts';
import { type EchoedPath, pathEchoes } from '../fixtures/path-echo.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

/** Path templates with values; a request made from them must be parsed into the same values. */
const rows: readonly (EchoedPath & { readonly name: string; readonly examples: Readonly<Record<string, string>> })[] = [
  { name: 'literal segment named like the parameter, before it', template: '/name/{name}', examples: { name: 'fr' } },
  {
    name: 'literal segment named like the parameter, after it',
    template: '/{archive}/archive',
    examples: { archive: 'zip' },
  },
  {
    name: 'literal text named like the parameter, in its segment',
    template: '/at(lat={lat},lon={lon})',
    examples: { lat: '1', lon: '2' },
  },
  { name: 'literal text around the parameter', template: '/id{id}id', examples: { id: '7' } },
  { name: 'parameter named constructor', template: '/constructor/{constructor}', examples: { constructor: 'a' } },
  { name: '# in the template', template: '/x#{id}', examples: { id: 'a' } },
  { name: 'query in the template', template: '/items?id={id}&type={t}', examples: { id: 'a&b', t: 'c=d' } },
  { name: 'OData key', template: "/Users('{id}')", examples: { id: "O'Hara" } },
  { name: 'OData key of two parameters', template: '/at({a},{b})', examples: { a: '1,2', b: '3,4' } },
  { name: 'verb after a colon', template: '/{a}:{verb}', examples: { a: 'a:b', verb: 'go:on' } },
  { name: 'extension', template: '/{id}.json', examples: { id: 'a.json' } },
  { name: 'parameter as the extension', template: '/{id}.{ext}', examples: { id: 'a.b', ext: 'tar.gz' } },
  { name: 'matrix style written into the template', template: '/{a};v={b}', examples: { a: ';v=', b: '1;v=2' } },
  { name: 'three parameters in a segment', template: '/{a}-{b}--{c}', examples: { a: '1-2', b: '3-4', c: '5--6-7' } },
  { name: 'parameters separated by a space', template: '/{a} {b}', examples: { a: 'x y', b: 'z' } },
  { name: 'parameters separated by a letter', template: '/{a}x{b}', examples: { a: '4', b: '3x2' } },
  { name: 'percent-encoded literal text', template: '/caf%C3%A9/{id}', examples: { id: 'é' } },
  { name: 'percent sign', template: '/100%/{id}', examples: { id: '5%' } },
  { name: 'braces in a value', template: '/{a}/{b}', examples: { a: '{b}', b: '{a}' } },
  { name: 'doubled braces', template: '/{{a}}', examples: { a: 'x' } },
  { name: 'slashes in values', template: '/{a}/{b}', examples: { a: '/', b: 'a/b' } },
  { name: 'lone surrogate', template: '/\ud800/{a}', examples: { a: 'x' } },
  { name: 'backslash', template: '/a\\b/{a}', examples: { a: '\\' } },
  { name: 'characters that must be percent-encoded', template: '/"<>^`|[]\t/{a}', examples: { a: '"<>^`|[]\t' } },
];
const sandbox = pathEchoes(rows);

describe('the request for a path template has the values that it was made with (OpenAPI 3.1.1, 4.8.8):', () => {
  it.each(byName(rows))('%s', async (_, { examples, template }) => {
    const index = rows.findIndex((row) => row.template === template && row.examples === examples);
    const [success] = sandbox.findRequests('api', `${index}`);
    const [sample] = success?.samples ?? [];
    expect(sample?.trigger).toBe('rule');
    expect((await ask(sandbox, `GET ${sample?.request.target}`)).body).toEqual(examples);
  });
});

describe('the path named in a warning is reached (OpenAPI 3.1.1, 4.8.8):', () => {
  it.each(['/x#{id}', '/items?id={id}&type={t}', '/{id}#from&to', '/a b#{id}', '/x#y', '/search?q=1'])(
    '%s',
    async (path) => {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
      const parameters = names.map((name) => parameter('path', name, { type: 'string' }));
      const one = ruledSandbox(
        documentOf({ [path]: { get: { operationId: 'get', parameters, responses: { 200: empty } } } }),
      );
      const [warning] = problemsOf(one)
        .flatMap(({ message }) => /percent-encoded, as (\S+)\.$/.exec(message) ?? [])
        .slice(1);
      const address = warning?.replace(/\{\w+\}/g, 'v') ?? '';
      expect((await one.fetch(origin + address)).headers.get('sandbox-scenario')).toBe('get/200/empty');
    },
  );
});

describe('a path with dot segments, which clients remove, is reported (RFC 3986, 5.2.4):', () => {
  it.each([
    ['/a/../b', true],
    ['/a/./b', true],
    ['/a/..', true],
    ['/a/%2E%2e/b', true],
    ['/a/...', false],
    ['/a/.b', false],
    ['/a..b/c', false],
  ])('%s', (path, want) => {
    const one = ruledSandbox(documentOf({ [path]: { get: { operationId: 'get', responses: { 200: empty } } } }));
    const reported = problemsOf(one).filter(({ message }) => message.includes('are resolved before'));
    expect(reported.length).toBe(want ? 1 : 0);
    expect(one.findRequests('api', 'get').some(({ samples }) => samples.length > 0)).toBe(!want);
  });
});

describe('a path value that would lead to another operation is not used (OpenAPI 3.1.1, 4.8.8):', () => {
  const get = (operationId: string, ...parameters: readonly Json[]) => ({
    get: { operationId, parameters, responses: { 200: empty, 404: empty } },
  });
  const version = (example: Json, schema: Json = { type: 'string' }) => ({
    ...parameter('path', 'version', schema),
    example,
  });
  it.each<readonly [string, Json]>([
    ['example equal to a literal segment of another path', version('pending')],
    [
      'default equal to a literal segment of another path',
      parameter('path', 'version', { type: 'string', default: 'pending' }),
    ],
    [
      'first enum values equal to literal segments of other paths',
      version('pending', { enum: ['pending', 'policy', 'v1'] }),
    ],
  ])('%s', (_, own) => {
    const sandbox = ruledSandbox(
      documentOf({
        '/things/{name}/{version}': get('get', parameter('path', 'name', { type: 'string' }), own),
        '/things/{name}/pending': get('pending', parameter('path', 'name', { type: 'string' })),
        '/things/{name}/policy': get('policy', parameter('path', 'name', { type: 'string' })),
      }),
    );
    const [success] = sandbox.findRequests('api', 'get');
    expect({ natural: success?.natural, found: success?.samples.map(({ trigger }) => trigger)[0] }).toEqual({
      natural: true,
      found: 'default',
    });
  });
});
