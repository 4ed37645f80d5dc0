import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

interface Manifest {
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly scripts: Readonly<Record<string, string>>;
}

interface Locked {
  readonly version: string;
  readonly dev?: true;
}

const manifest: Manifest = JSON.parse(read('package.json'));
const { packages }: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(read('package-lock.json'));

const licences = read('dist/THIRD-PARTY-LICENSES.txt');

/** What `dist` holds of other packages, as the build wrote it down. */
const held = [...licences.matchAll(/^# (\S+)@(\S+)$/gm)].map(([, name = '', version = '']) => ({ name, version }));

describe('what is installed with it', () => {
  it('is nothing', () => {
    expect(Object.keys(packages).filter((path) => path !== '' && packages[path]?.dev !== true)).toEqual([]);
  });
});

describe('what is built into it', () => {
  it('is named with its licence', () => {
    const texts = licences.split(/^# .*$/m).slice(1);
    expect(held.map(({ name }) => name)).toContain('hono');
    expect(texts.filter((text) => !/Copyright/.test(text))).toEqual([]);
  });

  it.each([
    { what: 'its licence', words: 'Apache License' },
    { what: 'its notice', words: 'Copyright 2020-2021 SmartBear Software Inc.' },
    { what: 'the licences of what its script holds', words: 'Copyright (c) 2018 Jed Watson.' },
  ])('has, for Swagger UI, $what', ({ words }) => {
    const [, text = ''] = licences.split(/^# swagger-ui-dist@.*$/m);
    expect(text.split(/^# \S+@/m)[0]).toContain(words);
  });

  it('is pinned exactly, where it is imported', () => {
    const { devDependencies } = manifest;
    for (const { name, version } of held)
      if (name in devDependencies) expect(devDependencies[name], name).toBe(version);
  });
});

describe('CONTRIBUTING.md', () => {
  it('tells what is imported, with its size and why', () => {
    const rows = [...read('CONTRIBUTING.md').matchAll(/^\| `([^`]+)` \| [\d.]+ MB \| \S.* \|$/gm)];
    const imported = held.map(({ name }) => name).filter((name) => name in manifest.devDependencies);
    expect(rows.map(([, name]) => name).sort()).toEqual(imported.sort());
  });
});

interface Bill {
  readonly bomFormat: string;
  readonly components: readonly { readonly purl: string; readonly scope: string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

describe('the bill of materials', () => {
  it('is made when the package is built to be packed, and packed with it', () => {
    expect(manifest.scripts['prepare']).toBe('npm run build && node .ci/sbom.js');
    expect(manifest.files).toContain('sbom.cdx.json');
  });

  it('names what is built in, and nothing else, without the network', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'sbom-')), 'sbom.cdx.json');
    execFileSync(process.execPath, ['.ci/sbom.js', file], { cwd: root, stdio: 'ignore' });
    const bill: Bill = JSON.parse(readFileSync(file, 'utf8'));
    expect(bill.bomFormat).toBe('CycloneDX');
    const names = bill.components.map(({ purl }) => decodeURIComponent(purl));
    const delivered = held.map(({ name, version }) => `pkg:npm/${name}@${version}`);
    expect(names.sort()).toEqual(delivered.sort());
    expect(bill.components.map(({ scope }) => scope)).toEqual(delivered.map(() => 'required'));
    for (const { ref, dependsOn } of bill.dependencies)
      for (const one of dependsOn)
        expect(
          bill.dependencies.map((other) => other.ref),
          ref,
        ).toContain(one);
  });
});
