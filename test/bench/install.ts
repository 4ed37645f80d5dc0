import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { limitTo, rounded, type Section } from './figures.ts';

interface Locked {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly optional?: boolean }>>;
}

/** What somebody installs who uses the product: packages, and MB beside swagger-ui-dist. */
export async function install(): Promise<readonly Section[]> {
  const { packages }: Locked = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const folders = Object.entries(packages)
    .filter(([folder, { dev }]) => folder !== '' && dev !== true)
    .map(([folder]) => folder);
  const sizes = folders.map((folder) => [folder.replace('node_modules/', ''), sizeOf(folder)] as const);
  const beside = sizes.filter(([name]) => name !== 'swagger-ui-dist').reduce((total, [, size]) => total + size, 0);
  return [
    {
      title: 'Production install',
      columns: ['package', 'MB'],
      rows: sizes.map(([name, size]) => [name, rounded(size)]),
      findings: [
        limitTo('production install, packages', folders.length, 14, 'packages'),
        limitTo('production install beside swagger-ui-dist', beside, 15, 'MB'),
      ],
    },
  ];
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((total, entry) => total + statSync(join(entry.parentPath, entry.name)).size, 0) / 1e6;
}
