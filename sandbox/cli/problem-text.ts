import { relative } from 'node:path';
import type { Problem } from '../problem.ts';

/** A problem for a person: `file:line:column severity message`, and the lines around the place. */
export function problemText(problem: Problem): string {
  const { location, frame } = problem;
  return location === undefined || frame === undefined ? problemLine(problem) : `${problemLine(problem)}\n${frame}`;
}

/** A problem in one line: `file:line:column severity message`. */
export function problemLine({ severity, message, location }: Problem): string {
  const kind = severity === 'warning' ? 'warning' : 'error';
  if (!location) return `${kind}: ${message}`;
  const path = relative('.', location.file);
  const file = path.startsWith('../../..') ? location.file : path;
  return `${file}:${location.line}:${location.column} ${kind}: ${message}`;
}
