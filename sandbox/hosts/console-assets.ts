import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getMimeType } from 'hono/utils/mime';
import { packaged } from '../packaged.ts';
import type { Asset } from '../serve/introspection.ts';

const { resolve } = createRequire(import.meta.url);

const own = [
  'accessibility.js',
  'answer.js',
  'console.css',
  'copy.js',
  'navigation.js',
  'page.css',
  'scenario-choice.js',
  'scenarios.js',
  'start.js',
  'try-it.css',
];

/** The files of the console by name, and where they are: those of Swagger UI, and those that start and style it. */
const paths: ReadonlyMap<string, () => string> = new Map([
  ...['swagger-ui-bundle.js', 'oauth2-redirect.html', 'oauth2-redirect.js'].map(
    (name) => [name, () => resolve(`swagger-ui-dist/${name}`)] as const,
  ),
  ['swagger-ui.css', stylesOfSwagger],
  ...own.map((name) => [name, () => packaged(`sandbox/console/${name}`)] as const),
]);

/** The style sheet of Swagger UI as the build reduced it; the original if there was no build. */
function stylesOfSwagger(): string {
  const reduced = packaged('dist/swagger-ui.css');
  return existsSync(reduced) ? reduced : resolve('swagger-ui-dist/swagger-ui.css');
}

/** A file, not compressed. */
export interface ConsoleFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly hash: string;
}

/** Returns the files of the console by name. */
export function consoleFiles(): ReadonlyMap<string, ConsoleFile> {
  return new Map(
    [...paths].map(([name, path]): readonly [string, ConsoleFile] => [
      name,
      consoleFile(new Uint8Array(readFileSync(path()))),
    ]),
  );
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
        ...file,
        mediaType,
        brotli: existsSync(brotli) ? new Uint8Array(readFileSync(brotli)) : null,
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
