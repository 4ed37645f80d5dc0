import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { kept, type Print } from './row.ts';

/**
 * Records what the commands print about a document, run in this process.
 *
 * @param file null: the documents that the product brings along
 * @param args name the document and its scenario files
 */
export async function recordCommands(
  build: string,
  file: string | null,
  args: readonly string[],
  print: Print,
): Promise<void> {
  const cli: typeof import('../../sandbox/cli/run.ts') = await import(
    pathToFileURL(join(build, 'dist/cli/run.js')).href
  );
  const written = mkdtempSync(join(tmpdir(), 'recording-'));
  // Paths are printed as seen from where it runs.
  const home = file === null ? build : dirname(file);
  process.chdir(home);
  const own = (lines: readonly string[]) =>
    kept(lines.join('\n').replaceAll(written, 'WRITTEN').replaceAll(home, 'HOME'));
  for (const command of [['verify'], ['list', '--json'], ['check', '--all'], ['postman', '--out', written]]) {
    const { exitCode, printed, complained } = await capture(() => cli.run([...command, ...args], { NO_COLOR: '1' }));
    print(own([command.join(' ')]), null, { exitCode, printed: own(printed), complained: own(complained) });
  }
  for (const path of readdirSync(written).sort()) {
    print(`postman: ${path}`, null, { value: kept(readFileSync(join(written, path), 'utf8')) });
  }
  rmSync(written, { recursive: true });
}

async function capture(run: () => Promise<number>) {
  const { log, error } = console;
  const printed: string[] = [];
  const complained: string[] = [];
  console.log = (text: string) => printed.push(text);
  console.error = (text: string) => complained.push(text);
  try {
    return { exitCode: await run(), printed, complained };
  } finally {
    Object.assign(console, { log, error });
  }
}
