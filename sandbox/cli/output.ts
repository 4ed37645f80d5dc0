import { visibleCommand, visibleLine } from '../syntax/visible.ts';
import { coloured } from './colours.ts';

/*
 * The only way to the terminal. What is printed has names and texts of documents and requests in it, so each line is
 * printed as one line, whatever is in it.
 */

/** Prints lines to standard output. */
export function print(...lines: readonly string[]): void {
  printAll(lines);
}

/** Prints lines to standard error. */
export function complain(...lines: readonly string[]): void {
  complainAll(lines);
}

/** Prints as many lines to standard output as a document makes: more than a function has parameters for. */
export function printAll(lines: readonly string[]): void {
  console.log(shown(lines));
}

/** The same to standard error. */
export function complainAll(lines: readonly string[]): void {
  console.error(shown(lines));
}

/** Prints lines that are commands to the service that runs a build. */
export function printCommands(lines: readonly string[]): void {
  console.log(lines.map(visibleCommand).join('\n'));
}

/** Lines as they are printed, with their colours. */
export function shown(lines: readonly string[]): string {
  return lines.map((line) => coloured(visibleLine(line))).join('\n');
}
