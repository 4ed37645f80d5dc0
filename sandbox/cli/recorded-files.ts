import type { Files } from '../read/files.ts';

/** Recorded results of reading files, by request: plain data that can be sent to another process. */
export type RecordedFiles = Map<string, string>;

/**
 * Reads each file once and records the result. A result that another process has recorded is not read again, so that both
 * processes see the same content.
 *
 * @param document the document that refers to the files; it limits which may be read
 */
export function recordedFiles(files: Files, noted: RecordedFiles, document = ''): Files {
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
    within: (path) => recordedFiles(files.within(path), noted, path),
  };
}
