import type { WireRequest } from '../samples/wire.ts';

/** A longer body is written by the shell: no command line takes thousands of items, and nobody reads them. */
const longest = 2000;

/** A request as a command for a POSIX shell: it can be pasted as it is. */
export function curlOf(url: string, { method, headers, text }: WireRequest): string {
  // Without `-g` curl takes brackets and braces for patterns.
  const glob = /[[\]{}]/.test(url) ? ' -g' : '';
  const parts = [`curl -i${glob}`, ...methodOption(method), quote(url)];
  for (const [name, value] of Object.entries(headers)) {
    // A header without a value is written with a semicolon, or curl would leave it out.
    parts.push(`-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (text === null) return parts.join(' ');
  if (text.length > longest) return `${printing(text)} | ${[...parts, '--data-binary @-'].join(' ')}`;
  return [...parts, `--data-raw ${quote(text)}`].join(' ');
}

/** Commands that print a text; what is repeated in it is printed by repeating. */
function printing(text: string): string {
  const commands: string[] = [];
  let at = 0;
  for (const { 0: repeated, 1: unit = '', index } of text.matchAll(/([^\n]{1,300}?)\1{49,}/g)) {
    if (index > at) commands.push(printf(text.slice(at, index)));
    commands.push(`yes ${quote(unit)} | head -n ${repeated.length / unit.length} | tr -d '\\n'`);
    at = index + repeated.length;
  }
  if (at < text.length) commands.push(printf(text.slice(at)));
  return `{ ${commands.join('; ')}; }`;
}

function printf(text: string): string {
  return `printf %s ${quote(text)}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function methodOption(method: string): readonly string[] {
  if (method === 'GET') return [];
  return [method === 'HEAD' ? '--head' : `-X ${method}`];
}
