import type { FieldType, ObjectTypes } from '../openapi-objects/object-types.ts';
import { addressOf, childOf, type Node, type Tree } from '../read/tree.ts';
import { isArray, isObject, type Json, text } from '../syntax/json.ts';

/** An OpenAPI object and its node. */
export interface Visit {
  /** Its name, such as `Operation` or `Schema`. */
  readonly object: string;
  readonly node: Node;
}

/** A value that is not of its field's type. */
export interface TypeMismatch {
  readonly node: Node;
  readonly field: string;
  readonly type: FieldType;
  /** Whether it is a reference, where OpenAPI does not allow one. */
  readonly isReference: boolean;
}

/** A reference to an object, where OpenAPI allows one. */
export interface ReferenceAt {
  readonly node: Node;
  readonly object: string;
}

/** All objects of a document, each once, and the values that are not of their field's type. */
export interface Walk {
  readonly visits: readonly Visit[];
  readonly mismatches: readonly TypeMismatch[];
  readonly references: readonly ReferenceAt[];
}

/**
 * Visits every object of a document, following references into other files.
 *
 * @param root the name of the root object
 */
export function walk(tree: Tree, objectTypes: ObjectTypes, root: string): Walk {
  const visits: Visit[] = [];
  const mismatches: TypeMismatch[] = [];
  const references: ReferenceAt[] = [];
  const seen = new Set<string>();

  function visit(object: string, node: Node): void {
    const address = `${object} ${addressOf(node)}`;
    if (seen.has(address)) return;
    seen.add(address);
    visits.push({ object, node });
    const objectType = objectTypes.get(object);
    if (!objectType || !isObject(node.value)) return;
    for (const key of Object.keys(node.value)) {
      const type = objectType.fields.get(key)?.type ?? objectType.others;
      const child = childOf(node, key);
      if (type && child && !key.startsWith('x-') && !(object === 'Schema' && isCompilersMismatch(type, child)))
        visitValue(type, child, key);
    }
  }

  function visitValue(type: FieldType, node: Node, field: string): void {
    const reference = text(node.value, '$ref');
    if (reference !== undefined && type.is !== 'any' && type.is !== 'either') {
      visitReference(type, node, field);
      return;
    }
    // The schema compiler reports values that are not schemas.
    const isSchema = type.is === 'object' && type.name === 'Schema';
    if (!isOfType(type, node.value) && !isSchema) {
      mismatches.push({ node, field, type, isReference: false });
      return;
    }
    descend(type, node, field);
  }

  function visitReference(type: FieldType, node: Node, field: string): void {
    const object = type.is === 'object' && type.reference ? type.name : undefined;
    if (object === undefined) mismatches.push({ node, field, type, isReference: true });
    else references.push({ node, object });
    // A Path Item Object, and since 3.1 a schema, can have fields beside its reference.
    if (object === 'PathItem' || object === 'Schema') visit(object, node);
    if (type.is === 'string' || type.is === 'boolean' || type.is === 'number') return;
    const followed = tree.follow(node);
    if (followed.resolved && (object !== undefined || isOfType(type, followed.node.value)))
      descend(type, followed.node, field);
  }

  function descend(type: FieldType, node: Node, field: string): void {
    switch (type.is) {
      case 'object':
        visit(type.name, node);
        return;
      case 'either':
        for (const one of type.of) if (isOfType(one, node.value)) visitValue(one, node, field);
        return;
      case 'list':
      case 'map':
        for (const key of Object.keys(isArray(node.value) || isObject(node.value) ? node.value : {})) {
          const child = childOf(node, key);
          if (child && !(type.is === 'map' && key.startsWith('x-')))
            visitValue(type.of, child, type.is === 'list' ? field : key);
        }
    }
  }
  visit(root, tree.root);
  return { visits, mismatches, references };
}

/** Whether a keyword does not hold the schemas that it must: the schema compiler reports that. */
function isCompilersMismatch(type: FieldType, { value }: Node): boolean {
  return type.is !== 'object' && holdsSchemas(type) && !isOfType(type, value);
}

function holdsSchemas(type: FieldType): boolean {
  if (type.is === 'list' || type.is === 'map') return holdsSchemas(type.of);
  return type.is === 'either' ? type.of.some(holdsSchemas) : type.is === 'object' && type.name === 'Schema';
}

function isOfType(type: FieldType, value: Json): boolean {
  switch (type.is) {
    case 'any':
      return true;
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'list':
      return isArray(value);
    case 'map':
    case 'object':
      return isObject(value);
    case 'either':
      return type.of.some((one) => isOfType(one, value));
  }
}
