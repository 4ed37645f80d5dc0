import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../sandbox', import.meta.url));
/** Types that every room may know, and the grammars of standards. */
const contracts = ['plan', 'exchange', 'problem', 'syntax'];

/**
 * Which room may import which; each may import itself. A folder is a room, and so is each file that lies beside folders;
 * `compile` has rooms of its own. `sandbox` and `cli` may import anything.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  packaged: [],
  permission: ['packaged'],
  syntax: [],
  plan: contracts,
  exchange: contracts,
  problem: contracts,
  errors: contracts,
  serialization: contracts,
  'openapi-objects': ['syntax'],
  validation: contracts,
  values: ['syntax'],
  requests: [...contracts, 'serialization'],
  triggers: [...contracts, 'errors', 'validation'],
  read: ['problem', 'syntax', 'packaged', 'permission'],
  swagger2: ['problem', 'syntax', 'read', 'openapi-objects'],
  'compile/schemas': [...contracts, 'read', 'validation'],
  'compile/source': [...contracts, 'read', 'compile/schemas'],
  'compile/internal-error': [...contracts, 'read'],
  'compile/missing-references': [...contracts, 'read', 'validation', 'compile/schemas', 'compile/source'],
  'compile/bundle': [...contracts, 'read', 'openapi-objects', 'compile/schemas'],
  'compile/examples': [
    ...contracts,
    'read',
    'openapi-objects',
    'serialization',
    'errors',
    'triggers',
    'compile/missing-references',
  ],
  'compile/error-bodies': [...contracts, 'read', 'errors', 'values', 'compile/examples', 'compile/schemas'],
  'compile/document': [
    ...contracts,
    'read',
    'serialization',
    'validation',
    'compile/error-bodies',
    'compile/examples',
    'compile/internal-error',
    'compile/missing-references',
    'compile/schemas',
    'compile/source',
  ],
  'compile/serialization': [...contracts, 'read', 'serialization', 'compile/schemas'],
  'compile/parts': [
    ...contracts,
    'read',
    'serialization',
    'errors',
    'validation',
    'values',
    'compile/error-bodies',
    'compile/examples',
    'compile/missing-references',
    'compile/schemas',
    'compile/serialization',
    'compile/source',
  ],
  'compile/pairing': [
    ...contracts,
    'read',
    'triggers',
    'validation',
    'values',
    'compile/examples',
    'compile/parts',
    'compile/schemas',
    'compile/serialization',
  ],
  'compile/contradictions': [
    ...contracts,
    'read',
    'errors',
    'validation',
    'compile/examples',
    'compile/pairing',
    'compile/parts',
    'compile/schemas',
  ],
  'compile/error-claims': [...contracts, 'errors', 'compile/examples', 'compile/schemas'],
  'compile/rules': [...contracts, 'read', 'packaged', 'serialization', 'triggers', 'compile/schemas'],
  'compile/operation': [
    ...contracts,
    'validation',
    'compile/contradictions',
    'compile/document',
    'compile/error-claims',
    'compile/missing-references',
    'compile/pairing',
    'compile/parts',
    'compile/rules',
    'compile/schemas',
    'compile/source',
  ],
  'compile/webhooks': [
    ...contracts,
    'read',
    'requests',
    'values',
    'compile/document',
    'compile/examples',
    'compile/internal-error',
    'compile/parts',
    'compile/schemas',
    'compile/serialization',
    'compile/source',
  ],
  serve: [...contracts, 'serialization', 'triggers', 'validation', 'errors'],
  reachability: [...contracts, 'requests', 'triggers', 'values'],
  exporters: [...contracts, 'reachability', 'requests'],
  hosts: [...contracts, 'packaged', 'permission', 'serve'],
  checks: [...contracts, 'read', 'openapi-objects'],
  build: [
    ...contracts,
    'read',
    'validation',
    'swagger2',
    'compile/bundle',
    'compile/document',
    'compile/internal-error',
    'compile/operation',
    'compile/rules',
    'compile/schemas',
    'compile/source',
    'compile/webhooks',
  ],
  'reachability-search': [...contracts, 'build', 'compile/internal-error', 'reachability', 'serve'],
  introspection: [...contracts, 'exporters', 'reachability', 'serve'],
  artefact: [
    ...contracts,
    'compile/schemas',
    'introspection',
    'reachability',
    'requests',
    'serve',
    'settings',
    'validation',
    'values',
  ],
  targets: ['artefact', 'cli', 'hosts'],
  'problem-collector': [...contracts, 'read', 'build'],
  index: [...contracts, 'exporters', 'hosts', 'reachability', 'read', 'requests', 'sandbox', 'serve', 'settings'],
  settings: [...contracts, 'serve'],
  inspect: [
    ...contracts,
    'read',
    'validation',
    'checks',
    'build',
    'problem-collector',
    'reachability',
    'reachability-search',
    'compile/contradictions',
    'compile/document',
    'compile/examples',
    'compile/schemas',
  ],
};

/** Packages that a room may use besides. */
const packages: Readonly<Record<string, readonly string[]>> = {
  read: ['jsonc-parser', 'yaml'],
  'compile/schemas': ['ajv', 'ajv-formats'],
  'compile/rules': ['ajv'],
  values: ['ajv-formats'],
  serve: ['hono'],
  hosts: ['@hono/node-server', 'hono'],
  build: ['hono'],
  cli: ['sarif'],
  // Stands for the artefact in the code of a target.
  targets: ['openapi-sandbox:artefact'],
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
  const [first = '', second] = file.replace(/\.ts$/, '').split('/');
  return first === 'compile' ? `${first}/${second}` : first;
}

function targetOf({ file, target }: Import): string {
  return relative(root, join(root, dirname(file), target));
}

const shown = ({ file, target }: Import) => `${file} imports ${target}`;
const local = imports.filter(({ target }) => target.startsWith('.'));

/** What leads back to where it began, by way of others. */
function circles(arrows: readonly (readonly [from: string, to: string])[]): readonly string[] {
  const targets = new Map<string, string[]>();
  for (const [from, to] of arrows) targets.set(from, [...(targets.get(from) ?? []), to]);
  const reached = (from: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const waiting = [from];
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop())
      for (const to of targets.get(one) ?? []) {
        if (seen.has(to)) continue;
        seen.add(to);
        waiting.push(to);
      }
    return seen;
  };
  return [...targets.keys()].filter((one) => reached(one).has(one));
}

describe('the rooms', () => {
  it('import only what they may', () => {
    const offences = local.filter((one) => {
      const room = roomOf(targetOf(one));
      if (one.room === 'cli' || one.room === 'sandbox') return false;
      return room !== one.room && !allowed[one.room]?.includes(room);
    });
    expect(local.length).toBeGreaterThan(100);
    expect(offences.map(shown)).toEqual([]);
  });

  it('are allowed nothing that none of them imports', () => {
    const rooms = (one: Import) => `${one.room} imports ${roomOf(targetOf(one))}`;
    const used = new Set(local.map(rooms));
    const unused = Object.entries(allowed).flatMap(([room, targets]) =>
      targets
        .filter((target) => !contracts.includes(target))
        .map((target) => `${room} imports ${target}`)
        .filter((one) => !used.has(one)),
    );
    expect(unused).toEqual([]);
  });

  it('have no circle, of files or of rooms', () => {
    const files = local.map((one) => [one.file, targetOf(one)] as const);
    const rooms = files.map(([from, to]) => [roomOf(from), roomOf(to)] as const).filter(([from, to]) => from !== to);
    expect(circles(files)).toEqual([]);
    expect(circles(rooms)).toEqual([]);
  });

  it('do not import the command line, but for the programs that are built', () => {
    const offences = local.filter((one) => roomOf(targetOf(one)) === 'cli' && !['cli', 'targets'].includes(one.room));
    expect(offences.map(shown)).toEqual([]);
  });

  it('touch Node only in packaged, read/files, hosts and cli', () => {
    const offences = imports.filter(
      ({ file, room, target }) =>
        target.startsWith('node:') && file !== 'read/files.ts' && !['packaged', 'hosts', 'cli'].includes(room),
    );
    expect(offences.map(shown)).toEqual([]);
  });

  it('use only their own packages', () => {
    const offences = imports.filter(({ room, target }) => {
      if (target.startsWith('.') || target.startsWith('node:')) return false;
      return !packages[room]?.some((name) => target === name || target.startsWith(`${name}/`));
    });
    expect(offences.map(shown)).toEqual([]);
  });
});
