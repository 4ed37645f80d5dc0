import { type Digits, digitsUnder } from '../syntax/digits.ts';
import { isObject, type Json, text } from '../syntax/json.ts';
import { escapeToken, step, valueAt } from '../syntax/json-pointer.ts';
import { type Place, writtenAt } from './source.ts';

/** A value and where it stands. References are followed from node to node; nothing is copied. */
export interface Node extends Place {
  readonly value: Json;
}

/** The child as it stands, a reference unfollowed. */
export function childOf(node: Node, key: string): Node | undefined {
  const value = step(node.value, key);
  return value === undefined
    ? undefined
    : { value, source: node.source, pointer: `${node.pointer}/${escapeToken(key)}` };
}

/** Whether a reference leads to another host: it has a scheme, or an authority (RFC 3986, section 4.2). */
export function isRemote(reference: string): boolean {
  return /^([a-z][a-z\d+.-]*:|\/\/)/i.test(reference);
}

/**
 * The reference that an example's value is, when it is nothing else; one to another host is taken for data, since an
 * example may well be *about* references.
 */
export function referenceAsValue(value: Json): string | undefined {
  const reference = text(value, '$ref');
  const isAlone = isObject(value) && Object.keys(value).length === 1;
  return reference !== undefined && isAlone && !isRemote(reference) ? reference : undefined;
}

/** Identifies a node: two references to one place give the same. */
export function addressOf(node: Place): string {
  return `${node.source.file}#${node.pointer}`;
}

/** The reference at a node as its author wrote it. */
export function writtenReference(node: Node, reference: string): string {
  if (!node.source.writtenAt) return reference;
  const { source, pointer } = writtenAt(node);
  return text(valueAt(source.value, pointer), '$ref') ?? reference;
}

/** The text that a field holds, as it is written; undefined where it holds a list, an object or nothing. */
export function textAt(owner: Node, key: string): string | undefined {
  const child = childOf(owner, key);
  return child && scalarText(child);
}

/** The text of a node that is no list or object, as it is written: `1.10`, `True`; undefined of others and of null. */
export function scalarText(node: Node): string | undefined {
  const { value } = node;
  if (typeof value === 'string') return value;
  if (typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const digits = digitsAt(node);
  return typeof digits === 'string' ? digits : String(value);
}

/** How the numbers at a node are written; undefined: as JSON writes their values. */
export function digitsAt(node: Place): Digits | undefined {
  const { source, pointer } = writtenAt(node);
  return digitsUnder(source.digits, pointer);
}
