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

/** The requests sent by a document with these webhooks and these callbacks of `subscribe`. */
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
    ['one webhook', { sent: { post: event } }, [expected]],
    ['no webhooks', {}, []],
    ['webhook with another method', { sent: { put: event } }, [{ ...expected, method: 'PUT' }]],
    ['webhook with two methods', { sent: { post: event, put: event } }, [{ ...expected, method: 'PUT' }, expected]],
    [
      'webhook with an additional operation',
      { sent: { additionalOperations: { NOTIFY: event } } },
      [{ ...expected, method: 'NOTIFY' }],
    ],
    ['two webhooks', { sent: { post: event }, lost: { post: event } }, [expected, { ...expected, name: 'lost' }]],
    ['webhook by reference', { sent: { $ref: '#/components/pathItems/Event' } }, [expected]],
    [
      'webhook by reference with another operation beside it',
      { sent: { $ref: '#/components/pathItems/Event', get: { summary: 'Alive?' } } },
      [{ ...expected, method: 'GET', summary: 'Alive?', content: [], responses: [] }, expected],
    ],
    [
      'body without examples: generated',
      { sent: { post: { requestBody: { content: { 'application/json': media } } } } },
      [{ content: [{ mediaType: 'application/json', examples: [{ name: 'generated', value: { id: 0 } }] }] }],
    ],
    [
      'body without schema or examples',
      { sent: { post: { requestBody: { content: { 'text/plain': {} } } } } },
      [{ content: [{ mediaType: 'text/plain', examples: [{ name: 'generated', value: null }] }] }],
    ],
    [
      'unnamed example',
      { sent: { post: { requestBody: { content: { 'application/json': { example: [1] } } } } } },
      [{ content: [{ examples: [{ name: 'example', value: [1] }] }] }],
    ],
    ['dangling reference: left out', { gone: { $ref: '#/nope' }, sent: { post: event } }, [expected]],
    ['string instead of a webhook: left out', { odd: 'x', sent: { post: event } }, [expected]],
    ['extension: left out', { 'x-odd': { post: event } }, []],
    ['list instead of an object: none', [{ post: event }], []],
    ['string instead of an object: none', 'x', []],
  ])('%s', (_, webhooks, plans) => {
    const sent = sentBy(webhooks, {}, { components: { pathItems: { Event: { post: event } } } });
    expect(sent.webhooks).toMatchObject(plans);
    expect(sent.webhooks).toHaveLength(plans.length);
  });

  it('webhooks are not routed as paths', async () => {
    const { sandbox } = sentBy({ '/sent': { post: event } });
    expect((await sandbox.fetch('http://localhost/sent', { method: 'POST' })).status).toBe(404);
  });

  it('webhooks are built once, and frozen', () => {
    const { sandbox, webhooks } = sentBy({ sent: { post: event } });
    expect(sandbox.webhooks('api')).toBe(webhooks);
    expect(Object.isFrozen(webhooks[0]?.content)).toBe(true);
    expect(() => sandbox.webhooks('nope')).toThrow(/nope/);
  });

  it('a document may have webhooks only', () => {
    const sandbox = sandboxOf({ openapi: '3.1.0', info: {}, webhooks: { sent: { post: event } } });
    expect(sandbox.webhooks('api')).toMatchObject([expected]);
    expect(problemsOf(sandbox)).toEqual([]);
  });
});

describe('callbacks of operations are read (OpenAPI 3.1.1, 4.8.18)', () => {
  const expression = '{$request.body#/url}';
  const callback = { operation: 'subscribe', expression };
  it.each<readonly [string, Json, readonly object[]]>([
    ['one callback', { sent: { [expression]: { post: event } } }, [{ ...expected, callback }]],
    [
      'callback with two expressions',
      { sent: { [expression]: { post: event }, 'https://example.com': { post: event } } },
      [{ callback }, { callback: { operation: 'subscribe', expression: 'https://example.com' } }],
    ],
    ['callback by reference', { sent: { $ref: '#/components/callbacks/Sent' } }, [{ ...expected, callback }]],
    [
      'path item of a callback by reference',
      { sent: { [expression]: { $ref: '#/components/pathItems/Event' } } },
      [{ ...expected, callback }],
    ],
    ['extension: left out', { sent: { 'x-odd': { post: event } } }, []],
    [
      'dangling reference: left out',
      { gone: { $ref: '#/nope' }, sent: { [expression]: { post: event } } },
      [{ callback }],
    ],
    ['string instead of a callback: left out', { sent: 'x' }, []],
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

it('list prints webhooks in a section of their own (design, Command line)', async () => {
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

describe('links to operations (OpenAPI 3.1.1, 4.8.20)', () => {
  const get = { operationId: 'getLetter', responses: { 200: { description: '' } } };
  it.each<readonly [string, Json, RegExp | null]>([
    ['operationId: no problem', { operationId: 'getLetter' }, null],
    ['unknown operationId: reported', { operationId: 'getLeter' }, /getLeter/],
    [
      'method and path instead of an operationId: reported',
      { operationId: 'DELETE /letters/{id}' },
      /no operation has/,
    ],
    ['operationRef: no problem', { operationRef: '#/paths/~1letters~1{id}/get' }, null],
    ['operationRef, percent-encoded: no problem', { operationRef: '#/paths/~1letters~1%7Bid%7D/get' }, null],
    ['dangling operationRef: reported', { operationRef: '#/paths/~1letters~1{id}/put' }, /no operation is there/],
    ['operationRef into a path item by reference: no problem', { operationRef: '#/paths/~1shared/get' }, null],
    ['operationRef into a component: no problem', { operationRef: '#/components/pathItems/Shared/get' }, null],
    ['operationRef to something else: reported', { operationRef: '#/info' }, /no operation is there/],
    ['operationRef to another host: no problem', { operationRef: 'https://example.com/#/paths/~1a/get' }, null],
    ['neither operationId nor operationRef: reported', { description: 'x' }, /needs an operationId/],
    ['string instead of a link: reported', 'x', /no object/],
    ['link by reference: no problem', { $ref: '#/components/links/Letter' }, null],
    ['link by dangling reference: reported', { $ref: '#/components/links/Lost' }, /nope/],
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
