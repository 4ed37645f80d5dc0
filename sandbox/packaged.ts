import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** This file lies one folder below the root of the package, and so does each file that the build makes of it. */
const root = fileURLToPath(new URL('..', import.meta.url));

/** The path of a file or folder of this package, wherever it is installed. */
export function packaged(path: string): string {
  return resolve(root, path);
}

/** Returns the text of a file of this package. */
export function packagedText(path: string): string {
  return readFileSync(packaged(path), 'utf8');
}
