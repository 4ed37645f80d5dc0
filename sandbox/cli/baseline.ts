import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { isArray, type Json, property, text } from '../notation/json.ts';
import type { Problem } from '../problem.ts';
import { readingFailure } from '../read/files.ts';
import { Usage } from './options.ts';

/** A problem as it is known again after edits elsewhere: without its line. */
interface Entry {
  readonly code: string;
  /** Seen from the baseline's folder. */
  readonly file: string;
  readonly pointer: string;
  readonly message: string;
}

/**
 * Reads a file of known problems.
 *
 * @returns whether a problem is one of them
 */
export function readBaseline(file: string): (problem: Problem) => boolean {
  const known = new Set(entriesIn(file).map((entry) => JSON.stringify(entry)));
  return (problem) => known.has(JSON.stringify(entryOf(problem, file)));
}

/** Writes problems down as known. */
export function writeBaseline(file: string, problems: readonly Problem[]): void {
  const entries = [
    ...new Map(problems.map((one) => [JSON.stringify(entryOf(one, file)), entryOf(one, file)])).values(),
  ];
  try {
    writeFileSync(file, `${JSON.stringify({ known: entries }, null, 2)}\n`);
  } catch (error) {
    throw new Usage(`${file} cannot be written: ${readingFailure(error)}`);
  }
}

function entriesIn(file: string): readonly Entry[] {
  let parsed: Json;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'it is not JSON' : readingFailure(error);
    throw new Usage(`${file} cannot be read: ${reason}. Make it with --write-baseline ${file}`);
  }
  const known = property(parsed, 'known');
  if (!isArray(known)) throw new Usage(`${file} is no baseline. Make it with --write-baseline ${file}`);
  const part = (entry: Json, name: string) => text(entry, name) ?? '';
  return known.map((entry) => ({
    code: part(entry, 'code'),
    file: part(entry, 'file'),
    pointer: part(entry, 'pointer'),
    message: part(entry, 'message'),
  }));
}

/** Paths are relative, in the message too: another machine has the files elsewhere. */
function entryOf({ code, message, location, pointer }: Problem, baseline: string): Entry {
  const folder = resolve(dirname(baseline));
  const file = location ? relative(folder, location.file).split(sep).join('/') : '';
  return { code, file, pointer: pointer ?? '', message: message.replaceAll(`${folder}${sep}`, '') };
}
