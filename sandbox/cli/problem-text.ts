import { relative, resolve, sep } from 'node:path';
import type { LocatedProblem } from '../problem.ts';
import { repositoryAround } from '../read/files.ts';
import { type Paint, plain } from './colours.ts';

/** A problem for a person: `file:line:column severity message`, and the lines around the place. */
export function problemText(problem: LocatedProblem): readonly string[] {
  return [problemLine(problem), ...(problem.location ? frameLines(problem) : [])];
}

/** The lines around the place of a problem; none where they are not shown. */
export function frameLines({ frame }: LocatedProblem): readonly string[] {
  return frame?.split('\n') ?? [];
}

const colours = { fatal: 'red', error: 'red', warning: 'yellow', note: 'cyan' } as const;

/** A problem in one line: `file:line:column severity message`. */
export function problemLine(
  { severity, message, location }: Pick<LocatedProblem, 'severity' | 'message' | 'location'>,
  paint: Paint = plain,
): string {
  const kind = paint(colours[severity], severity === 'fatal' ? 'error' : severity);
  if (!location) return `${kind}: ${message}`;
  return `${shownPath(location.file)}:${location.line}:${location.column} ${kind}: ${message}`;
}

/** A file as somebody in the working folder would name it. */
export function shownPath(file: string): string {
  const path = relative('.', file);
  return path.startsWith('../../..') ? file : path;
}

/**
 * A file as its repository names it, which is what services that show problems beside the lines go by.
 *
 * @param from the working folder, or another in the repository
 * @returns with slashes; undefined for a file that is not in it
 */
export function repositoryPath(file: string, from = '.'): string | undefined {
  const path = relative(repositoryAround(resolve(from)), resolve(file));
  return path === '' || path.startsWith('..') || resolve(path) === path ? undefined : path.split(sep).join('/');
}
