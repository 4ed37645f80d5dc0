import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf, empty, parameter } from '../fixtures/document.ts';
import { fatalProblems, lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOfAll } from '../fixtures/ruled-sandbox.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** An API with these operations, `GET /path`, known by its own name and their places. */
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

/** Who answers: the api name, by the scenario's id. */
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

describe('several APIs', () => {
  it.each<readonly [string, Apis, string, string]>([
    ['each under its own base path', twins, 'GET /a/_status', 'a'],
    ['the other under its own', twins, 'GET /b/_status', 'b'],
    ['at the implied root, what only one has', twins, 'GET /letters', 'a'],
    ['at the implied root, what only the other has', twins, 'GET /mi', 'b'],
    ['at the implied root, nobody answers what both have', twins, 'GET /_status', noOne],
    ['under a base path, nobody answers what only the other has', twins, 'GET /a/mi', noOne],
    ['a declared root wins over an implied one', root, 'GET /ping', 'a'],
    ['where the declared root has nothing, the implied one answers', root, 'GET /x/y', 'b'],
    ['a base path is tried before a template of the root', root, 'GET /b/ping', 'b'],
    ['the longer base path is tried first', nested, 'GET /v1/x/y', 'b'],
    ['a base path commits to nothing', nested, 'GET /v1/x/z', 'a'],
    ['at the implied root, different methods of one path: the one', methods, 'GET /things', 'a'],
    ['at the implied root, different methods of one path: the other', methods, 'POST /things', 'b'],
    ['templates that differ only in names are contested', templates, 'GET /things/1', noOne],
    ['one base path for two: the one', together, 'GET /v1/a', 'a'],
    ['one base path for two: the other', together, 'GET /v1/b', 'b'],
    ['one base path for two: one path by method', together, 'POST /v1/c', 'a'],
    ['one base path for two: the same path by the other method', together, 'GET /v1/c', 'b'],
  ])('%s', async (_, apis, request, want) => {
    expect(await answering(apis, request)).toBe(want);
  });

  it('the order of the documents does not matter', async () => {
    const order = ['b', 'a'].map((name) => [name, twins[name] ?? {}]);
    expect(await answering(Object.fromEntries(order), 'GET /_status')).toBe(noOne);
  });

  it.each<readonly [string, Apis, string]>([
    ['a base path', { a: api('a', '/v1', ['GET /ping']), b: api('b', '/v1', ['GET /ping']) }, 'GET /ping'],
    ['the root, declared', { a: api('a', '/', ['GET /ping']), b: api('b', '/', ['GET /ping']) }, 'GET /ping'],
    [
      'the root, for want of servers',
      { a: api('a', undefined, ['GET /ping']), b: api('b', undefined, ['GET /ping']) },
      'GET /ping',
    ],
    [
      'templates that differ only in names',
      { a: api('a', '/v1', ['GET /x/{a}']), b: api('b', '/v1', ['GET /x/{b}']) },
      'GET /x',
    ],
  ])('the same operation twice under the same declared base path stops the start: %s', (_, apis, operation) => {
    const [problem, ...others] = fatalProblems(() => sandboxOfAll(apis));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      code: 'path-conflict',
      severity: 'fatal',
      message: expect.stringContaining(operation),
    });
    expect(problem?.message).toMatch(/\ba\b.*\bb\b/);
  });

  it('two documents of one name stop the start, with a way out', () => {
    const [problem] = fatalProblems(() => sandboxOfAll({ 'x/same': api('a', '/a', []), 'y/same': api('b', '/b', []) }));
    expect(problem).toMatchObject({
      code: 'path-conflict',
      severity: 'fatal',
      message: expect.stringMatching(/same.*=/),
    });
  });
});

describe('the same path twice in one document (OpenAPI 3.1.1, 4.8.8.1)', () => {
  const text = `openapi: 3.1.0
info: { title: x, version: '1' }
paths:
  /things/{id}:
    get: { operationId: first, parameters: [{ name: id, in: path, required: true, schema: { type: integer } }], responses: { 200: { description: ok } } }
  /things/{key}:
    get: { operationId: second, responses: { 200: { description: ok } } } # here
    put: { operationId: third, parameters: [{ name: key, in: path, required: true, schema: { type: integer } }], responses: { 200: { description: ok } } }
`;

  it('the first answers, and the second is told', async () => {
    const sandbox = sandboxOf(text);
    expect((await ask(sandbox, 'GET /things/5')).scenario).toBe('first/200/empty');
    expect(problemsOf(sandbox).map((problem) => `${placed(problem)} ${problem.severity}`)).toEqual([
      `api.yaml:${lineOf(text)} path-conflict error`,
    ]);
  });

  it('another method of it answers, with its own names for what stands in the path', async () => {
    const sandbox = sandboxOf(text);
    expect((await ask(sandbox, 'PUT /things/5')).scenario).toBe('third/200/empty');
    expect((await ask(sandbox, 'PUT /things/x')).faults).toEqual(['path key type']);
    expect((await ask(sandbox, 'GET /things/x')).faults).toEqual(['path id type']);
  });

  it('a path without a slash at its beginning is told and left out', async () => {
    const bad =
      'openapi: 3.1.0\ninfo: {}\npaths:\n  things: # here\n    get: { responses: { 200: { description: ok } } }\n  /ping: { get: { responses: { 200: { description: ok } } } }\n';
    const sandbox = sandboxOf(bad);
    expect((await ask(sandbox, 'GET /ping')).status).toBe(200);
    expect(problemsOf(sandbox).map((problem) => `${placed(problem)} ${problem.severity}`)).toEqual([
      `api.yaml:${lineOf(bad)} structure error`,
    ]);
  });

  it.each(['/things#add', '/things?type=a'])('a path that no request can have is told: %s', (path) => {
    const text = `openapi: 3.1.0\ninfo: {}\npaths:\n  ${path}: # here\n    get: { responses: { 200: { description: ok } } }\n`;
    const problems = problemsOf(sandboxOf(text));
    expect(problems.map(placed)).toEqual([`api.yaml:${lineOf(text)} structure`]);
    expect(problems[0]?.message).toContain(path);
  });
});
