import { isNode, type Node as YamlNode } from 'yaml';
import { type Digits, parseJson as jsonIn, written } from '../notation/digits.ts';
import type { Json } from '../notation/json.ts';
import { tokensOf } from '../notation/json-pointer.ts';
import type { Location, Problem, ProblemCode, Severity } from '../problem.ts';
import { Lines } from './lines.ts';
import { type RepeatedKey, repeatedKeys } from './repeated-keys.ts';
import { type Oddity, parseYaml, readYaml, type YamlDocument } from './yaml.ts';

/** One file, parsed. Its text is kept for positions, which are worked out only when a problem is told. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly value: Json;
  /** How numbers are written in it, by their places; left out, as JSON writes their values. */
  readonly digits?: Digits;
  /** The file was taken as it is: its value is its text, or has a character for each octet. Left out, it was parsed. */
  readonly literal?: 'text' | 'octets';
  /** Its text is not shown in frames. */
  readonly isHidden?: boolean;
  /** What is odd in the text, and is read all the same; left out, nothing is. */
  readonly warnings?: readonly Problem[];
  /** Where a place of the value was written; left out, the value is what the text says. */
  readonly writtenAt?: (pointer: string) => Place;
  /** Makes the files that this one refers to fit it; left out, they fit as they are. */
  readonly adapt?: (other: Source) => Source;
}

/** A place in a file. */
export interface Place {
  readonly source: Source;
  readonly pointer: string;
}

export type Parsed = { readonly ok: true; readonly source: Source } | { readonly ok: false; readonly problem: Problem };

/** Files that somebody still works with: what has not changed need not be parsed again. */
const inUse = new Map<string, WeakRef<Source>>();

/** Parses a file by its name: JSON, YAML 1.2, or, for Markdown and plain text, one string. */
export function parseSource(file: string, text: string): Parsed {
  const known = inUse.get(file)?.deref();
  if (known?.text === text) return { ok: true, source: known };
  const parsed = parse(file, text);
  if (parsed.ok) inUse.set(file, new WeakRef(parsed.source));
  return parsed;
}

function parse(file: string, text: string): Parsed {
  if (/\.(md|markdown|txt)$/i.test(file)) return { ok: true, source: { file, text, value: text } };
  return /\.json$/i.test(file) ? parseJson(file, text) : parseYamlFile(file, text);
}

function parseJson(file: string, text: string): Parsed {
  try {
    const source = { file, text, ...jsonIn(text) };
    const warnings = repeatedKeys(text).map((repeated) => repeatedProblem(source, repeated));
    return { ok: true, source: warnings.length > 0 ? { ...source, warnings } : source };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const detail = message
      .replace(/,? ?(\.\.\.)?".*"(\.\.\.)? is not valid JSON|(in JSON)? at position.*$/s, '')
      .trim();
    const offset = firstBadOffset(text);
    const isComment = /^(\/[/*]|#)/.test(text.slice(offset));
    const said = isComment
      ? 'it has a comment. Take comments out, or make the file YAML, where they begin with #.'
      : detail;
    return { ok: false, problem: syntaxProblem(file, text, offset, `This is not JSON: ${said}`) };
  }
}

function parseYamlFile(file: string, text: string): Parsed {
  const read = readYaml(text);
  if (read.ok) {
    const source = { file, text, ...written(read.value, read.digits) };
    const warnings = read.oddities.map((oddity) => oddityProblem(source, oddity));
    return { ok: true, source: warnings.length > 0 ? { ...source, warnings } : source };
  }
  return { ok: false, problem: syntaxProblem(file, text, read.offset, read.message) };
}

/** The offset of the first character that JSON cannot have: the shortest prefix that fails for more than being cut short. */
function firstBadOffset(text: string): number {
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (couldGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return Math.min(good, text.length);
}

function couldGoOn(prefix: string): boolean {
  try {
    JSON.parse(prefix);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const position = /at position (\d+)/.exec(message)?.[1];
    return /end of JSON/.test(message) || Number(position ?? -1) >= prefix.length;
  }
}

function syntaxProblem(file: string, text: string, offset: number, message: string): Problem {
  return { code: 'syntax', severity: 'fatal', message, ...placeIn(file, new Lines(text), offset) };
}

function repeatedProblem(source: Source, { key, offset, pointer }: RepeatedKey): Problem {
  const message = `This object has a "${key}" already: that one is ignored, and this one counts.`;
  return {
    code: 'key-duplicate',
    severity: 'warning',
    message,
    pointer,
    ...placeIn(source.file, linesOf(source), offset),
  };
}

function oddityProblem(source: Source, { message, offset, pointer }: Oddity): Problem {
  return { ...problemAtOffset(source, offset, 'yaml-value', 'warning', message), pointer };
}

/** A problem at an offset of a text. */
export function problemAtOffset(
  source: Source,
  offset: number,
  code: ProblemCode,
  severity: Severity,
  message: string,
): Problem {
  return { code, severity, message, ...placeIn(source.file, linesOf(source), offset, source.isHidden) };
}

/** A problem at a place in a source, with its line, column and a code frame. */
export function problemAt(
  source: Source,
  pointer: string,
  code: ProblemCode,
  severity: Severity,
  message: string,
): Problem {
  const written = writtenAt({ source, pointer });
  const { pointer: at, source: from } = written;
  return {
    code,
    severity,
    message,
    pointer: at,
    ...placeIn(from.file, linesOf(from), offsetOf(written), from.isHidden),
  };
}

/** Where the value at a place was written: there, unless it was converted. */
export function writtenAt({ source, pointer }: Place): Place {
  return source.writtenAt?.(pointer) ?? { source, pointer };
}

const lines = new WeakMap<Source, Lines>();

function linesOf(source: Source): Lines {
  const known = lines.get(source) ?? new Lines(source.text);
  lines.set(source, known);
  return known;
}

const documents = new WeakMap<Source, YamlDocument>();

/**
 * The offset of the value at a pointer, or of its nearest ancestor that is in the text. In a mapping that is the key's,
 * since that is what a person looks for. (JSON is YAML, so one parser tells both.)
 */
function offsetOf({ source, pointer }: Place): number {
  const document = documents.get(source) ?? parseYaml(source.text);
  documents.set(source, document);
  let offset = document.contents?.range?.[0] ?? 0;
  let node: unknown = document.contents;
  for (const token of tokensOf(pointer)) {
    const next = childOf(node, token);
    if (!next) break;
    offset = next.offset;
    node = next.node;
  }
  return offset;
}

function childOf(node: unknown, token: string): { readonly node: unknown; readonly offset: number } | undefined {
  if (!isObjectWithItems(node)) return undefined;
  // Of a key that is there twice, the last counts.
  for (const [index, item] of [...node.items.entries()].reverse()) {
    if (isPair(item)) {
      const key = isNode(item.key) ? item.key : undefined;
      if (key && String(key.toJSON()) === token) return { node: item.value, offset: startOf(key) };
    } else if (String(index) === token && isNode(item)) {
      return { node: item, offset: startOf(item) };
    }
  }
  return undefined;
}

function startOf(node: YamlNode): number {
  return node.range?.[0] ?? 0;
}

function isObjectWithItems(node: unknown): node is { readonly items: readonly unknown[] } {
  return typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items);
}

function isPair(item: unknown): item is { readonly key: unknown; readonly value: unknown } {
  return typeof item === 'object' && item !== null && 'key' in item && 'value' in item;
}

function placeIn(
  file: string,
  lines: Lines,
  offset: number,
  isHidden = false,
): { readonly location: Location; readonly frame?: string } {
  const { line, column } = lines.position(offset);
  return { location: { file, line, column }, ...(!isHidden && { frame: lines.frame(line, column) }) };
}
