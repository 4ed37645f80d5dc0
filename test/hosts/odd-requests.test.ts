import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Listening, listen } from '../../sandbox/hosts/node.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, jsonBody, response } from '../fixtures/document.ts';
import { exchange } from '../fixtures/raw-socket.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const responses = { 200: response({ ok: ['Rex'] }) };
const sandbox = ruledSandbox(
  documentOf({ '/pets': { get: { responses }, post: { requestBody: jsonBody({}), responses } } }),
);
let server: Listening;
beforeAll(async () => {
  server = await listen(sandbox.answer, { port: 0, host: '127.0.0.1', headerTimeout: 300, requestTimeout: 600 });
});
afterAll(() => server.close());

interface Row {
  readonly name: string;
  readonly given: string;
  readonly want: number;
  readonly detail?: RegExp;
}

const close = 'Connection: close\r\n\r\n';
const get = (target: string, host = 'Host: localhost\r\n') => `GET ${target} HTTP/1.1\r\n${host}${close}`;
const post = (head: string, body: string) => `POST /pets HTTP/1.1\r\nHost: a\r\n${head}\r\n\r\n${body}`;

const answered: readonly Row[] = [
  { name: 'HTTP/1.0 without a Host', given: 'GET /pets HTTP/1.0\r\n\r\n', want: 200 },
  { name: 'an empty Host', given: get('/pets', 'Host:\r\n'), want: 200 },
  { name: 'a Host with characters that are special elsewhere', given: get('/pets', 'Host: $&$\'`"\r\n'), want: 200 },
  { name: 'a target in absolute form', given: get('http://localhost/pets'), want: 200 },
  { name: 'an unknown upgrade', given: get('/pets', 'Host: a\r\nUpgrade: h2c\r\n'), want: 200 },
  { name: 'OPTIONS *', given: `OPTIONS * HTTP/1.1\r\nHost: a\r\n${close}`, want: 204 },
];

const healthChecks: readonly Row[] = [
  { name: 'HAProxy, by default', given: 'OPTIONS / HTTP/1.0\r\n\r\n', want: 204 },
  { name: 'HAProxy, with a path', given: 'GET /_sandbox/health HTTP/1.0\r\n\r\n', want: 200 },
  { name: 'HAProxy, by OPTIONS of that path', given: 'OPTIONS /_sandbox/health HTTP/1.0\r\n\r\n', want: 204 },
  { name: 'HAProxy, over HTTP/1.1 with an empty Host', given: get('/_sandbox/health', 'Host: \r\n'), want: 200 },
  { name: 'HEAD over HTTP/1.0', given: 'HEAD /_sandbox/health HTTP/1.0\r\n\r\n', want: 200 },
  {
    name: 'HEAD over HTTP/1.1 with an empty Host',
    given: `HEAD /_sandbox/health HTTP/1.1\r\nHost:\r\n${close}`,
    want: 200,
  },
  {
    name: 'nginx, over HTTP/1.0 with the address as Host',
    given: `GET /_sandbox/health HTTP/1.0\r\nHost: 127.0.0.1:9000\r\n${close}`,
    want: 200,
  },
  {
    name: 'OPTIONS over HTTP/1.1 with an empty Host',
    given: `OPTIONS / HTTP/1.1\r\nHost:\r\n${close}`,
    want: 204,
  },
];

const refused: readonly Row[] = [
  { name: 'a missing Host', given: 'GET /pets HTTP/1.1\r\n\r\n', want: 400, detail: /Host is missing/ },
  { name: 'two Hosts', given: get('/pets', 'Host: a\r\nhost: b\r\n'), want: 400, detail: /several times/ },
  {
    name: 'a Host with invalid characters',
    given: get('/pets', 'Host: a b<>\r\n'),
    want: 400,
    detail: /Host is no name/,
  },
  {
    name: 'a Host with a user name',
    given: get('/pets', 'Host: me@localhost\r\n'),
    want: 400,
    detail: /Host is no name/,
  },
  { name: 'a Host with a path', given: get('/pets', 'Host: localhost/a\r\n'), want: 400, detail: /Host is no name/ },
  {
    name: 'a port above 65535',
    given: get('/pets', 'Host: a:99999\r\n'),
    want: 400,
    detail: /Host is no name/,
  },
  { name: 'an invalid IPv4 address', given: get('/pets', 'Host: 999.1.1.1\r\n'), want: 400, detail: /Host is no name/ },
  {
    name: 'a target with a user name',
    given: get('http://me:secret@localhost/pets'),
    want: 400,
    detail: /no user name/,
  },
  { name: 'a target with a space', given: get('http://a b/'), want: 400 },
  { name: 'a target of another scheme', given: get('ftp://localhost/pets'), want: 400 },
  { name: 'a target without a leading slash', given: get('pets'), want: 400 },
  { name: 'GET *', given: get('*'), want: 400, detail: /begins with a slash/ },
  { name: 'a target with a backslash', given: get('/a\\b'), want: 400, detail: /Backslash/ },
  { name: 'CONNECT', given: 'CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n', want: 405, detail: /no proxy/ },
  { name: 'an unknown expectation', given: get('/pets', 'Host: a\r\nExpect: tea\r\n'), want: 417, detail: /Expect/ },
  { name: 'a text that is no HTTP request', given: 'hello\r\n\r\n', want: 400, detail: /no request in HTTP/ },
  { name: 'an unsupported HTTP version', given: 'GET /pets HTTP/3.0\r\nHost: a\r\n\r\n', want: 400 },
  { name: 'a header line without a colon', given: get('/pets', 'Host: a\r\nno colon\r\n'), want: 400 },
  { name: 'a long header', given: get('/pets', `Host: a\r\nX: ${'x'.repeat(20_000)}\r\n`), want: 431, detail: /16 KB/ },
  { name: 'a long target', given: get(`/${'x'.repeat(20_000)}`), want: 431 },
  { name: 'two Content-Length headers', given: post('Content-Length: 2\r\nContent-Length: 3', '{}'), want: 400 },
  {
    name: 'Content-Length beside chunks',
    given: post('Content-Length: 2\r\nTransfer-Encoding: chunked', '{}'),
    want: 400,
  },
  {
    name: 'a chunk without a size',
    given: post('Transfer-Encoding: chunked', 'zz\r\n'),
    want: 400,
    detail: /chunk/,
  },
  { name: 'an unfinished header section', given: 'GET /pets HTTP/1.1\r\nHost: a\r\n', want: 408, detail: /in time/ },
  { name: 'an unfinished body', given: post('Content-Length: 9', '{'), want: 408, detail: /in time/ },
];

describe('requests over a socket that are answered', () => {
  it.each(byName(answered))('%s', async (_, { given, want }) => {
    const answers = await exchange(server.url, given);
    expect(answers.map(({ status }) => status)).toEqual([want]);
  });
});

describe('a health check is answered: that of', () => {
  it.each(byName(healthChecks))('%s', async (_, { given, want }) => {
    const answers = await exchange(server.url, given);
    expect(answers.map(({ status }) => status)).toEqual([want]);
  });
});

describe('requests over a socket that are refused with problem details', () => {
  it.concurrent.each(byName(refused))('%s', async (_, { given, want, detail = /./ }) => {
    const [answer, ...more] = await exchange(server.url, given);
    expect(more).toEqual([]);
    expect(answer).toMatchObject({
      status: want,
      headers: {
        'content-type': 'application/problem+json',
        'access-control-allow-origin': '*',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
    expect(JSON.parse(answer?.body ?? '')).toMatchObject({
      type: 'about:blank',
      status: want,
      detail: expect.stringMatching(detail),
    });
  });
});

it('the refusal of an unreadable request comes after the answers to the requests before it', async () => {
  const good = 'GET /pets HTTP/1.1\r\nHost: a\r\n\r\n';
  const answers = await exchange(server.url, `${good}${good}rubbish\r\n\r\n`, 3);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 400]);
});

it('an internal error is answered with 500, and logged', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const failing = await listen(() => Promise.reject(new Error('secret')), { port: 0, host: '127.0.0.1' });
  const [answer] = await exchange(failing.url, get('/'));
  await failing.close();
  expect(answer).toMatchObject({ status: 500, headers: { 'content-type': 'application/problem+json' } });
  expect(answer?.body).not.toContain('secret');
  expect(log).toHaveBeenCalledWith(new Error('secret'));
  log.mockRestore();
});
