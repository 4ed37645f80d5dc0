import type { WireRequest } from '../requests/wire-request.ts';
import { visible } from '../syntax/visible.ts';
import { runsOf } from './run-length.ts';

/** In characters. A longer body is piped to curl, since the length of a command line is limited. */
const maxLength = 2000;

/** Returns a request as a curl command for a POSIX shell, in one line. */
export function curlOf(url: string, { method, headers, text }: WireRequest): string {
  // Without `-g`, curl expands brackets and braces.
  const glob = /[[\]{}]/.test(url) ? ' -g' : '';
  const parts = [`curl -i${glob}`, ...methodOption(method), quote(url)];
  for (const [name, value] of Object.entries(headers)) {
    // curl drops a header that ends in a colon; a semicolon sends it without a value.
    parts.push(`-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (text === null) return parts.join(' ');
  if (text.length > maxLength || visible(text) !== text)
    return `${printCommands(text)} | ${[...parts, '--data-binary @-'].join(' ')}`;
  return [...parts, `--data-raw ${quote(text)}`].join(' ');
}

/** Returns commands that print a text, with loops for its repetitions. */
function printCommands(text: string): string {
  const commands = runsOf(text).map((run) =>
    run.times === 1 || visible(run.text) !== run.text
      ? printCommand(run.text.repeat(run.times))
      : `yes ${quote(run.text)} | head -n ${run.times} | tr -d '\\n'`,
  );
  return `{ ${commands.join('; ')}; }`;
}

/** Returns a command that prints a text, with control characters and line breaks as octal escapes (POSIX, printf). */
function printCommand(text: string): string {
  if (visible(text) === text) return `printf %s ${quote(text)}`;
  const octal = (octet: number) => `\\0${octet.toString(8).padStart(3, '0')}`;
  const escaped = Array.from(text, (character) => {
    if (character === '\\') return '\\\\';
    return visible(character) === character ? character : [...new TextEncoder().encode(character)].map(octal).join('');
  });
  return `printf %b ${quote(escaped.join(''))}`;
}

function quote(text: string): string {
  // Splits `##name[`, which build services read as a command in their logs.
  return `'${text.replaceAll("'", `'\\''`).replace(/#(?=#\w*\[)/g, "#''")}'`;
}

function methodOption(method: string): readonly string[] {
  if (method === 'GET') return [];
  if (method === 'HEAD') return ['--head'];
  // A method may contain characters that are special in a shell (RFC 9110, section 9.1).
  return [`-X ${/^[\w.-]+$/.test(method) ? method : quote(method)}`];
}
