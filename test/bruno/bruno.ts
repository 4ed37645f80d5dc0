import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe } from 'vitest';
import type { Collection } from '../../sandbox/exporters/postman/format.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const commandLine = fileOf('node_modules/@usebruno/cli/bin/bru.js');

/** Tests that run Bruno. They are skipped where it is not installed, unless `REQUIRE_BRUNO` is set. */
export function describeWithBruno(name: string, tests: () => void): void {
  const isThere = existsSync(commandLine) || process.env['REQUIRE_BRUNO'] !== undefined;
  if (!isThere) console.warn(`Skipped, for Bruno is not installed: ${name}. test/bruno/package.json says how.`);
  describe.skipIf(!isThere)(name, { timeout: timeoutMs }, () => {
    beforeAll(() => {
      if (!existsSync(commandLine)) throw new Error('REQUIRE_BRUNO is set, and Bruno is not installed.');
    });
    tests();
  });
}

/** Milliseconds. Bruno makes a JavaScript engine for each script of each request. */
export const timeoutMs = 900_000;

/** What became of a request of a collection. */
export interface BrunoOutcome {
  readonly name: string;
  /** The outermost folder that it is in. */
  readonly folder: string;
  readonly scenario: string | undefined;
  readonly tests: readonly string[];
  /** The tests that failed, and whatever else went wrong. */
  readonly failures: readonly string[];
}

/** The part that is read of what `bru run` writes. */
interface Written {
  readonly results: readonly {
    readonly name: string;
    /** Of its file, within the collection. */
    readonly path: string;
    readonly error: string | null;
    readonly response: { readonly headers: Readonly<Record<string, string>> | null };
    readonly postResponseTestResults: readonly { readonly description: string; readonly status: string }[];
  }[];
}

/** Has Bruno import a collection, and run it as its command line does. */
export async function runInBruno(
  collection: Collection,
  variables: Readonly<Record<string, string>>,
): Promise<{ readonly exitCode: number; readonly outcomes: readonly BrunoOutcome[] }> {
  const folder = writeFiles({ 'collection.json': JSON.stringify(collection) });
  const imported = join(folder, 'imported');
  mkdirSync(imported);
  await node([fileOf('import-collection.cjs'), join(folder, 'collection.json'), imported]);
  const given = Object.entries(variables).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]);
  const output = join(folder, 'results.json');
  const args = ['run', '-r', '--disable-cookies', '--noproxy', '--output', output, ...given];
  const exitCode = await node([commandLine, ...args], imported);
  const [written]: readonly Written[] = JSON.parse(readFileSync(output, 'utf8'));
  const outcomes = (written?.results ?? []).map(({ name, path, error, response, postResponseTestResults }) => ({
    name,
    folder: path.split('/')[0] ?? '',
    scenario: response.headers?.['sandbox-scenario'],
    tests: postResponseTestResults.map(({ description }) => description),
    failures: [
      ...(error === null ? [] : [error]),
      ...postResponseTestResults.filter(({ status }) => status !== 'pass').map(({ description }) => description),
    ],
  }));
  return { exitCode, outcomes };
}

/** Runs a program; resolves to its exit code. */
async function node(args: readonly string[], cwd?: string): Promise<number> {
  const run = promisify(execFile)(process.execPath, args, { cwd, maxBuffer: 2 ** 26 });
  return run.then(
    () => 0,
    (error: { readonly code?: number }) => error.code ?? 1,
  );
}
