import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Both this file and the bundled files in `dist` lie one folder below the root of the package. */
const root = fileURLToPath(new URL('..', import.meta.url));

/** Returns the absolute path of a file or folder of this package. */
export function packaged(path: string): string {
  return resolve(root, path);
}

/** Returns the text of a file of this package. */
export function packagedText(path: string): string {
  return readFileSync(packaged(path), 'utf8');
}
