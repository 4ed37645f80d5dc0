import { connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { listen } from '../../sandbox/hosts/node.ts';
import type { AccessLogEntry } from '../../sandbox/index.ts';
import { documentOf, jsonBody, response } from '../fixtures/document.ts';
import { exchange } from '../fixtures/raw-socket.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const responses = { 200: response({ ok: ['Rex'] }) };
const document = documentOf({ '/pets': { get: { responses }, post: { requestBody: jsonBody({}), responses } } });

afterEach(() => {
  vi.restoreAllMocks();
});

const head = 'POST /pets HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';

describe('a client that disconnects gets no answer, and nothing is logged as a failure', () => {
  it.each([
    ['within a body of known length', [`${head}Content-Length: 100\r\n\r\n`, '{"a":']],
    ['before the body', [`${head}Content-Length: 100\r\n\r\n`]],
    ['between chunks', [`${head}Transfer-Encoding: chunked\r\n\r\n`, '5\r\n{"a":\r\n']],
    ['within a chunk', [`${head}Transfer-Encoding: chunked\r\n\r\n`, '5\r\n{"a']],
    ['within a body that is too long', [`${head}Content-Length: 3000000\r\n\r\n`, 'x'.repeat(2_000_000)]],
    ['within the header section', [head]],
    [
      'within a body behind pipelined requests',
      [`${`${head}Content-Length: 2\r\n\r\n{}`.repeat(2)}${head}Content-Length: 100\r\n\r\n{"a":`],
    ],
  ])('%s', async (_, texts) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const reported: AccessLogEntry[] = [];
    const sandbox = ruledSandbox(document, { onAnswer: (answer) => reported.push(answer) });
    const outcomes: Promise<unknown>[] = [];
    const fetch = (request: Request) => {
      const outcome = sandbox.fetch(request);
      outcomes.push(outcome.catch(() => 'left'));
      return outcome;
    };
    const server = await listen(fetch, { port: 0, host: '127.0.0.1' });
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    for (const text of texts) {
      await new Promise((resolve) => socket.write(text, resolve));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    socket.destroy();
    // The next request is answered as usual.
    const [answer] = await exchange(server.url, 'GET /pets HTTP/1.1\r\nHost: a\r\n\r\n');
    // The request before it is the one that was incomplete.
    const cut = outcomes.at(-2);
    if (cut) expect(await cut).toBe('left');
    await server.close();
    expect(answer?.status).toBe(200);
    expect(reported.filter(({ method }) => method === 'GET')).toHaveLength(1);
    expect(reported).toHaveLength(outcomes.length - (cut ? 1 : 0));
    expect(log.mock.calls).toEqual([]);
  });
});

it('in this process, a body that was already read is reported to the caller', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const request = new Request('http://a/pets', { method: 'POST', body: '{}' });
  await request.text();
  await expect(ruledSandbox(document).fetch(request)).rejects.toThrow(TypeError);
  expect(log.mock.calls).toEqual([]);
});
