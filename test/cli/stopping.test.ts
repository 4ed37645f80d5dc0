import { spawn, spawnSync } from 'node:child_process';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { builtCommand, type Running, ready } from '../fixtures/built-command.ts';
import { documentOf, jsonBody, response } from '../fixtures/document.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const get = { operationId: 'list', responses: { 200: response({ ok: ['Rex'] }) } };
const post = { operationId: 'add', requestBody: jsonBody({}), responses: { 201: response({ added: {} }) } };
const folder = writeFiles({ 'pets.json': JSON.stringify(documentOf({ '/pets': { get, post } })) });
const command = builtCommand();
afterAll(command.endAll);

const hasWrk = spawnSync('wrk', ['-v']).error === undefined;
const start = (...more: readonly string[]) => command.start(['pets.json', '--port=0', ...more], folder);

/** The result of a request over a kept connection. */
interface Outcome {
  /** `200`, or the error code. */
  readonly was: string;
  /** The connection was open before; a connection refused while opening was never accepted. */
  readonly wasOpen: boolean;
  readonly isLast: boolean;
}

function send(url: string, agent: Agent): Promise<Outcome> {
  return new Promise((resolve) => {
    let wasOpen = false;
    const sent = request(`${url}/pets`, { agent }, (answer) => {
      answer.resume().on('end', () => {
        resolve({ was: String(answer.statusCode), wasOpen, isLast: answer.headers.connection === 'close' });
      });
    });
    sent.on('socket', (socket) => {
      wasOpen = !socket.connecting;
    });
    sent.on('error', (error) =>
      resolve({ was: 'code' in error ? String(error.code) : error.message, wasOpen, isLast: false }),
    );
    sent.end();
  });
}

/** Sends one request after another over a kept connection until it is closed. */
async function sendOn(url: string, begun: () => void): Promise<readonly Outcome[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const outcomes: Outcome[] = [];
  for (;;) {
    const outcome = await send(url, agent);
    outcomes.push(outcome);
    begun();
    if (outcome.isLast || !/^\d+$/.test(outcome.was)) break;
  }
  agent.destroy();
  return outcomes;
}

function withResolver(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let finish = (): void => {};
  const promise = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { promise, resolve: () => finish() };
}

/** Stops the server, and returns its exit code and whether it exited within ten seconds. */
async function stop(running: Running, signal: NodeJS.Signals = 'SIGTERM') {
  const began = performance.now();
  running.child.kill(signal);
  const code = await running.ended;
  return { code, isInTime: performance.now() - began < 10_000 };
}

const unfinishedBody = 'POST /pets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n';

/** A connection over which a text was sent, and nothing follows. */
async function unfinished(url: string, text: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {});
  await new Promise((resolve) => socket.on('connect', resolve));
  socket.write(text);
  await new Promise((resolve) => setTimeout(resolve, 300));
  return socket;
}

describe('a server that is being stopped', () => {
  it('answers every request of busy clients, and closes with the last response', async () => {
    const running = start('--log=off');
    const url = await ready(running);
    const begun: Promise<void>[] = [];
    const clients = Array.from({ length: 20 }, () => {
      const { promise, resolve } = withResolver();
      begun.push(promise);
      return sendOn(url, resolve);
    });
    await Promise.all(begun);
    const stopped = stop(running);
    const all = await Promise.all(clients);
    expect(await stopped).toEqual({ code: 0, isInTime: true });
    for (const outcomes of all) {
      expect(outcomes.filter(({ was, wasOpen }) => was !== '200' && wasOpen)).toEqual([]);
      expect(outcomes.at(-1)).toMatchObject({ was: '200', isLast: true });
    }
  });

  it('answers a client that has just connected', async () => {
    const running = start('--log=off');
    const { port } = new URL(await ready(running));
    const sockets = Array.from({ length: 200 }, () => connect(Number(port), '127.0.0.1'));
    const answers = sockets.map(async (socket) => {
      let received = '';
      socket.on('data', (chunk: Buffer) => {
        received += chunk.toString();
      });
      return new Promise<string>((resolve) => {
        socket.on('error', (error) => resolve(String(error)));
        socket.on('close', () => resolve(received.slice(0, 12)));
      });
    });
    await Promise.all(
      sockets.map(async (socket) => {
        if (socket.connecting) await new Promise((resolve) => socket.on('connect', resolve));
        socket.write('GET /pets HTTP/1.1\r\nHost: localhost\r\n\r\n');
      }),
    );
    const stopped = stop(running);
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['HTTP/1.1 200']));
    expect(await stopped).toEqual({ code: 0, isInTime: true });
  });

  it.skipIf(!hasWrk)('loses no response of wrk (skipped without wrk)', async () => {
    const running = start('--log=off');
    const load = spawn('wrk', ['-t1', '-c20', '-d4s', `${await ready(running)}/pets`]);
    let reported = '';
    load.stdout.on('data', (chunk: Buffer) => {
      reported += chunk.toString();
    });
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const stopped = stop(running);
    await new Promise((resolve) => load.on('close', resolve));
    // Connections that wrk cannot open any more count as write errors.
    const [, lost = '0'] = /read (\d+)/.exec(reported) ?? [];
    expect(Number(/(\d+) requests in/.exec(reported)?.[1])).toBeGreaterThan(0);
    expect(Number(lost)).toBe(0);
    expect(await stopped).toEqual({ code: 0, isInTime: true });
  });

  it('answers a request that arrives on an idle connection shortly after', async () => {
    const running = start('--log=off');
    const url = await ready(running);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await send(url, agent)).toMatchObject({ was: '200', isLast: false });
    const stopped = stop(running);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await send(url, agent)).toEqual({ was: '200', wasOpen: true, isLast: true });
    agent.destroy();
    expect(await stopped).toEqual({ code: 0, isInTime: true });
  });

  it('sends delayed responses at once', async () => {
    const running = start('--log=off');
    const url = await ready(running);
    const late = fetch(`${url}/pets`, { headers: { Prefer: 'delay=30000' } });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const stopped = stop(running);
    expect((await late).status).toBe(200);
    expect(await stopped).toEqual({ code: 0, isInTime: true });
  });

  it('answers all pipelined requests', async () => {
    const running = start('--log=off');
    const url = await ready(running);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let received = '';
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString();
    });
    const closed = new Promise((resolve) => socket.on('close', resolve));
    const one = (more: string) => `GET /pets HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;
    socket.write(one('Prefer: delay=30000\r\n') + one('') + one(''));
    await new Promise((resolve) => setTimeout(resolve, 500));
    const stopped = stop(running);
    await closed;
    expect(received.match(/HTTP\/1\.1 200/g)).toHaveLength(3);
    expect(received.match(/HTTP\/1\.1 200/g)).toHaveLength(3);
    expect(await stopped).toEqual({ code: 0, isInTime: true });
  });

  it.each([
    ['sends nothing', ''],
    ['does not finish its header section', 'GET /pets HTTP/1.1\r\n'],
    ['does not finish its body', unfinishedBody],
  ])('does not wait indefinitely for a client that %s', async (_, text) => {
    const running = start('--log=off');
    const socket = await unfinished(await ready(running), text);
    expect(await stop(running)).toEqual({ code: 0, isInTime: true });
    socket.destroy();
  });

  it('exits even if its output is not read', async () => {
    const running = start();
    const url = await ready(running);
    running.child.stdout?.pause();
    running.child.stderr?.pause();
    const agent = new Agent({ keepAlive: true, maxSockets: 20 });
    // More than the buffer of a pipe.
    for (let round = 0; round < 150; round += 1)
      await Promise.all(Array.from({ length: 20 }, () => send(`${url}/${'x'.repeat(100)}`, agent)));
    agent.destroy();
    const began = performance.now();
    running.child.kill('SIGTERM');
    const code = await new Promise((resolve) => running.child.on('exit', resolve));
    expect(code).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it.each([
    ['SIGTERM', 'SIGINT', 130],
    ['SIGINT', 'SIGTERM', 143],
  ] as const)('stops cleanly on %s, exits at once on %s', async (first, second, code) => {
    const running = start('--log=off');
    const url = await ready(running);
    const socket = await unfinished(url, unfinishedBody);
    running.child.kill(first);
    await new Promise((resolve) => setTimeout(resolve, 300));
    running.child.kill(second);
    expect(await running.ended).toBe(code);
    socket.destroy();
  });
});
