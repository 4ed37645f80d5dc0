import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { identityOf } from '../problem/identity.ts';
import type { LocatedProblem } from '../problem.ts';
import { readingFailure } from '../read/files.ts';
import { isArray, type Json, property, text } from '../syntax/json.ts';
import { UsageError } from './usage-error.ts';

/** A problem as it is known again after edits elsewhere: without its line. Files are seen from the baseline's folder. */
export interface Entry {
  readonly code: string;
  readonly file: string;
  readonly pointer: string;
  readonly message: string;
  /** The document that was checked when it was found. */
  readonly document: string;
}

/** What was found in a document. */
export interface FoundIn {
  readonly document: string;
  readonly problems: readonly LocatedProblem[];
}

/** The problems that are known. */
export interface Baseline {
  readonly isKnown: (problem: LocatedProblem) => boolean;
  /** Those of the documents that are there no more. */
  readonly gone: (found: readonly FoundIn[]) => readonly Entry[];
}

/** Without a file, nothing is known. */
export const noBaseline: Baseline = { isKnown: () => false, gone: () => [] };

/** Reads a file of known problems. */
export function readBaseline(file: string): Baseline {
  const entries = entriesIn(file);
  const known = new Set(entries.map(entryKey));
  return {
    isKnown: (problem) => known.has(entryKey(entryOf(problem, '', file))),
    gone: (all) => {
      const documents = new Set(all.map(({ document }) => seenFrom(file, document)));
      const there = new Set(all.flatMap(({ problems }) => problems.map((one) => entryKey(entryOf(one, '', file)))));
      return entries.filter((entry) => documents.has(entry.document) && !there.has(entryKey(entry)));
    },
  };
}

/** Writes problems down as known, each once. */
export function writeBaseline(file: string, found: readonly FoundIn[]): number {
  const entries = found.flatMap(({ document, problems }) => problems.map((one) => entryOf(one, document, file)));
  const known = [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
  try {
    writeFileSync(file, `${JSON.stringify({ known }, null, 2)}\n`);
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${readingFailure(error)}`);
  }
  return known.length;
}

function entriesIn(file: string): readonly Entry[] {
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

/** Paths are relative, in the message too: another machine has the files elsewhere. */
function entryOf({ code, message, location, pointer }: LocatedProblem, document: string, baseline: string): Entry {
  return {
    code,
    file: location ? seenFrom(baseline, location.file) : '',
    pointer: pointer ?? '',
    message: message.replaceAll(`${resolve(dirname(baseline))}${sep}`, ''),
    document: seenFrom(baseline, document),
  };
}

/** The document is not compared: several documents may lead to one problem. */
function entryKey(entry: Entry): string {
  return identityOf(entry, 'pointer', entry.file);
}

function seenFrom(baseline: string, file: string): string {
  return relative(resolve(dirname(baseline)), file)
    .split(sep)
    .join('/');
}
