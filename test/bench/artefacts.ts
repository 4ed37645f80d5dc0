import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { httpApiEvent } from '../fixtures/lambda-events.ts';
import { workerdConfiguration, workerdPath } from '../targets/workerd.ts';
import type { Program } from './server.ts';

const folder = mkdtempSync(join(tmpdir(), 'bench-artefacts-'));

/** A sandbox that `build` wrote. */
export interface Built {
  readonly file: string;
  /** MB, as it is and compressed by gzip. */
  readonly size: number;
  readonly gzip: number;
}

const built = new Map<string, Built>();

/** Builds a document for a target, once. */
export function builtFor(target: 'node' | 'worker' | 'lambda', build: string, document: string): Built {
  const key = `${target} ${build} ${document}`;
  const known = built.get(key);
  if (known) return known;
  const file = join(folder, `${built.size}-${target}.mjs`);
  const args = ['build', document, '--target', target, '-o', file];
  execFileSync(process.execPath, [join(build, 'dist/cli.js'), ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const text = readFileSync(file);
  const one = { file, size: text.length / 1e6, gzip: gzipSync(text, { level: 9 }).length / 1e6 };
  built.set(key, one);
  return one;
}

/** The server of target node. */
export function nodeServer({ file }: Built): Program {
  return { name: 'build --target node', args: (port) => [file, '--log', 'off', '--port', String(port)] };
}

/** The program workerd, which `npm ci --prefix test/targets` installs; null if it is not there, or does not run. */
export function installedWorkerd(): string | null {
  const path = workerdPath(join(process.cwd(), 'test/targets/node_modules'));
  return spawnSync(path, ['--version']).status === 0 ? path : null;
}

/** The worker, in workerd. */
export function workerServer({ file }: Built, command: string): Program {
  return {
    name: 'build --target worker, in workerd',
    command,
    args: (port) => {
      const configuration = join(folder, `${port}.capnp`);
      writeFileSync(configuration, workerdConfiguration(file, port));
      return ['serve', '--import-path=/', configuration];
    },
  };
}

/**
 * The function, in a process that answers a request once it has the result of its first event.
 *
 * @param target what the event asks for
 */
export function lambdaFunction({ file }: Built, target: string): Program {
  const script = join(process.cwd(), 'test/bench/servers/lambda.js');
  return {
    name: 'build --target lambda, called',
    args: (port) => [script, String(port), file, eventFor(target)],
  };
}

/** Returns the event of an HTTP API for a GET, as JSON. */
export function eventFor(target: string): string {
  const [path = '', query = ''] = target.split('?');
  return JSON.stringify(httpApiEvent({ path, query }));
}
