import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf, empty, response } from '../fixtures/document.ts';
import { lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** A document with `GET /things`, known as `list`, and these responses. */
const listing = (responses: JsonObject, more: JsonObject = {}) =>
  documentOf({ '/things': { get: { operationId: 'list', responses, ...more } } });

/** The scenarios of a document's operations: `id status`. */
const scenariosOf = (document: JsonObject) =>
  sandboxOf(document).plan.apis.flatMap(({ operations }) =>
    operations.flatMap(({ scenarios }) => scenarios.map(({ id, status }) => `${id} ${status}`)),
  );

const media = (of: JsonObject) => ({ description: '', content: of });

describe('every documented answer is a scenario', () => {
  it.each<readonly [string, JsonObject, readonly string[]]>([
    ['named examples, in their order', { 200: response({ b: 1, a: 2 }) }, ['list/200/b 200', 'list/200/a 200']],
    ['a single example', { 200: media({ 'application/json': { example: 1 } }) }, ['list/200/example 200']],
    ['an example that is null', { 200: media({ 'application/json': { example: null } }) }, ['list/200/example 200']],
    ['no content', { 204: empty }, ['list/204/empty 204']],
    ['empty content', { 200: media({}) }, ['list/200/empty 200']],
    ['content without an example', { 200: media({ 'application/json': { schema: {} } }) }, ['list/200/generated 200']],
    [
      'an example of the schema is none of the answer',
      { 200: media({ 'application/json': { schema: { example: 1 } } }) },
      ['list/200/generated 200'],
    ],
    [
      'content where there can be none (RFC 9110, 15.3.5)',
      { 204: media({ 'application/json': { example: 1 } }) },
      ['list/204/empty 204'],
    ],
    ['a range', { '4XX': response({ a: 1 }) }, ['list/4XX/a 400']],
    ['a range in small letters', { '4xx': response({ a: 1 }) }, ['list/4XX/a 400']],
    ['a range of successes', { '2XX': empty }, ['list/2XX/empty 200']],
    ['`default` alone is a success', { default: response({ a: 1 }) }, ['list/default/a 200']],
    [
      '`default` beside errors is a success',
      { 404: empty, default: empty },
      ['list/404/empty 404', 'list/default/empty 200'],
    ],
    [
      '`default` beside a success is an error',
      { 200: empty, default: empty },
      ['list/200/empty 200', 'list/default/empty 500'],
    ],
    [
      'of which another says 500',
      { 200: empty, 500: empty, default: empty },
      ['list/200/empty 200', 'list/500/empty 500', 'list/default/empty 400'],
    ],
    [
      'of which ranges say all',
      { '2XX': empty, '4XX': empty, '5XX': empty, default: empty },
      ['list/2XX/empty 200', 'list/4XX/empty 400', 'list/5XX/empty 500', 'list/default/empty 599'],
    ],
    ['no responses', {}, ['list/200/empty 200']],
    ['an extension is none', { 200: empty, 'x-note': { description: '' } }, ['list/200/empty 200']],
  ])('%s', (_, responses, want) => {
    // Integer keys of a JavaScript object come first, whatever their order.
    expect(scenariosOf(listing(responses)).sort()).toEqual([...want].sort());
  });

  it.each<readonly [string, string, string]>([
    ['a space', 'no such thing', 'list/200/no%20such%20thing'],
    ['a slash', 'a/b', 'list/200/a%2Fb'],
    ['a percent sign', '100%', 'list/200/100%25'],
    ['letters beyond ASCII', 'Möbel', 'list/200/M%C3%B6bel'],
    ['a quotation mark', 'say "no"', 'list/200/say%20%22no%22'],
    ['a comma', 'a,b', 'list/200/a%2Cb'],
    ['what needs no encoding', 'a-b_c.d~1', 'list/200/a-b_c.d~1'],
  ])('an id is ASCII, percent-encoded where needed: %s', async (_, name, id) => {
    const sandbox = sandboxOf(listing({ 200: response({ [name]: 'found' }) }));
    const answer = await ask(sandbox, 'GET /things');
    expect([answer.scenario, answer.body]).toEqual([id, 'found']);
    expect(sandbox.catalogue().scenarios.map((scenario) => [scenario.id, scenario.example])).toEqual([[id, name]]);
  });

  it.each<readonly [string, JsonObject, string]>([
    ['its operationId', { operationId: 'get things' }, 'get%20things/200/empty'],
    ['method and path where it has none', {}, 'GET%20%2Fthings%2F%7Bid%7D/200/empty'],
  ])('an operation is known by %s', async (_, named, id) => {
    const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
    const sandbox = sandboxOf(
      documentOf({ '/things/{id}': { get: { ...named, parameters, responses: { 200: empty } } } }),
    );
    expect((await ask(sandbox, 'GET /things/1')).scenario).toBe(id);
  });

  it('an operationId that is taken is told, and the operation known by method and path', async () => {
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

describe('one name under two media types is one scenario with two representations', () => {
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

  it('a body made from the schema is one scenario for all media types', async () => {
    const schema = { type: 'integer' };
    const generated = sandboxOf(
      listing({ 200: media({ 'application/json': { schema }, 'application/vnd.x+json': { schema } }) }),
    );
    expect(generated.catalogue().scenarios.map(({ id, mediaTypes }) => [id, mediaTypes])).toEqual([
      ['list/200/generated', ['application/json', 'application/vnd.x+json']],
    ]);
  });
});

describe('what a scenario is called for people', () => {
  it.each<readonly [string, JsonObject, string]>([
    ['the summary of the example', { examples: { a: { summary: 'Found', value: 1 } } }, 'Found'],
    [
      'a summary beside a reference to it (3.1.1, 4.8.23)',
      { examples: { a: { $ref: '#/x-found', summary: 'Here' } } },
      'Here',
    ],
    ['else the first line of what the answer is', { examples: { a: { value: 1 } } }, 'All things.'],
  ])('%s', (_, of, summary) => {
    const responses = { 200: { description: 'All things.\n\nIndeed.', content: { 'application/json': of } } };
    const sandbox = sandboxOf({ ...listing(responses), 'x-found': { summary: 'Found', value: 1 } });
    expect(sandbox.catalogue().scenarios.map((one) => one.summary)).toEqual([summary]);
  });
});

describe('an example that is not written as one', () => {
  it('is taken for its own value, with a warning', async () => {
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
