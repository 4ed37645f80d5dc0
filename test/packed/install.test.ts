import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packPackage } from '../fixtures/pack-package.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const pets = `
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: integer, minimum: 1 } }]
      responses:
        '200': { description: The pet, content: { application/json: { example: { name: Rex } } } }
        '400': { description: Wrong, content: { application/json: { example: { message: The id must be at least 1 } } } }
`;

/** A folder with a document alone, into which the package is installed, without a registry. */
describe('an empty folder', () => {
  const folder = writeFiles({ 'pets.yaml': pets });
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');

  beforeAll(() => {
    const packed = join(folder, 'packed');
    mkdirSync(packed);
    const { tarball } = packPackage(packed);
    const args = ['install', '--offline', `--cache=${folder}/cache`, '--no-audit', '--no-fund', tarball];
    execFileSync('npm', args, { cwd: folder, stdio: 'ignore' });
  }, 120_000);

  it('has the package in it, and no other', () => {
    const { packages }: { readonly packages: Readonly<Record<string, { readonly hasInstallScript?: true }>> } =
      JSON.parse(read('node_modules/.package-lock.json'));
    expect(Object.keys(packages)).toEqual(['node_modules/openapi-sandbox']);
    const installed = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(installed).toEqual(['openapi-sandbox']);
  });

  it('has no script that an installation would run', () => {
    const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
      read('node_modules/openapi-sandbox/package.json'),
    );
    expect(Object.keys(scripts).filter((name) => /^(?:pre|post)?install$/.test(name))).toEqual([]);
  });

  describe('npx openapi-sandbox serve pets.yaml', () => {
    let url = '';
    let stop = (): unknown => undefined;

    beforeAll(async () => {
      // In a group of its own, since npx does not hand on the signal that stops it.
      const server = spawn('npx', ['--offline', 'openapi-sandbox', 'serve', 'pets.yaml', '--port=0'], {
        cwd: folder,
        detached: true,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const { pid } = server;
      if (pid !== undefined) stop = () => process.kill(-pid);
      const [line] = await once(createInterface(server.stdout), 'line');
      [, url = ''] = /listening on (http:\S+)$/.exec(String(line)) ?? [];
    }, 60_000);
    afterAll(() => stop());

    it.each([
      { path: '/pets/1', status: 200, body: '{"name":"Rex"}' },
      { path: '/pets/0', status: 400, body: '{"message":"The id must be at least 1"}' },
    ])('answers $path with $status', async ({ path, status, body }) => {
      const answer = await fetch(url + path);
      expect([answer.status, await answer.text()]).toEqual([status, body]);
    });

    it.each(['swagger-ui-bundle.js', 'swagger-ui.css', 'oauth2-redirect.html', 'start.js'])(
      'has %s of the console',
      async (name) => {
        const answer = await fetch(`${url}/_sandbox/console/${name}`, { headers: { 'Accept-Encoding': 'br' } });
        expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, 'br']);
        expect((await answer.text()).length).toBeGreaterThan(50);
      },
    );
  });
});
