import { describe, expect, it } from 'vitest';
import { type Asking, ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, empty, jsonBody, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const order = {
  type: 'object',
  required: ['item'],
  properties: { item: { type: 'string' }, count: { type: 'integer' } },
};
const rules = [
  { operation: 'buy', when: { 'body#/item': 'none' }, answer: '404/no-such-item' },
  { operation: 'buy', when: { 'body#/item': 'echo' }, answer: { scenario: '201/bought', body: { '/id': 'changed' } } },
  { operation: 'buy', when: { 'body#/item': 'busy' }, answer: '503/busy' },
];
const sandbox = ruledSandbox(
  documentOf({
    '/orders': {
      post: {
        operationId: 'buy',
        requestBody: jsonBody(order),
        responses: {
          201: response({ bought: { id: '1' }, reserved: { id: '2' } }),
          202: response({ queued: { id: '3' }, reserved: { id: '4' } }),
          303: empty,
          400: response({ wrong: { message: 'wrong' } }),
          404: response({ 'no-such-item': { message: 'none' }, 'no such shop': { message: 'no shop' } }),
          '4XX': response({ teapot: { message: 'teapot' }, late: { message: 'late' } }),
          503: response({ busy: { message: 'busy' }, late: { message: 'late' } }),
          default: response({ other: { message: 'other' } }),
        },
      },
    },
    '/plain': { get: { operationId: 'plain', responses: { 200: response({ ok: {} }), 404: empty } } },
    '/nothing': { get: { operationId: 'nothing', responses: {} } },
  }),
  { rules },
);

const good: Asking = { body: { item: 'tea' } };
const bad: Asking = { body: { count: 1.5 } };
const prefer = (value: string, { body }: Asking = good): Asking => ({
  headers: { Prefer: value },
  ...(body !== undefined && { body }),
});

const chosen = [
  { name: 'code of an error: its first example', given: prefer('code=404'), status: 404, want: 'buy/404/no-such-item' },
  {
    name: 'code of another success: its first example',
    given: prefer('code=202'),
    status: 202,
    want: 'buy/202/queued',
  },
  {
    name: 'code of a redirect, invalid request: the redirect',
    given: prefer('code=303', bad),
    status: 303,
    want: 'buy/303/empty',
  },
  { name: 'code within 4XX: an example of 4XX', given: prefer('code=418'), status: 418, want: 'buy/4XX/teapot' },
  {
    name: 'error code that only default covers: an example of default',
    given: prefer('code=500'),
    status: 500,
    want: 'buy/default/other',
  },
  {
    name: 'success code that only default covers: an example of default',
    given: prefer('code=204'),
    status: 204,
    want: 'buy/default/other',
  },
  {
    name: 'code and example',
    given: prefer('code=201, example=reserved'),
    status: 201,
    want: 'buy/201/reserved',
  },
  {
    name: 'code within 4XX, and example of 4XX',
    given: prefer('code=418, example=late'),
    status: 418,
    want: 'buy/4XX/late',
  },
  { name: 'example of a single success', given: prefer('example=queued'), status: 202, want: 'buy/202/queued' },
  { name: 'example of a single error', given: prefer('example=busy'), status: 503, want: 'buy/503/busy' },
  {
    name: 'example of several responses, one of them the default: the default response',
    given: prefer('example=reserved'),
    status: 201,
    want: 'buy/201/reserved',
  },
  {
    name: 'example of several responses, one of them given by a rule: that response',
    given: prefer('example="no such shop"', { body: { item: 'none' } }),
    status: 404,
    want: 'buy/404/no%20such%20shop',
  },
  {
    name: 'example of several responses, one of them given by a gateway rule: that response',
    given: prefer('example=late', { body: { item: 'busy' } }),
    status: 503,
    want: 'buy/503/late',
  },
  {
    name: 'code of an error, invalid request: the error',
    given: prefer('code=503', bad),
    status: 503,
    want: 'buy/503/busy',
  },
  {
    name: 'code of an error, no body: the error',
    given: prefer('code=404', {}),
    status: 404,
    want: 'buy/404/no-such-item',
  },
  {
    name: 'example of an error, invalid request: the error',
    given: prefer('example=busy', bad),
    status: 503,
    want: 'buy/503/busy',
  },
];

describe('Prefer selects (design, step 4)', () => {
  it.each(byName(chosen))('%s', async (_, { given, status, want }) =>
    expect(await ask(sandbox, 'POST /orders', given)).toMatchObject({ status, scenario: want, trigger: 'prefer' }),
  );

  it('a response without content has no body', async () => {
    const answer = await ask(sandbox, 'GET /plain', { headers: { Prefer: 'code=404' } });
    expect(answer).toMatchObject({ status: 404, scenario: 'plain/404/empty', text: '' });
  });

  it('the documented example is returned unchanged: rules do not apply', async () => {
    const given = { body: { item: 'echo' } };
    expect(await ask(sandbox, 'POST /orders', given)).toMatchObject({ trigger: 'rule', body: { id: 'changed' } });
    expect(await ask(sandbox, 'POST /orders', prefer('code=201', given))).toMatchObject({ body: { id: '1' } });
  });

  it('a chosen error does not mention the faults of the request', async () => {
    const answer = await ask(sandbox, 'POST /orders', prefer('code=404', bad));
    expect(answer.faults).toEqual([]);
  });
});

const refused = [
  { name: 'invalid request, code', given: prefer('code=202', bad) },
  { name: 'missing body, code', given: prefer('code=202', {}) },
  { name: 'invalid request, example', given: prefer('example=queued', bad) },
];

describe('a success chosen by Prefer is withheld from an invalid request (design, step 4)', () => {
  it.each(byName(refused))('%s', async (_, { given }) =>
    expect(await ask(sandbox, 'POST /orders', given)).toMatchObject({ status: 400, trigger: 'fault' }),
  );
});

const all = [
  '201/bought',
  '201/reserved',
  '202/queued',
  '202/reserved',
  '303/empty',
  '400/wrong',
  '404/no-such-item',
  '404/no such shop',
  '4XX/teapot',
  '4XX/late',
  '503/busy',
  '503/late',
  'default/other',
];
const missing = [
  { name: 'example of another status', given: 'code=404, example=bought', lists: ['404/no-such-item'] },
  { name: 'unknown example', given: 'example=nothing', lists: all },
  { name: 'ambiguous example of several errors', given: 'example=late', lists: ['4XX', '503'] },
  { name: 'code that is no number', given: 'code=abc', lists: all },
  { name: 'code above 599', given: 'code=999', lists: all },
  { name: 'code of an interim response (RFC 9110, 15.2)', given: 'code=101', lists: all },
  { name: 'example named constructor', given: 'example=constructor', lists: all },
];

describe('an unknown choice is refused, and the response lists what exists (design, step 4)', () => {
  it.each(byName(missing))('%s', async (_, { given, lists }) => {
    const answer = await ask(sandbox, 'POST /orders', prefer(given));
    expect(answer).toMatchObject({ status: 404, trigger: 'prefer', body: { status: 404, title: 'Not Found' } });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    for (const name of lists) expect(answer.text).toContain(name);
  });

  it('a status covered by neither a range nor default', async () => {
    const answer = await ask(sandbox, 'GET /plain', { headers: { Prefer: 'code=429' } });
    expect(answer).toMatchObject({ status: 404, scenario: undefined, trigger: 'prefer' });
    expect(answer.text).toContain('200/ok, 404/empty');
  });

  it.each([
    ['code=200', 200, ''],
    ['code=418', 404, 'There is: 200/empty.'],
    ['code=500', 404, 'There is: 200/empty.'],
  ])('an operation without responses: %s', async (given, status, text) => {
    const answer = await ask(sandbox, 'GET /nothing', { headers: { Prefer: given } });
    expect(answer).toMatchObject({ status, trigger: 'prefer', text: expect.stringContaining(text) });
  });
});
