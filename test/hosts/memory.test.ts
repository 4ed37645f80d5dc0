import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { builtCommand, ready } from '../fixtures/built-command.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { exchange } from '../fixtures/raw-socket.ts';
import { writeFiles } from '../fixtures/write-document.ts';

/** An example of a megabyte, and a document that contains it. */
const large = { rows: Array.from({ length: 10_000 }, (_, index) => `${index} ${'x'.repeat(90)}`) };
const get = { operationId: 'list', responses: { 200: response({ large }) } };
const echo = {
  operationId: 'echo',
  parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }],
  responses: { 200: response({ large: { ...large, said: '' } }) },
};
const folder = writeFiles({
  'pets.json': JSON.stringify(documentOf({ '/pets': { get }, '/echo': { get: echo } })),
  'rules/pets.yaml': [
    'rules:',
    '  - operation: echo',
    "    answer: { scenario: 200/large, body: { '/said': '$request.query.q' } }",
  ].join('\n'),
});
const command = builtCommand();
afterAll(command.endAll);

/** Resident memory of a process in megabytes; null where the system does not report it. */
function resident(pid: number | undefined): number | null {
  try {
    const [, kilobytes = ''] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

const isReported = resident(process.pid) !== null;

const rows = [
  ['file of the console', '/_sandbox/console/swagger-ui-bundle.js'],
  ['served document', '/_sandbox/openapi/pets.json'],
  ['catalogue of scenarios', '/_sandbox/scenarios'],
  ['example', '/pets'],
  ['response made for each request', '/echo?q=1'],
  ['delayed response', '/pets?__delay=20000'],
] as const;

describe.skipIf(!isReported)('twenty clients that send 400 requests each and read nothing', () => {
  it.each(rows)('need less than 200 MB: %s', async (_, path) => {
    const running = command.start(['pets.json', '--port=0', '--log=off', '--scenarios=rules'], folder);
    const url = await ready(running);
    const one = `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
    // Responses that are cached are made before the measurement.
    await exchange(url, one.replace('__delay=20000', ''));
    const sockets: Socket[] = [];
    for (let client = 0; client < 20; client += 1) {
      const socket = connect(Number(new URL(url).port), '127.0.0.1').pause();
      socket.on('error', () => {});
      socket.write(one.repeat(400));
      sockets.push(socket);
    }
    let max = 0;
    for (let look = 0; look < 20; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      max = Math.max(max, resident(running.child.pid) ?? 0);
    }
    // The next client is answered as usual.
    const [answer] = await exchange(url, 'GET /_sandbox/health HTTP/1.1\r\nHost: localhost\r\n\r\n');
    for (const socket of sockets) socket.destroy();
    running.child.kill('SIGKILL');
    await running.ended;
    expect(answer?.status).toBe(200);
    expect(max).toBeGreaterThan(20);
    expect(max).toBeLessThan(200);
  });

  it('a client that reads gets all of 400 responses', async () => {
    const running = command.start(['pets.json', '--port=0', '--log=off'], folder);
    const url = await ready(running);
    const answers = await exchange(url, 'GET /_sandbox/health HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(400), 400);
    expect(answers.map(({ status }) => status)).toEqual(Array(400).fill(200));
    running.child.kill('SIGKILL');
    await running.ended;
  });
});
