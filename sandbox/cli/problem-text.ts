import { relative } from 'node:path';
import type { Problem } from '../problem.ts';

/** A problem for a person: `file:line:column severity message`, and the lines around the place. */
export function problemText(problem: Problem): string {
  const { location, frame } = problem;
  return location === undefined || frame === undefined ? problemLine(problem) : `${problemLine(problem)}\n${frame}`;
}

/** Tells a problem beside what the command prints. */
export function tellProblem(problem: Problem): void {
  console.error(`\n${problemText(problem)}`);
}

/** A problem in one line: `file:line:column severity message`. */
export function problemLine({ severity, message, location }: Problem): string {
  const kind = severity === 'fatal' ? 'error' : severity;
  if (!location) return `${kind}: ${message}`;
  return `${shownPath(location.file)}:${location.line}:${location.column} ${kind}: ${message}`;
}

/** A file as somebody in the working folder would name it. */
export function shownPath(file: string): string {
  const path = relative('.', file);
  return path.startsWith('../../..') ? file : path;
}
