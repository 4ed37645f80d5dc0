import { packaged } from './packaged.ts';

/** The permissions of Node.js (its documentation, Permissions) by their names in errors: for what, and by which option. */
const permissions: Readonly<Record<string, (resource: string) => string>> = {
  FileSystemRead: (path) =>
    path.startsWith(packaged('.'))
      ? `--allow-fs-read="${packaged('*')}" to read the files of this package`
      : `--allow-fs-read="${path}" to read it`,
  FileSystemWrite: (path) => `--allow-fs-write="${path}*" to write it`,
  ChildProcess: () => '--allow-child-process to start a process',
  WorkerThreads: () => '--allow-worker to start a thread',
  Net: () => '--allow-net to use the network',
};

/**
 * Says which option Node.js must be given, if an error is a refusal of its permission model; undefined for any other error.
 *
 * @returns `Node.js needs --allow-fs-read="/pets.yaml" to read it`
 */
export function missingPermission(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_ACCESS_DENIED')) return undefined;
  const name = 'permission' in error ? String(error.permission) : '';
  const resource = 'resource' in error ? String(error.resource) : '';
  const option = permissions[name]?.(resource);
  return option === undefined ? undefined : `Node.js needs ${option}`;
}

/** Whether Node.js runs with its permission model. */
export function hasPermissionModel(): boolean {
  return process.permission !== undefined;
}

/** Whether Node.js may read a file or folder. */
export function mayRead(path: string): boolean {
  return process.permission?.has('fs.read', path) !== false;
}

/**
 * Refuses to use the network where Node.js may not: from 25 on, it ends the program where one tries.
 *
 * @throws Error as Node.js does elsewhere
 */
export function requireNetwork(): void {
  if (!process.allowedNodeEnvironmentFlags.has('--allow-net') || process.permission?.has('net') !== false) return;
  const refusal = { code: 'ERR_ACCESS_DENIED', permission: 'Net', resource: '' } as const;
  throw Object.assign(new Error('Access to the network has been restricted.'), refusal);
}
