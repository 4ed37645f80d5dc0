import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ArtefactSettings } from '../artefact/artefact.ts';
import { ascii } from '../artefact/source-text.ts';
import { artefactCode, type PageFile, type Pages } from '../artefact/write.ts';
import { registrationPage } from '../exporters/pages.ts';
import { consoleAsset, consoleFolder, consoleNames } from '../hosts/console-assets.ts';
import { deflate } from '../hosts/inflate.ts';
import type { PlannedDocuments } from '../introspection.ts';
import { packagedText } from '../packaged.ts';
import type { Command } from './arguments.ts';
import { version } from './package-fields.ts';

/** A file of a build. */
export interface BuiltFile {
  readonly path: string;
  readonly text: string;
  /** What is printed when it has been written; null for files that need no mention. */
  readonly report: string | null;
}

/**
 * Returns the files of a build: one module, or the folder of the target browser.
 *
 * @param out the path of the module or the folder
 */
export async function builtFiles(
  documents: PlannedDocuments,
  command: Command<'build'>,
  out: string,
): Promise<readonly BuiltFile[]> {
  const { target } = command;
  const code = packagedText(`dist/targets/${target}.js`);
  const texts = createHash('sha256');
  const isOfNode = target === 'node' || target === 'lambda';
  const deflateAndNote = (text: string): string => {
    texts.update(text);
    return deflate(text);
  };
  const moduleWith = (pages: Pages) =>
    withArtefact(
      code,
      artefactCode(documents, settingsOf(command), pages, version(), isOfNode ? deflateAndNote : null),
    );
  if (target === 'browser') return browserFiles(documents, moduleWith, out);
  const module = moduleWith({ folder: folderName(), files: await pageFiles(true) });
  const text = `// openapi-sandbox ${version()}, compressed texts ${texts.digest('hex')}\n${module}`;
  const withoutPages = text.replace(/\bgzip:\(\)=>'[^']*'/g, 'gzip:null');
  return [{ path: out, text, report: `${out}: ${sizeOf(text)}, ${sizeOf(withoutPages)} without the files of pages` }];
}

/**
 * Returns the text of a built file for comparison: without what is compressed, since versions of Node.js compress in
 * different ways. The first line has a digest of the texts before compression, and files of pages have theirs.
 */
export function comparedText(text: string): string {
  return text.replace(/\b(deflated|gzip):\(\)=>'[^']*'/g, '$1');
}

/** Returns the files of a static folder: the service worker, pages that start it, and what all pages load. */
async function browserFiles(
  { plan }: PlannedDocuments,
  moduleWith: (pages: Pages) => string,
  folder: string,
): Promise<readonly BuiltFile[]> {
  const worker = `"use strict";\n${moduleWith({ folder: folderName(), files: await pageFiles(false) })}`;
  const page = (path: string, title: string, toRoot: string, target: string): BuiltFile => ({
    path: join(folder, path, 'index.html'),
    text: registrationPage(title, toRoot, target, consoleFolder()),
    report: null,
  });
  const docs = plan.apis.map(({ name, title }) => {
    const path = `_sandbox/docs/${encodeURIComponent(name)}`;
    return page(path, `${title}: try it`, '../../../', path);
  });
  const files = await Promise.all(
    consoleNames().map(async (name) => ({
      path: join(folder, '_sandbox', consoleFolder(), name),
      text: new TextDecoder().decode(await assetOf(name).plain()),
      report: null,
    })),
  );
  return [
    page('.', 'openapi-sandbox', './', './'),
    page('_sandbox', 'openapi-sandbox', '../', '_sandbox/'),
    page('_sandbox/scenarios', 'openapi-sandbox', '../../', '_sandbox/scenarios'),
    ...docs,
    ...files,
    { path: join(folder, 'sw.js'), text: worker, report: `${folder}: for any static host, sw.js ${sizeOf(worker)}` },
  ];
}

function settingsOf(command: Command<'build'>): ArtefactSettings {
  const { auth, dynamic, bodyLimit, trustProxy, delay, delayJitter, maxDelay } = command;
  return { auth, dynamic, bodyLimit, trustProxy, delay, delayJitter, maxDelay };
}

const importOfArtefact = /^import \{ artefact \} from "openapi-sandbox:artefact";$/m;

/** Puts an artefact into the code of a target, in place of its import. */
function withArtefact(code: string, artefact: string): string {
  if (!importOfArtefact.test(code)) throw new Error('The code of the target has no place for the artefact.');
  return ascii(code).replace(importOfArtefact, () => `const artefact = ${artefact};`);
}

function folderName(): string {
  return consoleFolder().replace(/^console\//, '');
}

/** Returns the scripts and style sheets of the pages. */
function pageFiles(isIncluded: boolean): Promise<readonly PageFile[]> {
  return Promise.all(
    consoleNames().map(async (name) => {
      const { mediaType, hash, plain } = assetOf(name);
      return { name, mediaType, hash, gzip: isIncluded ? gzipSync(await plain(), { level: 9 }) : null };
    }),
  );
}

function assetOf(name: string) {
  const asset = consoleAsset(name);
  if (!asset) throw new Error(`The package has no file ${name}.`);
  return asset;
}

function sizeOf(text: string): string {
  const compressed = gzipSync(text, { level: 9 }).byteLength;
  return `${kilobytes(Buffer.byteLength(text))} (${kilobytes(compressed)} with gzip)`;
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1000)} kB`.replace(/\B(?=(\d{3})+ )/g, ' ');
}
