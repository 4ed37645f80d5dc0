import { connect } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import type { Listening } from '../../sandbox/index.ts';
import { authority } from '../fixtures/certificates.ts';
import { documentOf, jsonBody, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const text = 'x'.repeat(99);
const get = { operationId: 'get', responses: { 200: response({ ok: text }), 503: response({ busy: [1, 2] }) } };
const document = documentOf({
  '/pets': {
    get,
    post: { requestBody: jsonBody({ type: 'string' }), responses: { 201: response({ ok: {} }) } },
    delete: { responses: { 204: { description: '' } } },
  },
});
const logged: string[] = [];
const sandbox = ruledSandbox(document, { onAnswer: ({ status, hint }) => logged.push(`${status} ${hint}`) });
const certificates = authority('Ours').issue({ name: 'sandbox' });

const listening: Listening[] = [];
afterEach(async () => {
  logged.length = 0;
  await Promise.all(listening.splice(0).map(({ close }) => close()));
});

interface Row {
  readonly name: string;
  /** The start line, and header fields. */
  readonly request: readonly string[];
  readonly body?: string;
  /** How the connection ends, and what came before. */
  readonly want: { readonly end: 'reset' | 'closed'; readonly received: RegExp };
}

const half = /^HTTP\/1\.1 200 OK\r\n[\s\S]*content-length: 101\r\n[\s\S]*\r\n\r\n"x{49}$/i;
const nothing = /^$/;

const rows: readonly Row[] = [
  { name: 'reset', request: ['GET /pets', 'Prefer: fault=reset'], want: { end: 'reset', received: nothing } },
  { name: 'empty', request: ['GET /pets', 'Prefer: fault=empty'], want: { end: 'closed', received: nothing } },
  { name: 'truncate', request: ['GET /pets', 'Prefer: fault=truncate'], want: { end: 'closed', received: half } },
  { name: 'by query', request: ['GET /pets?__fault=empty'], want: { end: 'closed', received: nothing } },
  { name: 'by path', request: ['GET /_sandbox/as/fault=empty/pets'], want: { end: 'closed', received: nothing } },
  {
    name: 'after a delay',
    request: ['GET /pets', 'Prefer: fault=empty, delay=20'],
    want: { end: 'closed', received: nothing },
  },
  {
    name: 'truncate, with a chosen answer',
    request: ['GET /pets', 'Prefer: fault=truncate, code=503'],
    want: { end: 'closed', received: /^HTTP\/1\.1 503 [\s\S]*content-length: 5\r\n[\s\S]*\r\n\r\n\[1$/i },
  },
  {
    name: 'truncate, without a body',
    request: ['DELETE /pets', 'Prefer: fault=truncate'],
    want: { end: 'closed', received: /^HTTP\/1\.1 204 $/ },
  },
  {
    name: 'reset, for a request with a body',
    request: ['POST /pets', 'Prefer: fault=reset', 'Content-Type: application/json', 'Content-Length: 4'],
    body: '"Re"',
    want: { end: 'reset', received: nothing },
  },
  {
    name: 'not if the draw does not select it',
    request: ['GET /pets', 'Prefer: fault=reset, chance=0', 'Connection: close'],
    want: { end: 'closed', received: /^HTTP\/1\.1 200 [\s\S]*"x{99}"$/ },
  },
  {
    name: 'if the draw selects it',
    request: ['GET /pets', 'Prefer: fault=reset, chance=1'],
    want: { end: 'reset', received: nothing },
  },
];

describe.each([
  { over: 'TCP', tls: undefined },
  { over: 'TLS', tls: certificates },
])('a connection over $over fails on purpose', ({ tls }) => {
  it.each(rows)('$name', async ({ request, body = '', want }) => {
    const server = await sandbox.listen(tls ? { tls } : {});
    listening.push(server);
    const [start = '', ...fields] = request;
    const lines = [`${start} HTTP/1.1`, 'Host: localhost', ...fields, '', body];
    const { end, received } = await send(server.url, lines.join('\r\n'));
    expect(received).toMatch(want.received);
    expect(end).toBe(want.end);
  });
});

it('the next request on another connection is answered, and the log says which failed', async () => {
  const server = await sandbox.listen();
  listening.push(server);
  await expect(fetch(`${server.url}/pets`, { headers: { Prefer: 'fault=reset' } })).rejects.toThrow('fetch failed');
  const cut = await fetch(`${server.url}/pets`, { headers: { Prefer: 'fault=truncate' } });
  await expect(cut.text()).rejects.toThrow('terminated');
  expect((await fetch(`${server.url}/pets`)).status).toBe(200);
  expect(logged).toEqual([
    '200 fault=reset: the connection fails on purpose',
    '200 fault=truncate: the connection fails on purpose',
    '200 null',
  ]);
});

describe('a request is answered, and a hint says why,', () => {
  it.each([
    ['without a connection', 'fault=reset', /^fault=reset needs a connection\. .*sandbox\.listen\(\)$/],
    ['with an unknown fault', 'fault=explode', /^"explode" is no fault of a connection\. .*reset, empty, truncate/],
    ['with a misspelt preference', 'fautl=reset', /Did you mean fault\?/],
  ])('%s', async (_, prefer, want) => {
    const answer = await sandbox.fetch('http://localhost/pets', { headers: { Prefer: prefer } });
    expect([answer.status, await answer.json()]).toEqual([200, text]);
    expect(answer.headers.get('sandbox-hint')).toMatch(want);
    expect(answer.headers.get('preference-applied')).toBeNull();
  });
});

interface End {
  readonly end: 'reset' | 'closed';
  readonly received: string;
}

/** Sends a text on a connection of its own, and returns what came and how the connection ended. */
function send(url: string, text: string): Promise<End> {
  const { protocol, port, hostname } = new URL(url);
  return new Promise((resolve) => {
    let received = '';
    let end: End['end'] = 'closed';
    const socket =
      protocol === 'https:'
        ? connectSecurely({ port: Number(port), host: hostname, rejectUnauthorized: false })
        : connect(Number(port), hostname);
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET') end = 'reset';
    });
    socket.on('close', () => resolve({ end, received }));
    socket.write(text);
  });
}
