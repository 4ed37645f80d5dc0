import { isArray, isObject, type Json, text } from './json.ts';
import { percentDecode, percentEncode } from './percent.ts';

/** One reference token, escaped for use in a JSON Pointer (RFC 6901, section 3). */
export function escapeToken(token: string): string {
  return /[~/]/.test(token) ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;
}

function unescapeToken(token: string): string {
  return token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token;
}

/** The reference tokens of a pointer, unescaped; none for the whole document (`''`). */
export function tokensOf(pointer: string): readonly string[] {
  return pointer === '' ? [] : pointer.slice(1).split('/').map(unescapeToken);
}

/** Longer places nobody reads, and each fault below one has it in it. */
const maxLength = 1000;

/** A pointer to be told: as much of it as anybody reads. */
export function shortPointer(pointer: string, max: number = maxLength): string {
  return pointer.length <= max ? pointer : `${pointer.slice(0, max).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The pointer that the tokens make: the opposite of `tokensOf`. */
export function pointerOf(tokens: readonly string[]): string {
  return tokens.map((token) => `/${escapeToken(token)}`).join('');
}

/** A pointer as the fragment of a URI, after its `#` (RFC 6901, section 6). */
export function fragmentOf(pointer: string): string {
  return pointer.replace(/[^\w!$&'()*+,;=:@/?~.-]+/g, percentEncode);
}

/** What a reference within a document leads to, `#/components/schemas/Pet`; what is none is itself. */
export function referred(document: Json, node: Json): Json {
  const reference = text(node, '$ref');
  return reference === undefined ? node : (valueAt(document, percentDecode(reference.slice(1))) ?? node);
}

/** One step down: the child that a token names, or undefined. */
export function step(value: Json | undefined, token: string): Json | undefined {
  if (isArray(value)) return /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
  return isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}

/** The value that the pointer names, or undefined when there is none (RFC 6901, section 4). */
export function valueAt(root: Json | undefined, pointer: string): Json | undefined {
  return tokensOf(pointer).reduce<Json | undefined>(step, root);
}

/**
 * A copy of `root` in which the value at `pointer` is replaced. A place that does not exist is left alone, except that
 * a new property of an existing object is added.
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
