import { request } from 'node:http';
import { createSingleProcessPrism } from '@stoplight/prism-cli/dist/util/createServer.js';
import { vi } from 'vitest';
import { freePort } from '../fixtures/free-port.ts';
import { type Received, received, type Sent } from './exchange.ts';

/** Prism in this process, as its command line starts it, with one document. */
export interface Prism {
  readonly ask: (sent: Sent) => Promise<Received>;
  readonly stop: () => Promise<void>;
}

interface Server {
  readonly close: () => Promise<void>;
}

/** @param document the path of an OpenAPI document */
export async function startPrism(document: string): Promise<Prism> {
  const port = await freePort();
  // It greets whoever watches; nobody does.
  const silence = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const server: Server | undefined = await createSingleProcessPrism({
    document,
    host: '127.0.0.1',
    port,
    cors: true,
    dynamic: false,
    errors: false,
    ignoreExamples: false,
    jsonSchemaFakerFillProperties: true,
    multiprocess: false,
    seed: '',
    verboseLevel: 'silent',
  }).finally(() => silence.mockRestore());
  if (!server) throw new Error('Prism did not start.');
  return {
    ask: (sent) => withFailures((failed) => exchange(port, sent, failed)),
    stop: () => server.close(),
  };
}

/**
 * Some requests Prism never answers: it fails on them, and its command line ends. Here that is an answer of status 0,
 * with what it said; else the test would wait, and be blamed for the failure.
 */
async function withFailures(run: (failed: Promise<unknown>) => Promise<Received>): Promise<Received> {
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  const silenced = [vi.spyOn(console, 'error').mockReturnValue(), vi.spyOn(console, 'warn').mockReturnValue()];
  const failed = new Promise((resolve) => process.once('unhandledRejection', resolve));
  try {
    return await run(failed);
  } finally {
    for (const silence of silenced) silence.mockRestore();
    process.removeAllListeners('unhandledRejection');
    for (const other of others) process.on('unhandledRejection', other);
  }
}

/** Sends a request with the headers that it has, and no others: `fetch` would add an `Accept`. */
function exchange(port: number, { method, target, headers, text }: Sent, failed: Promise<unknown>): Promise<Received> {
  const length = text === null ? {} : { 'Content-Length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const sending = request(
      { host: '127.0.0.1', port, method, path: target, headers: { ...headers, ...length } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const single = Object.entries(response.headers).map(([name, value]) => [name, String(value ?? '')] as const);
          resolve(received(response.statusCode ?? 0, new Map(single), Buffer.concat(chunks).toString()));
        });
      },
    );
    sending.on('error', reject);
    failed.then((error) => {
      resolve(received(0, new Map(), String(error)));
      sending.destroy();
    });
    sending.end(text ?? undefined);
  });
}
