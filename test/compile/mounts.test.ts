import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf, empty, parameter } from '../fixtures/document.ts';
import { fatalProblems, lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOfAll } from '../fixtures/ruled-sandbox.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** An API with these operations, addressable by its name and its base paths. */
function api(name: string, basePath: string | undefined, operations: readonly string[]): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const operation of operations) {
    const [method = '', path = ''] = operation.split(' ');
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, variable = '']) =>
      parameter('path', variable, { type: 'string' }),
    );
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: { operationId: `${name} ${operation}`, parameters, responses: { 200: empty } },
    };
  }
  return documentOf(paths, basePath === undefined ? {} : { servers: [{ url: basePath }] });
}

type Apis = Readonly<Record<string, JsonObject>>;

const noOne = 'nobody';

/** Which API answered, by the scenario id. */
async function answering(apis: Apis, request: string): Promise<string> {
  const { status, scenario } = await ask(sandboxOfAll(apis), request);
  if (scenario === undefined) return status === 404 || status === 405 ? noOne : String(status);
  return decodeURIComponent(scenario).split(' ')[0] ?? '';
}

const twins: Apis = {
  a: api('a', '/a', ['GET /_status', 'GET /letters']),
  b: api('b', '/b', ['GET /_status', 'GET /mi']),
};
const root: Apis = {
  a: api('a', '/', ['GET /ping', 'GET /{id}']),
  b: api('b', '/b', ['GET /ping', 'GET /pong', 'GET /x/y']),
};
const nested: Apis = { a: api('a', '/v1', ['GET /x/y', 'GET /x/z']), b: api('b', '/v1/x', ['GET /y']) };
const methods: Apis = { a: api('a', '/a', ['GET /things']), b: api('b', '/b', ['POST /things']) };
const templates: Apis = { a: api('a', '/a', ['GET /things/{id}']), b: api('b', '/b', ['GET /things/{key}']) };
const together: Apis = { a: api('a', '/v1', ['GET /a', 'POST /c']), b: api('b', '/v1', ['GET /b', 'GET /c']) };

describe('several APIs in one sandbox', () => {
  it.each<readonly [string, Apis, string, string]>([
    ['a path below the base path of the first API: the first', twins, 'GET /a/_status', 'a'],
    ['a path below the base path of the second API: the second', twins, 'GET /b/_status', 'b'],
    ['a path at the implied root that only the first has: the first', twins, 'GET /letters', 'a'],
    ['a path at the implied root that only the second has: the second', twins, 'GET /mi', 'b'],
    ['a path at the implied root that both have: not found', twins, 'GET /_status', noOne],
    ['a path of the second API below the base path of the first: not found', twins, 'GET /a/mi', noOne],
    ['a declared root and an implied one: the declared root', root, 'GET /ping', 'a'],
    ['a path that the declared root lacks: the implied root', root, 'GET /x/y', 'b'],
    ['a base path and a template at the root: the base path', root, 'GET /b/ping', 'b'],
    ['two base paths of which one contains the other: the longer', nested, 'GET /v1/x/y', 'b'],
    ['the longer base path lacks the path: the shorter', nested, 'GET /v1/x/z', 'a'],
    ['one path at the implied root, method of the first: the first', methods, 'GET /things', 'a'],
    ['one path at the implied root, method of the second: the second', methods, 'POST /things', 'b'],
    ['templates that differ only in parameter names: contested, not found', templates, 'GET /things/1', noOne],
    ['one base path for two APIs, path of the first: the first', together, 'GET /v1/a', 'a'],
    ['one base path for two APIs, path of the second: the second', together, 'GET /v1/b', 'b'],
    ['one base path and one path for two APIs, method of the first: the first', together, 'POST /v1/c', 'a'],
    ['one base path and one path for two APIs, method of the second: the second', together, 'GET /v1/c', 'b'],
  ])('%s', async (_, apis, request, want) => {
    expect(await answering(apis, request)).toBe(want);
  });

  it('the order of the documents makes no difference', async () => {
    const order = ['b', 'a'].map((name) => [name, twins[name] ?? {}]);
    expect(await answering(Object.fromEntries(order), 'GET /_status')).toBe(noOne);
  });

  it.each<readonly [string, Apis, string]>([
    ['below a base path', { a: api('a', '/v1', ['GET /ping']), b: api('b', '/v1', ['GET /ping']) }, 'GET /ping'],
    ['at a declared root', { a: api('a', '/', ['GET /ping']), b: api('b', '/', ['GET /ping']) }, 'GET /ping'],
    [
      'at the root, without servers',
      { a: api('a', undefined, ['GET /ping']), b: api('b', undefined, ['GET /ping']) },
      'GET /ping',
    ],
    [
      'with templates that differ only in parameter names',
      { a: api('a', '/v1', ['GET /x/{a}']), b: api('b', '/v1', ['GET /x/{b}']) },
      'GET /x',
    ],
  ])('one operation in two APIs below the same base path prevents the start: %s', (_, apis, operation) => {
    const [problem, ...others] = fatalProblems(() => sandboxOfAll(apis));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      code: 'path-conflict',
      severity: 'fatal',
      message: expect.stringContaining(operation),
    });
    expect(problem?.message).toMatch(/\ba\b.*\bb\b/);
  });

  it('two documents of the same name prevent the start, and the message says how to rename one', () => {
    const [problem] = fatalProblems(() => sandboxOfAll({ 'x/same': api('a', '/a', []), 'y/same': api('b', '/b', []) }));
    expect(problem).toMatchObject({
      code: 'path-conflict',
      severity: 'fatal',
      message: expect.stringMatching(/same.*=/),
    });
  });
});

describe('one path twice in a document (OpenAPI 3.1.1, 4.8.8.1)', () => {
  const text = `openapi: 3.1.0
info: { title: x, version: '1' }
paths:
  /things/{id}:
    get: { operationId: first, parameters: [{ name: id, in: path, required: true, schema: { type: integer } }], responses: { 200: { description: ok } } }
  /things/{key}:
    get: { operationId: second, responses: { 200: { description: ok } } } # here
    put: { operationId: third, parameters: [{ name: key, in: path, required: true, schema: { type: integer } }], responses: { 200: { description: ok } } }
`;

  it('the first path item answers, and the second is reported', async () => {
    const sandbox = sandboxOf(text);
    expect((await ask(sandbox, 'GET /things/5')).scenario).toBe('first/200/empty');
    expect(problemsOf(sandbox).map((problem) => `${placed(problem)} ${problem.severity}`)).toEqual([
      `api.yaml:${lineOf(text)} path-conflict error`,
    ]);
  });

  it('another method of the second answers, with its own parameter names', async () => {
    const sandbox = sandboxOf(text);
    expect((await ask(sandbox, 'PUT /things/5')).scenario).toBe('third/200/empty');
    expect((await ask(sandbox, 'PUT /things/x')).faults).toEqual(['path key type']);
    expect((await ask(sandbox, 'GET /things/x')).faults).toEqual(['path id type']);
  });

  it('a path without a leading slash is reported and left out', async () => {
    const bad =
      'openapi: 3.1.0\ninfo: {}\npaths:\n  things: # here\n    get: { responses: { 200: { description: ok } } }\n  /ping: { get: { responses: { 200: { description: ok } } } }\n';
    const sandbox = sandboxOf(bad);
    expect((await ask(sandbox, 'GET /ping')).status).toBe(200);
    expect(problemsOf(sandbox).map((problem) => `${placed(problem)} ${problem.severity}`)).toEqual([
      `api.yaml:${lineOf(bad)} structure error`,
    ]);
  });

  it.each(['/things#add', '/things?type=a'])('a path that no request can have is reported: %s', (path) => {
    const text = `openapi: 3.1.0\ninfo: {}\npaths:\n  ${path}: # here\n    get: { responses: { 200: { description: ok } } }\n`;
    const problems = problemsOf(sandboxOf(text));
    expect(problems.map(placed)).toEqual([`api.yaml:${lineOf(text)} structure`]);
    expect(problems[0]?.message).toContain(path);
  });
});
