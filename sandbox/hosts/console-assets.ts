import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { getMimeType } from 'hono/utils/mime';
import { packaged } from '../packaged.ts';
import type { Asset } from '../serve/introspection.ts';

/** The files of Swagger UI, which the build puts into `dist`, so that no package is installed beside this one. */
export const swaggerNames: readonly string[] = [
  'swagger-ui-bundle.js',
  'oauth2-redirect.html',
  'oauth2-redirect.js',
  'swagger-ui.css',
];

/** The files in `sandbox/console`, which start and style it. */
export const ownNames: readonly string[] = [
  'accessibility.js',
  'answer.js',
  'console.css',
  'copy.js',
  'navigation.js',
  'page.css',
  'register.js',
  'scenario-choice.js',
  'scenarios.js',
  'start.js',
  'try-it.css',
];

/** Returns where a file of Swagger UI is: in `dist`, or in the package that it is from if there was no build. */
function swaggerPath(name: string): string {
  const built = packaged(`dist/${name}`);
  return existsSync(built) ? built : packaged(`node_modules/swagger-ui-dist/${name}`);
}

/** A file, not compressed. */
export interface ConsoleFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly hash: string;
}

/** Returns the names of the files of the console. */
export function consoleNames(): readonly string[] {
  return [...swaggerNames, ...ownNames];
}

/** Returns the files of the console by name. */
function consoleFiles(): ReadonlyMap<string, ConsoleFile> {
  const paths = [
    ...swaggerNames.map((name) => [name, swaggerPath(name)] as const),
    ...ownNames.map((name) => [name, packaged(`sandbox/console/${name}`)] as const),
  ];
  return new Map(paths.map(([name, path]) => [name, consoleFile(new Uint8Array(readFileSync(path)))]));
}

export function consoleFile(bytes: Uint8Array<ArrayBuffer>): ConsoleFile {
  return { bytes, hash: hashOf(bytes) };
}

/** Returns the name in `dist` of a file's bytes in Brotli. */
export function brotliName(name: string, { hash }: ConsoleFile): string {
  return `${name}.${hash}.br`;
}

/** The files of the console, and the hash of them all. */
interface Loaded {
  readonly assets: ReadonlyMap<string, Asset>;
  readonly hash: string;
}

let cache: Loaded | undefined;

/** Reads the files on first use. */
function loaded(): Loaded {
  cache ??= load();
  return cache;
}

function load(): Loaded {
  const files = consoleFiles();
  const assets = [...files].map(([name, file]): readonly [string, Asset] => {
    const mediaType = getMimeType(name) ?? 'application/octet-stream';
    const brotli = packaged(`dist/${brotliName(name, file)}`);
    return [
      name,
      {
        mediaType,
        hash: file.hash,
        plain: () => file.bytes,
        compressed: existsSync(brotli) ? { encoding: 'br', bytes: new Uint8Array(readFileSync(brotli)) } : null,
        isImmutable: false,
      },
    ];
  });
  return { assets: new Map(assets), hash: hashOf([...files.values()].map(({ hash }) => hash).join()) };
}

/**
 * The folder below `/_sandbox/` whose files never change. It is named by the hash of all, so that they can refer to each
 * other.
 */
export function consoleFolder(): string {
  return `console/${loaded().hash}`;
}

/** Returns the file at a path below `console/`: `start.js`, or `HASH/start.js`; undefined if there is none. */
export function consoleAsset(path: string): Asset | undefined {
  const { assets, hash } = loaded();
  if (!path.startsWith(`${hash}/`)) return assets.get(path);
  const asset = assets.get(path.slice(hash.length + 1));
  return asset && { ...asset, isImmutable: true };
}

/** Returns 16 hexadecimal digits. */
function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
