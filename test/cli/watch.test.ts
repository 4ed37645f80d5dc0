import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get as httpGet } from 'node:http';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtCommand, ready, until } from '../fixtures/built-command.ts';
import { byName } from '../fixtures/by-name.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const command = builtCommand('watch-test');
afterAll(command.remove);

const document = [
  'openapi: 3.1.1',
  "info: { title: Pets, version: '1' }",
  'paths:',
  '  /pets: { get: { operationId: list, responses: { $ref: pets.yaml } } }',
  '  /toys: { get: { operationId: toys, responses: { 200: { description: old } } } }',
].join('\n');
const pets = (name: string) =>
  `200:\n  description: ok\n  content:\n    application/json:\n      examples:\n        a: { value: [${name}] }\n        b: { value: [Tom] }\n`;
const rule = (answer: string) => `rules:\n  - operation: list\n    answer: 200/${answer}\n`;

/** A server of a document in three files, where requests get the example `a`. */
async function serve(environment: Readonly<Record<string, string>> = {}, ...args: readonly string[]) {
  const folder = writeFiles({ 'api.yaml': document, 'pets.yaml': pets('Rex'), 'rules/api.yaml': rule('a') });
  const running = command.start(['api.yaml', '--scenarios=rules', '--port=0', ...args], folder, environment);
  const url = await ready(running);
  return {
    running,
    url,
    file: (name: string) => join(folder, name),
    write: (name: string, text: string) => writeFileSync(join(folder, name), text),
    pets: async () => (await fetch(`${url}/pets`)).text(),
  };
}

type Served = Awaited<ReturnType<typeof serve>>;

async function complained({ running }: Pick<Served, 'running'>, wanted: RegExp): Promise<void> {
  await until(running, running.complained, wanted);
}

const changes: readonly { readonly name: string; readonly change: (served: Served) => void; readonly want: string }[] =
  [
    {
      name: 'the document',
      change: ({ write }) => write('api.yaml', document.replace('{ $ref: pets.yaml }', "{ 200: { description: '' } }")),
      want: '',
    },
    {
      name: 'a file that is only referred to',
      change: ({ write }) => write('pets.yaml', pets('Max')),
      want: '["Max"]',
    },
    { name: 'a scenario file', change: ({ write }) => write('rules/api.yaml', rule('b')), want: '["Tom"]' },
    {
      name: 'another file in the place of one',
      change: ({ write, file }) => {
        write('pets.yaml.new', pets('Max'));
        renameSync(file('pets.yaml.new'), file('pets.yaml'));
      },
      want: '["Max"]',
    },
    {
      name: 'a scenario file of another name',
      change: ({ write, file }) => {
        rmSync(file('rules/api.yaml'));
        write('rules/api.yml', rule('b'));
      },
      want: '["Tom"]',
    },
  ];

describe('serve --watch takes into effect', () => {
  it.concurrent.each(byName(changes))('%s', async (_, { change, want }) => {
    const served = await serve({}, '--watch');
    expect(await served.pets()).toBe('["Rex"]');
    change(served);
    // A rule names an answer that is gone with the document's, so what it says is taken with it.
    if (want === '') served.write('rules/api.yaml', 'rules: []\n');
    await complained(served, /has changed: the new one is served/);
    expect(await served.pets()).toBe(want);
  });

  it.concurrent('each of several replacements of a file', async () => {
    const { running, write, file, pets: ask } = await serve({ OPENAPI_SANDBOX_WATCH: '1' });
    for (const [index, name] of ['Max', 'Ben', 'Ida'].entries()) {
      write('new.yaml', pets(name));
      renameSync(file('new.yaml'), file('pets.yaml'));
      await until(running, running.complained, new RegExp(`(pets.yaml has changed[^]*){${index + 1}}`));
      expect(await ask()).toBe(`["${name}"]`);
    }
  });
});

const breaks = [
  {
    name: 'the document',
    file: 'api.yaml',
    broken: 'openapi: 3.1.1\npaths: [}\n',
    repaired: `${document}\n`,
    says: /api\.yaml:2:\d+ error: This is not YAML/,
  },
  {
    name: 'a file that is only referred to',
    file: 'pets.yaml',
    broken: '200:\n  description: [}\n',
    repaired: `${pets('Rex')}\n`,
    says: /pets\.yaml:2:\d+ error: This is not YAML/,
  },
  {
    name: 'a reference',
    file: 'api.yaml',
    broken: document.replace('pets.yaml', 'dogs.yaml'),
    repaired: `${document}\n`,
    says: /api\.yaml:4:\d+ error: .*dogs\.yaml/,
  },
  {
    name: 'a scenario file',
    file: 'rules/api.yaml',
    broken: rule('nobody'),
    repaired: `${rule('a')}\n`,
    says: /rules\/api\.yaml:3:\d+ error: .*nobody/,
  },
];

describe('serve --watch keeps what was there, says where the error is, and takes the repair of', () => {
  it.concurrent.each(byName(breaks))('%s', async (_, { file, broken, repaired, says }) => {
    const served = await serve({}, '--watch');
    served.write(file, broken);
    await complained(served, /still served/);
    expect(served.running.complained()).toMatch(says);
    expect(served.running.complained()).not.toMatch(/^\s+at /m);
    expect(await served.pets()).toBe('["Rex"]');
    expect((await fetch(`${served.url}/toys`)).status).toBe(200);
    served.write(file, repaired);
    await complained(served, /the new one is served/);
    expect(await served.pets()).toBe('["Rex"]');
  });

  it.concurrent('a file that was missing', async () => {
    const served = await serve({}, '--watch');
    rmSync(served.file('pets.yaml'));
    await complained(served, /still served/);
    expect(await served.pets()).toBe('["Rex"]');
    served.write('pets.yaml', pets('Max'));
    await complained(served, /the new one is served/);
    expect(await served.pets()).toBe('["Max"]');
  });
});

describe('serve --watch', () => {
  it('drops no connection and no request under way', async () => {
    const served = await serve({}, '--watch');
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const answers = [await askBy(agent, `${served.url}/pets`)];
    const late = fetch(`${served.url}/pets`, { headers: { Prefer: 'delay=1500' } });
    served.write('pets.yaml', pets('Max'));
    while (answers.at(-1)?.body === '["Rex"]') {
      await new Promise((resolve) => setTimeout(resolve, 50));
      answers.push(await askBy(agent, `${served.url}/pets`));
    }
    expect([answers.at(-1)?.body, await (await late).text()]).toEqual(['["Max"]', '["Rex"]']);
    expect(new Set(answers.map(({ port }) => port)).size).toBe(1);
    agent.destroy();
  });

  it('stops in order', async () => {
    const { running } = await serve({}, '--watch');
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
  });

  it('is asked for: without it nothing is read again', async () => {
    const served = await serve();
    served.write('pets.yaml', pets('Max'));
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(served.running.complained()).toBe('');
  });
});

/** An answer, and the client's port of the connection that it came by. */
function askBy(agent: Agent, url: string): Promise<{ readonly body: string; readonly port: number | undefined }> {
  return new Promise((resolve, reject) => {
    httpGet(url, { agent }, (answer) => {
      const port = answer.socket.localPort;
      let body = '';
      answer.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      answer.on('end', () => resolve({ body, port }));
    }).on('error', reject);
  });
}
