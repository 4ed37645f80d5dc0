import type { Source } from '../../read/source.ts';
import type { Node } from '../../read/tree.ts';
import { lastName } from './dialect.ts';

/** Assigns unique names to the definitions of a schema document. */
export class DefinitionNames {
  readonly #root: Source;
  readonly #taken = new Set<string>();
  // The next suffix of each name, since a large document has thousands of schemas under one label.
  readonly #counts = new Map<string, number>();

  /** @param root the document whose components keep their names */
  constructor(root: Source) {
    this.#root = root;
  }

  /**
   * Returns an unused name: that of the component, or for other schemas the label with the location, so that names do not
   * depend on the order in which operations are planned.
   */
  nameFor(node: Node, label: string): string {
    return this.#unused(
      node.source === this.#root && componentPointer.test(node.pointer)
        ? lastName(node.pointer)
        : this.#placed(node, label),
    );
  }

  #placed({ source, pointer }: Node, label: string): string {
    return `${label}@${relativeFile(this.#root.file, source.file)}${pointer}`;
  }

  #unused(preferred: string): string {
    const written = preferred.replace(/[^A-Za-z0-9._@-]+/g, '-').replace(/^-|-$/g, '') || 'schema';
    // Assigning the property `__proto__` would set the prototype.
    const base = written === '__proto__' ? 'proto' : written;
    let count = this.#counts.get(base) ?? 1;
    let name = count === 1 ? base : `${base}-${count}`;
    for (; this.#taken.has(name); name = `${base}-${count}`) count += 1;
    this.#counts.set(base, count);
    this.#taken.add(name);
    return name;
  }
}

/** Matches the pointer of a schema component (OpenAPI 3.1.1, 4.8.7; Swagger 2.0, `definitions`). */
const componentPointer = /^\/(components\/schemas|definitions)\/[^/]+$/;

/** Returns a file's path without the folders that it shares with another. Empty if both are the same file. */
function relativeFile(one: string, other: string): string {
  const from = one.split('/');
  const to = other.split('/');
  const differs = to.findIndex((part, index) => part !== from[index]);
  return differs < 0 ? '' : to.slice(differs).join('/');
}
