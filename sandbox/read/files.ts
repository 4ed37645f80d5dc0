import {
  closeSync,
  type Dirent,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { missingPermission } from '../permission.ts';

/**
 * The files that documents are read from. All reading goes through this interface, so that tests can supply their own.
 */
export interface Files {
  /** Returns the text of a file; throws an error with the reason if it cannot be read. */
  read(path: string): string;
  base64(path: string): string;
  /** Lists the names of the files in a folder; empty if there is no such folder. */
  list(folder: string): readonly string[];
  /** Lists the names of the folders in a folder. */
  folders(folder: string): readonly string[];
  /** Resolves a path relative to another file. */
  resolve(from: string, relative: string): string;
  /** Returns the files that a document may refer to; reading others outside of its project throws. */
  within(document: string): Files;
}

/** All files of this machine. */
export const diskFiles: Files = filesOnDisk({ note: () => {}, list: entriesIn });

/** Hooks around access to the disk. */
interface Looks {
  /** Called with the path of each file before it is read. */
  readonly note: (path: string) => void;
  readonly list: (kind: 'list' | 'folders', folder: string) => readonly string[];
}

function filesOnDisk(looks: Looks, project?: Project): Files {
  const bytes = (path: string): Buffer => {
    if (project) refuseOutside(path, project.written);
    looks.note(path);
    if (project) refuseOutside(realPath(path), project.real);
    return bytesOf(path);
  };
  return {
    read: (path) => decoded(bytes(path)),
    base64: (path) => bytes(path).toString('base64'),
    list: (folder) => looks.list('list', folder),
    folders: (folder) => looks.list('folders', folder),
    resolve: (from, relative) => resolve(dirname(from), relative),
    within: (document) => filesOnDisk(looks, projectOf(document)),
  };
}

/** The folders of a project: as named, and with symbolic links resolved. */
interface Project {
  readonly written: readonly string[];
  readonly real: readonly string[];
}

/**
 * Returns the folders whose files a document may refer to: its own, the repository around it, and the working folder
 * unless that is the root of the file system.
 */
function projectOf(document: string): Project {
  const own = [dirname(resolve(document)), dirname(realPath(resolve(document)))];
  const here = resolve('.');
  const folders = [...own, ...own.map(repositoryAround), ...(dirname(here) === here ? [] : [here])];
  const real = [...new Set(folders.map(realPath))];
  return { written: [...new Set([...folders, ...real])], real };
}

/** Returns the nearest folder that has a `.git`, at or above the given one; the given one if there is none. */
export function repositoryAround(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (isThere(join(at, '.git'))) return at;
    if (dirname(at) === at) return folder;
  }
}

/** Whether a file exists; false if Node's permission model forbids reading it. */
function isThere(path: string): boolean {
  try {
    return existsSync(path);
  } catch {
    return false;
  }
}

/** Resolves symbolic links in a path whose last segments may not exist. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realPath(above), basename(path));
  }
}

/** Thrown for a file that a document may not refer to. */
class OutsideFile extends Error {}

/** @throws OutsideFile if a path is not below any of the folders */
function refuseOutside(path: string, folders: readonly string[]): void {
  if (!folders.some((folder) => isBelow(path, folder))) {
    throw new OutsideFile('it lies outside of the project, and only --allow-outside has it read');
  }
}

/** Returns whether a path is a folder, or below it. */
export function isBelow(path: string, folder: string): boolean {
  const from = relative(folder, path);
  return from !== '..' && !from.startsWith(`..${sep}`) && resolve(from) !== from;
}

/** Longer files are refused; no API document is as long. */
export const maxBytes = 64 * 1024 * 1024;

/**
 * Reads a regular file; reading a pipe or a device might never end. No more is read than the file's size, which is 0
 * for files in `/proc`.
 */
function bytesOf(path: string): Buffer {
  const stats = statSync(path);
  if (stats.isDirectory()) throw new Error('it is a folder');
  if (stats.isFIFO() && isHandedOver(path)) return bounded(readFileSync(path));
  if (!stats.isFile()) throw new Error('it is no regular file');
  if (stats.size > maxBytes) throw tooLong();
  const bytes = Buffer.alloc(stats.size);
  const file = openSync(path, 'r');
  try {
    let length = 0;
    for (let more = -1; more !== 0; length += more) more = readSync(file, bytes, length, bytes.length - length, null);
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/**
 * Whether a pipe was opened for this process by the shell: `check <(curl …)`, `… | check /dev/stdin`. No document can
 * refer to such a file.
 */
function isHandedOver(path: string): boolean {
  return /^\/dev\/(stdin|fd\/\d+)$/.test(path);
}

function bounded(bytes: Buffer): Buffer {
  if (bytes.length > maxBytes) throw tooLong();
  return bytes;
}

function tooLong(): Error {
  return new Error(`it has more than ${maxBytes / 1024 / 1024} MB`);
}

/** Decodes UTF-8, or UTF-16 with a byte order mark, as some editors write it (YAML 1.2.2, 5.2); removes the mark. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8').decode(bytes);
}

function entriesIn(kind: 'list' | 'folders', folder: string): readonly string[] {
  const isWanted = (entry: Dirent) => (kind === 'list' ? entry.isFile() : entry.isDirectory());
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(isWanted)
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}

/** Files that record which paths were read, so that changes can be detected. */
export interface WatchedFiles extends Files {
  /** Returns the first file or folder that has changed since it was read. */
  changed(): Promise<string | undefined>;
}

export function watchedFiles(): WatchedFiles {
  const states = new Map<string, string>();
  const lists: { readonly kind: 'list' | 'folders'; readonly folder: string; readonly names: string }[] = [];
  const files = filesOnDisk({
    // Recorded before reading, so that a write in between counts as a change.
    note: (path) => {
      if (!states.has(path)) states.set(path, stateNow(path));
    },
    list: (kind, folder) => {
      const names = entriesIn(kind, folder);
      lists.push({ kind, folder, names: names.join('/') });
      return names;
    },
  });
  return {
    ...files,
    changed: async () => {
      const list = lists.find(({ kind, folder, names }) => entriesIn(kind, folder).join('/') !== names);
      if (list) return list.folder;
      const are = await Promise.all([...states].map(async ([path, was]) => ({ path, was, is: await stateOf(path) })));
      return are.find(({ was, is }) => was !== is)?.path;
    },
  };
}

function stateNow(path: string): string {
  try {
    return fingerprint(statSync(path));
  } catch (error) {
    return readingFailure(error);
  }
}

async function stateOf(path: string): Promise<string> {
  return stat(path).then(fingerprint, readingFailure);
}

/** Identifies the state of a file. The inode is included, since a replaced file may keep the modification time. */
function fingerprint({ ino, mtimeMs, size }: Stats): string {
  return `${ino} ${mtimeMs} ${size}`;
}

/** Returns what is missing from a document's view if a file cannot be read. */
export type MissingPart = 'file' | 'place' | 'permission';

export function missingPartOf(error: unknown): MissingPart {
  if (error instanceof OutsideFile) return 'permission';
  return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? 'file' : 'place';
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** Explains why a file could not be read. */
export function readingFailure(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
    case 'EPERM':
      return 'it may not be read';
    case 'ELOOP':
      return 'its links lead back to themselves';
    case 'ENAMETOOLONG':
      return 'its name is too long';
    case 'ERR_INVALID_ARG_VALUE':
      return 'no file has such a name';
    case 'ERR_ACCESS_DENIED':
      return missingPermission(error) ?? 'it may not be read';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** Resolves a path against the working folder. */
export function absolute(path: string): string {
  return resolve(path);
}

/** Derives the name of an API from its path: the folder's name for `openapi.*`, else the file's. */
export function apiNameOf(path: string): string {
  const name = basename(path, extname(path));
  return name === 'openapi' ? basename(dirname(resolve(path))) : name;
}
