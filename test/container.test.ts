import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { listen } from '../sandbox/hosts/node.ts';
import { type JsonObject, text } from '../sandbox/syntax/json.ts';
import { authority } from './fixtures/certificates.ts';
import { documentOf, response } from './fixtures/document.ts';
import { sandboxOf } from './fixtures/write-document.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

interface Manifest {
  readonly scripts: JsonObject;
  readonly bin: JsonObject;
  readonly engines: { readonly node: string };
}

/** What Node.js 20 calls it. */
const permission = '--experimental-permission';

const manifest: Manifest = JSON.parse(read('package.json'));

/** An instruction in one line, and whatever else it says. */
interface Instruction {
  readonly name: string;
  readonly rest: string;
}

const stages: readonly (readonly Instruction[])[] = read('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split(/^(?=FROM )/m)
  .map((stage) => [...stage.matchAll(/^([A-Z]+) (.*)$/gm)].map(([, name = '', rest = '']) => ({ name, rest })));
const last = stages.at(-1) ?? [];
const all = stages.flat();

function rests(instructions: readonly Instruction[], wanted: string): readonly string[] {
  return instructions.filter(({ name }) => name === wanted).map(({ rest }) => rest);
}

/** What is copied from the folder of the project. */
const copied = [
  ...new Set(
    rests(all, 'COPY')
      .filter((rest) => !rest.startsWith('--from'))
      .flatMap((rest) => rest.split(' ').slice(0, -1)),
  ),
];

/** The words of a command that is written as a JSON list. */
function words(command: string): readonly string[] {
  const list: readonly string[] = JSON.parse(command.slice(command.indexOf('[')));
  return list;
}

describe('the image', () => {
  it.each(copied)('copies %s, which is there and not ignored', (name) => {
    expect(existsSync(join(root, name))).toBe(true);
    expect(read('.dockerignore').split('\n')).toContain(`!${name}`);
  });

  it('leaves out everything else', () => {
    const [first, ...kept] = read('.dockerignore').trim().split('\n').slice(1);
    expect(first).toBe('*');
    expect(kept.map((line) => line.slice(1)).sort()).toEqual([...copied].sort());
  });

  it('runs scripts that the package has', () => {
    const scripts = all.flatMap(({ rest }) => [...rest.matchAll(/npm run (\S+)/g)].map(([, name = '']) => name));
    expect(scripts).toEqual(['build']);
    for (const name of scripts) expect(text(manifest.scripts, name)).toBeDefined();
  });

  it('has a Node.js that the package takes', () => {
    const [, oldest] = /^>=(\d+)/.exec(manifest.engines.node) ?? [];
    for (const rest of rests(all, 'FROM')) expect(rest).toContain(`node:${oldest}-slim`);
  });

  it('has what the command needs: itself, and the documents that come with it', () => {
    const [entry] = rests(last, 'ENTRYPOINT');
    const [node, ...rest] = words(entry ?? '');
    expect([node, rest.at(-1)]).toEqual(['node', `/app/${text(manifest.bin, 'openapi-sandbox')}`]);
    // As test/cli/hardened.test.ts starts it.
    expect(rest.slice(0, -1)).toEqual(['--disable-warning=ExperimentalWarning', permission, '--allow-fs-read=*']);
    // What lies below may be referred to by any document there, in a repository or not.
    expect(rests(last, 'WORKDIR').at(-1)).toBe('/documents');
    const targets = rests(last, 'COPY').flatMap((rest) => rest.replace(/^--from=\S+ /, '').split(' '));
    expect(targets).toEqual(
      expect.arrayContaining(['dist', 'sandbox/console', 'package.json', 'specification', 'scenarios']),
    );
  });

  it('answers the network at port 9000, and not as root', () => {
    expect(rests(last, 'ENV').join(' ')).toMatch(/HOST=0\.0\.0\.0 PORT=9000/);
    expect(rests(last, 'EXPOSE')).toEqual(['9000']);
    expect(rests(last, 'USER')).toEqual(['node']);
  });
});

describe('its health check', () => {
  const [command = '', ...args] = words(rests(last, 'HEALTHCHECK')[0] ?? '[]');

  function check(port: string): Promise<number | null> {
    return new Promise((resolve) => {
      const { PATH = '' } = process.env;
      spawn(command, args, { env: { PATH, PORT: port } }).on('close', resolve);
    });
  }

  it('passes while the sandbox answers, and then no more', async () => {
    const get = { responses: { 200: response({ ok: {} }) } };
    const server = await listen(sandboxOf(documentOf({ '/': { get } })).answer, { port: 0, host: '127.0.0.1' });
    const { port } = new URL(server.url);
    expect(await check(port)).toBe(0);
    await server.close();
    expect(await check(port)).toBe(1);
  });

  it('passes over TLS', async () => {
    const certificates = authority('Ours').issue({ name: 'sandbox' });
    const server = await listen(() => new Response(''), { port: 0, host: '127.0.0.1', certificates });
    expect(await check(new URL(server.url).port)).toBe(0);
    await server.close();
  });

  it('fails where the answer is an error', async () => {
    const server = await listen(() => new Response('', { status: 500 }), { port: 0, host: '127.0.0.1' });
    expect(await check(new URL(server.url).port)).toBe(1);
    await server.close();
  });
});
