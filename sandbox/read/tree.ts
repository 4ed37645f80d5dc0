import { isArray, isObject, type Json, text } from '../notation/json.ts';
import { escapeToken, step, valueAt } from '../notation/json-pointer.ts';
import { percentDecode } from '../notation/percent.ts';
import type { Problem } from '../problem.ts';
import type { Files } from './files.ts';
import { readingFailure } from './files.ts';
import { pointerIn, resolvedIn, resourceAround, resourcesOf } from './identifiers.ts';
import { readExample, readReferenced } from './payload.ts';
import { type Place, problemAt, type Source, writtenAt } from './source.ts';

/** A value and where it stands. References are followed from node to node; nothing is copied. */
export interface Node extends Place {
  readonly value: Json;
}

/** A reference leads to a node, or nowhere for a reason that has been reported. */
export type Followed = { readonly resolved: true; readonly node: Node } | { readonly resolved: false };

/** One document with all files that it refers to, read when a reference first leads there. */
export interface Tree {
  readonly root: Node;
  /** Follows a Reference Object, chains included, to what is no reference; any other node is its own answer. */
  follow(node: Node): Followed;
  /** The node, and each one that its references lead to, in turn; not those that lead nowhere. */
  steps(node: Node): readonly Node[];
  /** The child by that key with its reference followed; undefined when there is none or it leads nowhere. */
  get(node: Node, key: string): Node | undefined;
  /** The properties of an object, references followed; those that lead nowhere are left out. */
  entries(node: Node | undefined): readonly (readonly [string, Node])[];
  /** The items of an array, references followed; those that lead nowhere are left out. */
  items(node: Node | undefined): readonly Node[];
  /** What lies at the `externalValue` of an Example Object; undefined when nothing does. */
  external(example: Node, address: string): Node | undefined;
  /**
   * The value with the references inside it replaced by what they lead to, for example values. There, a `$ref` is a
   * reference only when it stands alone and is local or relative: an example may well be *about* references.
   */
  expand(node: Node): Json;
}

/** The child as it stands, a reference unfollowed. */
export function childOf(node: Node, key: string): Node | undefined {
  const value = step(node.value, key);
  return value === undefined
    ? undefined
    : { value, source: node.source, pointer: `${node.pointer}/${escapeToken(key)}` };
}

/** Whether a reference leads to another host: it has a scheme, or an authority (RFC 3986, section 4.2). */
export function isRemote(reference: string): boolean {
  return /^([a-z][a-z\d+.-]*:|\/\/)/i.test(reference);
}

/**
 * The reference that an example's value is, when it is nothing else; one to another host is taken for data, since an
 * example may well be *about* references.
 */
export function referenceAsValue(value: Json): string | undefined {
  const reference = text(value, '$ref');
  const isAlone = isObject(value) && Object.keys(value).length === 1;
  return reference !== undefined && isAlone && !isRemote(reference) ? reference : undefined;
}

/** Identifies a node: two references to one place give the same. */
export function addressOf(node: Place): string {
  return `${node.source.file}#${node.pointer}`;
}

/** The reference at a node as its author wrote it. */
export function writtenReference(node: Node, reference: string): string {
  if (!node.source.writtenAt) return reference;
  const { source, pointer } = writtenAt(node);
  return text(valueAt(source.value, pointer), '$ref') ?? reference;
}

/**
 * Makes a tree of a parsed document.
 *
 * @param report is told, once each, of references that lead nowhere: to a missing file or place, to themselves, or to
 * another host, which is never contacted (OpenAPI 3.1.1, 4.8.23)
 */
export function createTree(root: Source, files: Files, report: (problem: Problem) => void): Tree {
  const sources = new Map<string, Source | undefined>([[root.file, root]]);
  /** Files that are examples, which are not parsed as documents are. */
  const examples = new Map<string, Source | undefined>();
  /** Why a file could not be read. */
  const failures = new Map<string, string>();
  const reported = new Set<string>();

  function tell(node: Node, code: Problem['code'], message: string): Followed {
    const address = addressOf(writtenAt(node));
    if (!reported.has(address)) {
      reported.add(address);
      const severity = code === 'reference-remote' ? 'warning' : 'error';
      report(problemAt(node.source, node.pointer, code, severity, message));
    }
    return { resolved: false };
  }

  function open(file: string, read = readReferenced, known = sources): Source | undefined {
    if (!known.has(file)) {
      known.set(file, undefined);
      try {
        const parsed = read(file, files);
        if (parsed.ok) known.set(file, root.adapt?.(parsed.source) ?? parsed.source);
        else report({ ...parsed.problem, severity: 'error' });
      } catch (error) {
        failures.set(file, readingFailure(error));
      }
    }
    return known.get(file);
  }

  function unreadable(file: string, written: string): string {
    return `${written} cannot be read: ${failures.get(file) ?? 'its text is broken, as is told there'}.`;
  }

  function external(example: Node, address: string): Node | undefined {
    if (isRemote(address) || address.includes('#')) {
      const followed = follow({ ...example, value: { $ref: address } });
      return followed.resolved ? followed.node : undefined;
    }
    const file = files.resolve(example.source.file, percentDecode(address));
    const source = open(file, readExample, examples);
    if (source) return { value: source.value, source, pointer: '' };
    tell(example, 'reference-missing', unreadable(file, address));
    return undefined;
  }

  /** What the document names itself: an `$id`, an anchor, its own address (JSON Schema 2020-12 Core, 8.2). */
  function named(node: Node, reference: string): Node | undefined {
    const address = resolvedIn(resourceAround(node.source, node.pointer), reference);
    if (!address) return undefined;
    const [uri, fragment] = address;
    for (const source of new Set([node.source, root])) {
      const resource = resourcesOf(source).find((one) => one.uri === uri);
      const pointer = resource && pointerIn(resource, percentDecode(fragment));
      const value = pointer === undefined ? undefined : valueAt(source.value, pointer);
      if (pointer !== undefined && value !== undefined) return { value, source, pointer };
    }
    return undefined;
  }

  /** The file that a reference to another host means, where the document says that it comes from there itself. */
  function besideSelf(reference: string): string | undefined {
    const self = text(root.value, '$self');
    const folder = self === undefined ? undefined : /^.*\//.exec(self)?.[0];
    if (folder === undefined || !isRemote(folder) || !reference.startsWith(folder)) return undefined;
    const path = percentDecode(reference.slice(folder.length).replace(/#.*$/s, ''));
    const file = files.resolve(root.file, path);
    return path !== '' && open(file) ? file : undefined;
  }

  function target(node: Node, reference: string): Followed {
    const own = named(node, reference);
    if (own) return { resolved: true, node: own };
    const beside = isRemote(reference) ? besideSelf(reference) : undefined;
    if (isRemote(reference) && beside === undefined) {
      return tell(
        node,
        'reference-remote',
        `${writtenReference(node, reference)} is on another host, and the sandbox never goes there. Put a copy beside the document, and refer to that.`,
      );
    }
    const [path = '', fragment = ''] = reference.split('#', 2);
    const file = beside ?? (path === '' ? node.source.file : files.resolve(node.source.file, percentDecode(path)));
    const source = open(file);
    if (!source) return tell(node, 'reference-missing', unreadable(file, writtenReference(node, reference)));
    const written = percentDecode(fragment);
    const pointer = written === '' || written.startsWith('/') ? written : pointerOfAnchor(source.value, written, '');
    const value = pointer === undefined ? undefined : valueAt(source.value, pointer);
    return pointer === undefined || value === undefined
      ? tell(node, 'reference-missing', `There is nothing at ${writtenReference(node, reference)}.`)
      : { resolved: true, node: { value, source, pointer } };
  }

  function follow(start: Node): Followed {
    return walk(start, () => {});
  }

  function steps(start: Node): readonly Node[] {
    const nodes = [start];
    walk(start, (node) => nodes.push(node));
    return nodes;
  }

  /** @param visit is handed each node that a reference leads to */
  function walk(start: Node, visit: (node: Node) => void): Followed {
    const seen = new Set<string>();
    let node = start;
    for (let reference = referenceOf(node); reference !== undefined; reference = referenceOf(node)) {
      if (seen.has(addressOf(node)))
        return tell(start, 'reference-circular', `${writtenReference(node, reference)} leads back to itself.`);
      seen.add(addressOf(node));
      const next = target(node, reference);
      if (!next.resolved) return next;
      node = next.node;
      visit(node);
    }
    return { resolved: true, node };
  }

  function get(node: Node, key: string): Node | undefined {
    const child = childOf(node, key);
    const followed = child && follow(child);
    return followed?.resolved ? followed.node : undefined;
  }

  function expand(node: Node, above: readonly string[] = []): Json {
    const { value } = node;
    if (isArray(value)) return value.map((_, index) => expandChild(node, String(index), above));
    if (!isObject(value)) return value;
    const reference = referenceAsValue(value);
    if (reference === undefined)
      return Object.fromEntries(Object.keys(value).map((key) => [key, expandChild(node, key, above)]));
    const address = addressOf(node);
    if (above.includes(address)) {
      tell(node, 'reference-circular', `${writtenReference(node, reference)} leads back to itself.`);
      return null;
    }
    const next = target(node, reference);
    return next.resolved ? expand(next.node, [...above, address]) : value;
  }

  function expandChild(node: Node, key: string, above: readonly string[]): Json {
    const child = childOf(node, key);
    return child ? expand(child, above) : null;
  }

  return {
    root: { value: root.value, source: root, pointer: '' },
    follow,
    external,
    steps,
    get,
    entries: (node) =>
      node && isObject(node.value)
        ? Object.keys(node.value).flatMap((key) => {
            const child = get(node, key);
            return child ? [[key, child] as const] : [];
          })
        : [],
    items: (node) =>
      node && isArray(node.value) ? node.value.flatMap((_, index) => get(node, String(index)) ?? []) : [],
    expand: (node) => expand(node),
  };
}

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

function referenceOf(node: Node): string | undefined {
  return isObject(node.value) ? text(node.value, '$ref') : undefined;
}
