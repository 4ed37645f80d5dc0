import type { FieldType, ObjectTypes } from '../../openapi-objects/object-types.ts';
import { objectTypes30, objectTypes32 } from '../../openapi-objects/v3.ts';
import { addressOf, childOf, digitsAt, type Node, scalarText, type Tree, writtenReference } from '../../read/tree.ts';
import { asValue, type Put, written } from '../../syntax/digits.ts';
import { isArray, isObject, type Json, type JsonObject, text } from '../../syntax/json.ts';
import { fragmentOf, pointerOf } from '../../syntax/json-pointer.ts';
import type { SchemaDialect } from '../schemas/dialect.ts';
import { Components, componentTypes } from './components.ts';

/**
 * Bundles a document and the files that it refers to into one document. The target of each reference becomes a component;
 * path items and the values of examples are inlined. References to other hosts, and those that lead nowhere, are removed,
 * so that the bundle is complete by itself (OpenAPI 3.1.1, 4.3 and 4.8.23).
 *
 * @param put converts a value with its digits to the value in the bundle
 */
export function bundleDocument(tree: Tree, dialect: SchemaDialect, put: Put = asValue): JsonObject {
  return new Bundle(tree, dialect === '3.0' ? objectTypes30 : objectTypes32, dialect === '3.1', put).document();
}

class Bundle {
  readonly #tree: Tree;
  readonly #types: ObjectTypes;
  readonly #keepsSiblings: boolean;
  readonly #components: Components;
  readonly #put: Put;
  /** Addresses of path items that are being copied: a callback of one may refer to itself. */
  readonly #ancestors: string[] = [];

  /** @param keepsSiblings whether siblings of a `$ref` are kept (OpenAPI 3.1.1, 4.8.23) */
  constructor(tree: Tree, types: ObjectTypes, keepsSiblings: boolean, put: Put) {
    this.#tree = tree;
    this.#types = types;
    this.#keepsSiblings = keepsSiblings;
    this.#components = new Components(tree);
    this.#put = put;
  }

  document(): JsonObject {
    const { components: _, ...document } = this.#object('OpenAPI', this.#tree.root);
    const copies = new Map<string, [string, Json][]>();
    // Copying a component may add further components.
    for (const { kind, name, object, node } of this.#components.all()) {
      const copy = this.#value({ is: 'object', name: object, reference: true }, node);
      if (copy !== undefined) copies.set(kind, [...(copies.get(kind) ?? []), [name, copy]]);
    }
    if (copies.size === 0) return document;
    return {
      ...document,
      components: Object.fromEntries([...copies].map(([kind, entries]) => [kind, Object.fromEntries(entries)])),
    };
  }

  /** Copies a value; undefined if it is left out. */
  #value(shape: FieldType, node: Node): Json | undefined {
    const { value } = node;
    if (shape.is === 'either') {
      const matching = shape.of.find((one) => (one.is === 'object') === isObject(value));
      return matching ? this.#value(matching, node) : value;
    }
    if (shape.is === 'object' && text(value, '$ref') !== undefined) return this.#reference(shape.name, node);
    if (shape.is === 'object' && (isObject(value) || shape.name === 'Example')) return this.#object(shape.name, node);
    if (shape.is === 'object') return value;
    if (shape.is === 'list' && isArray(value)) {
      return value.flatMap((_, index) => this.#child(shape.of, node, String(index)) ?? []);
    }
    if (shape.is === 'map' && isObject(value)) {
      return Object.fromEntries(
        Object.keys(value).flatMap((key) => {
          const copy = this.#child(shape.of, node, key);
          return copy === undefined ? [] : [[key, copy]];
        }),
      );
    }
    // Strings are copied as they are written: YAML reads an unquoted 1.10 as a number.
    const scalar = shape.is === 'string' ? scalarText(node) : undefined;
    return scalar ?? this.#put(this.#tree.written(node));
  }

  #child(shape: FieldType, node: Node, key: string): Json | undefined {
    const child = childOf(node, key);
    return child && this.#value(shape, child);
  }

  /** Copies an OpenAPI Object field by field, without its own `$ref`. */
  #object(name: string, node: Node): JsonObject {
    const type = this.#types.get(name);
    const fields = Object.keys(isObject(node.value) ? node.value : {}).filter((key) => !referenceFields.has(key));
    const copied = fields.flatMap((key): readonly (readonly [string, Json])[] => {
      const shape = type?.fields.get(key)?.type ?? type?.others;
      const isExtension = !shape || (key.startsWith('x-') && name !== 'Callback');
      const copy = isExtension ? this.#extension(node, key) : this.#child(shape, node, key);
      return copy === undefined ? [] : [[key, copy]];
    });
    const object: JsonObject = Object.fromEntries(copied);
    if (name === 'Example') return this.#example(object, node);
    return name === 'Discriminator' ? this.#withNames(object, node) : object;
  }

  /** Copies an extension, unless it has references, which may lead to other files. */
  #extension(node: Node, key: string): Json | undefined {
    const child = childOf(node, key);
    if (!child || JSON.stringify(child.value).includes('"$ref":')) return undefined;
    return this.#put(written(child.value, digitsAt(child)));
  }

  /** Copies a reference as one to a component, or inlines its target; undefined if it is left out. */
  #reference(object: string, node: Node): Json | undefined {
    const [, target] = this.#tree.steps(node);
    const kind = componentTypes.get(object);
    const siblings = this.#keepsSiblings || !kind ? this.#object(object, node) : {};
    if (!target) return substituteFor(object, node, siblings);
    if (kind) {
      const isNaming = this.#components.namesTarget(kind, target, node);
      if (isNaming) return this.#value({ is: 'object', name: object, reference: true }, target);
      const name = this.#components.nameOf(kind, object, target);
      return { ...siblings, $ref: `#${fragmentOf(pointerOf(['components', kind, name]))}` };
    }
    const address = addressOf(target);
    if (this.#ancestors.includes(address)) return siblings;
    this.#ancestors.push(address);
    const copy = this.#value({ is: 'object', name: object, reference: true }, target);
    this.#ancestors.pop();
    return isObject(copy) ? { ...copy, ...siblings } : siblings;
  }

  /**
   * Inlines the value of an Example Object: an external file (OpenAPI 3.1.1, 4.8.19), or a payload that is written where
   * the object should be. Binary files cannot be inlined and are left out.
   */
  #example(object: JsonObject, node: Node): JsonObject {
    const { externalValue, ...example } = object;
    if (typeof externalValue === 'string') {
      const external = this.#tree.external(node, externalValue);
      return external && external.source.literal !== 'octets'
        ? { ...example, value: this.#put(this.#tree.written(external)) }
        : example;
    }
    // The siblings of a `$ref` are no payload.
    if (text(node.value, '$ref') !== undefined) return object;
    const isPayload = !['value', 'dataValue', 'serializedValue'].some((field) => field in object);
    return isPayload ? { value: this.#put(this.#tree.written(node)) } : object;
  }

  /** Rewrites the references in a mapping to those of the bundle (OpenAPI 3.1.1, 4.8.25). */
  #withNames(discriminator: JsonObject, node: Node): JsonObject {
    const { mapping } = discriminator;
    if (!isObject(mapping)) return discriminator;
    const named = Object.entries(mapping).map(([value, schema]): readonly [string, Json] => {
      if (typeof schema !== 'string' || !/[/.#]/.test(schema)) return [value, schema];
      const copy = this.#reference('Schema', { ...node, value: { $ref: schema } });
      return [value, text(copy, '$ref') ?? schema];
    });
    return { ...discriminator, mapping: Object.fromEntries(named) };
  }
}

/** Keywords of the reference itself, and identifiers that would resolve differently in the bundle. */
const referenceFields: ReadonlySet<string> = new Set(['$ref', '$self', '$id', '$anchor']);

/** Returns the substitute for a target that cannot be read; undefined if it may be left out. */
function substituteFor(object: string, node: Node, siblings: JsonObject): Json | undefined {
  if (object === 'PathItem') return siblings;
  if (object !== 'Schema' && object !== 'Response') return undefined;
  const reference = writtenReference(node, text(node.value, '$ref') ?? '');
  return { ...siblings, description: `Described at ${reference}, which is not part of this document.` };
}
