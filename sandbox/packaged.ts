import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** This file lies one folder below the root of the package, and so does each file that the build makes of it. */
const root = fileURLToPath(new URL('..', import.meta.url));

/** The path of a file or folder of this package, wherever it is installed. */
export function packaged(path: string): string {
  return resolve(root, path);
}
