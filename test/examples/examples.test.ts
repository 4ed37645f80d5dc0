import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { byName } from '../fixtures/by-name.ts';
import { chromiumPath } from '../fixtures/chromium.ts';
import { packPackage } from '../fixtures/pack-package.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const programs = join(here, 'node_modules');
/** What the tests of the project use themselves. */
const ownPrograms = ['vitest', 'playwright-core', '.bin/vitest'];
const { REQUIRE_CHROMIUM, REQUIRE_EXAMPLES, PATH = '', HOME = '' } = process.env;

const rows = [
  { name: 'vitest', passed: /^ +Tests +4 passed \(4\)$/m },
  { name: 'jest', passed: /^Tests: +4 passed, 4 total$.*^Tests: +1 passed, 1 total$/ms },
  { name: 'msw', passed: /^ +Tests +6 passed \(6\)$/m },
  { name: 'playwright', passed: /^\S pass 7$/m },
];

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** The examples as projects of their own, with the package as it is published. */
describe.skipIf(!existsSync(programs) && REQUIRE_EXAMPLES === undefined)('the example of client tests', () => {
  const folder = writeFiles({ 'package.json': '{ "private": true }' });

  beforeAll(() => {
    const packages = join(folder, 'node_modules');
    mkdirSync(join(packages, '.bin'), { recursive: true });
    for (const name of readdirSync(programs)
      .filter((name) => name !== '.bin')
      .concat('.bin/jest'))
      symlinkSync(join(programs, name), join(packages, name));
    for (const name of ownPrograms) symlinkSync(join(root, 'node_modules', name), join(packages, name));
    execFileSync('tar', ['xzf', packPackage(folder).tarball], { cwd: folder });
    renameSync(join(folder, 'package'), join(packages, 'openapi-sandbox'));
    for (const { name } of rows) {
      cpSync(join(here, name), join(folder, name), { recursive: true });
      symlinkSync(packages, join(folder, name, 'node_modules'));
    }
  }, 120_000);

  const passes = ({ name, passed }: (typeof rows)[number]) => {
    const { status, stdout, stderr } = spawnSync('npm', ['test'], {
      cwd: join(folder, name),
      env: { PATH, HOME, NO_COLOR: '1', CHROMIUM_PATH: chromiumPath },
      encoding: 'utf8',
    });
    expect(stdout + stderr).toMatch(passed);
    expect(status).toBe(0);
  };

  const isInBrowser = ({ name }: (typeof rows)[number]) => name === 'playwright';
  const lacksBrowser = chromiumPath === undefined && REQUIRE_CHROMIUM === undefined;
  it.each(byName(rows.filter((row) => !isInBrowser(row))))('%s passes', (_, row) => passes(row), 120_000);
  it.skipIf(lacksBrowser).each(byName(rows.filter(isInBrowser)))('%s passes', (_, row) => passes(row), 120_000);
});

it.each(byName(rows))('the example of client tests %s needs what is installed for it', (name) => {
  const { 'openapi-sandbox': _, ...needed } = manifestOf(join(here, name)).devDependencies ?? {};
  expect({ ...manifestOf(root).devDependencies, ...manifestOf(here).dependencies }).toMatchObject(needed);
});

it('there is no other example of client tests', () => {
  const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const examples = folders.map(({ name }) => name).filter((name) => name !== 'node_modules');
  expect(examples.sort()).toEqual(rows.map(({ name }) => name).sort());
});
