import { isHeaderName } from './header.ts';
import { octetsOf, utf8Of } from './octets.ts';

/** A part of a multipart body (RFC 2046, section 5.1). */
export interface Part {
  /** Header fields by lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  /** The `name` of its `Content-Disposition` (RFC 7578, section 4.2); undefined if it has none. */
  readonly name: string | undefined;
  /** Whether it has a file name (RFC 7578, section 4.2). */
  readonly isFile: boolean;
  readonly bytes: Uint8Array;
}

/** Maximum length of a part's header, in bytes: more than real parts have. */
const maxHeadLength = 16_384;

/**
 * Splits a multipart body at its boundary. Undefined if the boundary is invalid or the framing is malformed: a header
 * line that is not a field, or no closing delimiter (RFC 2046, section 5.1.1).
 */
export function splitMultipart(bytes: Uint8Array, boundary: string): readonly Part[] | undefined {
  if (!/^[\w'()+,./:=? -]{0,69}[\w'()+,./:=?-]$/.test(boundary)) return undefined;
  // The line break lets a delimiter at the very start of the body match too.
  const text = `\r\n${octetsOf(bytes)}`;
  const delimiter = `\r\n--${boundary}`;
  const parts: Part[] = [];
  let start: number | undefined;
  for (let at = text.indexOf(delimiter); at !== -1; at = text.indexOf(delimiter, at + 2)) {
    const after = at + delimiter.length;
    const isLast = text.startsWith('--', after);
    const next = startOfNextLine(text, isLast ? after + 2 : after);
    // A line that continues after the delimiter is content.
    if (next === undefined) continue;
    if (start !== undefined) {
      const part = readPart(text, start, at, bytes);
      if (!part) return undefined;
      parts.push(part);
    }
    if (isLast) return parts;
    start = next;
    at = next - 2;
  }
  return undefined;
}

/** Returns the offset of the next line; undefined if anything but white space precedes it. */
function startOfNextLine(text: string, start: number): number | undefined {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  if (at === text.length) return at;
  return text.startsWith('\r\n', at) ? at + 2 : undefined;
}

/** Parses the part between two delimiters: header, empty line, body. Header and body may be missing. */
function readPart(text: string, start: number, end: number, bytes: Uint8Array): Part | undefined {
  const isHeadless = end === start || text.startsWith('\r\n', start);
  const length = isHeadless ? 0 : text.slice(start, Math.min(end, start + maxHeadLength)).indexOf('\r\n\r\n');
  if (length === -1 && end - start > maxHeadLength) return undefined;
  const headEnd = length === -1 ? end : start + length;
  const bodyStart = Math.min(headEnd + (isHeadless ? 2 : 4), end);
  // `text` has two characters more than `bytes` at the start.
  const head = utf8Of(bytes.subarray(start - 2, headEnd - 2));
  const headers = head === undefined ? undefined : readHead(head);
  if (!headers) return undefined;
  const disposition = parametersOf(headers.get('content-disposition') ?? '');
  const isFile = disposition.has('filename') || disposition.has('filename*');
  return { headers, name: disposition.get('name'), isFile, bytes: bytes.subarray(bodyStart - 2, end - 2) };
}

function readHead(head: string): ReadonlyMap<string, string> | undefined {
  const headers = new Map<string, string>();
  // A line that begins with white space continues the previous one (RFC 5322, section 2.2.3).
  for (const line of head.replace(/\r\n(?=[ \t])/g, '').split('\r\n')) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0));
    if (!isHeaderName(name)) return undefined;
    headers.set(name.toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
}

/**
 * Parses the parameters of a `Content-Disposition` (RFC 6266, section 4.1); the first of several with one name counts.
 */
function parametersOf(disposition: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  const parameter = /[^;"]*?;[ \t]*([^=;"\s]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^;"\s]+))/sy;
  for (let found = parameter.exec(disposition); found; found = parameter.exec(disposition)) {
    const [, name = '', quoted, plain = ''] = found;
    const value = quoted === undefined ? plain : unescapeName(quoted);
    if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), value);
  }
  return parameters;
}

/**
 * Browsers percent-encode three characters of a name (HTML Standard, 4.10.21.8); older clients escape the quotation
 * mark with `\`.
 */
const escapes = { '"': '%22', '\r': '%0D', '\n': '%0A' } as const;

function unescapeName(quoted: string): string {
  return quoted
    .replace(/\\(["\\])/g, '$1')
    .replace(/%(22|0D|0A)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function escapeName(name: string): string {
  return name.replace(/["\r\n]/g, (character) => (needsEscape(character) ? escapes[character] : character));
}

function needsEscape(character: string): character is keyof typeof escapes {
  return Object.hasOwn(escapes, character);
}

/** A part to write: its name, further header fields and text. */
export interface TextPart {
  readonly name: string;
  readonly filename: string | null;
  readonly headers: readonly (readonly [string, string])[];
  readonly text: string;
}

/** Writes parts as `multipart/form-data` (RFC 7578), with a boundary that occurs in none of them. */
export function writeMultipart(parts: readonly TextPart[]): { readonly boundary: string; readonly text: string } {
  let boundary = 'sandbox';
  while (parts.some(({ text }) => text.includes(`--${boundary}`))) boundary += '-';
  const written = parts.map(({ name, filename, headers, text }) => {
    const file = filename === null ? '' : `; filename="${escapeName(filename)}"`;
    const fields = headers.map(([field, value]) => `${field}: ${value}\r\n`).join('');
    return `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"${file}\r\n${fields}\r\n${text}\r\n`;
  });
  return { boundary, text: `${written.join('')}--${boundary}--\r\n` };
}

/** Returns the boundary of a serialized body, found in its first line. */
export function boundaryIn(text: string): string | undefined {
  return /^\s*--([^\r\n]*[^\r\n \t])/.exec(text)?.[1];
}
