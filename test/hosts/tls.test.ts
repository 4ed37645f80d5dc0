import { connect } from 'node:net';
import { type ConnectionOptions, connect as connectSecurely } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { listen } from '../../sandbox/hosts/node.ts';
import type { Listening, ListenSettings } from '../../sandbox/index.ts';
import { authority } from '../fixtures/certificates.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { getOverTls } from '../fixtures/over-tls.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const [ours, theirs] = [authority('Ours'), authority('Theirs')];
const server = ours.issue({ name: 'sandbox' });
const mutual = { ...server, clientCa: ours.cert };
const [client, stranger] = [ours.issue({ name: 'client' }), theirs.issue({ name: 'stranger' })];

const get = { operationId: 'list', responses: { 200: response({ ok: ['Rex'] }) } };
const sandbox = ruledSandbox(documentOf({ '/pets': { get } }), { allowedHosts: [] });

const listening: Listening[] = [];
async function start(tls: NonNullable<ListenSettings['tls']>): Promise<string> {
  const one = await sandbox.listen({ tls });
  listening.push(one);
  return one.url;
}
afterEach(async () => {
  await Promise.all(listening.splice(0).map(({ close }) => close()));
});

describe('a server with a certificate', () => {
  it('answers over TLS, and its addresses are https', async () => {
    const url = await start(server);
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(await getOverTls(`${url}/pets`, { ca: ours.cert })).toEqual({ status: 200, body: '["Rex"]' });
    const health = await getOverTls(`${url}/_sandbox/health`, { ca: ours.cert });
    expect(health).toEqual({ status: 200, body: '{"status":"pass"}' });
    const { body } = await getOverTls(`${url}/_sandbox/openapi/api.json`, { ca: ours.cert });
    expect(JSON.parse(body)).toMatchObject({ servers: [{ url }] });
  });

  it('answers several requests of one connection in their order, and one that it cannot read', async () => {
    const url = await start(server);
    const text =
      'GET /pets HTTP/1.1\r\nHost: localhost\r\n\r\nGET /none HTTP/1.1\r\nHost: localhost\r\n\r\nrubbish\r\n\r\n';
    const statuses = await sendSecurely(url, text, { ca: ours.cert });
    expect(statuses).toEqual(['200', '404', '400']);
  });

  it('closes a connection that speaks no TLS', async () => {
    const { port } = new URL(await start(server));
    const received = await new Promise((resolve) => {
      let bytes = '';
      connect(Number(port), '127.0.0.1')
        .on('data', (chunk: Buffer) => {
          bytes += chunk.toString('latin1');
        })
        .on('error', () => {})
        .on('close', () => resolve(bytes))
        .write('GET /pets HTTP/1.1\r\nHost: localhost\r\n\r\n');
    });
    expect(received).not.toContain('HTTP/1.1');
  });

  it('stops although a handshake never ends, and answers what has arrived', async () => {
    const { url, close } = await listen(sandbox.answer, {
      port: 0,
      host: '127.0.0.1',
      headerTimeout: 600_000,
      certificates: server,
    });
    const silent = connect(Number(new URL(url).port), '127.0.0.1');
    await new Promise((resolve) => silent.once('connect', resolve));
    const closed = new Promise((resolve) => silent.once('close', resolve));
    const answer = await getOverTls(`${url}/pets`, { ca: ours.cert });
    await Promise.all([close(), closed]);
    expect(answer.status).toBe(200);
  });
});

describe('a server that asks for certificates', () => {
  const versions = [{}, { maxVersion: 'TLSv1.2' }] as const;

  it.each(versions)('answers a client with one of its authority (%o)', async (version) => {
    const url = await start(mutual);
    const answer = await getOverTls(`${url}/pets`, { ca: ours.cert, ...client, ...version });
    expect(answer.status).toBe(200);
  });

  it.each([
    { name: 'none', identity: {} },
    { name: 'one of another authority', identity: stranger },
  ])('answers nothing to a client with $name', async ({ identity }) => {
    const url = await start(mutual);
    for (const version of versions) {
      const answer = getOverTls(`${url}/pets`, { ca: ours.cert, ...identity, ...version });
      await expect(answer).rejects.toThrow(/socket hang up|disconnected|ECONNRESET|EPIPE|alert/);
    }
  });
});

it('certificates that cannot be used are refused, and nothing listens', async () => {
  await expect(sandbox.listen({ tls: { cert: server.cert, key: client.key } })).rejects.toThrow(/key values mismatch/);
});

/** Sends a text on one connection over TLS, and returns the statuses of the answers. */
function sendSecurely(url: string, text: string, tls: ConnectionOptions): Promise<readonly string[]> {
  const { port, hostname } = new URL(url);
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connectSecurely({ ...tls, port: Number(port), host: hostname }, () => socket.write(text));
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(Array.from(received.matchAll(/HTTP\/1.1 (\d+)/g), ([, status = '']) => status)));
  });
}
