import { type Digits, digitsUnder } from '../syntax/digits.ts';
import { isObject, type Json, text } from '../syntax/json.ts';
import { escapeToken, step, valueAt } from '../syntax/json-pointer.ts';
import { type Place, writtenAt } from './source.ts';

/** A value and its location. References are followed from node to node; nothing is copied. */
export interface Node extends Place {
  readonly value: Json;
}

/** Returns a child without following a reference; undefined if there is none. */
export function childOf(node: Node, key: string): Node | undefined {
  const value = step(node.value, key);
  return value === undefined
    ? undefined
    : { value, source: node.source, pointer: `${node.pointer}/${escapeToken(key)}` };
}

/** Whether a reference points to another host: it has a scheme or an authority (RFC 3986, section 4.2). */
export function isRemote(reference: string): boolean {
  return /^([a-z][a-z\d+.-]*:|\/\/)/i.test(reference);
}

/**
 * Returns the reference of an example's value that consists of nothing else. A reference to another host is treated as
 * data, since an example may be *about* references.
 */
export function referenceAsValue(value: Json): string | undefined {
  const reference = text(value, '$ref');
  const isAlone = isObject(value) && Object.keys(value).length === 1;
  return reference !== undefined && isAlone && !isRemote(reference) ? reference : undefined;
}

/** Returns a key that identifies the location of a node. */
export function addressOf(node: Place): string {
  return `${node.source.file}#${node.pointer}`;
}

/** Returns the reference at a node as its author wrote it, before conversion. */
export function writtenReference(node: Node, reference: string): string {
  if (!node.source.writtenAt) return reference;
  const { source, pointer } = writtenAt(node);
  return text(valueAt(source.value, pointer), '$ref') ?? reference;
}

/** Returns the text of a scalar field as it is written; undefined for a list, an object, null or an absent field. */
export function textAt(owner: Node, key: string): string | undefined {
  const child = childOf(owner, key);
  return child && scalarText(child);
}

/** Returns the text of a scalar as it is written: `1.10`, `True`; undefined for a list, an object or null. */
export function scalarText(node: Node): string | undefined {
  const { value } = node;
  if (typeof value === 'string') return value;
  if (typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const digits = digitsAt(node);
  return typeof digits === 'string' ? digits : String(value);
}

/** Returns the spelling of the numbers at a node; undefined if it is JavaScript's. */
export function digitsAt(node: Place): Digits | undefined {
  const { source, pointer } = writtenAt(node);
  return digitsUnder(source.digits, pointer);
}
