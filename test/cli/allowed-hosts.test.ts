import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseArguments } from '../../sandbox/cli/arguments.ts';
import { openServed } from '../../sandbox/cli/serve.ts';
import { listen } from '../../sandbox/hosts/node.ts';
import { diskFiles } from '../../sandbox/read/files.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { exchange } from '../fixtures/raw-socket.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const document = documentOf({ '/pets': { get: { responses: { 200: response({ ok: ['Rex'] }) } } } });
const file = join(writeFiles({ 'api.json': JSON.stringify(document) }), 'api.json');
const check = '/_sandbox/health HTTP/1.0\r\n';

it.each([
  { name: 'a health check without Host', given: `GET ${check}\r\n`, want: 200 },
  { name: 'a health check without Host, by OPTIONS', given: `OPTIONS ${check}\r\n`, want: 204 },
  { name: 'a listed name', given: `GET ${check}Host: a.example\r\n\r\n`, want: 200 },
  { name: 'another name', given: `GET ${check}Host: b.example\r\n\r\n`, want: 421 },
])('on the network, with --allowed-hosts, $name gets $want', async ({ given, want }) => {
  const command = parseArguments(
    ['serve', file, '--host', '0.0.0.0', '--allowed-hosts', 'a.example', '--log', 'off'],
    {},
  );
  if (command.command !== 'serve') throw new Error(command.command);
  const sandbox = openServed(command, diskFiles, new AbortController().signal);
  const server = await listen(sandbox.answer, { port: 0, host: command.host });
  const answers = await exchange(server.url, given);
  await server.close();
  expect(answers.map(({ status }) => status)).toEqual([want]);
});
