import type { FieldType, ObjectTypes } from '../openapi-objects/define.ts';
import { addressOf, childOf, type Node, type Tree } from '../read/tree.ts';
import { isArray, isObject, type Json, text } from '../syntax/json.ts';

/** An object of OpenAPI where it stands. */
export interface Visit {
  /** `Operation`, `Schema`, … */
  readonly object: string;
  readonly node: Node;
}

/** A value that a field may not hold. */
export interface Misfit {
  readonly node: Node;
  readonly field: string;
  readonly shape: FieldType;
  /** A reference where there may be none. */
  readonly isReference: boolean;
}

/** A reference to an object, where one may stand. */
export interface ReferenceAt {
  readonly node: Node;
  readonly object: string;
}

/** All objects of a document, each once, with what is not as the form has it. */
export interface Walk {
  readonly visits: readonly Visit[];
  readonly misfits: readonly Misfit[];
  readonly references: readonly ReferenceAt[];
}

/**
 * Goes through a document by the form that OpenAPI gives it, from file to file. What has not the form is noted, and
 * gone through as far as it can be.
 *
 * @param root the name of the outermost object
 */
export function walk(tree: Tree, forms: ObjectTypes, root: string): Walk {
  const visits: Visit[] = [];
  const misfits: Misfit[] = [];
  const references: ReferenceAt[] = [];
  const seen = new Set<string>();

  function visit(object: string, node: Node): void {
    const address = `${object} ${addressOf(node)}`;
    if (seen.has(address)) return;
    seen.add(address);
    visits.push({ object, node });
    const form = forms.get(object);
    if (!form || !isObject(node.value)) return;
    for (const key of Object.keys(node.value)) {
      const shape = form.fields.get(key)?.type ?? form.others;
      const child = childOf(node, key);
      if (shape && child && !key.startsWith('x-')) look(shape, child, key);
    }
  }

  function look(shape: FieldType, node: Node, field: string): void {
    const reference = text(node.value, '$ref');
    if (reference !== undefined && shape.is !== 'any' && shape.is !== 'either') {
      lookThrough(shape, node, field);
      return;
    }
    // What a schema must be is told by those who compile it.
    const isSchema = shape.is === 'object' && shape.name === 'Schema';
    if (!fits(shape, node.value) && !isSchema) {
      misfits.push({ node, field, shape, isReference: false });
      return;
    }
    descend(shape, node, field);
  }

  function lookThrough(shape: FieldType, node: Node, field: string): void {
    const object = shape.is === 'object' && shape.reference ? shape.name : undefined;
    if (object === undefined) misfits.push({ node, field, shape, isReference: true });
    else references.push({ node, object });
    // Beside its own reference a path may have fields of its own, and a schema of 3.1 has.
    if (object === 'PathItem' || object === 'Schema') visit(object, node);
    if (shape.is === 'text' || shape.is === 'flag' || shape.is === 'number') return;
    const followed = tree.follow(node);
    if (followed.resolved && (object !== undefined || fits(shape, followed.node.value)))
      descend(shape, followed.node, field);
  }

  function descend(shape: FieldType, node: Node, field: string): void {
    switch (shape.is) {
      case 'object':
        visit(shape.name, node);
        return;
      case 'either':
        for (const one of shape.of) if (fits(one, node.value)) look(one, node, field);
        return;
      case 'list':
      case 'map':
        for (const key of Object.keys(isArray(node.value) || isObject(node.value) ? node.value : {})) {
          const child = childOf(node, key);
          if (child && !(shape.is === 'map' && key.startsWith('x-')))
            look(shape.of, child, shape.is === 'list' ? field : key);
        }
    }
  }
  visit(root, tree.root);
  return { visits, misfits, references };
}

function fits(shape: FieldType, value: Json): boolean {
  switch (shape.is) {
    case 'any':
      return true;
    case 'text':
      return typeof value === 'string';
    case 'flag':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'list':
      return isArray(value);
    case 'map':
    case 'object':
      return isObject(value);
    case 'either':
      return shape.of.some((one) => fits(one, value));
  }
}
