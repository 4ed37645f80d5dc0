import type { ConditionOf } from '../problem/catalogue.ts';
import { childOf, type Node, type Tree } from '../read/tree.ts';
import { isArray, isObject, type Json, type JsonObject, text } from '../syntax/json.ts';
import type { Origins } from './origins.ts';
import type { References } from './references.ts';
import { convertData, convertSchema } from './schema.ts';

/** The context that all converters share. */
export interface Conversion extends Pick<References, 'component'>, Pick<Origins, 'record'> {
  /** The original document. It reports no unresolved references: they are kept, and reported where they are used. */
  readonly tree: Tree;
  /** Returns the reference to write for one that occurs at the node. */
  readonly refer: (reference: string, from: Node) => string;
  readonly report: (node: Node, message: string, condition?: ConditionOf<'structure'>) => void;
  /** The media types that the document states for all operations; undefined if it states none. */
  readonly consumes: readonly string[] | undefined;
  readonly produces: readonly string[] | undefined;
}

/** Returns the children of an object or list without resolving references; other values have none. */
export function childrenOf(node: Node): readonly (readonly [string, Node])[] {
  const { value } = node;
  const keys = isObject(value) || isArray(value) ? Object.keys(value) : [];
  return keys.flatMap((key) => {
    const child = childOf(node, key);
    return child ? [[key, child] as const] : [];
  });
}

/** Converts a node, or the target of the reference at it; an unresolved reference is kept. */
export function convertInline(conversion: Conversion, node: Node, convert: (node: Node) => Json): Json {
  const followed = conversion.tree.follow(node);
  if (followed.resolved) return convert(followed.node);
  return conversion.record({ $ref: conversion.refer(text(node.value, '$ref') ?? '', node) }, node);
}

/**
 * Converts the entries of an object and drops those that convert to undefined; undefined if the node is not an object.
 */
export function convertEntries(
  conversion: Conversion,
  node: Node,
  convert: (entry: Node, key: string) => Json | undefined,
): JsonObject | undefined {
  if (!isObject(node.value)) return undefined;
  const entries = childrenOf(node).flatMap(([key, entry]) => {
    const converted = convert(entry, key);
    return converted === undefined ? [] : [[key, converted] as const];
  });
  return conversion.record(Object.fromEntries(entries), node);
}

/** Converts the schema at a node. */
export function schemaAt({ refer }: Conversion, node: Node): Json {
  return convertSchema(node.value, (reference) => refer(reference, node));
}

/** Converts the example or other data at a node. */
export function dataAt({ refer }: Conversion, node: Node): Json {
  return convertData(node.value, (reference) => refer(reference, node));
}

/** Returns an object without the given fields. */
export function withoutFields(value: Json, fields: ReadonlySet<string>): JsonObject {
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !fields.has(key))) : {};
}

/**
 * Returns the strings of a list field. A lone string counts as a list of one; anything else is reported. Undefined if
 * the field is absent.
 */
export function stringsIn(report: Conversion['report'], owner: Node, field: string): readonly string[] | undefined {
  const node = childOf(owner, field);
  if (!node) return undefined;
  const items = isArray(node.value) ? node.value : [node.value];
  const texts = items.filter((item) => typeof item === 'string');
  if (!isArray(node.value) || texts.length < items.length) {
    report(node, `${field} must be a list of texts.`);
  }
  return texts.map((item) => item.trim());
}
