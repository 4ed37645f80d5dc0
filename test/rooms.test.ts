import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../sandbox', import.meta.url));
const contracts = ['plan', 'exchange', 'problem', 'notation'];

/** Which room may import which; each may import itself. `index` and `cli` may import anything. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  notation: [],
  plan: contracts,
  exchange: contracts,
  problem: contracts,
  errors: contracts,
  codings: contracts,
  objects: ['notation'],
  triggers: [...contracts, 'errors'],
  read: ['problem', 'notation', 'packaged'],
  convert: ['problem', 'notation', 'read', 'objects'],
  samples: [...contracts, 'codings', 'triggers'],
  compile: [...contracts, 'packaged', 'read', 'objects', 'codings', 'triggers', 'errors', 'samples'],
  serve: [...contracts, 'codings', 'triggers', 'errors'],
  exporters: [...contracts, 'samples'],
  hosts: [...contracts, 'packaged', 'serve'],
  checks: [...contracts, 'read', 'objects'],
  rehearsals: [...contracts, 'build', 'compile', 'samples', 'serve'],
  faces: [...contracts, 'build', 'compile', 'samples', 'exporters', 'serve', 'rehearsals'],
  build: [...contracts, 'read', 'convert', 'compile'],
  check: [...contracts, 'read', 'compile', 'triggers', 'samples', 'checks', 'build', 'rehearsals'],
};

/** Packages that a room may use besides. */
const packages: Readonly<Record<string, readonly string[]>> = {
  read: ['jsonc-parser', 'yaml'],
  compile: ['ajv', 'ajv-formats'],
  samples: ['ajv', 'ajv-formats'],
  serve: ['hono'],
  hosts: ['@hono/node-server'],
};

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
}

const imports: readonly Import[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/^(?:import|export)\b[^;]*?from '([^']+)'/gm)].map((match) => ({
      file,
      room: roomOf(file),
      target: match[1] ?? '',
    })),
  );

function roomOf(file: string): string {
  return (file.split('/')[0] ?? '').replace(/\.ts$/, '');
}

function targetRoom({ file, target }: Import): string {
  return roomOf(relative(root, join(root, dirname(file), target)));
}

const told = ({ file, target }: Import) => `${file} imports ${target}`;

describe('the rooms', () => {
  it('import only what they may', () => {
    const local = imports.filter(({ target }) => target.startsWith('.'));
    const breaches = local.filter((one) => {
      const room = targetRoom(one);
      if (one.room === 'cli' || one.room === 'index') return false;
      return room !== one.room && !allowed[one.room]?.includes(room);
    });
    expect(local.length).toBeGreaterThan(100);
    expect(breaches.map(told)).toEqual([]);
  });

  it('do not import the command line', () => {
    const breaches = imports.filter(
      (one) => one.target.startsWith('.') && targetRoom(one) === 'cli' && one.room !== 'cli',
    );
    expect(breaches.map(told)).toEqual([]);
  });

  it('touch Node only in packaged, read/files, hosts and cli', () => {
    const breaches = imports.filter(
      ({ file, room, target }) =>
        target.startsWith('node:') && file !== 'read/files.ts' && !['packaged', 'hosts', 'cli'].includes(room),
    );
    expect(breaches.map(told)).toEqual([]);
  });

  it('use only their own packages', () => {
    const breaches = imports.filter(({ room, target }) => {
      if (target.startsWith('.') || target.startsWith('node:')) return false;
      return !packages[room]?.some((name) => target === name || target.startsWith(`${name}/`));
    });
    expect(breaches.map(told)).toEqual([]);
  });
});
