import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The product as it is built: it reads documents that lie beside it. */
const product: typeof import('../../sandbox/index.ts') = await import(
  pathToFileURL(join(process.cwd(), 'dist/index.js')).href
);

export const { createSandbox } = product;
