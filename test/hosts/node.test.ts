import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listen } from '../../sandbox/hosts/node.ts';
import { documentOf, jsonBody } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const responses = { 201: { description: '' } };
const pets = documentOf({ '/pets': { get: { responses }, post: { requestBody: jsonBody({}), responses } } });

/** Sends texts over one connection with pauses in between, and returns the statuses received. */
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

describe('a slow client', () => {
  const sixty = 'x'.repeat(60);
  const chunk = `3c\r\n${sixty}\r\n`;
  const head = (length: string) =>
    `POST /pets HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${length}\r\n\r\n`;
  const next = 'GET /pets HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
  const rows = [
    { name: 'body within the limit', texts: [head('Content-Length: 4'), '"a', 'b"'], want: '201' },
    { name: 'body over the limit', texts: [head('Content-Length: 180'), sixty, sixty, sixty], want: '413' },
    {
      name: 'chunked body over the limit',
      texts: [head('Transfer-Encoding: chunked'), chunk, chunk, chunk, '0\r\n\r\n'],
      want: '413',
    },
  ];
  it.each(rows)('is read to the end, and its connection kept: $name', async ({ texts, want }) => {
    const sandbox = ruledSandbox(pets, { bodyLimit: 64 });
    const { url, close } = await listen((raw) => sandbox.answer(raw), { port: 0, host: '127.0.0.1' });
    expect(await sendSlowly(url, [...texts, next])).toEqual([want, '201']);
    await close();
  });
});
