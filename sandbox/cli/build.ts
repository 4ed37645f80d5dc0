import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ArtefactSettings } from '../artefact/artefact.ts';
import { artefactCode, type Pages } from '../artefact/write.ts';
import { consoleAsset, consoleFolder, consoleNames } from '../hosts/console-assets.ts';
import { packagedText } from '../packaged.ts';
import { requestedDocuments } from '../read/documents.ts';
import { openForBuild } from '../sandbox.ts';
import type { Command } from './arguments.ts';
import { noDocument } from './no-document.ts';
import { complain, print } from './output.ts';
import { version } from './package-fields.ts';

type Target = Command<'build'>['target'];

/** A file of a build. */
export interface BuiltFile {
  readonly path: string;
  readonly text: string;
}

/** What is written if no path is given. */
const defaultPaths: Readonly<Record<Target, string>> = {
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
  const source = openForBuild(inputs, { allowOutside });
  const pages = await pagesOfConsole();
  const artefact = artefactCode(source, settingsOf(command), pages, version());
  const files = [{ path: out, text: withArtefact(packagedText(`dist/targets/${target}.js`), artefact) }];
  return check ? reportStale(files) : write(files);
}

function settingsOf(command: Command<'build'>): ArtefactSettings {
  const { auth, dynamic, bodyLimit, trustProxy, delay, delayJitter, maxDelay } = command;
  return { auth, dynamic, bodyLimit, trustProxy, delay, delayJitter, maxDelay };
}

const importOfArtefact = /^import \{ artefact \} from "openapi-sandbox:artefact";$/m;

/** Puts an artefact into the code of a target, in place of its import. */
function withArtefact(code: string, artefact: string): string {
  if (!importOfArtefact.test(code)) throw new Error('The code of the target has no place for the artefact.');
  return code.replace(importOfArtefact, () => `const artefact = ${artefact};`);
}

/** Returns the scripts and style sheets of the pages, compressed. */
async function pagesOfConsole(): Promise<Pages> {
  const folder = consoleFolder();
  const files = await Promise.all(
    consoleNames().map(async (name) => {
      const asset = consoleAsset(name);
      if (!asset) throw new Error(`The package has no file ${name}.`);
      const { mediaType, hash } = asset;
      return { name, mediaType, hash, gzip: gzipSync(await asset.plain(), { level: 9 }) };
    }),
  );
  return { folder: folder.replace('console/', ''), files };
}

function write(files: readonly BuiltFile[]): number {
  for (const { path, text } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    print(`${path}: ${sizeOf(text)}`);
  }
  return 0;
}

function sizeOf(text: string): string {
  const bytes = Buffer.byteLength(text);
  return `${kilobytes(bytes)} (${kilobytes(gzipSync(text, { level: 9 }).byteLength)} with gzip)`;
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1000)
    .toLocaleString('en')
    .replaceAll(',', ' ')} kB`;
}

function reportStale(files: readonly BuiltFile[]): number {
  const stale = files.filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
  for (const { path } of stale) complain(`${path} is stale: build it again`);
  if (stale.length === 0) print(...files.map(({ path }) => `${path} is up to date`));
  return stale.length === 0 ? 0 : 1;
}
