import { connect, type Socket } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import type { Limits } from '../../sandbox/hosts/limited-server.ts';
import { listen } from '../../sandbox/hosts/node.ts';
import { exchange } from '../fixtures/raw-socket.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const hello = () => new Response('hello');
const get = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
const serve = (limits: Partial<Limits>, fetch: (request: Request) => Response | Promise<Response> = hello) =>
  listen(fetch, { port: 0, host: '127.0.0.1', ...limits });

/** A connection over which a text is sent, and the bytes received until the server closes it. */
function closedByServer(url: string, text: string): { readonly socket: Socket; readonly received: Promise<string> } {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let all = '';
  socket.on('data', (chunk: Buffer) => {
    all += chunk.toString();
  });
  socket.on('error', () => {});
  socket.write(text);
  return { socket, received: new Promise((resolve) => socket.on('close', () => resolve(all))) };
}

it('an idle keep-alive connection is closed', async () => {
  const server = await serve({ keepAliveTimeout: 200 });
  const { received } = closedByServer(server.url, get);
  expect(await received).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  await server.close();
});

it('a connection without progress during a response is closed', async () => {
  const server = await serve({ idleTimeout: 200 }, () => new Promise<Response>(() => {}));
  const { received } = closedByServer(server.url, get);
  expect(await received).toBe('');
  await server.close();
});

it('a connection that sends nothing is closed', async () => {
  const server = await serve({ headerTimeout: 200 });
  const { received } = closedByServer(server.url, '');
  expect(await received).toMatch(/^HTTP\/1\.1 408 |^$/);
  await server.close();
});

it('connections above the limit are closed, which is logged once, and the open ones continue', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const server = await serve({ maxConnections: 2 });
  const kept = [closedByServer(server.url, get), closedByServer(server.url, get)];
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (let more = 0; more < 3; more += 1) expect(await closedByServer(server.url, '').received).toBe('');
  for (const { socket } of kept) socket.end(get);
  for (const { received } of kept) expect((await received).match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  expect(log.mock.calls).toEqual([[expect.stringContaining('--max-connections')]]);
  expect((await exchange(server.url, get)).map(({ status }) => status)).toEqual([200]);
  await server.close();
});

it('thousands of pipelined requests are answered one at a time', async () => {
  let asked = 0;
  const server = await serve({}, () => {
    asked += 1;
    return new Promise<Response>(() => {});
  });
  const { socket, received } = closedByServer(server.url, get.repeat(20_000));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(asked).toBe(1);
  socket.destroy();
  await received;
  await server.close();
});
