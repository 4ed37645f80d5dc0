import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { limitTo, rounded, type Section } from './figures.ts';

interface Locked {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

interface Packed {
  readonly size: number;
  readonly unpackedSize: number;
  readonly entryCount: number;
}

/** What somebody installs who uses the product: the package, in MB and files, and the packages beside it. */
export async function install(): Promise<readonly Section[]> {
  const { packages }: Locked = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const beside = Object.entries(packages).filter(([folder, { dev }]) => folder !== '' && dev !== true);
  const printed = execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], { encoding: 'utf8' });
  const [{ size, unpackedSize, entryCount }]: readonly [Packed] = JSON.parse(printed);
  return [
    {
      title: 'Production install',
      columns: ['package', 'MB', 'MB in the registry', 'files'],
      rows: [['openapi-sandbox', rounded(unpackedSize / 1e6), rounded(size / 1e6), String(entryCount)]],
      findings: [
        limitTo('production install, packages beside it', beside.length, 0, 'packages'),
        limitTo('production install', unpackedSize / 1e6, 15, 'MB'),
        limitTo('production install, files', entryCount, 400, 'files'),
      ],
    },
  ];
}
