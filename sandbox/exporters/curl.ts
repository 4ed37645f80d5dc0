import type { WireRequest } from '../requests/wire-request.ts';
import { visible } from '../syntax/visible.ts';
import { runsOf } from './run-length.ts';

/** A longer body is written by the shell: no command line takes thousands of items, and nobody reads them. */
const maxLength = 2000;

/** A request as a command for a POSIX shell, in one line: it can be pasted as it is. */
export function curlOf(url: string, { method, headers, text }: WireRequest): string {
  // Without `-g` curl takes brackets and braces for patterns.
  const glob = /[[\]{}]/.test(url) ? ' -g' : '';
  const parts = [`curl -i${glob}`, ...methodOption(method), quote(url)];
  for (const [name, value] of Object.entries(headers)) {
    // A header without a value is written with a semicolon, or curl would leave it out.
    parts.push(`-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (text === null) return parts.join(' ');
  if (text.length > maxLength || visible(text) !== text)
    return `${printing(text)} | ${[...parts, '--data-binary @-'].join(' ')}`;
  return [...parts, `--data-raw ${quote(text)}`].join(' ');
}

/** Commands that print a text; what is repeated in it is printed by repeating. */
function printing(text: string): string {
  const commands = runsOf(text).map((run) =>
    run.times === 1 || visible(run.text) !== run.text
      ? printed(run.text.repeat(run.times))
      : `yes ${quote(run.text)} | head -n ${run.times} | tr -d '\\n'`,
  );
  return `{ ${commands.join('; ')}; }`;
}

/** Prints a text; what acts on a terminal, line breaks among them, is written in octal, octet by octet (POSIX, printf). */
function printed(text: string): string {
  if (visible(text) === text) return `printf %s ${quote(text)}`;
  const octal = (octet: number) => `\\0${octet.toString(8).padStart(3, '0')}`;
  const written = Array.from(text, (character) => {
    if (character === '\\') return '\\\\';
    return visible(character) === character ? character : [...new TextEncoder().encode(character)].map(octal).join('');
  });
  return `printf %b ${quote(written.join(''))}`;
}

function quote(text: string): string {
  // In two parts where a service that runs a build would take it for a command.
  return `'${text.replaceAll("'", `'\\''`).replace(/#(?=#\w*\[)/g, "#''")}'`;
}

function methodOption(method: string): readonly string[] {
  if (method === 'GET') return [];
  if (method === 'HEAD') return ['--head'];
  // A method may have characters that mean something to a shell (RFC 9110, 9.1).
  return [`-X ${/^[\w.-]+$/.test(method) ? method : quote(method)}`];
}
