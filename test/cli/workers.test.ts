import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtCommand, type Running, ready, until } from '../fixtures/built-command.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { exchange } from '../fixtures/raw-socket.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const command = builtCommand();
afterAll(command.endAll);

const pets = (name: string) =>
  JSON.stringify(
    documentOf({ '/pets': { get: { operationId: 'list', responses: { 200: response({ ok: [name] }) } } } }),
  );

/** A server with several processes, and its folder, which contains one document. */
async function serve(...more: readonly string[]) {
  const folder = writeFiles({ 'pets.json': pets('Rex') });
  const running = command.start(['pets.json', '--port=0', '--workers=2', ...more], folder);
  return { running, folder, url: await ready(running) };
}

/** The processes started by a command that are still running. */
function workersOf({ child }: Running): readonly number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' });
  return listed
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, state]) => parent === String(child.pid) && !state?.startsWith('Z'))
    .map(([pid]) => Number(pid));
}

/** The example names received over several connections. */
async function names(url: string): Promise<readonly string[]> {
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      exchange(url, 'GET /pets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'),
    ),
  );
  return [...new Set(answers.flat().map(({ body }) => body))];
}

async function stop({ child, ended }: Running) {
  child.kill('SIGTERM');
  return ended;
}

/** Retries what may fail while workers start, until it has the wanted result or the test times out. */
async function eventually(is: () => Promise<boolean>): Promise<void> {
  while (!(await is().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe('several workers', () => {
  it('share a port, print it once, answer alike, and stop cleanly', async () => {
    const { running, url } = await serve();
    expect(workersOf(running)).toHaveLength(2);
    expect(await names(url)).toEqual(['["Rex"]']);
    expect(running.printed().match(/listening on .* with 2 workers$/gm)).toHaveLength(1);
    const workers = workersOf(running);
    expect(await stop(running)).toBe(0);
    expect(running.complained()).toBe('stopped by SIGTERM\n');
    expect(workers.filter(isAlive)).toEqual([]);
  });

  it('log each request once', async () => {
    const { running, url } = await serve('--log=json');
    await names(url);
    await until(running, running.printed, /(\{.*\}\n){8}/);
    expect(running.printed().match(/^\{/gm)).toHaveLength(8);
    await stop(running);
  });

  it('answer every request received before they stop', async () => {
    const { running, url } = await serve();
    const asked = Array.from({ length: 6 }, () =>
      exchange(url, 'GET /pets HTTP/1.1\r\nHost: localhost\r\nPrefer: delay=20\r\n\r\n'),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    const code = stop(running);
    expect((await Promise.all(asked)).flat().map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(await code).toBe(0);
  });

  it('are as many as there are cores by default', async () => {
    const folder = writeFiles({ 'pets.json': pets('Rex') });
    const running = command.start(['pets.json', '--port=0'], folder, { OPENAPI_SANDBOX_WORKERS: 'auto' });
    expect(await names(await ready(running))).toEqual(['["Rex"]']);
    await stop(running);
  });

  it('close connections above the limit for all of them', async () => {
    const { running, url } = await serve('--max-connections=2');
    const wait = 'GET /pets HTTP/1.1\r\nHost: localhost\r\nPrefer: delay=1\r\n\r\n';
    const answers = await Promise.all(Array.from({ length: 8 }, () => exchange(url, wait).catch(() => [])));
    const answered = answers.flat().length;
    expect([answered > 0, answered < 8]).toEqual([true, true]);
    await eventually(async () => (await names(url)).length === 1);
    await stop(running);
  });
});

describe('a worker that dies', () => {
  it('is restarted on the same port, even if all have died, and serves the same', async () => {
    const { running, url, folder } = await serve();
    writeFileSync(join(folder, 'pets.json'), pets('Fido'));
    for (const worker of workersOf(running)) process.kill(worker, 'SIGKILL');
    await until(running, running.complained, /(?:worker \d+ has ended \(SIGKILL\); another takes its place\n){2}/);
    await eventually(async () => (await names(url)).length === 1);
    expect(await names(url)).toEqual(['["Rex"]']);
    await stop(running);
  });

  it('ends the server if it dies again and again', async () => {
    const { running } = await serve();
    const killing = setInterval(() => {
      for (const worker of workersOf(running)) process.kill(worker, 'SIGKILL');
    }, 100);
    expect(await running.ended).toBe(70);
    clearInterval(killing);
    expect(running.complained()).toContain('Workers end again and again, the last one by SIGKILL.');
  });

  it('ends together with the primary process', async () => {
    const { running } = await serve();
    const workers = workersOf(running);
    running.child.kill('SIGKILL');
    await running.ended;
    await eventually(async () => !workers.some(isAlive));
    expect(workers).toHaveLength(2);
  });
});

describe('an error at the start is printed once', () => {
  it('if the document is unusable', async () => {
    const running = command.start(['pets.json', '--workers=2'], writeFiles({ 'pets.json': '{' }));
    expect(await running.ended).toBe(2);
    expect(running.complained().match(/pets\.json:1:2 error/g)).toHaveLength(1);
  });

  it('if the port is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const folder = writeFiles({ 'pets.json': pets('Rex') });
    const running = command.start(['pets.json', `--port=${port}`, '--workers=2'], folder);
    expect(await running.ended).toBe(2);
    expect(running.complained()).toBe(
      `openapi-sandbox: Port ${port} is in use. Stop what uses it, or choose another: --port ${port + 1}, or --port 0 for any\n`,
    );
    taken.close();
  });
});

it('with --watch all workers serve a changed document, also those started later', async () => {
  const { running, url, folder } = await serve('--watch');
  writeFileSync(join(folder, 'pets.json'), pets('Fido'));
  await until(running, running.complained, /pets\.json has changed: the new one is served/);
  await eventually(async () => (await names(url)).join() === '["Fido"]');
  const [worker = 0] = workersOf(running);
  process.kill(worker, 'SIGKILL');
  await until(running, running.complained, /another takes its place/);
  await eventually(async () => workersOf(running).length === 2);
  expect(await names(url)).toEqual(['["Fido"]']);
  expect(running.complained().match(/has changed/g)).toHaveLength(1);
  await stop(running);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
