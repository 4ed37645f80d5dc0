import { addressOf, childOf, type Node, type Tree } from '../../read/tree.ts';
import { isObject, text } from '../../syntax/json.ts';
import { tokensOf } from '../../syntax/json-pointer.ts';

/** The field of the Components Object for each type (OpenAPI 3.1.1, 4.8.7), except path items, which only 3.1 has. */
export const componentTypes: ReadonlyMap<string, string> = new Map([
  ['Schema', 'schemas'],
  ['Response', 'responses'],
  ['Parameter', 'parameters'],
  ['Example', 'examples'],
  ['RequestBody', 'requestBodies'],
  ['Header', 'headers'],
  ['SecurityScheme', 'securitySchemes'],
  ['Link', 'links'],
  ['Callback', 'callbacks'],
  ['MediaType', 'mediaTypes'],
]);

/** A component of the bundle. `kind`: its field of the Components Object; `object`: its type. */
interface Component {
  readonly kind: string;
  readonly name: string;
  readonly object: string;
  readonly node: Node;
}

/** The components of a bundle: those of the document under their names, and the targets of references. */
export class Components {
  readonly #all: Component[] = [];
  /** Kind and address → name. */
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();
  /** Address of a component in the document → its name. */
  readonly #places = new Map<string, string>();

  constructor(tree: Tree) {
    const components = tree.get(tree.root, 'components');
    for (const [object, kind] of components ? [...componentTypes, ['PathItem', 'pathItems'] as const] : []) {
      const field = components && tree.get(components, kind);
      for (const name of isObject(field?.value) ? Object.keys(field.value) : []) {
        const node = field && childOf(field, name);
        if (!node) continue;
        this.#add({ kind, name, object, node });
        this.#places.set(addressOf(node), name);
      }
    }
    // A component that is only a reference gives its name to its target.
    for (const { kind, name, node } of [...this.#all]) {
      const [, target] = isObject(node.value) && Object.keys(node.value).length === 1 ? tree.steps(node) : [];
      const key = target && componentKey(kind, target);
      if (key !== undefined && !this.#names.has(key)) this.#names.set(key, name);
    }
  }

  /** Yields all components, including those that are added during the iteration. */
  *all(): Generator<Component> {
    yield* this.#all;
  }

  /** Returns the component name of a node, after adding it as a component if it is none. */
  nameOf(kind: string, object: string, node: Node): string {
    const known = this.#names.get(componentKey(kind, node));
    if (known !== undefined) return known;
    const proposed = proposedName(node);
    let name = proposed;
    for (let number = 2; this.#taken.has(`${kind} ${name}`); number += 1) name = `${proposed}-${number}`;
    this.#add({ kind, name, object, node });
    return name;
  }

  /** Whether a reference is itself the component that gives its target its name. */
  namesTarget(kind: string, target: Node, reference: Node): boolean {
    const name = this.#places.get(addressOf(reference));
    return (
      name !== undefined &&
      name === this.#names.get(componentKey(kind, target)) &&
      addressOf(target) !== addressOf(reference)
    );
  }

  #add(component: Component): void {
    const { kind, name, node } = component;
    this.#all.push(component);
    this.#taken.add(`${kind} ${name}`);
    this.#names.set(componentKey(kind, node), name);
  }
}

function componentKey(kind: string, node: Node): string {
  return `${kind} ${addressOf(node)}`;
}

/** Proposes a name: the last token of the pointer, else the title or the file, in the characters allowed (4.8.7.1). */
function proposedName({ pointer, source, value }: Node): string {
  const file = (source.file.split('/').at(-1) ?? '').replace(/\.\w+$/, '');
  const name = tokensOf(pointer).at(-1) ?? (text(value, 'title') || file);
  return name.replace(/[^\w.-]+/g, '-') || 'unnamed';
}
