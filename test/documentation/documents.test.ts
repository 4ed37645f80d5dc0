import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { read, root, stepsOf } from './page.ts';

const documents = execFileSync('git', ['ls-files', '--', '*.md'], { cwd: root }).toString().trim().split('\n');
const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(read('package.json'));

describe('the documentation', () => {
  it('given README.md, it has at most 200 lines', () => {
    expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(200);
  });

  it('given CONTRIBUTING.md, it has at most 1200 words', () => {
    expect(read('CONTRIBUTING.md').trim().split(/\s+/).length).toBeLessThanOrEqual(1200);
  });

  it('given the changelog, its first version is that of the package', () => {
    const { version }: { readonly version: string } = JSON.parse(read('package.json'));
    const { version: locked }: { readonly version: string } = JSON.parse(read('package-lock.json'));
    const [, first] = /^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$/m.exec(read('CHANGELOG.md')) ?? [];
    expect([first, locked]).toEqual([version, version]);
  });

  it.each(documents)('given %s, each of its links leads to a file and a heading that exist', (document) => {
    const links = [...read(document).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)];
    const dead = links.filter(([, path = '', anchor]) => {
      const target = path === '' ? document : join(dirname(document), path);
      return !existsSync(join(root, target)) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
    });
    expect(dead.map(([link]) => link)).toEqual([]);
  });

  it.each(documents)('given %s, each script that it names exists', (document) => {
    const names = [...read(document).matchAll(/\bnpm run ([\w:]+)/g)].map(([, name = '']) => name);
    expect(names.filter((name) => !(name in scripts))).toEqual([]);
  });

  it.each(documents.filter((one) => /(?:DECISIONS|CONTRIBUTING|README)\.md$/.test(one)))(
    'given %s, each file of code that it names exists, below its folder or below sandbox',
    (document) => {
      const prose = read(document).replace(/^```[\s\S]*?^```$/gm, '');
      const names = [...prose.matchAll(/`((?:[\w-]+\/)*[\w.-]+\.ts)`/g)].map(([, name = '']) => name);
      const folders = [dirname(document), 'sandbox', 'test', '.'];
      expect(names.filter((name) => !folders.some((folder) => existsSync(join(root, folder, name))))).toEqual([]);
    },
  );

  it('given CONTRIBUTING.md, its commands are those of the gate, or the gate', () => {
    const [commands = ''] = stepsOf('CONTRIBUTING.md').map((step) => step.commands);
    const given = commands.split('\n').map((line) => line.replace(/\s*#.*$/, ''));
    const gate = read('.ci/run');
    expect(given.filter((line) => !gate.includes(line) && line !== 'bash .ci/run')).toEqual([]);
  });
});

/** Returns the anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): readonly string[] {
  return [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
