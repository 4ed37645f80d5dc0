import { packaged } from '../packaged.ts';
import { severityOf } from '../problem/catalogue.ts';
import { type Problem, UnusableDocumentError } from '../problem.ts';
import { absolute, apiNameOf, diskFiles, type Files, isBelow, readingFailure } from './files.ts';
import { parseSource, type Source } from './source.ts';

/** A document to be served. */
export interface DocumentInput {
  /** The api name. */
  readonly name: string;
  readonly path: string;
  /** The folder that may contain its scenario file, `<name>.yaml`; null if it gets no rules. */
  readonly scenarios: string | null;
  /** The name of its scenario file, if it differs from the name of the API. */
  readonly scenarioName?: string;
}

/**
 * Returns the documents to serve: the named ones, else the project's.
 *
 * @throws UnusableDocumentError if the folder of scenario files has none for these documents
 */
export function documentsToServe(
  documents: readonly string[],
  scenarios: string | undefined,
  files: Files = diskFiles,
): readonly DocumentInput[] {
  const own = projectDocuments(scenarios, files);
  const inputs = documents.length > 0 ? namedDocuments(documents, scenarios, own) : own;
  if (scenarios !== undefined) refuseUnusedFolder(absolute(scenarios), inputs, files);
  return inputs;
}

/**
 * Returns the documents that a command is to read: the named ones, else `specification/<api>/openapi.*` of the working folder,
 * else its `openapi.*`. The documents of this package are taken only in its own folders; empty if there are none.
 *
 * @throws UnusableDocumentError if the folder of scenario files has none for these documents
 */
export function requestedDocuments(
  documents: readonly string[],
  scenarios: string | undefined,
  files: Files = diskFiles,
): readonly DocumentInput[] {
  if (documents.length > 0 || isPackaged(absolute('.')) || !areIncluded(documentsToServe([], undefined, files))) {
    return documentsToServe(documents, scenarios, files);
  }
  const [file] = documentFiles(absolute('.'), files);
  return file === undefined ? [] : documentsToServe([file], scenarios, files);
}

/** Returns whether documents to serve are those of this package, taken since the working folder has no `specification/`. */
export function areIncluded(inputs: readonly DocumentInput[]): boolean {
  return !isPackaged(absolute('.')) && inputs.length > 0 && inputs.every(({ path }) => isPackaged(path));
}

/** Lists the names of the documents that a folder has: `openapi.yaml` before `openapi.yml` and `openapi.json`. */
export function documentFiles(folder: string, files: Files): readonly string[] {
  const names = files.list(folder);
  return ['openapi.yaml', 'openapi.yml', 'openapi.json'].filter((name) => names.includes(name));
}

/** Returns whether an absolute path is a folder or file of this package; those of packages that it has installed are not. */
function isPackaged(path: string): boolean {
  return isBelow(path, packaged('.')) && !isBelow(path, packaged('node_modules'));
}

/**
 * Returns the documents named on the command line or in settings: paths, or `name=path`. A document of the project's
 * `specification/` keeps its scenario file; any other gets rules only from the given folder.
 */
function namedDocuments(
  documents: readonly string[],
  scenarios: string | undefined,
  own: readonly DocumentInput[],
): readonly DocumentInput[] {
  return documents.map((document) => {
    const named = /^([\w.-]+)=(.+)$/s.exec(document);
    const path = absolute(named?.[2] ?? document);
    const known = own.find((one) => one.path === path);
    const folder = scenarios === undefined ? (known?.scenarios ?? null) : absolute(scenarios);
    const name = named?.[1] ?? apiNameOf(path);
    // A document of the project keeps its rules even under another name.
    const renamed = scenarios === undefined && known && known.name !== name ? { scenarioName: known.name } : {};
    return { name, path, scenarios: folder, ...renamed };
  });
}

/**
 * Reads and parses a required file.
 *
 * @param report receives its warnings
 * @throws UnusableDocumentError if it cannot be read or parsed
 */
export function neededSource(path: string, files: Files, report: (problem: Problem) => void): Source {
  const parsed = parseSource(
    path,
    needed(path, () => files.read(path)),
  );
  if (!parsed.ok) throw new UnusableDocumentError([parsed.problem]);
  parsed.source.warnings?.forEach(report);
  return parsed.source;
}

function unreadable(message: string): UnusableDocumentError {
  return new UnusableDocumentError([{ code: 'file-unreadable', severity: severityOf('file-unreadable'), message }]);
}

/** What a file is read for. @throws UnusableDocumentError when that fails */
export function needed<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const message = `${path} cannot be read: ${readingFailure(error)}.`;
    throw unreadable(message);
  }
}

/** Refuses a folder without a scenario file for these documents, which would otherwise be ignored silently. */
function refuseUnusedFolder(folder: string, inputs: readonly DocumentInput[], disk: Files): void {
  const files = disk.list(folder);
  const wanted = inputs.map(({ name }) => `${name}.yaml`);
  if (files.some((file) => inputs.some(({ name }) => scenarioFileNames(name).includes(file)))) return;
  const found = files.length > 0 ? `; there is: ${files.join(', ')}` : '';
  const message = `${folder} has no scenario file for these documents, ${wanted.join(' or ')}${found}.`;
  throw unreadable(message);
}

/** Returns the path of a document's scenario file; null if it has none. */
export function scenarioFileOf({ name, scenarios, scenarioName = name }: DocumentInput, files: Files): string | null {
  if (scenarios === null) return null;
  const file = files.list(scenarios).find((one) => scenarioFileNames(scenarioName).includes(one));
  return file === undefined ? null : `${scenarios}/${file}`;
}

/** Lists the possible names of an API's scenario file. */
function scenarioFileNames(api: string): readonly string[] {
  return ['yaml', 'yml', 'json'].map((ending) => `${api}.${ending}`);
}

/** Finds `specification/<api>/openapi.*` in the working folder, else in this package. */
function projectDocuments(scenarios: string | undefined, files: Files): readonly DocumentInput[] {
  for (const root of [absolute('.'), packaged('.')]) {
    const found = files.folders(`${root}/specification`).flatMap((name): readonly DocumentInput[] => {
      const folder = `${root}/specification/${name}`;
      const [file] = documentFiles(folder, files);
      if (file === undefined) return [];
      const rules = scenarios === undefined ? `${root}/scenarios` : absolute(scenarios);
      return [{ name, path: absolute(`${folder}/${file}`), scenarios: rules }];
    });
    if (found.length > 0) return found;
  }
  return [];
}
