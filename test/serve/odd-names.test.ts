import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf, empty, parameter, response } from '../fixtures/document.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const answers: JsonObject = { 200: response({ fine: { ok: true } }) };

/** A document with one security scheme. */
function secured(scheme: JsonObject): JsonObject {
  const paths = { '/a': { get: { operationId: 'a', responses: answers } } };
  return documentOf(paths, { security: [{ key: [] }], components: { securitySchemes: { key: scheme } } });
}

const messages = (document: JsonObject) => problemsOf(sandboxOf(document)).map(({ message }) => message);

const reported =
  /^No (header|cookie|query) can have the name .*, so no request shows this key\. Under --auth strict it counts as given\.$/s;

describe('an API key whose name no client can send is reported, and not required (OpenAPI 3.1.1, 4.8.27.1)', () => {
  it.each([
    ['header', 'My API Key'],
    ['header', ''],
    ['header', 'Schlüssel'],
    ['header', 'X‑Key'],
    ['header', 'X-Key:'],
    ['header', 'X-Key\n'],
    ['header', 'X-\0'],
    ['cookie', ''],
    ['cookie', 'a;b'],
    ['cookie', 'a=b'],
    ['cookie', ' sid'],
    ['cookie', 'sitzungsschlüssel'],
    ['query', ''],
  ])('%s: %j', async (place, name) => {
    const document = secured({ type: 'apiKey', in: place, name });
    expect(messages(document)).toEqual([expect.stringMatching(reported)]);
    const sandbox = sandboxOf(document, {}, { auth: 'strict' });
    expect(await ask(sandbox, 'GET /a')).toMatchObject({ status: 200, scenario: 'a/200/fine' });
    expect(sandbox.catalogue().scenarios).toHaveLength(1);
    expect(await ask(sandbox, 'GET /_sandbox/openapi/api.json')).toMatchObject({ status: 200 });
  });
});

describe('an API key with an unusual but valid name is required', () => {
  it.each([
    ['query', 'my key', 'GET /a?my%20key=1', {}],
    ['query', 'schlüssel', 'GET /a?schl%C3%BCssel=1', {}],
    ['query', '__proto__', 'GET /a?__proto__=1', {}],
    ['query', 'a&b=c', 'GET /a?a%26b%3Dc=1', {}],
    ['cookie', 'user[id]', 'GET /a', { Cookie: 'x=1; user[id]=1' }],
    ['cookie', 'my key', 'GET /a', { Cookie: 'my key=1' }],
    ['header', "!#$%&'*+.^_`|~", 'GET /a', { "!#$%&'*+.^_`|~": '1' }],
  ])('%s: %j', async (place, name, request, headers) => {
    const sandbox = sandboxOf(secured({ type: 'apiKey', in: place, name }), {}, { auth: 'strict' });
    expect(problemsOf(sandbox)).toEqual([]);
    const refused = await ask(sandbox, 'GET /a');
    expect(refused.status).toBe(401);
    expect(refused.headers['www-authenticate']).toMatch(/^ApiKey name="[\x20-\x7e]*"$/);
    expect(await ask(sandbox, request, { headers })).toMatchObject({ status: 200 });
  });
});

it.each(['my scheme', 'Bearer:', 'schlüssel', 'a\nb'])(
  'with the scheme %j, which no Authorization header can contain, any is accepted',
  async (scheme) => {
    const document = secured({ type: 'http', scheme });
    expect(messages(document)).toEqual([
      `No Authorization can have the scheme "${scheme}". Under --auth strict, any Authorization is taken for it.`,
    ]);
    const sandbox = sandboxOf(document, {}, { auth: 'strict' });
    expect(await ask(sandbox, 'GET /a')).toMatchObject({ status: 401 });
    expect(await ask(sandbox, 'GET /a', { headers: { Authorization: 'Bearer x' } })).toMatchObject({ status: 200 });
  },
);

it('a quotation mark in the name of a key is escaped in the challenge (RFC 9110, 5.6.4)', async () => {
  const sandbox = sandboxOf(secured({ type: 'apiKey', in: 'query', name: 'a"\\b' }), {}, { auth: 'strict' });
  expect((await ask(sandbox, 'GET /a')).headers['www-authenticate']).toBe('ApiKey name="a\\"\\\\b"');
});

describe('a response header with an invalid name does not break responses', () => {
  const odd = ['X‑Rate', 'two words', '', 'a:b', 'a\nb', 'ü', '\0'];
  const headers = Object.fromEntries(odd.map((name) => [name, { example: 'x' }]));
  const get = {
    operationId: 'a',
    responses: { 200: { description: '', headers: { ...headers, 'X-Fine': { example: 'y' } } } },
  };

  it('of its own operation, or of others', async () => {
    const sandbox = sandboxOf(
      documentOf({ '/a': { get }, '/b': { get: { operationId: 'b', responses: { 200: empty } } } }),
    );
    const answer = await ask(sandbox, 'GET /a');
    expect(answer).toMatchObject({ status: 200, headers: { 'x-fine': 'y' } });
    expect(answer.headers['access-control-expose-headers']).toMatch(/(^|, )X-Fine$/);
    for (const path of ['/b', '/_sandbox/health', '/_sandbox/', '/_sandbox/scenarios', '/_sandbox/openapi/api.json'])
      expect(await ask(sandbox, `GET ${path}`)).toMatchObject({ status: 200 });
    expect(await ask(sandbox, 'GET /nowhere')).toMatchObject({ status: 404 });
    expect(messages(documentOf({ '/a': { get } }))).toEqual(
      odd.map((name) => `No header can have the name "${name}".`),
    );
  });
});

it.each([
  ['header', 'two words'],
  ['header', 'X‑Id'],
  ['cookie', 'a;b'],
  ['cookie', 'ü'],
])('a required parameter that no client can send is reported, and not required: %s %j', async (place, name) => {
  const parameters = [parameter(place, name, { type: 'integer' }, { required: true })];
  const document = documentOf({ '/a': { get: { operationId: 'a', parameters, responses: answers } } });
  expect(messages(document)).toEqual([`No ${place} can have the name "${name}"; this parameter is left out.`]);
  expect(await ask(sandboxOf(document), 'GET /a')).toMatchObject({ status: 200 });
});
