import { visibleCommand, visibleLine } from '../syntax/visible.ts';
import { coloured } from './colours.ts';

/*
 * All output goes through this file. Lines contain text from documents and requests, so control characters and line breaks in
 * them are made visible.
 */

/** Prints lines to standard output. */
export function print(...lines: readonly string[]): void {
  printAll(lines);
}

/** Prints lines to standard error. */
export function complain(...lines: readonly string[]): void {
  complainAll(lines);
}

/** Prints any number of lines to standard output; a call has a limit on its arguments. */
export function printAll(lines: readonly string[]): void {
  console.log(shown(lines));
}

/** Prints any number of lines to standard error. */
export function complainAll(lines: readonly string[]): void {
  console.error(shown(lines));
}

/** Prints workflow commands for a build service. */
export function printCommands(lines: readonly string[]): void {
  console.log(lines.map(visibleCommand).join('\n'));
}

/** Returns lines as they are printed, with their colours. */
export function shown(lines: readonly string[]): string {
  return lines.map((line) => coloured(visibleLine(line))).join('\n');
}
