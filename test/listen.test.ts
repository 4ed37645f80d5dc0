import { afterEach, describe, expect, it } from 'vitest';
import type { Listening, Sandbox } from '../sandbox/index.ts';
import { documentOf, jsonBody, response } from './fixtures/document.ts';
import { ruledSandbox } from './fixtures/ruled-sandbox.ts';

const get = { operationId: 'get', responses: { 200: response({ ok: ['Rex'] }) } };
const moved = { responses: { 303: { description: '', headers: { Location: { example: '/pets' } } } } };
const post = {
  requestBody: jsonBody({ type: 'object', properties: { name: { type: 'string', minLength: 1 } } }),
  responses: { 201: response({}), 400: response({}) },
};
const sandbox = ruledSandbox(documentOf({ '/pets': { get, post }, '/moved': { get: moved } }));

const listening: Listening[] = [];
const start = async (...settings: Parameters<Sandbox['listen']>): Promise<Listening> => {
  const server = await sandbox.listen(...settings);
  listening.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(listening.splice(0).map((server) => server.close()));
});

describe('a sandbox that listens', () => {
  it('answers on a free port of this machine', async () => {
    const { url } = await start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    expect((await fetch(`${url}/pets`)).headers.get('sandbox-scenario')).toBe('get/200/ok');
  });

  it('listens more than once', async () => {
    const servers = [await start(), await start({ port: 0, host: 'localhost' })];
    const answers = await Promise.all(servers.map(({ url }) => fetch(`${url}/pets`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('leaves redirects to the client', async () => {
    const { url } = await start();
    expect((await fetch(`${url}/moved`, { redirect: 'manual' })).status).toBe(303);
    const followed = await fetch(`${url}/moved`);
    expect([followed.status, followed.url]).toEqual([200, `${url}/pets`]);
  });

  it('reads bodies, and refuses those that are too long', async () => {
    const { url } = await start();
    const post = (name: string) =>
      fetch(`${url}/pets`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ name }),
      });
    const answers = [await post('Rex'), await post(''), await post('x'.repeat(2_000_000))];
    expect(answers.map(({ status }) => status)).toEqual([201, 400, 413]);
  });

  it('leaves the globals of the process as they are', async () => {
    const globals = [Request, Response];
    await start();
    expect([Request === globals[0], Response === globals[1]]).toEqual([true, true]);
  });

  it('refuses connections once it is closed', async () => {
    const { url, close } = await sandbox.listen();
    await close();
    await expect(fetch(`${url}/pets`)).rejects.toThrow(TypeError);
  });

  it('rejects where the port is in use', async () => {
    const { url } = await start();
    await expect(start({ port: Number(new URL(url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

it.each<readonly [name: string, given: unknown, want: string]>([
  ['a port in place of settings', 9000, 'The settings must be an object, such as { port: 9000 }, not 9000'],
  ['a port as a text', { port: '9000' }, 'The setting port must be a port from 0 to 65535, not "9000"'],
  ['a port too large', { port: 65_536 }, 'The setting port must be a port from 0 to 65535, not 65536'],
  ['no host', { host: '' }, 'The setting host must be a host name or an IP address, not ""'],
  ['a misspelt name', { prot: 1 }, 'There is no setting prot; did you mean port?'],
  ['a name like none', { hostname: 'a' }, 'There is no setting hostname. The settings are: port, host, tls'],
  [
    'a certificate without its key',
    { tls: { cert: '' } },
    'The setting tls must be certificates in PEM, such as { cert, key } or { cert, key, clientCa }, not an object',
  ],
])('listen refuses %s', async (_, given, want) => {
  const listen: Promise<unknown> = Reflect.apply(sandbox.listen, undefined, [given]);
  await expect(listen).rejects.toThrow(new TypeError(want));
});
