import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get as httpGet } from 'node:http';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtCommand, ready, until } from '../fixtures/built-command.ts';
import { byName } from '../fixtures/by-name.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const command = builtCommand();
afterAll(command.endAll);

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

/** A server of a document in three files, in which the default response is the example `a`. */
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
      name: 'a referenced file',
      change: ({ write }) => write('pets.yaml', pets('Max')),
      want: '["Max"]',
    },
    { name: 'a scenario file', change: ({ write }) => write('rules/api.yaml', rule('b')), want: '["Tom"]' },
    {
      name: 'a file replaced by renaming another',
      change: ({ write, file }) => {
        write('pets.yaml.new', pets('Max'));
        renameSync(file('pets.yaml.new'), file('pets.yaml'));
      },
      want: '["Max"]',
    },
    {
      name: 'a scenario file with another name',
      change: ({ write, file }) => {
        rmSync(file('rules/api.yaml'));
        write('rules/api.yml', rule('b'));
      },
      want: '["Tom"]',
    },
  ];

describe('serve --watch applies a change to', () => {
  it.concurrent.each(byName(changes))('%s', async (_, { change, want }) => {
    const served = await serve({}, '--watch');
    expect(await served.pets()).toBe('["Rex"]');
    change(served);
    // A rule names an example that the document no longer has, so both must be changed together.
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

interface Break {
  readonly name: string;
  readonly file: string;
  /** Null: the file is deleted; a list: it becomes a folder. */
  readonly failure: string | null | readonly [];
  readonly repaired: string;
  readonly says: RegExp;
}

const breaks: readonly Break[] = [
  {
    name: 'the document',
    file: 'api.yaml',
    failure: 'openapi: 3.1.1\npaths: [}\n',
    repaired: `${document}\n`,
    says: /api\.yaml:2:\d+ error: This is not YAML/,
  },
  {
    name: 'a referenced file',
    file: 'pets.yaml',
    failure: '200:\n  description: [}\n',
    repaired: `${pets('Rex')}\n`,
    says: /pets\.yaml:2:\d+ error: This is not YAML/,
  },
  {
    name: 'a reference',
    file: 'api.yaml',
    failure: document.replace('pets.yaml', 'dogs.yaml'),
    repaired: `${document}\n`,
    says: /api\.yaml:4:\d+ error: .*dogs\.yaml/,
  },
  {
    name: 'a scenario file',
    file: 'rules/api.yaml',
    failure: rule('nobody'),
    repaired: `${rule('a')}\n`,
    says: /rules\/api\.yaml:3:\d+ error: .*nobody/,
  },
  {
    name: 'a scenario file with an unknown key',
    file: 'rules/api.yaml',
    failure: 'rules: [{ operation: list, anwser: 200/a }]\n',
    repaired: `${rule('a')}\n`,
    says: /rules\/api\.yaml:1:\d+ error: .*anwser/,
  },
  {
    name: 'a deleted document',
    file: 'api.yaml',
    failure: null,
    repaired: document,
    says: /api\.yaml cannot be read: there is no such file/,
  },
  {
    name: 'a document that cannot be read',
    file: 'api.yaml',
    failure: [],
    repaired: document,
    says: /api\.yaml cannot be read: it is a folder/,
  },
  {
    name: 'deleted scenario files',
    file: 'rules/api.yaml',
    failure: null,
    repaired: rule('a'),
    says: /rules has no scenario file for these documents/,
  },
  {
    name: 'a reference to a file that does not exist yet',
    file: 'api.yaml',
    failure: document.replace('{ 200: { description: old } }', '{ $ref: toys.yaml }'),
    repaired: `${document}\n`,
    says: /api\.yaml:5:\d+ error: .*toys\.yaml/,
  },
];

describe('serve --watch keeps the previous version, reports the error, and applies the repair of', () => {
  it.concurrent.each(byName(breaks))('%s', async (_, { file, failure, repaired, says }) => {
    const served = await serve({}, '--watch');
    if (failure === null || typeof failure !== 'string') rmSync(served.file(file));
    if (typeof failure === 'string') served.write(file, failure);
    else if (failure) mkdirSync(served.file(file));
    await complained(served, /still served/);
    expect(served.running.complained()).toMatch(says);
    expect(served.running.complained()).not.toMatch(/^\s+at /m);
    expect(await served.pets()).toBe('["Rex"]');
    expect((await fetch(`${served.url}/toys`)).status).toBe(200);
    rmSync(served.file(file), { recursive: true, force: true });
    served.write(file, repaired);
    await complained(served, /the new one is served/);
    expect(await served.pets()).toBe('["Rex"]');
  });

  it.concurrent('a referenced file that was missing at the start', async () => {
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
  it('watches a new file and its later changes', async () => {
    const served = await serve({}, '--watch');
    served.write('dogs.yaml', pets('Max'));
    served.write('api.yaml', document.replace('pets.yaml', 'dogs.yaml'));
    await complained(served, /api\.yaml has changed: the new one is served/);
    expect(await served.pets()).toBe('["Max"]');
    served.write('dogs.yaml', pets('Ben'));
    await complained(served, /dogs\.yaml has changed: the new one is served/);
    expect(await served.pets()).toBe('["Ben"]');
  });

  it('ends up with the last of many quick changes', async () => {
    const served = await serve({}, '--watch');
    for (let count = 0; count < 40; count += 1) {
      served.write('pets.yaml', count % 3 === 2 ? 'broken: [}' : pets(`Rex${count}`));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    while ((await served.pets()) !== '["Rex39"]') await new Promise((resolve) => setTimeout(resolve, 50));
  });

  it('applies other changes while an error from the start remains', async () => {
    const folder = writeFiles({
      'api.yaml': document.replace('description: old', '$ref: "#/nowhere"'),
      'pets.yaml': pets('Rex'),
    });
    const running = command.start(['api.yaml', '--port=0', '--watch'], folder);
    const url = await ready(running);
    writeFileSync(join(folder, 'pets.yaml'), pets('Max'));
    await until(running, running.complained, /the new one is served/);
    expect(await (await fetch(`${url}/pets`)).text()).toBe('["Max"]');
    expect(running.complained().match(/error: .*nowhere/g)).toHaveLength(1);
  });

  it('stops cleanly while it applies a change', async () => {
    const { running, write } = await serve({}, '--watch');
    write('pets.yaml', pets('Max'));
    await new Promise((resolve) => setTimeout(resolve, 320));
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    expect(running.complained()).toMatch(/stopped by SIGTERM\n$/);
  });

  it('drops no connection and no pending request', async () => {
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

  it('stops cleanly', async () => {
    const { running } = await serve({}, '--watch');
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
  });

  it('is opt-in: without it, nothing is read again', async () => {
    const served = await serve();
    served.write('pets.yaml', pets('Max'));
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(served.running.complained()).toBe('');
  });
});

/** A response, and the client port of its connection. */
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
