import { isHeaderName } from './header.ts';
import { octetsOf, utf8Of } from './octets.ts';

/** A part of a multipart body (RFC 2046, section 5.1). */
export interface Part {
  /** Fields by lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  /** The `name` of its `Content-Disposition` (RFC 7578, section 4.2); undefined where it has none. */
  readonly name: string | undefined;
  /** It has a file's name (RFC 7578, section 4.2). */
  readonly isFile: boolean;
  readonly bytes: Uint8Array;
}

/** More than any part says of itself. */
const maxHeadLength = 16_384;

/**
 * Takes a multipart body apart at its boundary. Undefined where the boundary is none or the framing is broken: a line of
 * the head that is no field, or no closing delimiter (RFC 2046, section 5.1.1).
 */
export function splitMultipart(bytes: Uint8Array, boundary: string): readonly Part[] | undefined {
  if (!/^[\w'()+,./:=? -]{0,69}[\w'()+,./:=?-]$/.test(boundary)) return undefined;
  // The first delimiter may begin the body: then it has no line break before it.
  const text = `\r\n${octetsOf(bytes)}`;
  const delimiter = `\r\n--${boundary}`;
  const parts: Part[] = [];
  let start: number | undefined;
  for (let at = text.indexOf(delimiter); at !== -1; at = text.indexOf(delimiter, at + 2)) {
    const after = at + delimiter.length;
    const isLast = text.startsWith('--', after);
    const next = endOfLine(text, isLast ? after + 2 : after);
    // A longer line that begins like the delimiter is content.
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

/** Where the next line begins, if there are only blanks on this one. */
function endOfLine(text: string, start: number): number | undefined {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  if (at === text.length) return at;
  return text.startsWith('\r\n', at) ? at + 2 : undefined;
}

/** The part between two delimiters: a head, an empty line, a body. There may be no head, or nothing behind it. */
function readPart(text: string, start: number, end: number, bytes: Uint8Array): Part | undefined {
  const isHeadless = end === start || text.startsWith('\r\n', start);
  const length = isHeadless ? 0 : text.slice(start, Math.min(end, start + maxHeadLength)).indexOf('\r\n\r\n');
  if (length === -1 && end - start > maxHeadLength) return undefined;
  const headEnd = length === -1 ? end : start + length;
  const bodyStart = Math.min(headEnd + (isHeadless ? 2 : 4), end);
  // Two characters were put before the text.
  const head = utf8Of(bytes.subarray(start - 2, headEnd - 2));
  const headers = head === undefined ? undefined : readHead(head);
  if (!headers) return undefined;
  const disposition = parametersOf(headers.get('content-disposition') ?? '');
  const isFile = disposition.has('filename') || disposition.has('filename*');
  return { headers, name: disposition.get('name'), isFile, bytes: bytes.subarray(bodyStart - 2, end - 2) };
}

function readHead(head: string): ReadonlyMap<string, string> | undefined {
  const headers = new Map<string, string>();
  // A line that begins with a blank continues the one before it (RFC 5322, section 2.2.3).
  for (const line of head.replace(/\r\n(?=[ \t])/g, '').split('\r\n')) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0));
    if (!isHeaderName(name)) return undefined;
    headers.set(name.toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
}

/** The parameters of a `Content-Disposition` (RFC 6266, section 4.1); the first of a name counts. */
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

/** Browsers escape three characters of a name (HTML Standard, 4.10.21.8), older clients the quotation mark by `\`. */
const escapes = { '"': '%22', '\r': '%0D', '\n': '%0A' } as const;

function unescapeName(quoted: string): string {
  return quoted
    .replace(/\\(["\\])/g, '$1')
    .replace(/%(22|0D|0A)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function escapeName(name: string): string {
  return name.replace(/["\r\n]/g, (character) => (isEscaped(character) ? escapes[character] : character));
}

function isEscaped(character: string): character is keyof typeof escapes {
  return Object.hasOwn(escapes, character);
}

/** A part to be written: its name, its further header fields, its text. */
export interface TextPart {
  readonly name: string;
  readonly filename: string | null;
  readonly headers: readonly (readonly [string, string])[];
  readonly text: string;
}

/** Writes parts as `multipart/form-data` (RFC 7578), with a boundary that none of them has in it. */
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

/** The boundary of a body that is written out, by its first line. */
export function boundaryIn(text: string): string | undefined {
  return /^\s*--([^\r\n]*[^\r\n \t])/.exec(text)?.[1];
}
