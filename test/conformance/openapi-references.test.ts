import { describe, expect, it } from 'vitest';
import { build } from '../../sandbox/build.ts';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { jsonBody, named } from '../fixtures/document.ts';
import { memoryFiles } from '../fixtures/memory-files.ts';
import { fatalProblems, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const operation = (operationId: string, rest: JsonObject = {}): JsonObject => ({
  operationId,
  responses: { 200: { description: '' }, 400: { description: '' } },
  ...rest,
});

const document = (openapi: string, paths: JsonObject, rest: JsonObject = {}): JsonObject => ({
  openapi,
  info: { title: 'A test', version: '1' },
  paths,
  ...rest,
});

describe('a Path Item Object may be a reference (OpenAPI 3.1.1, 4.8.9)', () => {
  const components = {
    pathItems: {
      Pet: {
        get: operation('get'),
        put: operation('put'),
        parameters: [{ name: 'id', in: 'query', required: true, schema: {} }],
      },
      Chain: { $ref: '#/components/pathItems/Pet', delete: operation('delete') },
    },
  };
  it.each<readonly [string, JsonObject, string, string | number]>([
    [
      'reference to components: its operations',
      { $ref: '#/components/pathItems/Pet' },
      'GET /pet?id=1',
      'get/200/empty',
    ],
    ['reference to components: its parameters', { $ref: '#/components/pathItems/Pet' }, 'GET /pet', 'get/400/empty'],
    [
      'operation beside the reference: both',
      { $ref: '#/components/pathItems/Pet', post: operation('post') },
      'POST /pet?id=1',
      'post/200/empty',
    ],
    [
      'operation beside the reference: the referenced parameters apply to it',
      { $ref: '#/components/pathItems/Pet', post: operation('post') },
      'POST /pet',
      'post/400/empty',
    ],
    [
      'same operation beside the reference: that one wins',
      { $ref: '#/components/pathItems/Pet', get: operation('own') },
      'GET /pet?id=1',
      'own/200/empty',
    ],
    [
      'same parameter beside the reference: that one wins',
      { $ref: '#/components/pathItems/Pet', parameters: [{ name: 'id', in: 'query', schema: {} }] },
      'GET /pet',
      'get/200/empty',
    ],
    [
      'chain of references, operation beside the middle one: it counts',
      { $ref: '#/components/pathItems/Chain' },
      'DELETE /pet?id=1',
      'delete/200/empty',
    ],
    [
      'chain of references: the operations at its end count',
      { $ref: '#/components/pathItems/Chain' },
      'PUT /pet?id=1',
      'put/200/empty',
    ],
    [
      'dangling reference with an operation beside it: that operation',
      { $ref: '#/nope', get: operation('own') },
      'GET /pet',
      'own/200/empty',
    ],
    ['dangling reference: 404', { $ref: '#/nope' }, 'GET /pet', 404],
    ['reference to itself: 404', { $ref: '#/paths/~1pet' }, 'GET /pet', 404],
  ])('%s', async (_, pathItem, request, answer) => {
    const ping = { get: operation('ping') };
    const sandbox = sandboxOf(document('3.1.1', { '/ping': ping, '/pet': pathItem }, { components }));
    const { scenario, status } = await ask(sandbox, request);
    expect(scenario ?? status).toBe(answer);
  });
});

describe('fields beside $ref, by version (OpenAPI 3.0.4, 4.7.23.1; OpenAPI 3.1.1, 4.8.23)', () => {
  const components: JsonObject = {
    schemas: { Text: { type: 'string' } },
    examples: { one: { summary: 'There', value: 1 } },
    responses: { Ok: { description: 'There', content: { 'application/json': { examples: named({ a: 1 }) } } } },
  };
  const faults = async (openapi: string, schema: Json) => {
    const post = operation('send', { requestBody: jsonBody(schema) });
    return (await ask(sandboxOf(document(openapi, { '/a': { post } }, { components })), 'POST /a', { body: 'long' }))
      .faults;
  };
  it.each<readonly [string, string, readonly string[]]>([
    ['schema in 3.0: ignored (OpenAPI 3.0.4, 4.7.23)', '3.0.4', []],
    ['schema in 3.1: applied (OpenAPI 3.1.1, 4.8.24)', '3.1.1', ['body  maxLength']],
    ['schema in 3.2: applied (OpenAPI 3.2, Schema Object)', '3.2.0', ['body  maxLength']],
  ])('%s', async (_, openapi, expected) => {
    expect(await faults(openapi, { $ref: '#/components/schemas/Text', maxLength: 2 })).toEqual(expected);
  });

  it.each<readonly [string, string, readonly string[]]>([
    ['schema in the middle of a chain, 3.0: ignored', '3.0.4', []],
    ['schema in the middle of a chain, 3.1: applied', '3.1.1', ['body  maxLength']],
  ])('%s', async (_, openapi, expected) => {
    const schemas = {
      A: { $ref: '#/components/schemas/B' },
      B: { $ref: '#/components/schemas/C', maxLength: 2 },
      C: { type: 'string' },
    };
    const post = operation('send', { requestBody: jsonBody({ $ref: '#/components/schemas/A' }) });
    const sandbox = sandboxOf(document(openapi, { '/a': { post } }, { components: { schemas } }));
    expect((await ask(sandbox, 'POST /a', { body: 'long' })).faults).toEqual(expected);
    expect((await ask(sandbox, 'POST /a', { body: 5 })).faults).toContain('body  type');
  });

  const summaries = (openapi: string, response: Json) => {
    const sandbox = sandboxOf(
      document(openapi, { '/a': { get: { operationId: 'a', responses: { 200: response } } } }, { components }),
    );
    return sandbox.plan.apis[0]?.operations[0]?.scenarios.map(({ summary }) => summary);
  };
  const example = { $ref: '#/components/examples/one', summary: 'Here' };
  it.each<readonly [string, string, Json, string]>([
    [
      'summary of an example in 3.0: ignored (4.7.23)',
      '3.0.4',
      { content: { 'application/json': { examples: { one: example } } } },
      'There',
    ],
    [
      'summary of an example in 3.1: overrides (4.8.23)',
      '3.1.1',
      { content: { 'application/json': { examples: { one: example } } } },
      'Here',
    ],
    [
      'description of a response in 3.0: ignored (4.7.23)',
      '3.0.4',
      { $ref: '#/components/responses/Ok', description: 'Here' },
      'There',
    ],
    [
      'description of a response in 3.1: overrides (4.8.23)',
      '3.1.1',
      { $ref: '#/components/responses/Ok', description: 'Here' },
      'Here',
    ],
    [
      'description that is no string: ignored',
      '3.1.1',
      { $ref: '#/components/responses/Ok', description: [5] },
      'There',
    ],
    [
      'description that looks like a number: read as text',
      '3.1.1',
      { $ref: '#/components/responses/Ok', description: 5 },
      '5',
    ],
    ['any other field: ignored', '3.1.1', { $ref: '#/components/responses/Ok', content: {} }, 'There'],
  ])('%s', (_, openapi, response, summary) => {
    expect(summaries(openapi, response)).toEqual([summary]);
  });
});

/** The violations of a body by a schema among others. */
async function faultsOf(
  schema: Json,
  schemas: JsonObject,
  body: Json,
  beside: Readonly<Record<string, string>> = {},
  rest: JsonObject = {},
) {
  const post = operation('send', { requestBody: jsonBody(schema) });
  const sandbox = sandboxOf(document('3.1.1', { '/a': { post } }, { components: { schemas }, ...rest }), beside);
  return {
    faults: (await ask(sandbox, 'POST /a', { body })).faults,
    problems: problemsOf(sandbox).map(({ code }) => code),
  };
}

describe('schemas are resolved by $id, $anchor and pointer (JSON Schema 2020-12 Core, 8.2; OpenAPI 3.1.1, 4.8.24)', () => {
  const short = { maxLength: 1 };
  const tooLong = ['body  maxLength'];
  it.each<readonly [string, Json, JsonObject]>([
    ['$defs', { $ref: '#/$defs/s', $defs: { s: short }, $id: 'https://example.com/here' }, {}],
    ['$defs of a component', { $ref: '#/components/schemas/S/$defs/s' }, { S: { $defs: { s: short } } }],
    ['an absolute $id', { $ref: 'https://example.com/short' }, { S: { $id: 'https://example.com/short', ...short } }],
    ['an $id that is a URN', { $ref: 'urn:example:short' }, { S: { $id: 'urn:example:short', ...short } }],
    ['an $id relative to the document', { $ref: 'short' }, { S: { $id: 'short', ...short } }],
    [
      'an $id relative to another',
      { $ref: 'https://example.com/s/short' },
      { S: { $id: 'https://example.com/s/', $defs: { a: { $id: 'short', ...short } } } },
    ],
    [
      'a reference relative to an $id',
      { $ref: 'https://example.com/s/a' },
      { A: { $id: 'https://example.com/s/a', $ref: 'b' }, B: { $id: 'https://example.com/s/b', ...short } },
    ],
    [
      'a reference beside an $id is relative to that',
      { $id: 'https://example.com/s/x', $ref: 'b' },
      { B: { $id: 'https://example.com/s/b', ...short } },
    ],
    [
      'a JSON Pointer into an $id',
      { $ref: 'https://example.com/s#/$defs/a~1b' },
      { S: { $id: 'https://example.com/s', $defs: { 'a/b': short } } },
    ],
    [
      'a JSON Pointer within a schema with $id starts at that schema',
      { $ref: '#/components/schemas/S' },
      { S: { $id: 'https://example.com/s', $ref: '#/$defs/a', $defs: { a: short } } },
    ],
    [
      'a JSON Pointer to the file from within a schema with $id',
      { $ref: '#/components/schemas/S' },
      { S: { $id: 'https://example.com/s', $ref: '#/components/schemas/T' }, T: short },
    ],
    ['an $anchor', { $ref: '#here' }, { S: { $anchor: 'here', ...short } }],
    [
      'an $anchor of an $id',
      { $ref: 'https://example.com/s#here' },
      { S: { $id: 'https://example.com/s', $defs: { a: { $anchor: 'here', ...short } } } },
    ],
    [
      'the $anchor of the nearest enclosing $id',
      { $ref: '#/components/schemas/S' },
      { A: { $anchor: 'here' }, S: { $id: 's', $ref: '#here', $defs: { a: { $anchor: 'here', ...short } } } },
    ],
    ['$id within an example: no identifier', { $ref: 'short.yaml' }, { S: { example: { $id: 'short.yaml' } } }],
    ['a property named $id: no identifier', { $ref: 'short.yaml' }, { S: { properties: { $id: { type: 'string' } } } }],
  ])('%s', async (_, schema, schemas) => {
    const { faults, problems } = await faultsOf(schema, schemas, 'long', { 'short.yaml': 'maxLength: 1' });
    expect(faults).toEqual(tooLong);
    expect(problems).toEqual([]);
  });

  it.each<readonly [string, string, Readonly<Record<string, string>>, string]>([
    [
      'the document by its own address (OpenAPI 3.2, $self)',
      'https://example.com/api/openapi.yaml#/components/schemas/S',
      {},
      'https://example.com/api/openapi.yaml',
    ],
    [
      'another file by its URI relative to $self',
      'https://example.com/api/s/short.yaml',
      { 's/short.yaml': 'maxLength: 1' },
      'https://example.com/api/openapi.yaml',
    ],
    [
      'a relative reference',
      's/short.yaml',
      { 's/short.yaml': 'maxLength: 1' },
      'https://example.com/api/openapi.yaml',
    ],
    [
      'back to the document by its URI, from another file',
      's/back.yaml',
      { 's/back.yaml': '$ref: https://example.com/api/openapi.yaml#/components/schemas/S' },
      'https://example.com/api/openapi.yaml',
    ],
    [
      'a file by its $id',
      's/own.yaml',
      { 's/own.yaml': '$id: https://example.com/own\n$ref: "#/$defs/a"\n$defs: { a: { maxLength: 1 } }' },
      '/openapi',
    ],
    [
      'a file with an $id, and a reference to a file beside it',
      's/own.yaml',
      { 's/own.yaml': '$id: https://example.com/own\n$ref: other.yaml', 's/other.yaml': 'maxLength: 1' },
      '/openapi',
    ],
  ])('%s', async (_, $ref, files, $self) => {
    const { faults, problems } = await faultsOf({ $ref }, { S: short }, 'long', files, { $self });
    expect(faults).toEqual(tooLong);
    expect(problems).toEqual([]);
  });

  it('an unknown URI counts as on another host', async () => {
    const rest = { $self: 'https://example.com/api/openapi.yaml' };
    for (const $ref of ['https://example.com/api/nope.yaml', 'https://example.com/other.yaml', 'urn:example:nope']) {
      expect((await faultsOf({ $ref }, {}, 'long', {}, rest)).problems).toEqual(['reference-remote']);
    }
  });
});

describe('$dynamicRef resolves to the outermost $dynamicAnchor (JSON Schema 2020-12 Core, 8.2.3.2)', () => {
  const list = {
    $id: 'list',
    type: 'array',
    items: { $dynamicRef: '#item' },
    $defs: { any: { $dynamicAnchor: 'item' } },
  };
  const of = (name: string, item: JsonObject) => ({
    $id: name,
    $ref: 'list',
    $defs: { own: { $dynamicAnchor: 'item', ...item } },
  });
  const schemas = {
    List: list,
    Numbers: of('numbers', { type: 'number' }),
    Texts: of('texts', { type: 'string' }),
    Tree: {
      $id: 'tree',
      $dynamicAnchor: 'node',
      type: 'object',
      properties: { data: true, children: { type: 'array', items: { $dynamicRef: '#node' } } },
    },
    Strict: { $id: 'strict', $dynamicAnchor: 'node', $ref: 'tree', unevaluatedProperties: false },
    Plain: { $id: 'plain', items: { $dynamicRef: '#item' }, $defs: { a: { $anchor: 'item', type: 'string' } } },
    OfPlain: { $id: 'of-plain', $ref: 'plain', $defs: { a: { $dynamicAnchor: 'item', type: 'number' } } },
    Both: {
      $id: 'both',
      $ref: '#/$defs/a',
      $dynamicRef: '#b',
      $defs: { a: { minLength: 2 }, b: { $dynamicAnchor: 'b', maxLength: 3 } },
    },
  };
  it.each<readonly [string, string, Json, readonly string[]]>([
    ['used alone: its own schema', 'List', [1, 'a'], []],
    ['extended to numbers (OpenAPI 3.1.1, 4.8.24.6)', 'Numbers', [1, 'a'], ['body /1 type']],
    ['extended to strings, in the same document', 'Texts', [1, 'a'], ['body /0 type']],
    ['open tree: unknown properties are accepted', 'Tree', { children: [{ daat: 1 }] }, []],
    ['strict tree: unknown properties are refused', 'Strict', { daat: 1 }, ['body /daat unevaluatedProperties']],
    [
      'strict tree: unknown properties of its children are refused',
      'Strict',
      { children: [{ children: [{ daat: 1 }] }] },
      ['body /children/0/children/0/daat unevaluatedProperties'],
    ],
    ['$anchor instead of $dynamicAnchor: not overridden', 'OfPlain', [1], ['body /0 type']],
    ['beside a $ref, both count', 'Both', 'a', ['body  minLength']],
    ['beside a $ref, both count', 'Both', 'long', ['body  maxLength']],
  ])('%s: %s', async (_, name, body, faults) => {
    expect(await faultsOf({ $ref: `#/components/schemas/${name}` }, schemas, body)).toEqual({ faults, problems: [] });
  });
});

describe('circular schemas (OpenAPI 3.1.1, 4.8.24)', () => {
  it.each<readonly [string, JsonObject, Json, readonly string[]]>([
    [
      'a tree',
      { A: { type: 'object', properties: { a: { $ref: '#/components/schemas/A' } } } },
      { a: { a: 1 } },
      ['body /a/a type'],
    ],
    [
      'two schemas that refer to each other',
      {
        A: { properties: { b: { $ref: '#/components/schemas/B' } } },
        B: { type: 'object', properties: { a: { $ref: '#/components/schemas/A' } } },
      },
      { b: { a: { b: 1 } } },
      ['body /b/a/b type'],
    ],
    [
      'a list of lists',
      { A: { type: 'array', items: { $ref: '#/components/schemas/A' } } },
      [[], [[1]]],
      ['body /1/0/0 type'],
    ],
    [
      'a map of maps',
      { A: { type: 'object', additionalProperties: { $ref: '#/components/schemas/A' } } },
      { a: { b: 1 } },
      ['body /a/b type'],
    ],
    [
      'by an $id',
      { A: { $id: 'a', type: 'object', properties: { a: { $ref: 'a' } } } },
      { a: { a: 1 } },
      ['body /a/a type'],
    ],
    [
      'by an $anchor',
      { A: { $anchor: 'a', type: 'object', properties: { a: { $ref: '#a' } } } },
      { a: { a: 1 } },
      ['body /a/a type'],
    ],
  ])('%s', async (_, schemas, body, faults) => {
    expect(await faultsOf({ $ref: '#/components/schemas/A' }, schemas, body)).toEqual({ faults, problems: [] });
  });
});

/** The title of a document in a file, or the reason why it cannot be used. */
function opened(text: string, path = 'openapi.yaml') {
  const made: { title?: string } = {};
  const [problem] = fatalProblems(() => {
    const { plan } = build([{ name: 'api', path, scenarios: null }], memoryFiles({ [path]: text }));
    Object.assign(made, { title: plan.apis[0]?.title });
  });
  const { location, message } = problem ?? {};
  return problem ? `${location?.line}:${location?.column} ${message}` : made.title;
}

describe('YAML features that documents use (OpenAPI 3.1.1, 4.3; YAML 1.2.2)', () => {
  const rest = 'openapi: 3.1.0\npaths: {}\n';
  it.each<readonly [string, string, string | RegExp]>([
    ['an anchor', `${rest}x-a: &a The title\ninfo: { title: *a }\n`, 'The title'],
    ['a merge key', `${rest}x-a: &a { title: Merged }\ninfo: { <<: *a }\n`, 'Merged'],
    ['a property beside a merge key wins', `${rest}x-a: &a { title: Merged }\ninfo: { <<: *a, title: Own }\n`, 'Own'],
    [
      'several merged mappings: the first wins',
      `${rest}x-a: &a { title: One }\nx-b: &b { title: Two }\ninfo: { <<: [*a, *b] }\n`,
      'One',
    ],
    ['a quoted << is an ordinary key', `${rest}x-a: &a { title: Merged }\ninfo: { "<<": *a }\n`, 'api'],
    [
      'an anchor used a thousand times',
      `${rest}x-a: &a { title: Often }\nx-b: [${'*a, '.repeat(1000)}]\ninfo: *a\n`,
      'Often',
    ],
    ['a custom tag', `${rest}info: { title: !Title Tagged }\n`, 'Tagged'],
    ['a YAML tag', `${rest}info: { title: !!str 5 }\n`, '5'],
    ['a tab after a value', `${rest}info: { title: A\t}\n`, 'A'],
    ['a string that looks like a date', `${rest}info: { title: 2020-01-01 }\n`, '2020-01-01'],
    ['a string that YAML 1.1 reads as false', `${rest}info: { title: no }\n`, 'no'],
    ['a byte order mark', `\uFEFF${rest}info: { title: Marked }\n`, 'Marked'],
    ['a document that begins with ---', `---\n${rest}info: { title: A }\n`, 'A'],
    ['a directive', `%YAML 1.2\n---\n${rest}info: { title: A }\n`, 'A'],
    ['JSON in a file of YAML', '{ "openapi": "3.1.0", "info": { "title": "A" }, "paths": {} }', 'A'],
    ['Windows line ends', `${rest}info:\n  title: A\n`.replaceAll('\n', '\r\n'), 'A'],
    ['a tab for indentation', `${rest}info:\n\ttitle: A\n`, /^4:1 This is not YAML: .*[Tt]ab/],
    ['a repeated key', `${rest}info: { title: A, title: B }\n`, /^3:\d+ This is not YAML: .*unique/],
    [
      'an alias of the node that contains it',
      `${rest}info: &a { title: A, x-a: *a }\n`,
      /^3:27 The alias \*a stands inside/,
    ],
    ['an alias of a distant ancestor', `${rest}x-a: &a [{ b: { c: *a } }]\n`, /^3:20 The alias/],
    [
      'aliases that expand exponentially',
      `${rest}a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghi'].map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]}, `.repeat(9)}]`).join('\n')}\n`,
      /alias/,
    ],
  ])('%s', (_, text, answer) => {
    if (typeof answer === 'string') expect(opened(text)).toBe(answer);
    else expect(opened(text)).toMatch(answer);
  });
});

describe('a file that is no OpenAPI document is refused with a location and an explanation (OpenAPI 3.1.1, 4.3)', () => {
  it.each<readonly [string, string, string, RegExp]>([
    ['a comment in JSON', 'openapi.json', '{\n  "openapi": "3.1.0", // new\n  "paths": {}\n}', /^2:23 .*comment.*YAML/],
    [
      'a comment of several lines in JSON',
      'openapi.json',
      '/* new\n */ { "openapi": "3.1.0" }',
      /^1:1 .*comment.*YAML/,
    ],
    ['a comment at the end of JSON', 'openapi.json', '{ "openapi": "3.1.0" }\n// end', /^2:1 .*comment/],
    ['a YAML comment in JSON', 'openapi.json', '{\n  # new\n  "openapi": "3.1.0" }', /^2:3 .*comment/],
    [
      'a slash that begins no comment',
      'openapi.json',
      '{ "openapi": /3.1.0/ }',
      /^1:14 This is not JSON: (?!.*comment)/,
    ],
    ['an empty file', 'openapi.yaml', '', /^1:1 .*it is empty.*openapi: 3\.1\.0/],
    ['an empty file of JSON', 'openapi.json', '', /^1:1 This is not JSON/],
    ['only comments', 'openapi.yaml', '# to do\n', /it is empty/],
    ['null', 'openapi.json', 'null', /^1:1 .*it is empty/],
    ['a list', 'openapi.yaml', '- openapi: 3.1.0\n', /^1:1 .*it is a list/],
    ['a string', 'openapi.yaml', 'openapi 3.1.0\n', /^1:1 .*a single value/],
    ['a number', 'openapi.json', '5', /^1:1 .*a single value/],
    ['an HTML page', 'openapi.yaml', '<!DOCTYPE html>\n<html></html>\n', /^1:1 .*a web page/],
    ['an object without a version', 'openapi.yaml', 'info: {}\n', /^1:1 .*no `openapi` field/],
  ])('%s', (_, path, text, message) => {
    expect(opened(text, path)).toMatch(message);
  });
});
