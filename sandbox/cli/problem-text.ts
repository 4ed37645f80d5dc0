import { relative, resolve, sep } from 'node:path';
import type { LocatedProblem } from '../problem.ts';
import { repositoryAround } from '../read/files.ts';
import { type Paint, plain } from './colours.ts';

/** Formats a problem as `file:line:column severity: message` and its code frame. */
export function problemText(problem: LocatedProblem): readonly string[] {
  return [problemLine(problem), ...(problem.location ? frameLines(problem) : [])];
}

/** Returns the lines of a code frame; empty if there is none. */
export function frameLines({ frame }: LocatedProblem): readonly string[] {
  return frame?.split('\n') ?? [];
}

const colours = { fatal: 'red', error: 'red', warning: 'yellow', note: 'cyan' } as const;

/** Formats a problem as `file:line:column severity: message`. */
export function problemLine(
  { severity, message, location }: Pick<LocatedProblem, 'severity' | 'message' | 'location'>,
  paint: Paint = plain,
): string {
  const kind = paint(colours[severity], severity === 'fatal' ? 'error' : severity);
  if (!location) return `${kind}: ${message}`;
  return `${shownPath(location.file)}:${location.line}:${location.column} ${kind}: ${message}`;
}

/** Returns a path relative to the working folder, unless that goes up more than two folders. */
export function shownPath(file: string): string {
  const path = relative('.', file);
  return path.startsWith('../../..') ? file : path;
}

/**
 * Returns the path of a file in its repository, which services need that show problems beside the lines.
 *
 * @param from a folder in the repository
 * @returns a path with slashes; undefined if the file is outside of the repository
 */
export function repositoryPath(file: string, from = '.'): string | undefined {
  const path = relative(repositoryAround(resolve(from)), resolve(file));
  return path === '' || path.startsWith('..') || resolve(path) === path ? undefined : path.split(sep).join('/');
}
