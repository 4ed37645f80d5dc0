import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { requestedDocuments } from '../read/documents.ts';
import { openForBuild } from '../sandbox.ts';
import type { Command } from './arguments.ts';
import { type BuiltFile, builtFiles, comparedText } from './built-files.ts';
import { noDocument } from './no-document.ts';
import { complain, print } from './output.ts';

/** What is written if no path is given. */
const defaultPaths: Readonly<Record<Command<'build'>['target'], string>> = {
  node: 'sandbox.mjs',
  worker: 'worker.mjs',
  lambda: 'lambda.mjs',
  browser: 'sandbox',
};

/**
 * Writes a sandbox that needs neither this package nor the documents, or compares it with what is there.
 *
 * @returns the exit code: with `--check`, 1 if a file is stale
 */
export async function buildTarget(command: Command<'build'>): Promise<number> {
  const { documents, scenarios, allowOutside, target, out = defaultPaths[target], check } = command;
  const inputs = requestedDocuments(documents, scenarios);
  if (inputs.length === 0) throw noDocument('build');
  const files = await builtFiles(openForBuild(inputs, { allowOutside }), command, out);
  if (check) return reportStale(files);
  for (const { path, text, report } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    if (report !== null) print(report);
  }
  if (target === 'worker') writeConfiguration(out);
  return 0;
}

function reportStale(files: readonly BuiltFile[]): number {
  const isStale = ({ path, text }: BuiltFile): boolean =>
    !existsSync(path) || comparedText(readFileSync(path, 'utf8')) !== comparedText(text);
  const stale = files.filter(isStale);
  for (const { path } of stale) complain(`${path} is stale: build it again`);
  if (stale.length > 0) return 1;
  print(files.length === 1 ? `${files[0]?.path} is up to date` : `${files.length} files are up to date`);
  return 0;
}

/** Writes a configuration for Wrangler beside a worker, unless there is one, which its owner may have changed. */
function writeConfiguration(worker: string): void {
  const path = join(dirname(worker), 'wrangler.toml');
  if (existsSync(path)) return;
  const main = JSON.stringify(basename(worker));
  writeFileSync(path, `name = "openapi-sandbox"\nmain = ${main}\ncompatibility_date = "2026-07-01"\n`);
  print(`${path}: for wrangler deploy`);
}
