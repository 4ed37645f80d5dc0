import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../sandbox/cli/run.ts';
import type { Mutant } from './mutants.ts';

/** Command lines, of which each document gets one in turn. */
const lines: readonly (readonly string[])[] = [
  ['check', '--all'],
  ['check', '--format', 'github'],
  ['check', '--format', 'sarif'],
  ['check', '--format', 'json'],
  ['list'],
  ['list', '--json'],
  ['verify'],
  ['postman', '--out', 'OUT'],
  ['webhooks', '--to', 'http://127.0.0.1:9/', '--timeout', '1s'],
];

/**
 * Runs a command on the files of a document, in this process.
 *
 * @param turn says which
 * @returns what went wrong: an error that is thrown, an exit code that says so, or what moves the cursor of a terminal
 */
export async function commandFailures({ main, texts }: Mutant, turn: number): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'openapi-sandbox-hostile-'));
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const line = (lines[turn % lines.length] ?? []).map((word) => (word === 'OUT' ? join(folder, 'out') : word));
  const rules = Object.keys(texts).some((path) => path.startsWith('/scenarios/')) && line[0] !== 'webhooks';
  const argv = [...line, `api=${join(folder, main)}`, ...(rules ? ['--scenarios', join(folder, 'scenarios')] : [])];
  try {
    const { result, printed } = await printing(() => run(argv, {}));
    return outcome(line, result, printed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function outcome(line: readonly string[], code: number | Error, printed: string): readonly string[] {
  const name = line.slice(0, 3).join(' ');
  if (code instanceof Error) return [`${name}: ${code.stack ?? code.message}`];
  const odd = /(?![\n\t])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.exec(printed);
  return [
    ...([0, 1, 2].includes(code) ? [] : [`${name} ends with ${code}: ${printed.slice(0, 2000)}`]),
    ...(/^\s+at .*:\d+:\d+\)?$/m.test(printed) ? [`${name} prints a stack: ${printed.slice(0, 2000)}`] : []),
    ...(odd ? [`${name} prints ${JSON.stringify(printed.slice(Math.max(0, odd.index - 60), odd.index + 20))}`] : []),
  ];
}

/** What is printed meanwhile, instead of printing it. */
async function printing(
  act: () => Promise<number>,
): Promise<{ readonly result: number | Error; readonly printed: string }> {
  const chunks: string[] = [];
  const { log, error } = console;
  const keep = (text: unknown) => void chunks.push(`${text}\n`);
  Object.assign(console, { log: keep, error: keep });
  try {
    return { result: await act(), printed: chunks.join('') };
  } catch (failure) {
    return { result: failure instanceof Error ? failure : new Error(String(failure)), printed: chunks.join('') };
  } finally {
    Object.assign(console, { log, error });
  }
}
