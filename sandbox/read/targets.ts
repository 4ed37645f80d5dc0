import { severityOf } from '../problem/catalogue.ts';
import type { DanglingReference, Problem } from '../problem.ts';
import { isObject, type Json, text } from '../syntax/json.ts';
import { escapeToken, valueAt } from '../syntax/json-pointer.ts';
import { percentDecode } from '../syntax/percent.ts';
import { type Files, type MissingPart, missingPartOf, readingFailure } from './files.ts';
import { pointerIn, resolvedIn, resourceAround, resourcesOf } from './identifiers.ts';
import { isRemote, type Node, writtenReference } from './node.ts';
import { readExample, readReferenced } from './payload.ts';
import type { Source } from './source.ts';

/** Where a reference leads, or why it leads nowhere. */
export type Target =
  | { readonly found: true; readonly node: Node }
  | { readonly found: false; readonly message: string; readonly reference: DanglingReference };

/** What the references of a document lead to. Files are read when a reference first leads there. */
export class Targets {
  readonly #root: Source;
  readonly #files: Files;
  readonly #report: (problem: Problem) => void;
  readonly #sources: Map<string, Source | undefined>;
  /** Files that are examples, which are not parsed as documents are. */
  readonly #examples = new Map<string, Source | undefined>();
  /** Why a file could not be read. */
  readonly #failures = new Map<string, { readonly message: string; readonly missing: MissingPart }>();

  /** @param report is told of files that cannot be parsed */
  constructor(root: Source, files: Files, report: (problem: Problem) => void) {
    this.#root = root;
    this.#files = files;
    this.#report = report;
    this.#sources = new Map([[root.file, root]]);
  }

  /** What references of a file lead to, where each leads to the same from everywhere in it. */
  readonly #found = new Map<Source, Map<string, Target>>();

  /** What a reference leads to (OpenAPI 3.1.1, 4.8.23; RFC 3986, 5.2). */
  of(node: Node, reference: string): Target {
    const { source } = node;
    // Where a schema has an `$id`, it depends on what is around the reference.
    if (resourcesOf(source).length > 1) return this.#find(node, reference);
    const found = this.#found.get(source) ?? new Map<string, Target>();
    this.#found.set(source, found);
    const target = found.get(reference) ?? this.#find(node, reference);
    // What leads nowhere is told in the words of each place.
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
    if (!source) return this.#unreadable(file, stated);
    const written = percentDecode(fragment);
    const pointer = written === '' || written.startsWith('/') ? written : pointerOfAnchor(source.value, written, '');
    const value = pointer === undefined ? undefined : valueAt(source.value, pointer);
    return pointer === undefined || value === undefined
      ? { found: false, message: `There is nothing at ${stated}.`, reference: { written: stated, missing: 'place' } }
      : { found: true, node: { value, source, pointer } };
  }

  /** What lies at the `externalValue` of an Example Object (OpenAPI 3.1.1, 4.8.19). */
  example(node: Node, address: string): Target {
    if (isRemote(address) || address.includes('#')) return this.of(node, address);
    const file = this.#files.resolve(node.source.file, percentDecode(address));
    const source = this.#open(file, readExample, this.#examples);
    return source
      ? { found: true, node: { value: source.value, source, pointer: '' } }
      : this.#unreadable(file, address);
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

  #unreadable(file: string, written: string): Target {
    const { message, missing } = this.#failures.get(file) ?? unparsable;
    return { found: false, message: `${written} cannot be read: ${message}.`, reference: { written, missing } };
  }

  /** What the document names itself: an `$id`, an anchor, its own address (JSON Schema 2020-12 Core, 8.2). */
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

  /** The file that a reference to another host means, where the document says that it comes from there itself. */
  #besideSelf(reference: string): string | undefined {
    const self = text(this.#root.value, '$self');
    const folder = self === undefined ? undefined : /^.*\//.exec(self)?.[0];
    if (folder === undefined || !isRemote(folder) || !reference.startsWith(folder)) return undefined;
    const path = percentDecode(reference.slice(folder.length).replace(/#.*$/s, ''));
    const file = this.#files.resolve(this.#root.file, path);
    return path !== '' && this.#open(file) ? file : undefined;
  }
}

/** Of a file that was read. */
const unparsable = { message: 'its text is broken, as is told there', missing: 'place' } as const;

/** Where a schema has the anchor (JSON Schema 2020-12 Core, 8.2.2), in the order of the document. */
function pointerOfAnchor(value: Json, anchor: string, pointer: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isObject(value) && (value['$anchor'] === anchor || value['$dynamicAnchor'] === anchor)) return pointer;
  for (const [key, child] of Object.entries(value)) {
    const found = pointerOfAnchor(child, anchor, `${pointer}/${escapeToken(key)}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
