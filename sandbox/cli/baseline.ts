import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { identityOf } from '../problem/identity.ts';
import type { LocatedProblem } from '../problem.ts';
import { readingFailure } from '../read/files.ts';
import { isArray, type Json, property, text } from '../syntax/json.ts';
import { UsageError } from './usage-error.ts';

/** A known problem, without its line, so that edits elsewhere do not matter. Paths are relative to the baseline's folder. */
export interface BaselineEntry {
  readonly code: string;
  readonly file: string;
  readonly pointer: string;
  readonly message: string;
  /** The document that was checked. */
  readonly document: string;
}

/** The problems of one document. */
export interface DocumentProblems {
  readonly document: string;
  readonly problems: readonly LocatedProblem[];
}

/** The known problems. */
export interface Baseline {
  readonly isKnown: (problem: LocatedProblem) => boolean;
  /** Returns the known problems of the checked documents that were not found again. */
  readonly gone: (found: readonly DocumentProblems[]) => readonly BaselineEntry[];
}

/** The baseline of a command without one. */
export const noBaseline: Baseline = { isKnown: () => false, gone: () => [] };

/**
 * Reads a baseline.
 *
 * @throws UsageError if the file cannot be read
 */
export function readBaseline(file: string): Baseline {
  const entries = entriesIn(file);
  const known = new Set(entries.map(entryKey));
  return {
    isKnown: (problem) => known.has(entryKey(entryOf(problem, '', file))),
    gone: (all) => {
      const documents = new Set(all.map(({ document }) => seenFrom(file, document)));
      const found = new Set(all.flatMap(({ problems }) => problems.map((one) => entryKey(entryOf(one, '', file)))));
      return entries.filter((entry) => documents.has(entry.document) && !found.has(entryKey(entry)));
    },
  };
}

/**
 * Writes a baseline with each problem once.
 *
 * @returns the number of problems
 * @throws UsageError if the file cannot be written
 */
export function writeBaseline(file: string, found: readonly DocumentProblems[]): number {
  const entries = found.flatMap(({ document, problems }) => problems.map((one) => entryOf(one, document, file)));
  const known = [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
  try {
    writeFileSync(file, `${JSON.stringify({ known }, null, 2)}\n`);
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${readingFailure(error)}`);
  }
  return known.length;
}

function entriesIn(file: string): readonly BaselineEntry[] {
  let parsed: Json;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'it is not JSON' : readingFailure(error);
    throw new UsageError(`${file} cannot be read: ${reason}. Make it with --write-baseline ${file}`);
  }
  const known = property(parsed, 'known');
  if (!isArray(known)) throw new UsageError(`${file} is no baseline. Make it with --write-baseline ${file}`);
  const part = (entry: Json, name: string) => text(entry, name) ?? '';
  return known.map((entry) => ({
    code: part(entry, 'code'),
    file: part(entry, 'file'),
    pointer: part(entry, 'pointer'),
    message: part(entry, 'message'),
    document: part(entry, 'document'),
  }));
}

/** Makes paths relative, also those in the message, so that the baseline is valid on other machines. */
function entryOf(
  { code, message, location, pointer }: LocatedProblem,
  document: string,
  baseline: string,
): BaselineEntry {
  return {
    code,
    file: location ? seenFrom(baseline, location.file) : '',
    pointer: pointer ?? '',
    message: message.replaceAll(`${resolve(dirname(baseline))}${sep}`, ''),
    document: seenFrom(baseline, document),
  };
}

/** The document is not compared: several documents may lead to one problem. */
function entryKey(entry: BaselineEntry): string {
  return identityOf(entry, 'pointer', entry.file);
}

function seenFrom(baseline: string, file: string): string {
  return relative(resolve(dirname(baseline)), file)
    .split(sep)
    .join('/');
}
