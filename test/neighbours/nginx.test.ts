import { connect, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Listening } from '../../sandbox/index.ts';
import { block } from '../documentation/page.ts';
import { freePort } from '../fixtures/free-port.ts';
import { describeBehind } from '../fixtures/program.ts';
import { nginxArguments } from './nginx-configuration.ts';
import { post, proxied, statedServers } from './proxied.ts';

describeBehind('nginx', (start) => {
  let sandbox: Listening;
  let counted: Counted;
  const ports = { page: 0, plain: 0, spare: 0, dead: 0 };
  const at = (name: keyof typeof ports) => `http://127.0.0.1:${ports[name]}`;

  beforeAll(async () => {
    sandbox = await proxied.listen();
    const { host } = new URL(sandbox.url);
    counted = await countConnections(Number(new URL(sandbox.url).port));
    for (const name of Object.keys(ports)) Object.assign(ports, { [name]: await freePort() });
    const page = block('sandbox/hosts/README.md', 'nginx')
      .replace('127.0.0.1:9000', `127.0.0.1:${counted.port}`)
      .replace('listen 8080', `listen 127.0.0.1:${ports.page}`);
    const blocks = `
${page}
server {
  listen 127.0.0.1:${ports.plain};
  location / { proxy_pass http://${host}; }
}
upstream spare {
  server 127.0.0.1:${ports.dead} max_fails=1 fail_timeout=60s;
  server ${host} max_fails=1 fail_timeout=60s;
}
server {
  listen 127.0.0.1:${ports.spare};
  add_header Upstream $upstream_addr always;
  location / { proxy_pass http://spare; proxy_set_header Host localhost; }
}
`;
    await start(...nginxArguments(blocks)).listening(ports.spare);
  });
  afterAll(async () => {
    counted.close();
    await sandbox.close();
  });

  it('the configuration of the page keeps connections, and a request gets the address that its client used', async () => {
    const url = `${at('page')}/sandbox`;
    expect(await statedServers(url)).toMatchObject([{ url }]);
    for (let count = 0; count < 5; count += 1) {
      const answer = await fetch(`${url}/pets`, post);
      expect([answer.status, await answer.text()]).toEqual([201, '{}']);
    }
    expect(counted.connections()).toBe(1);
  });

  it('its default, which is HTTP/1.0, gets whole answers', async () => {
    const answers = await Promise.all([
      fetch(`${at('plain')}/pets`),
      fetch(`${at('plain')}/pets`, post),
      fetch(`${at('plain')}/_sandbox/health`),
      fetch(`${at('plain')}/_sandbox/openapi/api.json`),
      fetch(at('plain'), { method: 'OPTIONS' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 201, 200, 200, 204]);
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(texts.slice(0, 3)).toEqual(['["Rex"]', '{}', '{"status":"pass"}']);
    expect(JSON.parse(texts[3] ?? '')).toMatchObject({ openapi: '3.1.1' });
  });

  it('its passive checks take a dead server out, and never the sandbox', async () => {
    const requests = [get(), get('code=503'), get('delay=50'), post, get('code=502'), get(), get(), get()];
    const answers: Response[] = [];
    for (const request of requests) answers.push(await fetch(`${at('spare')}/pets`, request));
    expect(answers.map(({ status }) => status)).toEqual([200, 503, 200, 201, 404, 200, 200, 200]);
    const upstreams = answers.map(({ headers }) => headers.get('upstream'));
    expect(upstreams.filter((upstream) => upstream?.includes(`:${ports.dead}`)).length).toBeLessThanOrEqual(1);
    expect(upstreams.at(-1)).toBe(new URL(sandbox.url).host);
  });
});

const get = (prefer = ''): RequestInit => ({ headers: { Prefer: prefer } });

interface Counted {
  readonly port: number;
  readonly connections: () => number;
  readonly close: () => void;
}

/** Passes connections on to a port, and counts them. */
function countConnections(target: number): Promise<Counted> {
  let connections = 0;
  const server: Server = createServer((socket) => {
    connections += 1;
    const onwards = connect(target, '127.0.0.1');
    socket.pipe(onwards).pipe(socket);
    for (const end of [socket, onwards]) end.on('error', () => {});
    socket.on('close', () => onwards.destroy());
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      resolve({ port, connections: () => connections, close: () => server.close() });
    });
  });
}
