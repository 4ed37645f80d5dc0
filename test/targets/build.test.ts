import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { builtCommand } from '../fixtures/built-command.ts';

const command = builtCommand();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'build-'));
});
afterAll(() => command.endAll());

interface Result {
  readonly code: number | NodeJS.Signals | null;
  readonly printed: string;
  readonly complained: string;
}

async function run(...args: readonly string[]): Promise<Result> {
  const running = command.start(args, folder);
  const code = await running.ended;
  return { code, printed: running.printed(), complained: running.complained() };
}

const pets = `openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ name: limit, in: query, schema: { type: integer, minimum: 1 } }]
      responses:
        '200': { description: ok, content: { application/json: { example: [] } } }
        '400': { description: bad, content: { application/json: { example: { error: bad } } } }
`;

const nhsApp = join(process.cwd(), 'specification/nhs-app/openapi.yaml');

describe('build', { timeout: 60_000 }, () => {
  it.each([
    { target: 'node', out: [], path: 'sandbox.mjs' },
    { target: 'worker', out: [], path: 'worker.mjs' },
    { target: 'lambda', out: ['-o', 'out/function.mjs'], path: 'out/function.mjs' },
    { target: 'browser', out: ['--out', 'site'], path: 'site/sw.js' },
  ])('writes $path for $target, and finds it up to date, then stale', async ({ target, out, path }) => {
    writeFileSync(join(folder, 'openapi.yaml'), pets);
    const args = ['build', '--target', target, ...out];
    expect(await run(...args)).toMatchObject({ code: 0, printed: expect.stringMatching(/ kB \(\d+ kB with gzip\)/) });
    expect(await run(...args, '--check')).toMatchObject({ code: 0, printed: expect.stringContaining('up to date') });
    writeFileSync(join(folder, 'openapi.yaml'), pets.replace('minimum: 1', 'minimum: 2'));
    expect(await run(...args, '--check')).toMatchObject({
      code: 1,
      complained: expect.stringContaining(`${path} is stale: build it again`),
    });
    rmSync(join(folder, path));
    expect(await run(...args, '--check')).toMatchObject({ code: 1 });
  });

  it.each([
    { given: ['--target', 'deno'], says: '--target must be one of node, worker, lambda, browser, not "deno"' },
    { given: [], says: 'There is no document to build' },
    { given: ['pets.yaml'], says: 'pets.yaml' },
  ])('exits with 2 given $given', async ({ given, says }) => {
    const { code, complained } = await run('build', ...given);
    expect({ code, complained }).toEqual({ code: 2, complained: expect.stringContaining(says) });
  });

  it('keeps a wrangler.toml that is there', async () => {
    writeFileSync(join(folder, 'openapi.yaml'), pets);
    await run('build', '--target', 'worker');
    expect(readFileSync(join(folder, 'wrangler.toml'), 'utf8')).toContain('main = "worker.mjs"');
    writeFileSync(join(folder, 'wrangler.toml'), 'name = "mine"\n');
    await run('build', '--target', 'worker');
    expect(readFileSync(join(folder, 'wrangler.toml'), 'utf8')).toBe('name = "mine"\n');
  });

  it.each([
    { target: 'worker', file: 'worker.mjs' },
    { target: 'browser', file: 'sandbox/sw.js' },
  ])('writes no import of Node.js and no code that generates code for $target', async ({ target, file }) => {
    expect(await run('build', nhsApp, '--target', target)).toMatchObject({ code: 0 });
    const text = readFileSync(join(folder, file), 'utf8');
    expect(text).not.toMatch(/\bfrom\s*['"]node:|\bimport\(|\beval\(|\bnew Function\b|\bFunction\(/);
    expect(text).not.toMatch(/[\u0080-\uffff]/);
  });

  it('writes a worker of the NHS App API of at most 250 kB with gzip, without the files of pages', async () => {
    expect(await run('build', nhsApp, '--target', 'worker')).toMatchObject({ code: 0 });
    const text = readFileSync(join(folder, 'worker.mjs'), 'utf8');
    const withoutPages = text.replace(/gzip:\(\)=>'[A-Za-z0-9+/=]*'/g, '');
    expect(gzipSync(withoutPages, { level: 9 }).byteLength).toBeLessThanOrEqual(250_000);
  });

  it('writes a folder in which each page of an API is at its address', async () => {
    writeFileSync(join(folder, 'openapi.yaml'), pets);
    await run('build', 'zoo=openapi.yaml', '--target', 'browser', '-o', 'site');
    expect(readdirSync(join(folder, 'site/_sandbox/docs'))).toEqual(['zoo']);
  });
});
