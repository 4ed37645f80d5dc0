import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kept, type Print } from './row.ts';

/**
 * Records what the commands print about a document, each in a process of its own.
 *
 * @param file null: the documents that the product brings along
 * @param args name the document and its scenario files
 */
export function recordCommands(build: string, file: string | null, args: readonly string[], print: Print): void {
  const written = mkdtempSync(join(tmpdir(), 'recording-'));
  // Paths are printed as seen from where it runs.
  const home = file === null ? build : dirname(file);
  const own = (lines: readonly string[]) =>
    kept(lines.join('\n').replaceAll(written, 'WRITTEN').replaceAll(home, 'HOME'));
  for (const command of [['verify'], ['list', '--json'], ['check', '--all'], ['postman', '--out', written]]) {
    const { exitCode, printed, complained } = runCommand(build, home, [...command, ...args]);
    print(own([command.join(' ')]), null, { exitCode, printed: own(printed), complained: own(complained) });
  }
  for (const path of readdirSync(written).sort()) {
    print(`postman: ${path}`, null, { value: kept(readFileSync(join(written, path), 'utf8')) });
  }
  rmSync(written, { recursive: true });
}

/** Runs a command of a build, which may end with an exit code of its own. */
function runCommand(build: string, home: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(build, 'dist/cli.js'), ...args], {
    cwd: home,
    env: { ...process.env, NO_COLOR: '1' },
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  return { exitCode: status, printed: linesOf(stdout), complained: linesOf(stderr) };
}

function linesOf(output: string): readonly string[] {
  return output.replace(/\n$/, '').split('\n');
}
