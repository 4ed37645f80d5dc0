import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listen } from '../../sandbox/hosts/node.ts';
import { documentOf, jsonBody } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const responses = { 201: { description: '' } };
const pets = documentOf({ '/pets': { get: { responses }, post: { requestBody: jsonBody({}), responses } } });

/** Sends texts over one connection, a while apart, whatever is answered in between; the statuses that came back. */
function sendSlowly(url: string, texts: readonly string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let received = '';
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(Array.from(received.matchAll(/HTTP\/1.1 (\d+)/g), ([, status = '']) => status)));
    const send = ([text, ...rest]: readonly string[]): void => {
      if (text !== undefined) socket.write(text, () => setTimeout(send, 400, rest));
    };
    send(texts);
  });
}

describe('a client that is slow', () => {
  const sixty = 'x'.repeat(60);
  const chunk = `3c\r\n${sixty}\r\n`;
  const head = (length: string) =>
    `POST /pets HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${length}\r\n\r\n`;
  const next = 'GET /pets HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
  const rows = [
    { name: 'a body within the limit', texts: [head('Content-Length: 4'), '"a', 'b"'], want: '201' },
    { name: 'a body over it', texts: [head('Content-Length: 180'), sixty, sixty, sixty], want: '413' },
    {
      name: 'a body over it, of no stated length',
      texts: [head('Transfer-Encoding: chunked'), chunk, chunk, chunk, '0\r\n\r\n'],
      want: '413',
    },
  ];
  it.each(rows)('is heard to the end, and may go on: $name', async ({ texts, want }) => {
    const sandbox = ruledSandbox(pets, { bodyLimit: 64 });
    const { url, close } = await listen((raw) => sandbox.fetch(raw), { port: 0, host: '127.0.0.1' });
    expect(await sendSlowly(url, [...texts, next])).toEqual([want, '201']);
    await close();
  });
});
