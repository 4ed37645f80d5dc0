import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { basic } from '../fixtures/credentials.ts';
import { fatalProblems, placed, problemsOf } from '../fixtures/problems.ts';
import { ok, swaggerOf } from '../fixtures/swagger.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const paths = { '/pet': { get: { operationId: 'getPet', responses: ok } } };

describe('the version (OpenAPI 2.0, Swagger Object)', () => {
  it.each(['2.0', '"2.0"', "'2.0'", '2.0.0'])('swagger: %s', async (version) => {
    const text = `swagger: ${version}\ninfo: { title: Pets, version: '1' }\npaths: ${JSON.stringify(paths)}\n`;
    const sandbox = sandboxOf(text);
    expect((await ask(sandbox, 'GET /pet')).scenario).toBe('getPet/200/empty');
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it.each<readonly [string, string, RegExp, string]>([
    ['1.2', '# a\nswagger: "1.2"', /1\.2 is not read; 2\.0.*3\.0.*3\.1/, 'api.yaml:2 version'],
    ['1.2 as a number', 'swagger: 1.2', /1\.2 is not read/, 'api.yaml:1 version'],
    ['3.0 by the old name', 'swagger: "3.0"', /swagger: 3\.0 is not read.*openapi: 3\.1\.0/, 'api.yaml:1 version'],
    ['2.0 by the new name', 'openapi: "2.0"', /openapi: 2\.0 is not read.*swagger: "2\.0"/, 'api.yaml:1 version'],
    ['4.0', 'openapi: 4.0.0', /4\.0\.0 is not read; 2\.0.*3\.0.*3\.1/, 'api.yaml:1 version'],
    ['none', 'paths: {}', /`openapi`.*`swagger: "2\.0"`/, 'api.yaml:1 version'],
    ['one that is null', 'swagger:', /`openapi`/, 'api.yaml:1 version'],
  ])('%s is refused, and what is read is named', (_, text, message, place) => {
    const problems = fatalProblems(() => sandboxOf(`${text}\n`));
    expect(problems.map((problem) => [problem.message, placed(problem)])).toEqual([
      [expect.stringMatching(message), place],
    ]);
  });
});

describe('base paths (OpenAPI 2.0, Swagger Object)', () => {
  it.each<readonly [string, JsonObject, string]>([
    ['of a host', { host: 'example.com', basePath: '/v1', schemes: ['https', 'http'] }, '/v1/pet'],
    ['without a host', { basePath: '/v1/' }, '/v1/pet'],
    ['without a slash', { host: 'example.com', basePath: 'v1' }, '/v1/pet'],
    ['of a host only', { host: 'example.com' }, '/pet'],
    ['at the root as well', { basePath: '/v1' }, '/pet'],
  ])('%s', async (_, fields, path) => {
    expect((await ask(sandboxOf(swaggerOf(paths, fields)), `GET ${path}`)).scenario).toBe('getPet/200/empty');
  });
});

describe('credentials are asked for as they are defined (OpenAPI 2.0, Security Scheme Object)', () => {
  const securityDefinitions = {
    basic: { type: 'basic' },
    key: { type: 'apiKey', in: 'header', name: 'X-Key' },
    queryKey: { type: 'apiKey', in: 'query', name: 'key' },
    oauth: { type: 'oauth2', flow: 'implicit', authorizationUrl: 'https://example.com', scopes: { read: '' } },
  };
  const bearer = { Authorization: 'Bearer abc' };

  it.each<readonly [string, Json, string, Readonly<Record<string, string>>, number]>([
    ['basic', [{ basic: [] }], '/pet', { Authorization: basic('tom') }, 200],
    ['not basic', [{ basic: [] }], '/pet', bearer, 401],
    ['a key', [{ key: [] }], '/pet', { 'X-Key': '1' }, 200],
    ['no key', [{ key: [] }], '/pet', {}, 401],
    ['a key in the query', [{ queryKey: [] }], '/pet?key=1', {}, 200],
    ['a token', [{ oauth: ['read'] }], '/pet', bearer, 200],
    ['no token', [{ oauth: ['read'] }], '/pet', {}, 401],
    ['one of two', [{ key: [] }, { oauth: ['read'] }], '/pet', bearer, 200],
  ])('%s', async (_, security, path, headers, want) => {
    const document = swaggerOf(paths, { securityDefinitions, security });
    expect((await ask(sandboxOf(document, {}, { auth: 'strict' }), `GET ${path}`, { headers })).status).toBe(want);
  });

  it('an operation may ask for none', async () => {
    const open = { '/pet': { get: { responses: ok, security: [] } } };
    const document = swaggerOf(open, { securityDefinitions, security: [{ basic: [] }] });
    expect((await ask(sandboxOf(document, {}, { auth: 'strict' }), 'GET /pet')).status).toBe(200);
  });
});
