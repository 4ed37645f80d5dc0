import { type ConditionOf, severityOf } from '../problem/catalogue.ts';
import type { Problem, ProblemCode, ProblemSource } from '../problem.ts';
import { type Digits, written } from '../syntax/digits.ts';
import type { Json } from '../syntax/json.ts';
import { pointerOf } from '../syntax/json-pointer.ts';
import { deepPath, extentOf, maxLevels } from './depth.ts';
import { countKeys, type RepeatedKey, readJson, repeatedKeys } from './json.ts';
import { readYaml, type SyntaxWarning } from './yaml.ts';
import { keepDocument } from './yaml-offsets.ts';

/** A parsed file. Its text is kept for the positions of problems, which are resolved when they are reported. */
export interface Source extends ProblemSource {
  readonly value: Json;
  /** The spelling of its numbers, by location, if it differs from JavaScript's. */
  readonly digits?: Digits;
  /** Set if the file was not parsed: its value is its text, or a string with one character per octet. */
  readonly literal?: 'text' | 'octets';
  /** Warnings about the text; absent if there are none. */
  readonly warnings?: readonly Problem[];
  /** Returns the original location of a value, if the source was converted. */
  readonly writtenAt?: (pointer: string) => Place;
  /** Converts a referenced file to this file's OpenAPI version, if this one was converted. */
  readonly adapt?: (other: Source) => Source;
}

/** A location in a file. */
export interface Place {
  readonly source: Source;
  readonly pointer: string;
}

export type Parsed = { readonly ok: true; readonly source: Source } | { readonly ok: false; readonly problem: Problem };

/** Parsed files that are still referenced, so that unchanged ones are not parsed again. */
const inUse = new Map<string, WeakRef<Source>>();

/**
 * Parses a file by its extension: JSON, YAML 1.2, or one string for Markdown and plain text. A file that is nested too
 * deep is refused.
 */
export function parseSource(file: string, text: string): Parsed {
  const known = inUse.get(file)?.deref();
  if (known?.text === text) return { ok: true, source: known };
  const parsed = parse(file, text);
  if (parsed.ok) inUse.set(file, new WeakRef(parsed.source));
  return parsed;
}

/** Whether a file is JSON, by its extension. */
export function isJson(file: string): boolean {
  return /\.json$/i.test(file);
}

function parse(file: string, text: string): Parsed {
  if (/\.(md|markdown|txt)$/i.test(file)) return { ok: true, source: { file, text, value: text } };
  return isJson(file) ? parseJson(file, text) : parseYamlFile(file, text);
}

function parseJson(file: string, text: string): Parsed {
  const read = readJson(text);
  if (!read.ok) return syntaxProblem({ file, text }, read.offset, read.message);
  const source = { file, text, ...written(read.value, read.digits) };
  const { members, isTooDeep } = extentOf(source.value);
  if (isTooDeep) return tooDeep(source);
  // As many keys as members means that there are no duplicates.
  const repeated = countKeys(text) > members ? repeatedKeys(text) : [];
  return readable(
    source,
    repeated.map((one) => repeatedProblem(source, one)),
  );
}

function parseYamlFile(file: string, text: string): Parsed {
  const read = readYaml(text);
  if (!read.ok) return syntaxProblem({ file, text }, read.offset, read.message);
  const source = { file, text, ...written(read.value, read.digits) };
  if (extentOf(source.value, new Set()).isTooDeep) return tooDeep(source);
  const whole = readable(
    source,
    read.oddities.map((warning) => warningProblem(source, warning)),
  );
  keepDocument(whole.source, read.document);
  return whole;
}

function readable(source: Source, warnings: readonly Problem[]): Extract<Parsed, { ok: true }> {
  return { ok: true, source: warnings.length > 0 ? { ...source, warnings } : source };
}

function syntaxProblem(source: ProblemSource, offset: number, message: string): Parsed {
  return { ok: false, problem: problemAtOffset(source, offset, 'syntax', message) };
}

function tooDeep(source: Source): Parsed {
  const message = `Here begins what is nested deeper than ${maxLevels} levels, and cannot be used. Put parts of it under components, and refer to them.`;
  // Reported near the root: the end of such a long path is of no use.
  const pointer = pointerOf(deepPath(source.value).slice(0, 4));
  return { ok: false, problem: problemAt(source, pointer, 'syntax', message) };
}

function repeatedProblem(source: Source, { key, offset, earlier, pointer }: RepeatedKey): Problem {
  const line = source.text.slice(0, earlier).split('\n').length;
  const message = `This object has a "${key}" already, in line ${line}: that one is ignored, and this one counts. Remove one of them, or rename it.`;
  return { ...problemAtOffset(source, offset, 'key-duplicate', message), pointer };
}

function warningProblem(source: Source, { message, offset, pointer }: SyntaxWarning): Problem {
  return { ...problemAtOffset(source, offset, 'yaml-value', message), pointer };
}

/** A problem at an offset of a text. */
export function problemAtOffset(source: ProblemSource, offset: number, code: ProblemCode, message: string): Problem {
  return { code, severity: severityOf(code), message, source, offset };
}

/**
 * Returns a problem at a place in a source, or where that was written if the source was converted.
 *
 * @param condition changes the severity that the catalogue gives to the code
 */
export function problemAt<Code extends ProblemCode>(
  source: Source,
  pointer: string,
  code: Code,
  message: string,
  condition?: ConditionOf<Code>,
): Problem {
  const written = writtenAt({ source, pointer });
  return { code, severity: severityOf(code, condition), message, source: written.source, pointer: written.pointer };
}

/** Where the value at a place was written: there, unless it was converted. */
export function writtenAt({ source, pointer }: Place): Place {
  return source.writtenAt?.(pointer) ?? { source, pointer };
}
