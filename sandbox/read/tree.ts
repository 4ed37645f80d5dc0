import type { DanglingReference, Problem } from '../problem.ts';
import { type Digits, digitsIn, digitsOf, type Written, written } from '../syntax/digits.ts';
import { isArray, isObject, type Json, text } from '../syntax/json.ts';
import type { Files } from './files.ts';
import { addressOf, childOf, digitsAt, type Node, referenceAsValue, writtenReference } from './node.ts';
import { problemAt, type Source, writtenAt } from './source.ts';
import { type Target, Targets } from './targets.ts';

export {
  addressOf,
  childOf,
  digitsAt,
  isRemote,
  type Node,
  referenceAsValue,
  scalarText,
  textAt,
  writtenReference,
} from './node.ts';

const codes = {
  file: 'reference-missing',
  place: 'reference-missing',
  permission: 'reference-outside',
  host: 'reference-remote',
} as const;

/** The result of following a reference; the problem of an unresolved one has been reported. */
export type Followed = { readonly resolved: true; readonly node: Node } | { readonly resolved: false };

/** References that are expanded in one example, against exponential growth. */
const maxReferred = 100_000;
const maxChainLength = 500;

/** A document with all files that it refers to, which are read when a reference first points to them. */
export interface Tree {
  readonly root: Node;
  /** Follows a Reference Object, chains included. Any other node is returned unchanged. */
  follow(node: Node): Followed;
  /** Returns a node, followed by the targets of its chain of references. */
  steps(node: Node): readonly Node[];
  /** Returns a child with its reference followed; undefined if there is none or the reference cannot be resolved. */
  get(node: Node, key: string): Node | undefined;
  /** Returns the properties of an object with references followed, without unresolved ones. */
  entries(node: Node | undefined): readonly (readonly [string, Node])[];
  /** Returns the items of an array with references followed, without unresolved ones. */
  items(node: Node | undefined): readonly Node[];
  /** Returns the content of an `externalValue` of an Example Object; undefined if it cannot be read. */
  external(example: Node, address: string): Node | undefined;
  /**
   * Returns an example's value with the references inside it replaced by their targets. In examples, `$ref` is a
   * reference only if it is the only key, and local or relative: an example may be *about* references.
   */
  expand(node: Node): Json;
  /** Returns the same, with the spelling of its numbers. */
  written(node: Node): Written;
}

/**
 * Creates the tree of a parsed document.
 *
 * @param report receives each unresolved reference once: to a missing file or location, to itself, or to another host,
 * which is never contacted (OpenAPI 3.1.1, 4.8.23)
 */
export function createTree(root: Source, files: Files, report: (problem: Problem) => void): Tree {
  const targets = new Targets(root, files, report);
  const reported = new Set<string>();

  function reportAt(node: Node, code: Problem['code'], message: string, reference?: DanglingReference): Followed {
    const address = addressOf(writtenAt(node));
    if (!reported.has(address)) {
      reported.add(address);
      report({ ...problemAt(node.source, node.pointer, code, message), ...(reference && { reference }) });
    }
    return { resolved: false };
  }

  /** @param at the node at which a missing target is reported */
  function resolved(target: Target, at: Node): Followed {
    if (target.found) return { resolved: true, node: target.node };
    const { message, reference } = target;
    return reportAt(at, codes[reference.missing], message, reference);
  }

  function follow(start: Node): Followed {
    // Most nodes are not references; nothing is allocated for them.
    return referenceOf(start) === undefined ? { resolved: true, node: start } : walk(start, () => {});
  }

  function steps(start: Node): readonly Node[] {
    const nodes = [start];
    walk(start, (node) => nodes.push(node));
    return nodes;
  }

  /** @param visit called with the target of each reference */
  function walk(start: Node, visit: (node: Node) => void): Followed {
    const seen = new Set<string>();
    let node = start;
    for (let reference = referenceOf(node); reference !== undefined; reference = referenceOf(node)) {
      if (seen.has(addressOf(node)))
        return reportAt(start, 'reference-circular', `${writtenReference(node, reference)} leads back to itself.`);
      seen.add(addressOf(node));
      const next = resolved(targets.of(node, reference), node);
      if (!next.resolved) return next;
      node = next.node;
      visit(node);
    }
    return { resolved: true, node };
  }

  function get(node: Node, key: string): Node | undefined {
    const child = childOf(node, key);
    if (!child || referenceOf(child) === undefined) return child;
    const followed = walk(child, () => {});
    return followed.resolved ? followed.node : undefined;
  }

  /** Number of references expanded in the current example. */
  let referred = 0;

  function expand(node: Node, digits: Digits | undefined, above: readonly string[] = []): Written {
    const { value } = node;
    if (above.length > 0) referred += 1;
    if (typeof value !== 'object' || value === null) return written(value, digits);
    const reference = isObject(value) ? referenceAsValue(value) : undefined;
    if (reference === undefined) {
      const parts = Object.keys(value).map((key): readonly [string, Written] => {
        const child = childOf(node, key);
        return [key, child ? expand(child, digitsIn(digits, key), above) : { value: null }];
      });
      const whole = isArray(value)
        ? parts.map(([, part]) => part.value)
        : Object.fromEntries(parts.map(([key, part]) => [key, part.value]));
      return written(whole, digitsOf(parts.map(([key, part]) => [key, part.digits])));
    }
    const address = addressOf(node);
    if (referred > maxReferred || above.length > maxChainLength) {
      const limit = referred > maxReferred ? `${maxReferred} values, all told` : `${maxChainLength} references in turn`;
      reportAt(
        node,
        'reference-excessive',
        `${writtenReference(node, reference)} leads to more than ${limit}; the rest is left out.`,
      );
      return { value: null };
    }
    if (above.includes(address)) {
      reportAt(node, 'reference-circular', `${writtenReference(node, reference)} leads back to itself.`);
      return { value: null };
    }
    const next = resolved(targets.of(node, reference), node);
    return next.resolved ? expand(next.node, digitsAt(next.node), [...above, address]) : { value };
  }

  function whole(node: Node): Written {
    referred = 0;
    return expand(node, digitsAt(node));
  }

  return {
    root: { value: root.value, source: root, pointer: '' },
    follow,
    external: (example, address) => {
      const followed = resolved(targets.example(example, address), example);
      return followed.resolved ? followed.node : undefined;
    },
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
    expand: (node) => whole(node).value,
    written: whole,
  };
}

function referenceOf(node: Node): string | undefined {
  return isObject(node.value) ? text(node.value, '$ref') : undefined;
}
