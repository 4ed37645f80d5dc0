import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { builtCommand, ready } from '../fixtures/built-command.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The flag in this version of Node.js; undefined if it has none. */
const permission = ['--permission', '--experimental-permission'].find((flag) =>
  process.allowedNodeEnvironmentFlags.has(flag),
);
const net = process.allowedNodeEnvironmentFlags.has('--allow-net') ? ['--allow-net'] : [];

const get = { operationId: 'list', responses: { 200: response({ ok: ['Rex'] }) } };
const folder = writeFiles({ 'pets.json': JSON.stringify(documentOf({ '/pets': { get } })) });
const elsewhere = writeFiles({ 'pets.json': JSON.stringify(documentOf({ '/pets': { get } })) });
const command = builtCommand();
afterAll(command.endAll);

/** The flags that allow Node.js to read these folders and nothing else. */
function allowing(...folders: readonly string[]): Readonly<Record<string, string>> {
  const packages = join(root, 'node_modules');
  // It may be a link, whose target is read as well.
  const reads = [...new Set([packages, realpathSync(packages), ...folders])].map((path) => `--allow-fs-read=${path}*`);
  return { NODE_OPTIONS: [permission, ...reads, ...net].join(' ') };
}

describe.skipIf(permission === undefined)('under the permission model of Node.js', () => {
  it('serves documents that it may read', async () => {
    const running = command.start(['pets.json', '--port=0'], folder, allowing(folder));
    const url = await ready(running);
    expect(await (await fetch(`${url}/pets`)).json()).toEqual(['Rex']);
    expect((await fetch(`${url}/_sandbox/console/swagger-ui.css`)).status).toBe(200);
    running.child.kill();
    expect(await running.ended).toBe(0);
  });

  it('serves the bundled documents', async () => {
    const running = command.start(['--port=0'], folder, allowing());
    expect((await fetch(`${await ready(running)}/_sandbox/health`)).status).toBe(200);
    running.child.kill();
    expect(await running.ended).toBe(0);
  });

  it('names the document that it may not read, without a stack trace', async () => {
    const running = command.start([join(elsewhere, 'pets.json')], folder, allowing(folder));
    expect(await running.ended).toBe(2);
    expect(running.complained()).toContain(join(elsewhere, 'pets.json'));
    expect(running.complained()).not.toMatch(/^\s+at /m);
  });
});

it('sandbox/hosts/README.md and the image start it with these flags', () => {
  const [, line = ''] =
    /```sh\n(node --permission .*)\n```/.exec(readFileSync(join(root, 'sandbox/hosts/README.md'), 'utf8')) ?? [];
  expect(line).toBe('node --permission --allow-fs-read="$PWD/*" dist/cli.js serve');
  expect(readFileSync(join(root, 'Dockerfile'), 'utf8')).toContain('"--experimental-permission", "--allow-fs-read=*"');
});
