import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { type Answer, type Asking, ask, origin } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const example = { id: 'documented', 'a/b': [1], list: [1, 2, 3, 4, 5], nested: { deep: { name: 'x' } } };
const post = {
  operationId: 'make',
  parameters: [
    parameter('path', 'id', { type: 'integer' }),
    parameter('query', 'limit', { type: 'integer' }),
    parameter('query', 'q', { type: 'string' }),
    parameter('query', 'tags', { type: 'array', items: { type: 'string' } }),
    parameter('cookie', 'session', { type: 'string' }),
  ],
  requestBody: jsonBody({}, { required: false }),
  responses: {
    201: { ...response({ made: example }), headers: { ETag: { example: '"v1"' }, 'X-Kind': { example: 'kind' } } },
    202: response({ list: [1, 2, 3] }),
    204: { description: '', headers: { Location: { example: '/documented' } } },
  },
};

const answered = (answer: JsonObject) => ({ operation: 'make', answer: { scenario: '201/made', ...answer } });
const document = documentOf({ '/things/{id}': { post } });
const files = { 'a file.pdf': '%PDF' };

/** A sandbox whose only rule always gives this answer. */
function answering(answer: JsonObject) {
  return ruledSandbox(document, { rules: [answered(answer)], files });
}

/** A sandbox with several rules; the header `X-Answer` selects one. */
function answeringEach(answers: ReadonlyMap<string, JsonObject>) {
  const rules = [...answers].map(([key, answer]) => ({
    ...answered(answer),
    when: { 'header.X-Answer': encodeURIComponent(key) },
  }));
  return ruledSandbox(document, { rules, files });
}

interface Row {
  readonly name: string;
  readonly expression: string;
  readonly target?: string;
  readonly given?: Asking;
  /** The value in the body where the expression was to be inserted. */
  readonly want: Json;
}

const alone: readonly Row[] = [
  { name: 'path parameter: in its type', expression: '$request.path.id', want: 7 },
  { name: 'query parameter: decoded', expression: '$request.query.q', target: '/things/7?q=a%20b', want: 'a b' },
  {
    name: 'list in the query: a list',
    expression: '$request.query.tags',
    target: '/things/7?tags=a&tags=b',
    want: ['a', 'b'],
  },
  {
    name: 'header in another case',
    expression: '$request.header.x-me',
    given: { headers: { 'X-Me': 'm' } },
    want: 'm',
  },
  { name: 'a cookie', expression: '$request.cookie.session', given: { headers: { Cookie: 'session=s' } }, want: 's' },
  { name: 'request body', expression: '$request.body', given: { body: { a: [1] } }, want: { a: [1] } },
  {
    name: 'location in the request body',
    expression: '$request.body#/a/0',
    given: { body: { a: [null] } },
    want: null,
  },
  { name: 'method', expression: '$method', want: 'POST' },
  { name: 'status: a number', expression: '$statusCode', want: 201 },
  { name: 'URL', expression: '$url', target: '/things/7?q=x', want: `${origin}/things/7?q=x` },
  { name: 'endpoint', expression: '$endpoint', target: '/things/7?q=x', want: `${origin}/things/7` },
  { name: 'file: its URL', expression: '$file.a file.pdf', want: `${origin}/_sandbox/files/api/a%20file.pdf` },
  { name: 'location in the response body', expression: '$response.body#/nested/deep', want: { name: 'x' } },
  { name: 'response header', expression: '$response.header.etag', want: '"v1"' },
];

const embedded: readonly Row[] = [
  { name: 'number: as text', expression: 'no. {$request.path.id}!', want: 'no. 7!' },
  {
    name: 'several expressions',
    expression: '{$method} {$endpoint}/{$statusCode}',
    want: `POST ${origin}/things/7/201`,
  },
  {
    name: 'value that is no string: as JSON',
    expression: 'got {$request.body}',
    given: { body: { a: 1 } },
    want: 'got {"a":1}',
  },
  {
    name: 'value that looks like an expression: inserted literally',
    expression: 'q: {$request.query.q}',
    target: '/things/7?q=%7B$url%7D',
    want: 'q: {$url}',
  },
  { name: 'braces without an expression: literally', expression: 'plain {text}', want: 'plain {text}' },
];

const missing: readonly Row[] = [
  { name: 'query parameter that is not sent', expression: '$request.query.q', want: 'documented' },
  {
    name: 'location that the request body lacks',
    expression: '$request.body#/a',
    given: { body: {} },
    want: 'documented',
  },
  {
    name: 'one of several expressions without a value',
    expression: '{$method} {$request.query.q}',
    want: 'documented',
  },
];

const expressions = [...alone, ...embedded, ...missing].map(({ expression }) => expression);
const evaluating = answeringEach(
  new Map(expressions.map((expression) => [expression, { body: { '/id': expression } }])),
);

const send = ({ expression, target = '/things/7', given = {} }: Row): Promise<Answer> =>
  ask(evaluating, `POST ${target}`, {
    ...given,
    headers: { 'X-Answer': encodeURIComponent(expression), ...given.headers },
  });

describe('the value of an expression (design, step 8)', () => {
  it.each(byName(alone))('%s', async (_, row) => expect((await send(row)).body).toEqual({ ...example, id: row.want }));
});

describe('an expression within a string (design, step 8)', () => {
  it.each(byName(embedded))('%s', async (_, row) =>
    expect((await send(row)).body).toEqual({ ...example, id: row.want }),
  );
});

describe('the example keeps its value if the expression has none (design, step 8)', () => {
  it.each(byName(missing))('%s', async (_, row) =>
    expect((await send(row)).body).toEqual({ ...example, id: row.want }),
  );
});

const edits: readonly { name: string; answer: JsonObject; target?: string; want: Json }[] = [
  { name: 'sets a number', answer: { body: { '/id': 5 } }, want: { ...example, id: 5 } },
  { name: 'sets null', answer: { body: { '/id': null } }, want: { ...example, id: null } },
  { name: 'sets an object', answer: { body: { '/nested': { a: [] } } }, want: { ...example, nested: { a: [] } } },
  { name: 'sets a list item', answer: { body: { '/list/1': 'x' } }, want: { ...example, list: [1, 'x', 3, 4, 5] } },
  { name: 'sets a property with an escaped name', answer: { body: { '/a~1b': 0 } }, want: { ...example, 'a/b': 0 } },
  { name: 'sets the whole body', answer: { body: { '': '$request.path.id' } }, want: 7 },
  { name: 'limits a list', answer: { limit: { '/list': 2 } }, want: { ...example, list: [1, 2] } },
  { name: 'limits a list to no items', answer: { limit: { '/list': 0 } }, want: { ...example, list: [] } },
  { name: 'leaves a list below the limit', answer: { limit: { '/list': 9 } }, want: example },
  {
    name: 'limits a list by a query parameter',
    answer: { limit: { '/list': '$request.query.limit' } },
    target: '/things/7?limit=3',
    want: { ...example, list: [1, 2, 3] },
  },
  {
    name: 'does not limit if the query parameter is missing',
    answer: { limit: { '/list': '$request.query.limit' } },
    want: example,
  },
  {
    name: 'does not limit by a negative number',
    answer: { limit: { '/list': '$request.query.limit' } },
    target: '/things/7?limit=-1',
    want: example,
  },
  { name: 'limits the whole body', answer: { scenario: '202/list', limit: { '': 1 } }, want: [1] },
  {
    name: 'sets an item and limits the list',
    answer: { body: { '/list/0': '$request.path.id' }, limit: { '/list': 1 } },
    want: { ...example, list: [7] },
  },
];

describe('the answer of a rule (design, step 8)', () => {
  const editing = answeringEach(new Map(edits.map(({ name, answer }) => [name, answer])));
  it.each(byName(edits))('%s', async (_, { name, target = '/things/7', want }) => {
    const headers = { 'X-Answer': encodeURIComponent(name) };
    expect((await ask(editing, `POST ${target}`, { headers })).body).toEqual(want);
  });

  it('leaves the example unchanged for other requests', async () => {
    const sandbox = answering({ body: { '/nested/deep/name': '$request.query.q' }, limit: { '/list': 1 } });
    await ask(sandbox, 'POST /things/7?q=changed');
    expect((await ask(sandbox, 'POST /things/7', { headers: { Prefer: 'code=201' } })).body).toEqual(example);
  });
});

const first = [
  { name: 'status as a number', answer: 202, want: 'make/202/list' },
  { name: 'status as a string', answer: '202', want: 'make/202/list' },
  { name: 'status of an answer without a body', answer: 204, want: 'make/204/empty' },
  { name: 'status as the scenario of an answer with changes', answer: { scenario: 202 }, want: 'make/202/list' },
];

describe('an answer that is named by its status is its first example (design, step 8)', () => {
  it.each(byName(first))('%s', async (_, { answer, want }) => {
    const sandbox = ruledSandbox(document, { rules: [{ operation: 'make', answer }] });
    expect(await ask(sandbox, 'POST /things/7')).toMatchObject({ scenario: want, trigger: 'rule' });
  });
});

const removed = [
  { name: 'documented header', header: 'ETag', want: { etag: undefined, 'x-kind': 'kind' } },
  { name: 'documented header, in another case', header: 'x-KIND', want: { etag: '"v1"', 'x-kind': undefined } },
  { name: 'header that the sandbox adds', header: 'Cache-Control', want: { 'cache-control': undefined } },
];

describe('a header that a rule sets to null is left out (design, step 8)', () => {
  it.each(byName(removed))('%s', async (_, { header, want }) => {
    const { headers } = await ask(answering({ headers: { [header]: null } }), 'POST /things/7');
    expect(Object.fromEntries(Object.keys(want).map((name) => [name, headers[name]]))).toEqual(want);
  });

  it('cookies, all of them', async () => {
    const cookies = { 'Set-Cookie': { example: 'a=1' } };
    const get = { operationId: 'get', responses: { 200: { description: '', headers: cookies } } };
    const rules = [{ operation: 'get', answer: { scenario: 200, headers: { 'Set-Cookie': null } } }];
    const documented = documentOf({ '/': { get } });
    const sent = [{}, { rules }].map(async (beside) => (await ask(ruledSandbox(documented, beside), 'GET /')).headers);
    expect((await Promise.all(sent)).map((headers) => headers['set-cookie'])).toEqual(['a=1', undefined]);
  });

  it('but not by a request that chooses the answer', async () => {
    const sandbox = answering({ headers: { ETag: null } });
    expect((await ask(sandbox, 'POST /things/7', { headers: { Prefer: 'code=201' } })).headers['etag']).toBe('"v1"');
  });
});

describe('the headers of a rule (design, step 8)', () => {
  it('replace documented headers', async () => {
    const headers = { ETag: '"v{$request.path.id}"', 'X-New': '$method' };
    const answer = await ask(answering({ headers }), 'POST /things/7');
    expect(answer.headers).toMatchObject({ etag: '"v7"', 'x-new': 'POST', 'x-kind': 'kind' });
  });

  it('are sent with a response without a body', async () => {
    const sandbox = answering({ scenario: '204/empty', headers: { Location: '{$endpoint}/new' } });
    const answer = await ask(sandbox, 'POST /things/7');
    expect(answer).toMatchObject({ status: 204, text: '', headers: { location: `${origin}/things/7/new` } });
  });

  it('keep the documented value if an expression has none', async () =>
    expect((await ask(answering({ headers: { ETag: '$request.query.q' } }), 'POST /things/7')).headers['etag']).toBe(
      '"v1"',
    ));

  it('can refer to the response body as sent', async () => {
    const sandbox = answering({
      headers: { Location: '{$endpoint}/{$response.body#/id}' },
      body: { '/id': '$request.query.q' },
    });
    expect((await ask(sandbox, 'POST /things/7?q=mine')).headers['location']).toBe(`${origin}/things/7/mine`);
  });
});

const unsafe = [
  { name: 'line break', given: { body: 'a\r\nSet-Cookie: stolen=1' } },
  { name: 'line feed', given: { body: 'a\nSet-Cookie: stolen=1' } },
  { name: 'null character', given: { body: 'a\u0000b' } },
  { name: 'non-ASCII characters', given: { body: 'grün 🌱' } },
  { name: 'lone surrogate', given: { body: '\ud800' } },
];

describe('header values from the request are sent without characters that a field value must not have (RFC 9110, 5.5):', () => {
  it.each(byName(unsafe))('%s', async (_, { given }) => {
    const answer = await ask(answering({ headers: { 'X-Echo': 'is {$request.body}' } }), 'POST /things/7', given);
    expect(answer.status).toBe(201);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers['x-echo']).toMatch(/^is [\x20-\x7e]+$/);
  });
});
