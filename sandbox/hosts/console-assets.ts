import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getMimeType } from 'hono/utils/mime';
import { packaged } from '../packaged.ts';
import type { Asset } from '../serve/introspection.ts';
import { table } from '../syntax/dictionary.ts';

const { resolve } = createRequire(import.meta.url);
const consoleFile = (name: string) => packaged(`sandbox/console/${name}`);

/** Paths of the console's files: those of Swagger UI, and those that start and style it. */
const paths: Readonly<Record<string, () => string>> = table({
  'swagger-ui-bundle.js': () => resolve('swagger-ui-dist/swagger-ui-bundle.js'),
  'swagger-ui.css': () => resolve('swagger-ui-dist/swagger-ui.css'),
  'start.js': () => consoleFile('start.js'),
  'console.css': () => consoleFile('console.css'),
});

const cache = new Map<string, Asset>();

/** Returns a file of the console, read on first use; undefined if there is none of this name. */
export function consoleAsset(name: string): Asset | undefined {
  const path = Object.hasOwn(paths, name) ? paths[name] : undefined;
  if (!path) return undefined;
  const mediaType = getMimeType(name) ?? 'application/octet-stream';
  const asset = cache.get(name) ?? { mediaType, bytes: new Uint8Array(readFileSync(path())) };
  cache.set(name, asset);
  return asset;
}
