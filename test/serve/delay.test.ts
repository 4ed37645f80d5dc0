import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listen } from '../../sandbox/hosts/node.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { defaultDelay } from '../../sandbox/triggers/delay.ts';
import { type Answer, type Asking, ask, origin } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { securitySchemes } from '../fixtures/credentials.ts';
import { documentOf, empty, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const limit = parameter('query', 'limit', { type: 'integer' });
const paths = {
  '/letters': {
    get: {
      operationId: 'list',
      parameters: [limit],
      responses: { 200: response({ few: [1] }), 204: empty, 429: response({ spike: {} }) },
    },
    post: {
      operationId: 'send',
      requestBody: jsonBody({ type: 'object' }),
      responses: { 201: response({ sent: {} }), 400: response({ wrong: { message: 'wrong' } }) },
    },
  },
};
const rules = [
  {
    operation: 'list',
    when: { query: { required: ['limit'], maxProperties: 1 } },
    answer: { scenario: '200/few', headers: { Link: '{$url}' } },
  },
];
const sandbox = ruledSandbox(documentOf(paths), { rules, bodyLimit: 100 });
const strict = ruledSandbox(documentOf(paths, { security: [{ bearer: [] }], components: { securitySchemes } }), {
  auth: 'strict',
});

const prefer = (value: string, asking: Asking = {}): Asking => ({
  ...asking,
  headers: { ...asking.headers, Prefer: value },
});

/** Tests with fake timers advance the clock themselves. */
const stopClock = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
afterEach(() => {
  vi.useRealTimers();
});

/** A pending request; the sandbox has read it, and has responded or waits. */
async function begin(target: string, asking: Asking = {}, of = sandbox) {
  let isFinished = false;
  const answer: Promise<Answer> = ask(of, target, asking).finally(() => {
    isFinished = true;
  });
  // Reading a body takes several turns of the event loop.
  for (let turn = 0; turn < 20 && vi.getTimerCount() === 0; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { answer, isAnswered: () => isFinished };
}

const late: readonly { name: string; given: string; with?: Asking; closed?: boolean; after?: number; want: object }[] =
  [
    {
      name: 'the default response',
      given: 'GET /letters',
      with: prefer('delay=1500'),
      want: { scenario: 'list/200/few' },
    },
    {
      name: 'an error chosen by Prefer',
      given: 'GET /letters',
      with: prefer('code=429, delay=1500'),
      want: { scenario: 'list/429/spike', trigger: 'prefer' },
    },
    {
      name: 'a choice that was drawn',
      given: 'GET /letters',
      with: prefer('code=429, chance=1, delay=1500'),
      want: { scenario: 'list/429/spike' },
    },
    {
      name: 'the default, of a delay that was drawn',
      given: 'GET /letters',
      with: prefer('chance=1, delay=1500'),
      want: { scenario: 'list/200/few' },
    },
    {
      name: 'a response without a body',
      given: 'GET /letters',
      with: prefer('code=204, delay=1500'),
      want: { scenario: 'list/204/empty' },
    },
    {
      name: 'the response to HEAD',
      given: 'HEAD /letters',
      with: prefer('delay=1500'),
      want: { scenario: 'list/200/few' },
    },
    {
      name: 'the response of a rule',
      given: 'GET /letters?limit=1',
      with: prefer('delay=1500'),
      want: { scenario: 'list/200/few', trigger: 'rule' },
    },
    {
      name: 'an error named by a token',
      given: 'GET /letters',
      with: prefer('delay=1500', { headers: { Authorization: 'Bearer 429' } }),
      want: { scenario: 'list/429/spike', trigger: 'token' },
    },
    {
      name: 'the error for an invalid request',
      given: 'POST /letters',
      with: prefer('delay=1500', { body: 5 }),
      want: { status: 400, trigger: 'fault' },
    },
    {
      name: 'the 413 for a body over the limit',
      given: 'POST /letters',
      with: prefer('delay=1500', { body: 'x'.repeat(101) }),
      want: { status: 413, trigger: 'limit' },
    },
    {
      name: 'the 406 for an unacceptable Accept',
      given: 'GET /letters',
      with: prefer('delay=1500', { headers: { Accept: 'text/csv' } }),
      want: { status: 406, trigger: 'accept' },
    },
    {
      name: 'the 401 for missing credentials',
      given: 'GET /letters',
      with: prefer('delay=1500'),
      closed: true,
      want: { status: 401 },
    },
    { name: 'a response delayed by the query', given: 'GET /letters?__delay=1500', want: { scenario: 'list/200/few' } },
    { name: 'an error delayed by the query', given: 'GET /letters?__delay=1500&__code=429', want: { status: 429 } },
    {
      name: 'a response delayed by the path prefix',
      given: 'GET /_sandbox/as/delay=1500/letters',
      want: { scenario: 'list/200/few' },
    },
    {
      name: 'an error delayed by the path prefix',
      given: 'GET /_sandbox/as/code=429,delay=1500/letters',
      want: { status: 429 },
    },
    { name: 'a delay in a quoted string', given: 'GET /letters', with: prefer('delay="1500"'), want: { status: 200 } },
    {
      name: 'a delay of a millisecond',
      given: 'GET /letters',
      with: prefer('delay=1'),
      after: 1,
      want: { status: 200 },
    },
    {
      name: 'a delay of 30 seconds, the maximum',
      given: 'GET /letters',
      with: prefer('delay=30000'),
      after: 30_000,
      want: { status: 200 },
    },
    {
      name: 'a delay above 30 seconds: 30 seconds',
      given: 'GET /letters',
      with: prefer('delay=30001'),
      after: 30_000,
      want: { status: 200, headers: { 'preference-applied': 'delay=30000' } },
    },
    {
      name: 'a delay of 400 digits: 30 seconds',
      given: 'GET /letters',
      with: prefer(`delay=${'9'.repeat(400)}`),
      after: 30_000,
      want: { status: 200, headers: { 'preference-applied': 'delay=30000' } },
    },
  ];

describe('delayed by the requested time, not less:', () => {
  beforeEach(() => {
    stopClock();
  });

  it.each(byName(late))('%s', async (_, { given, with: asking, closed, after = 1500, want }) => {
    const { answer, isAnswered } = await begin(given, asking, closed === true ? strict : sandbox);
    await vi.advanceTimersByTimeAsync(after - 1);
    expect(isAnswered()).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toMatchObject(want);
  });
});

const atOnce: readonly { name: string; given: string; with?: Asking; status: number }[] = [
  { name: 'a delay of 0', given: 'GET /letters', with: prefer('delay=0'), status: 200 },
  { name: 'an unknown choice', given: 'GET /letters', with: prefer('code=418, delay=1500'), status: 404 },
  { name: 'an unknown path', given: 'GET /nowhere', with: prefer('delay=1500'), status: 404 },
  { name: 'another method', given: 'PUT /letters', with: prefer('delay=1500'), status: 405 },
  { name: 'OPTIONS', given: 'OPTIONS /letters', with: prefer('delay=1500'), status: 204 },
  { name: 'a path of the sandbox itself', given: 'GET /_sandbox/health', with: prefer('delay=1500'), status: 200 },
  { name: 'another preference', given: 'GET /letters', with: prefer('wait=10'), status: 200 },
];

describe('without delay, the response to', () => {
  beforeEach(() => {
    stopClock();
  });

  it.each(byName(atOnce))('%s', async (_, { given, with: asking, status }) =>
    expect((await ask(sandbox, given, asking)).status).toBe(status),
  );

  it('another request while one is delayed', async () => {
    const { answer, isAnswered } = await begin('GET /letters', prefer('delay=30000'));
    expect((await ask(sandbox, 'GET /letters')).status).toBe(200);
    expect(isAnswered()).toBe(false);
    await vi.runAllTimersAsync();
    expect((await answer).status).toBe(200);
  });
});

const slow = ruledSandbox(documentOf(paths), { delay: 200 });
const byServer: readonly { name: string; given: string; with?: Asking; of?: Sandbox; after: number; want: object }[] = [
  { name: 'the default response', given: 'GET /letters', after: 200, want: { scenario: 'list/200/few' } },
  {
    name: 'a chosen error',
    given: 'GET /letters',
    with: prefer('code=429'),
    after: 200,
    want: { status: 429, headers: { 'preference-applied': 'code=429' } },
  },
  { name: 'a choice by the path', given: 'GET /_sandbox/as/code=429/letters', after: 200, want: { status: 429 } },
  { name: 'an unknown path', given: 'GET /nowhere', after: 200, want: { status: 404 } },
  { name: 'another delay, if Prefer says', given: 'GET /letters', with: prefer('delay=50'), after: 50, want: {} },
  {
    name: 'at most the maximum',
    given: 'GET /letters',
    of: ruledSandbox(documentOf(paths), { delay: 200, delayJitter: 200, maxDelay: 20 }),
    after: 20,
    want: { status: 200 },
  },
];

describe('a server with a delay answers later:', () => {
  beforeEach(() => {
    stopClock();
  });

  it.each(byName(byServer))('%s', async (_, { given, with: asking, of = slow, after, want }) => {
    const { answer, isAnswered } = await begin(given, asking, of);
    await vi.advanceTimersByTimeAsync(after - 1);
    expect(isAnswered()).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toMatchObject(want);
  });

  it.each([
    ['a request that asks for a delay of 0', 'GET /letters', prefer('delay=0')],
    ['a path of the sandbox itself', 'GET /_sandbox/health', {}],
    ['an unknown path of the sandbox itself', 'GET /_sandbox/nowhere', {}],
    ['a path prefix that asks for nothing', 'GET /_sandbox/as/nothing/letters', {}],
  ])('not %s', async (_, given, asking) => {
    await ask(slow, given, asking);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the jitter of the delay', () => {
  const ids = Array.from({ length: 200 }, (_, index) => `id-${index}`);
  const delayOf = (id: string, path = '/a') =>
    defaultDelay(
      { method: 'GET', url: origin + path, headers: new Headers({ 'X-Request-ID': id }) },
      { delay: 100, delayJitter: 50, maxDelay: 30_000 },
    );

  it('makes it longer, by at most the jitter', () => {
    const delays = ids.map((id) => delayOf(id));
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...delays)).toBeLessThanOrEqual(150);
    expect(new Set(delays).size).toBeGreaterThan(30);
  });

  it('is the same for the same request', () =>
    expect(ids.map((id) => delayOf(id))).toEqual(ids.map((id) => delayOf(id))));

  it('depends on the address too', () =>
    expect(ids.map((id) => delayOf(id, '/b'))).not.toEqual(ids.map((id) => delayOf(id))));
});

describe('the query parameter of a delay', () => {
  it('is not validated as a parameter, and not in the URL that expressions insert', async () =>
    expect(await ask(sandbox, 'GET /letters?__delay=0&limit=1')).toMatchObject({
      trigger: 'rule',
      headers: { link: 'http://localhost:9000/letters?limit=1' },
    }));
});

const wrong = ['', 'long', '1.5', '-1', '1e3', '1500ms', '0x10', '"1 500"'];

describe('a delay that is no integer number of milliseconds is refused with an explanation', () => {
  const ways = wrong.flatMap((delay) => [
    { name: `"${delay}" in a header`, given: 'GET /letters', with: prefer(`delay=${delay}`) },
    { name: `"${delay}" in a header with a choice`, given: 'GET /letters', with: prefer(`code=429, delay=${delay}`) },
    { name: `"${delay}" in the query`, given: `GET /letters?__delay=${encodeURIComponent(delay)}` },
    { name: `"${delay}" in a prefix`, given: `GET /_sandbox/as/delay=${encodeURIComponent(delay)}/letters` },
  ]);
  it.each(byName(ways))('%s', async (_, { given, with: asking }) => {
    const answer = await ask(sandbox, given, asking);
    expect(answer).toMatchObject({ status: 404, trigger: 'prefer', body: { status: 404, title: 'Not Found' } });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.text).toContain('a whole number of milliseconds, at most 30000: delay=1500');
  });
});

const applied = [
  { name: 'delay', given: 'GET /letters', prefer: 'delay=1', want: 'delay=1' },
  { name: 'a delay of 0, written as 000', given: 'GET /letters', prefer: 'delay=000', want: 'delay=0' },
  { name: 'delay and an error', given: 'GET /letters', prefer: 'delay=1, code=429', want: 'code=429, delay=1' },
  {
    name: 'delay and an error that was drawn',
    given: 'GET /letters',
    prefer: 'delay=1, code=429, chance=1',
    want: 'code=429, chance=1, delay=1',
  },
  {
    name: 'delay and an error that was not drawn',
    given: 'GET /letters',
    prefer: 'code=429, chance=0, delay=1',
    want: 'chance=0',
  },
  {
    name: 'delay and a success withheld from an invalid request',
    given: 'GET /letters?limit=x',
    prefer: 'code=200, delay=1',
    want: 'delay=1',
  },
  { name: 'delay in the query: not mentioned', given: 'GET /letters?__delay=1', prefer: 'code=429', want: 'code=429' },
];

describe('Preference-Applied after a delay (RFC 7240, section 3)', () => {
  it.each(byName(applied))('%s', async (_, { given, prefer: value, want }) =>
    expect((await ask(sandbox, given, prefer(value))).headers['preference-applied']).toBe(want),
  );
});

describe('a delayed response is abandoned if the client is gone:', () => {
  it.each(['before', 'while'])('the request is aborted %s it waits, as by the global fetch', async (when) => {
    stopClock();
    const client = new AbortController();
    if (when === 'before') client.abort(new Error('too late'));
    const init = { headers: { Prefer: 'delay=30000' }, signal: client.signal };
    const answer = sandbox.fetch(`${origin}/letters`, init);
    const rejected = expect(answer).rejects.toThrow('too late');
    if (when === 'while') {
      await vi.waitUntil(() => vi.getTimerCount() === 1, { interval: 0 });
      client.abort(new Error('too late'));
    }
    await rejected;
    expect(vi.getTimerCount()).toBe(0);
  });

  /** A server, and the sandbox’s response to the next request. */
  async function serve() {
    let arrive: (answer: Promise<Response>) => void;
    const arrived = new Promise<{ readonly answer: Promise<Response> }>((resolve) => {
      arrive = (answer) => resolve({ answer });
    });
    const server = await listen(
      (request) => {
        const answer = sandbox.fetch(request);
        arrive(answer);
        return answer;
      },
      { port: 0, host: '127.0.0.1' },
    );
    return { server, arrived };
  }

  it('the client closes its connection', async () => {
    const { server, arrived } = await serve();
    const client = new AbortController();
    const init = { headers: { Prefer: 'delay=30000' }, signal: client.signal };
    const received = fetch(`${server.url}/letters`, init).catch(() => 'gave up');
    const { answer } = await arrived;
    client.abort();
    expect(await received).toBe('gave up');
    await expect(answer).rejects.toBeDefined();
    await server.close();
  }, 10_000);

  it('the server stops', async () => {
    const { server, arrived } = await serve();
    const received = fetch(`${server.url}/letters`, { headers: { Prefer: 'delay=30000' } }).catch(() => 'cut off');
    const { answer } = await arrived;
    await server.close();
    expect(await received).toBe('cut off');
    await expect(answer).rejects.toBeDefined();
  }, 10_000);

  it('a response that is almost due is sent before the server stops', async () => {
    const { server, arrived } = await serve();
    const received = fetch(`${server.url}/letters`, { headers: { Prefer: 'delay=50' } });
    await arrived;
    await server.close();
    expect((await received).status).toBe(200);
  }, 10_000);
});
