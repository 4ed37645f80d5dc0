import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf, empty, response } from '../fixtures/document.ts';
import { lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** A document with `GET /things`, whose operationId is `list`, and these responses. */
const listing = (responses: JsonObject, more: JsonObject = {}) =>
  documentOf({ '/things': { get: { operationId: 'list', responses, ...more } } });

/** The scenarios of a document as `id status`. */
const scenariosOf = (document: JsonObject) =>
  sandboxOf(document).plan.apis.flatMap(({ operations }) =>
    operations.flatMap(({ scenarios }) => scenarios.map(({ id, status }) => `${id} ${status}`)),
  );

const media = (of: JsonObject) => ({ description: '', content: of });

describe('every documented response is a scenario', () => {
  it.each<readonly [string, JsonObject, readonly string[]]>([
    [
      'named examples: one each, in document order',
      { 200: response({ b: 1, a: 2 }) },
      ['list/200/b 200', 'list/200/a 200'],
    ],
    ['unnamed example: `example`', { 200: media({ 'application/json': { example: 1 } }) }, ['list/200/example 200']],
    ['example null: `example`', { 200: media({ 'application/json': { example: null } }) }, ['list/200/example 200']],
    ['no content: `empty`', { 204: empty }, ['list/204/empty 204']],
    ['empty content: `empty`', { 200: media({}) }, ['list/200/empty 200']],
    [
      'content without an example: `generated`',
      { 200: media({ 'application/json': { schema: {} } }) },
      ['list/200/generated 200'],
    ],
    [
      'example within the schema only: `generated`',
      { 200: media({ 'application/json': { schema: { example: 1 } } }) },
      ['list/200/generated 200'],
    ],
    [
      'content of a status without a body (RFC 9110, 15.3.5): `empty`',
      { 204: media({ 'application/json': { example: 1 } }) },
      ['list/204/empty 204'],
    ],
    ['4XX: status 400', { '4XX': response({ a: 1 }) }, ['list/4XX/a 400']],
    ['4xx in lower case: status 400', { '4xx': response({ a: 1 }) }, ['list/4XX/a 400']],
    ['2XX: status 200', { '2XX': empty }, ['list/2XX/empty 200']],
    ['only `default`: status 200', { default: response({ a: 1 }) }, ['list/default/a 200']],
    [
      '`default` beside errors: status 200',
      { 404: empty, default: empty },
      ['list/404/empty 404', 'list/default/empty 200'],
    ],
    [
      '`default` beside a success: status 500',
      { 200: empty, default: empty },
      ['list/200/empty 200', 'list/default/empty 500'],
    ],
    [
      '`default` beside a success and 500: status 400',
      { 200: empty, 500: empty, default: empty },
      ['list/200/empty 200', 'list/500/empty 500', 'list/default/empty 400'],
    ],
    [
      '`default` beside 2XX, 4XX and 5XX: status 599',
      { '2XX': empty, '4XX': empty, '5XX': empty, default: empty },
      ['list/2XX/empty 200', 'list/4XX/empty 400', 'list/5XX/empty 500', 'list/default/empty 599'],
    ],
    ['no responses: `empty` with status 200', {}, ['list/200/empty 200']],
    [
      'x- extension beside a response: no scenario',
      { 200: empty, 'x-note': { description: '' } },
      ['list/200/empty 200'],
    ],
  ])('%s', (_, responses, want) => {
    // JavaScript orders integer keys first, however they were written.
    expect(scenariosOf(listing(responses)).sort()).toEqual([...want].sort());
  });

  it.each<readonly [string, string, string]>([
    ['space', 'no such thing', 'list/200/no%20such%20thing'],
    ['slash', 'a/b', 'list/200/a%2Fb'],
    ['percent sign', '100%', 'list/200/100%25'],
    ['non-ASCII letters', 'Möbel', 'list/200/M%C3%B6bel'],
    ['quotation marks', 'say "no"', 'list/200/say%20%22no%22'],
    ['comma', 'a,b', 'list/200/a%2Cb'],
    ['unreserved characters', 'a-b_c.d~1', 'list/200/a-b_c.d~1'],
  ])('a scenario id is percent-encoded ASCII: %s', async (_, name, id) => {
    const sandbox = sandboxOf(listing({ 200: response({ [name]: 'found' }) }));
    const answer = await ask(sandbox, 'GET /things');
    expect([answer.scenario, answer.body]).toEqual([id, 'found']);
    expect(sandbox.catalogue().scenarios.map((scenario) => [scenario.id, scenario.example])).toEqual([[id, name]]);
  });

  it.each<readonly [string, JsonObject, string]>([
    ['its operationId', { operationId: 'get things' }, 'get%20things/200/empty'],
    ['method and path if it has no operationId', {}, 'GET%20%2Fthings%2F%7Bid%7D/200/empty'],
  ])('an operation is identified by %s', async (_, named, id) => {
    const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
    const sandbox = sandboxOf(
      documentOf({ '/things/{id}': { get: { ...named, parameters, responses: { 200: empty } } } }),
    );
    expect((await ask(sandbox, 'GET /things/1')).scenario).toBe(id);
  });

  it('a duplicate operationId is reported, and the operation identified by method and path', async () => {
    const text = `openapi: 3.1.0
info: { title: x, version: '1' }
paths:
  /a: { get: { operationId: same, responses: { 200: { description: ok } } } }
  /b:
    get:
      operationId: same # here
      responses: { 200: { description: ok } }
`;
    const sandbox = sandboxOf(text);
    expect((await ask(sandbox, 'GET /a')).scenario).toBe('same/200/empty');
    expect((await ask(sandbox, 'GET /b')).scenario).toBe('GET%20%2Fb/200/empty');
    expect(problemsOf(sandbox).map(placed)).toEqual([`api.yaml:${lineOf(text)} operation-duplicate`]);
  });
});

describe('an example name used under two media types is one scenario with two representations', () => {
  const named = (value: string) => ({ examples: { found: { summary: 'Found', value } } });
  const responses = {
    200: media({
      'application/json': named('json'),
      'application/xml': named('<xml/>'),
      'text/plain': { examples: { other: { value: 'text' } } },
    }),
  };
  const sandbox = sandboxOf(listing(responses));

  it('in the catalogue', () => {
    const reported = sandbox.catalogue().scenarios.map(({ id, mediaTypes, summary }) => ({ id, mediaTypes, summary }));
    expect(reported).toEqual([
      { id: 'list/200/found', mediaTypes: ['application/json', 'application/xml'], summary: 'Found' },
      { id: 'list/200/other', mediaTypes: ['text/plain'], summary: '' },
    ]);
  });

  it.each([
    ['application/json', 'application/json', '"json"'],
    ['application/xml', 'application/xml', '<xml/>'],
    ['*/*', 'application/json', '"json"'],
  ])('by Accept: %s', async (accept, type, body) => {
    const { scenario, headers, text } = await ask(sandbox, 'GET /things', { headers: { Accept: accept } });
    expect([scenario, headers['content-type'], text]).toEqual(['list/200/found', type, body]);
  });

  it('a generated body is one scenario for all media types', async () => {
    const schema = { type: 'integer' };
    const generated = sandboxOf(
      listing({ 200: media({ 'application/json': { schema }, 'application/vnd.x+json': { schema } }) }),
    );
    expect(generated.catalogue().scenarios.map(({ id, mediaTypes }) => [id, mediaTypes])).toEqual([
      ['list/200/generated', ['application/json', 'application/vnd.x+json']],
    ]);
  });
});

describe('the title of a scenario', () => {
  it.each<readonly [string, JsonObject, string]>([
    ['summary of the example', { examples: { a: { summary: 'Found', value: 1 } } }, 'Found'],
    [
      'summary beside a $ref to the example (3.1.1, 4.8.23)',
      { examples: { a: { $ref: '#/x-found', summary: 'Here' } } },
      'Here',
    ],
    ['no summary: first line of the response description', { examples: { a: { value: 1 } } }, 'All things.'],
  ])('%s', (_, of, summary) => {
    const responses = { 200: { description: 'All things.\n\nIndeed.', content: { 'application/json': of } } };
    const sandbox = sandboxOf({ ...listing(responses), 'x-found': { summary: 'Found', value: 1 } });
    expect(sandbox.catalogue().scenarios.map((one) => one.summary)).toEqual([summary]);
  });
});

describe('an example that is not an Example Object', () => {
  it('is taken as the value, with a warning', async () => {
    const text = `openapi: 3.1.0
info: { title: x, version: '1' }
paths:
  /things:
    get:
      responses:
        200:
          description: ok
          content:
            application/json:
              examples:
                found: { name: Tom } # here
`;
    const sandbox = sandboxOf(text);
    expect((await ask(sandbox, 'GET /things')).body).toEqual({ name: 'Tom' });
    expect(problemsOf(sandbox).map((problem) => `${placed(problem)} ${problem.severity}`)).toEqual([
      `api.yaml:${lineOf(text)} structure warning`,
    ]);
  });
});
