import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPercentEncoded } from '../../sandbox/syntax/percent.ts';
import { builtCommand, ready } from '../fixtures/built-command.ts';
import { freePort } from '../fixtures/free-port.ts';
import { describeBehind } from '../fixtures/program.ts';
import type { SentRequest } from '../targets/answered.ts';
import { allRequests } from '../targets/requests.ts';
import { nginxArguments } from './nginx-configuration.ts';

const command = builtCommand();
afterAll(command.endAll);

/** The public name of each server, so that the addresses that it writes are the same, and bytes can be compared. */
const publicName = 'sandbox.example';

const get = (path: string): SentRequest => ({ method: 'GET', path, headers: {}, body: null });

/** All requests, and those of pages and files, of which some are compressed. */
const requests: readonly SentRequest[] = [
  ...allRequests(),
  get('/'),
  get('/_sandbox/scenarios'),
  get('/_sandbox/scenarios.json'),
  get('/_sandbox/openapi/nhs-app.json'),
  get('/_sandbox/openapi/nhs-notify-supplier.json'),
];

/** Starts a server, and returns its address. */
function serve(...options: readonly string[]): Promise<URL> {
  const args = ['serve', '--port=0', `--allowed-hosts=localhost,${publicName}`, ...options];
  return ready(command.start(args, tmpdir())).then((url) => new URL(url));
}

/** An answer as it comes from the connection. */
interface RawAnswer {
  readonly status: string;
  /** Lines in alphabetical order, without those of connections. */
  readonly headers: readonly string[];
  /** The bytes, as Latin-1. */
  readonly body: string;
  /** The process that answered, where nginx names it. */
  readonly upstream: string | undefined;
}

/** Fields that are of the connection or of the proxy itself (RFC 9110, sections 6.6.1, 7.6.1 and 10.2.4; RFC 9112, 6.1). */
const ofConnections = new Set(['connection', 'date', 'keep-alive', 'server', 'transfer-encoding', 'upstream']);

/** Sends a request on a connection of its own, which the next of several workers gets. */
function send(url: URL, { method, path, headers, body }: SentRequest): Promise<RawAnswer> {
  const fields = { 'Accept-Encoding': 'gzip', ...headers, Host: publicName };
  return new Promise((resolve, reject) => {
    const sent = request({ host: url.hostname, port: url.port, method, path, headers: fields, agent: false });
    sent.on('error', reject);
    sent.on('response', (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const { statusCode, statusMessage, rawHeaders } = answer;
        const upstream = answer.headers['upstream'];
        resolve({
          status: `${statusCode} ${statusMessage}`,
          headers: linesOf(rawHeaders),
          body: Buffer.concat(chunks).toString('latin1'),
          upstream: typeof upstream === 'string' ? upstream : undefined,
        });
      });
    });
    sent.end(body ?? undefined);
  });
}

function linesOf(rawHeaders: readonly string[]): readonly string[] {
  return rawHeaders
    .flatMap((name, index) => (index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? ''] as const] : []))
    .filter(([name]) => !ofConnections.has(name))
    .map(([name, value]) => `${name}: ${value}`)
    .sort();
}

describe('the requests of both APIs', () => {
  let wanted: readonly RawAnswer[];

  beforeAll(async () => {
    const one = await serve();
    wanted = await mapped(requests, (each) => send(one, each));
  });

  /** Sends each request so many times; returns what is answered otherwise than by one process, and who has answered. */
  async function compared(url: URL, times: number, isSent = (_: SentRequest) => true) {
    const upstreams = new Set<string | undefined>();
    const differences: unknown[] = [];
    await mapped(requests, async (each, index) => {
      if (!isSent(each)) return;
      const want = wanted[index];
      for (let count = 0; count < times; count += 1) {
        const { upstream, ...seen } = await send(url, each);
        upstreams.add(upstream);
        if (JSON.stringify(seen) !== JSON.stringify(want)) differences.push({ request: each, seen, want });
      }
    });
    return { differences, upstreams };
  }

  it('are answered by two workers as by one process, byte for byte', async () => {
    const { differences } = await compared(await serve('--workers=2'), 2);
    expect(differences).toEqual([]);
  });

  describeBehind('nginx', (start) => {
    it('they are answered by three processes as by one, byte for byte', async () => {
      const processes = await Promise.all([1, 2, 3].map(() => serve('--trust-proxy')));
      const port = await freePort();
      const blocks = `
upstream sandbox {
  ${processes.map(({ host }) => `server ${host};`).join('\n  ')}
  keepalive 16;
}
server {
  listen 127.0.0.1:${port};
  add_header Upstream $upstream_addr always;
  location / {
    proxy_pass http://sandbox;
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host localhost;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header X-Forwarded-Host $http_host;
  }
}
`;
      await start(...nginxArguments(blocks)).listening(port);
      const { differences, upstreams } = await compared(new URL(`http://127.0.0.1:${port}`), 3, hasEncodedPath);
      expect(differences).toEqual([]);
      expect([...upstreams].sort()).toEqual(processes.map(({ host }) => host).sort());
    });
  });
});

/** Whether the path can be decoded: nginx itself answers 400 otherwise, and lets any query pass. */
function hasEncodedPath({ path }: SentRequest): boolean {
  return isPercentEncoded(path.replace(/\?.*/s, ''));
}

/** Maps a list, at most eight at a time. */
async function mapped<T, R>(all: readonly T[], map: (one: T, index: number) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const rest = all.entries();
  const run = async () => {
    for (const [index, one] of rest) results[index] = await map(one, index);
  };
  await Promise.all(Array.from({ length: 8 }, run));
  return results;
}
