import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly scarfSettings?: { readonly enabled: boolean };
  readonly files: readonly string[];
  readonly scripts: Readonly<Record<string, string>>;
}

interface Locked {
  readonly version: string;
  readonly dev?: true;
  readonly hasInstallScript?: true;
}

const manifest: Manifest = JSON.parse(read('package.json'));
const { packages }: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(read('package-lock.json'));

/** What is installed with the package, by name. */
const installed = Object.entries(packages)
  .filter(([path, { dev }]) => path !== '' && dev !== true)
  .map(([path, locked]) => ({ name: path.replace(/^.*node_modules\//, ''), ...locked }));

const licences = read('dist/THIRD-PARTY-LICENSES.txt');

/** What `dist` holds of other packages, as the build wrote it down. */
const held = [...licences.matchAll(/^# (\S+)@(\S+)$/gm)].map(([, name = '', version = '']) => ({ name, version }));

describe('what is installed with it', () => {
  it('runs no script, but for one that is switched off', () => {
    const scripted = installed.filter(({ hasInstallScript }) => hasInstallScript === true).map(({ name }) => name);
    expect(scripted).toEqual(['@scarf/scarf']);
    expect(manifest.scarfSettings).toEqual({ enabled: false });
  });

  it('is pinned exactly', () => {
    for (const version of Object.values(manifest.dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('is one package, with what that needs', () => {
    expect(installed.map(({ name }) => name)).toEqual(['@scarf/scarf', 'swagger-ui-dist']);
  });
});

describe('what is built into it', () => {
  it('is named with its licence', () => {
    const texts = licences.split(/^# .*$/m).slice(1);
    expect(held.map(({ name }) => name)).toContain('hono');
    expect(texts.filter((text) => !/Copyright/.test(text))).toEqual([]);
  });

  it('is pinned exactly, where it is imported', () => {
    const { devDependencies } = manifest;
    for (const { name, version } of held)
      if (name in devDependencies) expect(devDependencies[name], name).toBe(version);
  });
});

describe('CONTRIBUTING.md', () => {
  it('tells what is imported, with its size, where it is and why', () => {
    const rows = [...read('CONTRIBUTING.md').matchAll(/^\| `([^`]+)` \| [\d.]+ MB \| (yes|no) \| \S.* \|$/gm)];
    const named = (wanted: string) => rows.filter(([, , isHeld]) => isHeld === wanted).map(([, name]) => name);
    expect(named('no')).toEqual(Object.keys(manifest.dependencies));
    expect(named('yes')).toEqual(held.map(({ name }) => name).filter((name) => name in manifest.devDependencies));
  });
});

interface Bill {
  readonly bomFormat: string;
  readonly components: readonly { readonly purl: string; readonly scope: string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

describe('the bill of materials', () => {
  it('is made when the package is packed, and packed with it', () => {
    expect(manifest.scripts['prepack']).toBe('node .ci/sbom.js');
    expect(manifest.files).toContain('sbom.cdx.json');
  });

  it('names what is installed and what is built in, and nothing else, without the network', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'sbom-')), 'sbom.cdx.json');
    execFileSync(process.execPath, ['.ci/sbom.js', file], { cwd: root, stdio: 'ignore' });
    const bill: Bill = JSON.parse(readFileSync(file, 'utf8'));
    expect(bill.bomFormat).toBe('CycloneDX');
    const names = bill.components.map(({ purl }) => decodeURIComponent(purl));
    const delivered = [...installed, ...held].map(({ name, version }) => `pkg:npm/${name}@${version}`);
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
