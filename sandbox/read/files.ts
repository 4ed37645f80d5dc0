import { type Dirent, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where documents come from. The only way by which reading reaches the outside, so a test can hand in its own. */
export interface Files {
  /** The text of a file; throws with a reason when it cannot be read. */
  read(path: string): string;
  base64(path: string): string;
  /** Names of the files in a folder; none if there is no such folder. */
  list(folder: string): readonly string[];
  /** Names of the folders in a folder. */
  folders(folder: string): readonly string[];
  /** A relative path, seen from another file. */
  resolve(from: string, relative: string): string;
}

export const diskFiles: Files = {
  read: (path) => decoded(readFileSync(path)),
  base64: (path) => readFileSync(path).toString('base64'),
  list: (folder) => entriesOf(folder, (entry) => entry.isFile()),
  folders: (folder) => entriesOf(folder, (entry) => entry.isDirectory()),
  resolve: (from, relative) => resolve(dirname(from), relative),
};

/** UTF-8, or the UTF-16 that a byte order mark tells, as some editors write it (YAML 1.2.2, 5.2); without the mark. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8').decode(bytes);
}

function entriesOf(folder: string, wanted: (entry: Dirent) => boolean): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(wanted)
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}

/** Files that know which of them were asked for, so that a change of one can be told. */
export interface WatchedFiles extends Files {
  /** The first file or folder that is another one than when it was asked for. */
  changed(): Promise<string | undefined>;
}

export function watchedFiles(): WatchedFiles {
  const states = new Map<string, string>();
  const lists: { readonly kind: 'list' | 'folders'; readonly folder: string; readonly names: string }[] = [];
  // Noted before it is read: what is written in between is then taken for a change, not missed.
  const note = (path: string) => {
    if (!states.has(path)) states.set(path, stateNow(path));
    return path;
  };
  const listed = (kind: 'list' | 'folders', folder: string) => {
    const names = diskFiles[kind](folder);
    lists.push({ kind, folder, names: names.join('/') });
    return names;
  };
  return {
    ...diskFiles,
    read: (path) => diskFiles.read(note(path)),
    base64: (path) => diskFiles.base64(note(path)),
    list: (folder) => listed('list', folder),
    folders: (folder) => listed('folders', folder),
    changed: async () => {
      const list = lists.find(({ kind, folder, names }) => diskFiles[kind](folder).join('/') !== names);
      if (list) return list.folder;
      const are = await Promise.all([...states].map(async ([path, was]) => ({ path, was, is: await stateOf(path) })));
      return are.find(({ was, is }) => was !== is)?.path;
    },
  };
}

function stateNow(path: string): string {
  try {
    return told(statSync(path));
  } catch (error) {
    return readingFailure(error);
  }
}

async function stateOf(path: string): Promise<string> {
  return stat(path).then(told, readingFailure);
}

/** A file that is put in another's place has a number of its own, whatever its time. */
function told({ ino, mtimeMs, size }: Stats): string {
  return `${ino} ${mtimeMs} ${size}`;
}

export const noSuchFile = 'there is no such file';

/** Why a file could not be read, in words for a person. */
export function readingFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return noSuchFile;
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
      return 'it may not be read';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** A file or folder of this package, wherever it is installed: the same from the sources and from the built form. */
export function packaged(path: string): string {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  return resolve(root, path);
}

/** An absolute path, seen from the working folder. */
export function absolute(path: string): string {
  return resolve(path);
}

/** The api name that a document has by its place: the folder's name for `openapi.*`, else the file's. */
export function apiNameOf(path: string): string {
  const name = basename(path, extname(path));
  return name === 'openapi' ? basename(dirname(resolve(path))) : name;
}
