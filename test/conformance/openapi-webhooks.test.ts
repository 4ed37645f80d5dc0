import { describe, expect, it, vi } from 'vitest';
import { run } from '../../sandbox/cli/run.ts';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { documentOf, named } from '../fixtures/document.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { sandboxOf, writeFiles } from '../fixtures/write-document.ts';

const media = { schema: { type: 'object', properties: { id: { type: 'integer' } } } };
const event: JsonObject = {
  summary: 'A letter was sent',
  requestBody: {
    content: { 'application/json': { ...media, examples: named({ first: { id: 1 }, second: { id: 2 } }) } },
  },
  responses: { 200: { description: '' }, '4XX': { description: '' } },
};

/** What is sent, by a document with these webhooks, and these callbacks of `subscribe`. */
function sentBy(webhooks: Json, callbacks: Json = {}, rest: JsonObject = {}) {
  const post = { operationId: 'subscribe', callbacks, responses: { 201: { description: '' } } };
  const sandbox = sandboxOf(documentOf({ '/subscriptions': { post } }, { webhooks, ...rest }));
  return { webhooks: sandbox.webhooks('api'), sandbox };
}

const expected = {
  name: 'sent',
  method: 'POST',
  summary: 'A letter was sent',
  callback: null,
  content: [
    {
      mediaType: 'application/json',
      examples: [
        { name: 'first', value: { id: 1 } },
        { name: 'second', value: { id: 2 } },
      ],
    },
  ],
  headers: {},
  query: '',
  responses: [
    { key: '200', content: [] },
    { key: '4XX', content: [] },
  ],
};

describe('webhooks are read (OpenAPI 3.1.1, 4.8.1)', () => {
  it.each<readonly [string, Json, readonly object[]]>([
    ['one', { sent: { post: event } }, [expected]],
    ['none', {}, []],
    ['of another method', { sent: { put: event } }, [{ ...expected, method: 'PUT' }]],
    ['of two methods', { sent: { post: event, put: event } }, [{ ...expected, method: 'PUT' }, expected]],
    [
      'of a method of additionalOperations',
      { sent: { additionalOperations: { NOTIFY: event } } },
      [{ ...expected, method: 'NOTIFY' }],
    ],
    ['two', { sent: { post: event }, lost: { post: event } }, [expected, { ...expected, name: 'lost' }]],
    ['a reference', { sent: { $ref: '#/components/pathItems/Event' } }, [expected]],
    [
      'a reference with another operation beside it',
      { sent: { $ref: '#/components/pathItems/Event', get: { summary: 'Alive?' } } },
      [{ ...expected, method: 'GET', summary: 'Alive?', content: [], responses: [] }, expected],
    ],
    [
      'a body without examples',
      { sent: { post: { requestBody: { content: { 'application/json': media } } } } },
      [{ content: [{ mediaType: 'application/json', examples: [{ name: 'generated', value: { id: 0 } }] }] }],
    ],
    [
      'a body without anything',
      { sent: { post: { requestBody: { content: { 'text/plain': {} } } } } },
      [{ content: [{ mediaType: 'text/plain', examples: [{ name: 'generated', value: null }] }] }],
    ],
    [
      'a single example',
      { sent: { post: { requestBody: { content: { 'application/json': { example: [1] } } } } } },
      [{ content: [{ examples: [{ name: 'example', value: [1] }] }] }],
    ],
    ['one that leads nowhere is left out', { gone: { $ref: '#/nope' }, sent: { post: event } }, [expected]],
    ['one that is a text is left out', { odd: 'x', sent: { post: event } }, [expected]],
    ['extensions are none', { 'x-odd': { post: event } }, []],
    ['a list is none', [{ post: event }], []],
    ['a text is none', 'x', []],
  ])('%s', (_, webhooks, plans) => {
    const sent = sentBy(webhooks, {}, { components: { pathItems: { Event: { post: event } } } });
    expect(sent.webhooks).toMatchObject(plans);
    expect(sent.webhooks).toHaveLength(plans.length);
  });

  it('they are no paths', async () => {
    const { sandbox } = sentBy({ '/sent': { post: event } });
    expect((await sandbox.fetch('http://localhost/sent', { method: 'POST' })).status).toBe(404);
  });

  it('they are made once, and frozen', () => {
    const { sandbox, webhooks } = sentBy({ sent: { post: event } });
    expect(sandbox.webhooks('api')).toBe(webhooks);
    expect(Object.isFrozen(webhooks[0]?.content)).toBe(true);
    expect(() => sandbox.webhooks('nope')).toThrow(/nope/);
  });

  it('a document may have nothing else', () => {
    const sandbox = sandboxOf({ openapi: '3.1.0', info: {}, webhooks: { sent: { post: event } } });
    expect(sandbox.webhooks('api')).toMatchObject([expected]);
    expect(problemsOf(sandbox)).toEqual([]);
  });
});

describe('callbacks of operations are read (OpenAPI 3.1.1, 4.8.18)', () => {
  const expression = '{$request.body#/url}';
  const callback = { operation: 'subscribe', expression };
  it.each<readonly [string, Json, readonly object[]]>([
    ['one', { sent: { [expression]: { post: event } } }, [{ ...expected, callback }]],
    [
      'to two places',
      { sent: { [expression]: { post: event }, 'https://example.com': { post: event } } },
      [{ callback }, { callback: { operation: 'subscribe', expression: 'https://example.com' } }],
    ],
    ['a reference to one', { sent: { $ref: '#/components/callbacks/Sent' } }, [{ ...expected, callback }]],
    [
      'a reference to its path',
      { sent: { [expression]: { $ref: '#/components/pathItems/Event' } } },
      [{ ...expected, callback }],
    ],
    ['extensions are none', { sent: { 'x-odd': { post: event } } }, []],
    [
      'one that leads nowhere is left out',
      { gone: { $ref: '#/nope' }, sent: { [expression]: { post: event } } },
      [{ callback }],
    ],
    ['one that is a text is left out', { sent: 'x' }, []],
  ])('%s', (_, callbacks, plans) => {
    const components = {
      callbacks: { Sent: { [expression]: { post: event } } },
      pathItems: { Event: { post: event } },
    };
    const sent = sentBy({}, callbacks, { components });
    expect(sent.webhooks).toMatchObject(plans);
    expect(sent.webhooks).toHaveLength(plans.length);
  });
});

it('list shows what is sent in a section of its own (design, Command line)', async () => {
  const post = {
    operationId: 'subscribe',
    callbacks: { done: { '{$request.body#/url}': { post: event } } },
    responses: {},
  };
  const document = documentOf({ '/subscriptions': { post } }, { webhooks: { sent: { post: event } } });
  const folder = writeFiles({ 'api.json': JSON.stringify(document) });
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  await run(['list', `${folder}/api.json`], {});
  log.mockRestore();
  const text = lines.join('\n');
  expect(text.slice(text.indexOf('  sent by'))).toBe(
    `  sent by the API

    POST sent
      a webhook
      first, second

    POST done
      a callback of subscribe, to {$request.body#/url}
      first, second
`,
  );
});

describe('links lead to operations (OpenAPI 3.1.1, 4.8.20)', () => {
  const get = { operationId: 'getLetter', responses: { 200: { description: '' } } };
  it.each<readonly [string, Json, RegExp | null]>([
    ['by an operationId', { operationId: 'getLetter' }, null],
    ['by one that nobody has', { operationId: 'getLeter' }, /getLeter/],
    ['by the key of an operation without one', { operationId: 'DELETE /letters/{id}' }, /no operation has/],
    ['by a reference', { operationRef: '#/paths/~1letters~1{id}/get' }, null],
    ['by a reference, percent-encoded', { operationRef: '#/paths/~1letters~1%7Bid%7D/get' }, null],
    ['by a reference to nothing', { operationRef: '#/paths/~1letters~1{id}/put' }, /no operation is there/],
    ['by a reference into a path that is one', { operationRef: '#/paths/~1shared/get' }, null],
    ['by a reference to the path item', { operationRef: '#/components/pathItems/Shared/get' }, null],
    ['by a reference to something else', { operationRef: '#/info' }, /no operation is there/],
    ['to another host', { operationRef: 'https://example.com/#/paths/~1a/get' }, null],
    ['to nothing', { description: 'x' }, /needs an operationId/],
    ['a text', 'x', /no object/],
    ['a reference to a link', { $ref: '#/components/links/Letter' }, null],
    ['a reference to one that leads nowhere', { $ref: '#/components/links/Lost' }, /nope/],
  ])('%s', (_, link, message) => {
    const links = { letter: link };
    const post = { operationId: 'send', responses: { 201: { description: '', links } } };
    const paths = {
      '/letters': { post },
      '/letters/{id}': { get, delete: { responses: {} } },
      '/shared': { $ref: '#/components/pathItems/Shared' },
    };
    const components = {
      links: { Letter: { operationId: 'getLetter' }, Lost: { operationId: 'nope' } },
      pathItems: { Shared: { get: { responses: {} } } },
    };
    const problems = problemsOf(sandboxOf(documentOf(paths, { components })));
    expect(problems.map((problem) => problem.message)).toEqual(message ? [expect.stringMatching(message)] : []);
    expect(problems.map(({ severity }) => severity)).toEqual(message ? ['warning'] : []);
  });
});
