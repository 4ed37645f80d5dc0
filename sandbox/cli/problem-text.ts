import { relative } from 'node:path';
import type { Problem } from '../problem.ts';

/** A problem for a person: `file:line:column severity message`, and the lines around the place. */
export function problemText({ severity, message, location, frame }: Problem): string {
  const kind = severity === 'warning' ? 'warning' : 'error';
  if (!location) return `${kind}: ${message}`;
  const path = relative('.', location.file);
  const file = path.startsWith('../../..') ? location.file : path;
  return `${file}:${location.line}:${location.column} ${kind}: ${message}${frame === undefined ? '' : `\n${frame}`}`;
}
