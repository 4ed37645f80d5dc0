import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getMimeType } from 'hono/utils/mime';
import { packaged } from '../packaged.ts';
import type { Asset } from '../serve/introspection.ts';
import { table } from '../syntax/dictionary.ts';

const { resolve } = createRequire(import.meta.url);
const own = (name: string) => packaged(`sandbox/console/${name}`);

/** Where each file of the console is: Swagger UI's, and those that start and dress it. */
const places: Readonly<Record<string, () => string>> = table({
  'swagger-ui-bundle.js': () => resolve('swagger-ui-dist/swagger-ui-bundle.js'),
  'swagger-ui.css': () => resolve('swagger-ui-dist/swagger-ui.css'),
  'start.js': () => own('start.js'),
  'console.css': () => own('console.css'),
});

const held = new Map<string, Asset>();

/** A file of the console, read when it is first asked for; undefined when there is none of that name. */
export function consoleAsset(name: string): Asset | undefined {
  const place = Object.hasOwn(places, name) ? places[name] : undefined;
  if (!place) return undefined;
  const mediaType = getMimeType(name) ?? 'application/octet-stream';
  const asset = held.get(name) ?? { mediaType, bytes: new Uint8Array(readFileSync(place())) };
  held.set(name, asset);
  return asset;
}
