import { isArray, isObject, type Json, text } from './json.ts';
import { percentDecode, percentEncode } from './percent.ts';

/** Escapes a reference token for a JSON Pointer (RFC 6901, section 3). */
export function escapeToken(token: string): string {
  return /[~/]/.test(token) ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;
}

function unescapeToken(token: string): string {
  return token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token;
}

/** Returns the unescaped reference tokens of a pointer. Empty for the whole document (`''`). */
export function tokensOf(pointer: string): readonly string[] {
  return pointer === '' ? [] : pointer.slice(1).split('/').map(unescapeToken);
}

/**
 * Maximum length of a pointer in a report. Pointers of nested faults repeat those of their parents, so reports would
 * grow quadratically.
 */
const maxLength = 1000;

/** Truncates a pointer for a report, and marks the cut with an ellipsis. */
export function shortPointer(pointer: string, max: number = maxLength): string {
  return pointer.length <= max ? pointer : `${pointer.slice(0, max).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Builds a pointer from reference tokens: the inverse of `tokensOf`. */
export function pointerOf(tokens: readonly string[]): string {
  return tokens.map((token) => `/${escapeToken(token)}`).join('');
}

/** Encodes a pointer as a URI fragment, without the `#` (RFC 6901, section 6). */
export function fragmentOf(pointer: string): string {
  return pointer.replace(/[^\w!$&'()*+,;=:@/?~.-]+/g, percentEncode);
}

/**
 * Resolves a reference within a document, `#/components/schemas/Pet`; returns the node itself if it is not a reference
 * or leads nowhere.
 */
export function referred(document: Json, node: Json): Json {
  const reference = text(node, '$ref');
  return reference === undefined ? node : (valueAt(document, percentDecode(reference.slice(1))) ?? node);
}

/** Returns the child that a token refers to; undefined if there is none. */
export function step(value: Json | undefined, token: string): Json | undefined {
  if (isArray(value)) return /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
  return isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}

/** Returns the value that a pointer refers to; undefined if there is none (RFC 6901, section 4). */
export function valueAt(root: Json | undefined, pointer: string): Json | undefined {
  return tokensOf(pointer).reduce<Json | undefined>(step, root);
}

/**
 * Returns a copy of `root` with the value at `pointer` replaced. A new property is added to an existing object; any
 * other missing location is ignored.
 */
export function replaceAt(root: Json, pointer: string, value: Json): Json {
  const [token, ...rest] = tokensOf(pointer);
  if (token === undefined) return value;
  const inner = pointerOf(rest);
  if (isArray(root)) {
    return root.map((item, index) => (String(index) === token ? replaceAt(item, inner, value) : item));
  }
  if (!isObject(root)) return root;
  const child = Object.hasOwn(root, token) ? root[token] : undefined;
  if (child === undefined) return rest.length === 0 ? { ...root, [token]: value } : root;
  return { ...root, [token]: replaceAt(child, inner, value) };
}
