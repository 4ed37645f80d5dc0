import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../sandbox/cli/run.ts';
import { listen } from '../../sandbox/hosts/node.ts';
import { createSandbox } from '../../sandbox/index.ts';
import { valueAt } from '../../sandbox/syntax/json-pointer.ts';
import { ask } from '../fixtures/ask.ts';
import { empty } from '../fixtures/document.ts';
import { printedByCommands } from '../fixtures/printed.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const operation = (operationId: string) => ({ operationId, responses: { 200: empty, 404: empty } });
const others = ['CONNECT', 'TRACK', 'PURGE', 'link', "IT'S"];
const document = {
  openapi: '3.2.0',
  info: { title: 'Echo', version: '1' },
  paths: {
    '/echo': {
      ...Object.fromEntries(['get', 'head', 'options', 'trace', 'query'].map((method) => [method, operation(method)])),
      additionalOperations: Object.fromEntries(others.map((method, index) => [method, operation(`other-${index}`)])),
    },
  },
};
const printed = printedByCommands();
const file = () => join(writeFiles({ 'echo.json': JSON.stringify(document) }), 'echo.json');

describe('every method in a document (RFC 9110, 9.1)', () => {
  it('is verified, including those that fetch may not send', async () => {
    expect(await run(['verify', file()], {})).toBe(0);
    expect(printed.out).toContain('20 scenarios, 20 reachable, 10 natural');
  });

  it('is listed, quoted for the shell', async () => {
    expect(await run(['list', file()], {})).toBe(0);
    for (const command of ["curl -i -X TRACE '", 'curl -i --head ', `curl -i -X 'IT'\\''S' '`])
      expect(printed.out).toContain(command);
  });

  it('is checked: a method that no client can send is reported', async () => {
    expect(await run(['check', file()], {})).toBe(0);
    for (const method of ['CONNECT', 'TRACK', 'link', "IT'S"])
      expect(printed.out).toMatch(new RegExp(`${method}.*: only callers in the same process`));
    expect(printed.out).not.toMatch(/(TRACE|PURGE).*only callers/);
  });

  it('is in the collection, if a client can send it', async () => {
    const out = writeFiles({});
    expect(await run(['postman', file(), '--out', out], {})).toBe(0);
    const collection = readFileSync(join(out, 'echo.postman_collection.json'), 'utf8');
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY', 'PURGE'])
      expect(collection).toContain(`"method": "${method}"`);
    for (const method of ['CONNECT', 'TRACK', 'link', "IT'S"])
      expect(collection).not.toContain(`"method": "${method}"`);
    expect(printed.err).toMatch(/left out: CONNECT asks for a tunnel/);
  });

  it('is in the served document, which names those that a browser cannot send', async () => {
    const sandbox = createSandbox({ documents: [file()] });
    const { body = null } = await ask(sandbox, 'GET /_sandbox/openapi/echo.json');
    const reported = (place: string) => valueAt(body, `/paths/~1echo/${place}/description`);
    expect(reported('trace')).toMatch(/^No page can send TRACE: .*\n\n\*\*Sandbox/);
    expect(reported('additionalOperations/TRACK')).toMatch(/^No page can send TRACK/);
    expect(reported('get')).toMatch(/^\*\*Sandbox/);
  });

  it.each(['TRACE', 'PURGE', 'QUERY', 'OPTIONS'])('%s is answered over a socket', async (method) => {
    const sandbox = createSandbox({ documents: [file()] });
    const server = await listen(sandbox.answer, { port: 0, host: '127.0.0.1' });
    const scenario = await new Promise((resolve, reject) => {
      const asked = request(`${server.url}/echo`, { method }, (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.headers['sandbox-scenario']));
      });
      asked.on('error', reject);
      asked.end();
    });
    await server.close();
    expect(scenario).toBe(method === 'PURGE' ? 'other-2/200/empty' : `${method.toLowerCase()}/200/empty`);
  });
});
