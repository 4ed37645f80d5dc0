import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { builtCommand, type Running, ready, until } from '../fixtures/built-command.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, jsonBody, response } from '../fixtures/document.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const get = { operationId: 'list', responses: { 200: response({ ok: ['Rex'] }), 429: response({ spike: {} }) } };
const post = {
  operationId: 'add',
  requestBody: jsonBody({ type: 'object' }),
  responses: { 201: response({ added: {} }) },
};
const folder = writeFiles({
  'pets.json': JSON.stringify(documentOf({ '/pets': { get, post } })),
  'half.yaml': [
    'openapi: 3.1.1',
    'info: { title: Half, version: "1" }',
    'paths:',
    '  /whole: { get: { responses: { 200: { description: fine } } } }',
    '  /broken: { get: { responses: { 200: { $ref: "#/components/responses/Nothing" } } } }',
  ].join('\n'),
  'broken.yaml': 'openapi: 3.1.1\npaths:\n  /pets: {get: [}\n',
  'no-version.yaml': 'info: {}\n',
  'dangling.yaml': "openapi: 3.1.1\npaths:\n  /pets:\n    $ref: '#/nothing'\n",
});

const command = builtCommand();
afterAll(command.endAll);

function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Running {
  return command.start(args, folder, environment);
}

describe('serve', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('prints its address, answers, and stops cleanly on %s', async (signal) => {
    const command = start(['serve', 'pets.json', '--port', '0']);
    const url = await ready(command);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    const answer = await fetch(`${url}/pets`);
    expect([answer.status, await answer.json()]).toEqual([200, ['Rex']]);
    command.child.kill(signal);
    expect(await command.ended).toBe(0);
  });

  it('serves the bundled documents', async () => {
    const command = start(['--port', '0']);
    const url = await ready(command);
    const { status } = await fetch(`${url}/nhs-notify-supplier/letters/2WL5eYSWGzCHlGmzNxuqVusPxDg`, {
      headers: { 'X-Request-ID': '1' },
    });
    expect(status).toBe(200);
    expect(command.printed()).toMatch(/included in the package\. To serve your own: openapi-sandbox serve path\/to\//);
  });

  it('takes its options from the environment', async () => {
    const environment = { PORT: '0', HOST: 'localhost', OPENAPI_SANDBOX_BODY_LIMIT: '10b', OPENAPI_SANDBOX_LOG: 'off' };
    const command = start(['pets.json'], environment);
    const url = await ready(command);
    expect(url).toMatch(/^http:\/\/localhost:/);
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"a":"long"}' };
    expect((await fetch(`${url}/pets`, init)).status).toBe(413);
    expect(command.printed()).not.toMatch(/\b413\b/);
  });

  it('logs a line per response, as JSON if requested', async () => {
    const command = start(['pets.json', '--port=0', '--log', 'json']);
    const url = await ready(command);
    await fetch(`${url}/pets`, { headers: { Prefer: 'code=429' } });
    const [line] = await until(command, command.printed, /^\{.*\}$/m);
    expect(JSON.parse(line)).toMatchObject({
      method: 'GET',
      path: '/pets',
      status: 429,
      scenario: 'list/429/spike',
      trigger: 'prefer',
      ms: expect.any(Number),
    });
  });

  it('prints a table of what it serves, and after the first line of a JSON log nothing but requests', async () => {
    const [pretty, json] = [start(['pets.json', '--port=0']), start(['pets.json', '--port=0', '--log=json'])];
    const url = await ready(pretty);
    await until(pretty, pretty.printed, /every scenario/);
    expect(pretty.printed()).toMatch(/^ {2}API +operations +scenarios +base path +try it$/m);
    expect(pretty.printed()).toMatch(new RegExp(`^ {2}A test 1 +2 +3 +/ +${url}/_sandbox/docs/pets$`, 'm'));
    await fetch(`${await ready(json)}/pets`);
    await until(json, json.printed, /^\{.*\}$/m);
    expect(json.printed().trim().split('\n').slice(1)).toEqual([expect.stringMatching(/^\{.*\}$/)]);
  });

  it('prints reachable addresses if it listens on the network', async () => {
    const command = start(['pets.json', '--port=0', '--host=0.0.0.0']);
    const { port } = new URL(await ready(command));
    await until(command, command.printed, /every scenario/);
    expect(command.printed().match(/http\S+/g)).toEqual([
      `http://0.0.0.0:${port}`,
      `http://localhost:${port}/_sandbox/docs/pets`,
      `http://localhost:${port}/_sandbox/scenarios`,
    ]);
  });

  const lines = [
    {
      name: 'no terminal: no colours',
      environment: {},
      want: /^GET \/pets 429 list\/429\/spike prefer [\d.]+ ms$/m,
    },
    {
      name: 'FORCE_COLOR: colours',
      environment: { FORCE_COLOR: '1' },
      want: /^GET \/pets \S+\[33m429\S+\[0m list/,
    },
  ] as const;

  it.each(byName(lines))('pretty log with %s', async (_, { environment, want }) => {
    const command = start(['pets.json', '--port=0'], environment);
    const url = await ready(command);
    await fetch(`${url}/pets`, { headers: { Prefer: 'code=429' } });
    await until(command, command.printed, new RegExp(want, 'm'));
  });

  it('starts in spite of an invalid operation, and reports its location', async () => {
    const command = start(['half.yaml', '--port', '0']);
    const url = await ready(command);
    expect((await fetch(`${url}/whole`)).status).toBe(200);
    await until(command, command.complained, /half\.yaml:5:\d+/);
    await fetch(`${url}/broken`);
    expect((await fetch(`${url}/whole`)).status).toBe(200);
  });
});

interface Failure {
  readonly name: string;
  readonly given: readonly string[];
  readonly want: RegExp;
}

const failures: readonly Failure[] = [
  { name: 'an unknown option', given: ['--prot', '9000'], want: /--prot/ },
  {
    name: 'an address of another machine',
    given: ['pets.json', '--port', '0', '--host', '192.0.2.1'],
    want: /192\.0\.2\.1/,
  },
  { name: 'a missing file', given: ['nobody.yaml'], want: /nobody\.yaml.*no such file/ },
  { name: 'invalid YAML', given: ['broken.yaml'], want: /broken\.yaml:3:\d+/ },
  {
    name: 'a single path item that is a dangling reference',
    given: ['dangling.yaml'],
    want: /dangling\.yaml:[34]:\d+/,
  },
  { name: 'a document without a version', given: ['no-version.yaml'], want: /no-version\.yaml:1:1/ },
];

describe('fails with exit code 2 and a message, never a stack trace:', () => {
  it.concurrent.each(byName(failures))('%s', async (_, { given, want }) => {
    const command = start(given);
    expect(await command.ended).toBe(2);
    expect(command.complained()).toMatch(want);
    expect(command.complained()).not.toMatch(/^\s+at /m);
    expect(command.printed()).not.toContain('listening');
  });

  it('a port that is in use', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const command = start(['pets.json', '--port', String(port)]);
    const code = await command.ended;
    other.close();
    expect(code).toBe(2);
    expect(command.complained()).toMatch(new RegExp(`${port} is in use[\\s\\S]*--port`));
    expect(command.complained()).not.toMatch(/^\s+at /m);
  });
});

describe('where generating code from strings is forbidden', () => {
  it.each([['serve', '--port', '0'], ['list'], ['check'], ['verify']])(
    '%s does not start, and says why',
    async (...args) => {
      const environment = { NODE_OPTIONS: '--disallow-code-generation-from-strings' };
      const [name = '', ...options] = args;
      const command = start([name, 'pets.json', ...options], environment);
      expect(await command.ended).toBe(2);
      expect(command.complained()).toMatch(
        /^openapi-sandbox: Requests cannot be validated here, since code may not .* Run Node without/,
      );
      expect(command.printed()).toBe('');
    },
  );
});

describe('a document passed by the shell is read', () => {
  it.each([
    ['from a pipe', 'cat pets.json | node "$0" check /dev/stdin'],
    ['from a file', 'node "$0" check /dev/stdin < pets.json'],
    ['from a file descriptor', 'node "$0" check /dev/fd/3 3< pets.json'],
  ])('%s', (_, line) => {
    const { status, stdout } = spawnSync('sh', ['-c', line, command.path], { cwd: folder, encoding: 'utf8' });
    expect({ status, last: stdout.trim().split('\n').at(-1) }).toEqual({
      status: 0,
      last: `Checked ${line.includes('/dev/fd/3') ? '/dev/fd/3' : '/dev/stdin'}: 0 errors, 0 warnings`,
    });
  });
});
