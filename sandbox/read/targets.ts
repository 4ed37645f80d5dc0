import { severityOf } from '../problem/catalogue.ts';
import type { DanglingReference, Problem } from '../problem.ts';
import { isObject, type Json, text } from '../syntax/json.ts';
import { escapeToken, valueAt } from '../syntax/json-pointer.ts';
import { percentDecode } from '../syntax/percent.ts';
import { type Files, type MissingPart, missingPartOf, readingFailure } from './files.ts';
import { pointerIn, resolvedIn, resourceAround, resourcesOf } from './identifiers.ts';
import { isRemote, type Node, writtenReference } from './node.ts';
import { readExample, readReferenced } from './payload.ts';
import { similarFile, similarReference } from './similar-reference.ts';
import { type Source, writtenAt } from './source.ts';

/** The target of a reference, or why there is none. */
export type Target =
  | { readonly found: true; readonly node: Node }
  | { readonly found: false; readonly message: string; readonly reference: DanglingReference };

/** Resolves the references of a document. Files are read when a reference first points to them. */
export class Targets {
  readonly #root: Source;
  readonly #files: Files;
  readonly #report: (problem: Problem) => void;
  readonly #sources: Map<string, Source | undefined>;
  /** Files that are examples, which are read differently from parts of documents. */
  readonly #examples = new Map<string, Source | undefined>();
  /** Why a file could not be read. */
  readonly #failures = new Map<string, { readonly message: string; readonly missing: MissingPart }>();

  /** @param report receives the problems of files that cannot be parsed */
  constructor(root: Source, files: Files, report: (problem: Problem) => void) {
    this.#root = root;
    this.#files = files;
    this.#report = report;
    this.#sources = new Map([[root.file, root]]);
  }

  /** Resolved references by file, for files in which a reference means the same everywhere. */
  readonly #found = new Map<Source, Map<string, Target>>();

  /** Resolves a reference (OpenAPI 3.1.1, 4.8.23; RFC 3986, 5.2). */
  of(node: Node, reference: string): Target {
    const { source } = node;
    // With `$id` in a schema, the target depends on the location of the reference.
    if (resourcesOf(source).length > 1) return this.#find(node, reference);
    const found = this.#found.get(source) ?? new Map<string, Target>();
    this.#found.set(source, found);
    const target = found.get(reference) ?? this.#find(node, reference);
    // Not cached if unresolved, since the message quotes the reference as it is written at each node.
    if (target.found) found.set(reference, target);
    return target;
  }

  #find(node: Node, reference: string): Target {
    const own = this.#named(node, reference);
    if (own) return { found: true, node: own };
    const stated = writtenReference(node, reference);
    const beside = isRemote(reference) ? this.#besideSelf(reference) : undefined;
    if (isRemote(reference) && beside === undefined) {
      const message = `${stated} is on another host, and the sandbox never goes there. Put a copy beside the document, and refer to that.`;
      return { found: false, message, reference: { written: stated, missing: 'host' } };
    }
    const [path = '', fragment = ''] = reference.split('#', 2);
    const file =
      beside ?? (path === '' ? node.source.file : this.#files.resolve(node.source.file, percentDecode(path)));
    const source = this.#open(file);
    if (!source) return this.#unreadable(file, stated, node);
    const written = percentDecode(fragment);
    const pointer = written === '' || written.startsWith('/') ? written : pointerOfAnchor(source.value, written, '');
    const value = pointer === undefined ? undefined : valueAt(source.value, pointer);
    return pointer === undefined || value === undefined
      ? {
          found: false,
          message: `There is nothing at ${stated}${suggestion(similarReference(writtenAt(node).source.value, stated))}`,
          reference: { written: stated, missing: 'place' },
        }
      : { found: true, node: { value, source, pointer } };
  }

  /** Resolves the `externalValue` of an Example Object (OpenAPI 3.1.1, 4.8.19). */
  example(node: Node, address: string): Target {
    if (isRemote(address) || address.includes('#')) return this.of(node, address);
    const file = this.#files.resolve(node.source.file, percentDecode(address));
    const source = this.#open(file, readExample, this.#examples);
    return source
      ? { found: true, node: { value: source.value, source, pointer: '' } }
      : this.#unreadable(file, address, node);
  }

  #open(file: string, read = readReferenced, known = this.#sources): Source | undefined {
    if (!known.has(file)) {
      known.set(file, undefined);
      try {
        const parsed = read(file, this.#files);
        if (parsed.ok) {
          known.set(file, this.#root.adapt?.(parsed.source) ?? parsed.source);
          parsed.source.warnings?.forEach(this.#report);
        } else this.#report({ ...parsed.problem, severity: severityOf('syntax', 'referenced') });
      } catch (error) {
        this.#failures.set(file, { message: readingFailure(error), missing: missingPartOf(error) });
      }
    }
    return known.get(file);
  }

  #unreadable(file: string, written: string, node: Node): Target {
    const { message, missing } = this.#failures.get(file) ?? unparsable;
    const intended =
      similarReference(writtenAt(node).source.value, written) ?? this.#fileBeside(file, written, missing);
    const reason = `${written} cannot be read: ${message}`;
    return { found: false, message: `${reason}${suggestion(intended)}`, reference: { written, missing } };
  }

  /** Returns the reference to a similar file in the folder of one that is not there. */
  #fileBeside(file: string, written: string, missing: MissingPart): string | undefined {
    const path = written.replace(/#.*$/s, '');
    const name = path.slice(path.lastIndexOf('/') + 1);
    const similar =
      missing === 'file' ? similarFile(this.#files.list(this.#files.resolve(file, '.')), name) : undefined;
    return similar && path.slice(0, path.length - name.length) + similar + written.slice(path.length);
  }

  /**
   * Resolves a reference by the identifiers of the document: `$id`, anchors, `$self` (JSON Schema 2020-12 Core, 8.2).
   */
  #named(node: Node, reference: string): Node | undefined {
    const address = resolvedIn(resourceAround(node.source, node.pointer), reference);
    if (!address) return undefined;
    const [uri, fragment] = address;
    for (const source of new Set([node.source, this.#root])) {
      const resource = resourcesOf(source).find((one) => one.uri === uri);
      const pointer = resource && pointerIn(resource, percentDecode(fragment));
      const value = pointer === undefined ? undefined : valueAt(source.value, pointer);
      if (pointer !== undefined && value !== undefined) return { value, source, pointer };
    }
    return undefined;
  }

  /**
   * Returns the local file for a reference to the host that the document declares by `$self`; undefined for other
   * hosts.
   */
  #besideSelf(reference: string): string | undefined {
    const self = text(this.#root.value, '$self');
    const folder = self === undefined ? undefined : /^.*\//.exec(self)?.[0];
    if (folder === undefined || !isRemote(folder) || !reference.startsWith(folder)) return undefined;
    const path = percentDecode(reference.slice(folder.length).replace(/#.*$/s, ''));
    const file = this.#files.resolve(this.#root.file, path);
    return path !== '' && this.#open(file) ? file : undefined;
  }
}

/** Returns the end of a sentence that suggests what was intended. */
function suggestion(intended: string | undefined): string {
  return intended === undefined ? '.' : `; did you mean ${intended}?`;
}

/** The failure of a file that was read but could not be parsed. */
const unparsable = { message: 'its text is broken, as is told there', missing: 'place' } as const;

/**
 * Returns the pointer of the first schema with an anchor, in the order of the document (JSON Schema 2020-12 Core,
 * 8.2.2).
 */
function pointerOfAnchor(value: Json, anchor: string, pointer: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isObject(value) && (value['$anchor'] === anchor || value['$dynamicAnchor'] === anchor)) return pointer;
  for (const [key, child] of Object.entries(value)) {
    const found = pointerOfAnchor(child, anchor, `${pointer}/${escapeToken(key)}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
