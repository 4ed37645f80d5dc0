import type { Source } from '../../read/source.ts';
import type { Node } from '../../read/tree.ts';
import { lastName } from './dialect.ts';

/** Gives the definitions of a schema document their names. */
export class DefinitionNames {
  readonly #root: Source;
  readonly #taken = new Set<string>();
  // How often a name was asked for: a large document has thousands of schemas under one label.
  readonly #counts = new Map<string, number>();

  /** @param root the document whose components are called by their own names */
  constructor(root: Source) {
    this.#root = root;
  }

  /**
   * A name that no other has. That of a component is its own; that of another schema is its label and its place, so that no
   * name depends on which operation was asked for first.
   */
  nameFor(node: Node, label: string): string {
    return this.#unused(
      node.source === this.#root && component.test(node.pointer) ? lastName(node.pointer) : this.#placed(node, label),
    );
  }

  #placed({ source, pointer }: Node, label: string): string {
    return `${label}@${fileBeside(this.#root.file, source.file)}${pointer}`;
  }

  #unused(wanted: string): string {
    const written = wanted.replace(/[^A-Za-z0-9._@-]+/g, '-').replace(/^-|-$/g, '') || 'schema';
    // An object cannot simply be given this one.
    const base = written === '__proto__' ? 'proto' : written;
    let count = this.#counts.get(base) ?? 1;
    let name = count === 1 ? base : `${base}-${count}`;
    for (; this.#taken.has(name); name = `${base}-${count}`) count += 1;
    this.#counts.set(base, count);
    this.#taken.add(name);
    return name;
  }
}

/** The place of a schema among the components (OpenAPI 3.1.1, 4.8.7). */
const component = /^\/(components\/schemas|definitions)\/[^/]+$/;

/** A file by its name beside another: without the folders that both are in. Empty: it is the same. */
function fileBeside(one: string, other: string): string {
  const from = one.split('/');
  const to = other.split('/');
  const differs = to.findIndex((part, index) => part !== from[index]);
  return differs < 0 ? '' : to.slice(differs).join('/');
}
