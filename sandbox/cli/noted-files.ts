import type { Files } from '../read/files.ts';

/** What was read of files, by what was asked: plain data that another process can be given. */
export type Noted = Map<string, string>;

/**
 * Files of which nothing is read twice: what they hold is noted, or was noted before by another process, which read it
 * when it was as that one knows it.
 *
 * @param document the one that refers to them: it may read less than others
 */
export function notedFiles(files: Files, noted: Noted, document = ''): Files {
  const once = (what: string, path: string, read: () => string): string => {
    const asked = JSON.stringify([document, what, path]);
    const known = noted.get(asked) ?? read();
    noted.set(asked, known);
    return known;
  };
  return {
    read: (path) => once('text', path, () => files.read(path)),
    base64: (path) => once('base64', path, () => files.base64(path)),
    list: (folder) => JSON.parse(once('files', folder, () => JSON.stringify(files.list(folder)))),
    folders: (folder) => JSON.parse(once('folders', folder, () => JSON.stringify(files.folders(folder)))),
    resolve: (from, relative) => files.resolve(from, relative),
    within: (path) => notedFiles(files.within(path), noted, path),
  };
}
