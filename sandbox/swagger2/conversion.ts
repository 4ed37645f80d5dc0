import type { ConditionOf } from '../problem/catalogue.ts';
import { childOf, type Node, type Tree } from '../read/tree.ts';
import { isArray, isObject, type Json, type JsonObject, text } from '../syntax/json.ts';
import type { Origins } from './origins.ts';
import type { References } from './references.ts';
import { convertData, convertSchema } from './schema.ts';

/** What all parts of a conversion share. */
export interface Conversion extends Pick<References, 'component'>, Pick<Origins, 'made'> {
  /** The document as it was written. It does not tell of references that lead nowhere: they stay, for their users to tell. */
  readonly tree: Tree;
  /** The reference to write in place of one that stands at the node. */
  readonly refer: (reference: string, from: Node) => string;
  readonly report: (node: Node, message: string, condition?: ConditionOf<'structure'>) => void;
  /** What the document says for all operations; undefined where it says nothing. */
  readonly consumes: readonly string[] | undefined;
  readonly produces: readonly string[] | undefined;
}

/** The children of an object or list as they stand, references unfollowed; anything else has none. */
export function childrenOf(node: Node): readonly (readonly [string, Node])[] {
  const { value } = node;
  const keys = isObject(value) || isArray(value) ? Object.keys(value) : [];
  return keys.flatMap((key) => {
    const child = childOf(node, key);
    return child ? [[key, child] as const] : [];
  });
}

/** Converts what stands at a node, or what the reference there leads to; one that leads nowhere stays a reference. */
export function inlined(conversion: Conversion, node: Node, convert: (node: Node) => Json): Json {
  const followed = conversion.tree.follow(node);
  if (followed.resolved) return convert(followed.node);
  return conversion.made({ $ref: conversion.refer(text(node.value, '$ref') ?? '', node) }, node);
}

/** Converts each entry of an object, and leaves out those of which nothing is made; undefined where there is no object. */
export function convertEach(
  conversion: Conversion,
  node: Node,
  convert: (entry: Node, key: string) => Json | undefined,
): JsonObject | undefined {
  if (!isObject(node.value)) return undefined;
  const entries = childrenOf(node).flatMap(([key, entry]) => {
    const converted = convert(entry, key);
    return converted === undefined ? [] : [[key, converted] as const];
  });
  return conversion.made(Object.fromEntries(entries), node);
}

/** The schema at a node. */
export function schemaAt({ refer }: Conversion, node: Node): Json {
  return convertSchema(node.value, (reference) => refer(reference, node));
}

/** The example or other data at a node. */
export function dataAt({ refer }: Conversion, node: Node): Json {
  return convertData(node.value, (reference) => refer(reference, node));
}

/** An object without some of its fields. */
export function withoutFields(value: Json, fields: ReadonlySet<string>): JsonObject {
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !fields.has(key))) : {};
}

/** The texts in a list; one alone counts as a list of one, and what else there is is reported. Undefined: no such field. */
export function textsIn(report: Conversion['report'], owner: Node, field: string): readonly string[] | undefined {
  const node = childOf(owner, field);
  if (!node) return undefined;
  const items = isArray(node.value) ? node.value : [node.value];
  const texts = items.filter((item) => typeof item === 'string');
  if (!isArray(node.value) || texts.length < items.length) {
    report(node, `${field} must be a list of texts.`);
  }
  return texts.map((item) => item.trim());
}
