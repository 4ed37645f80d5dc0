/**
 * Measures the product beside its peers, and beside an older build of its own, and writes `results.md`. Figures of one
 * machine say little; ratios within a run say more. It takes an hour, alone on the machine. Not part of CI.
 *
 *     npm run bench -- [--before 06767cd] [--quick] [--only rates,github,growth,starts,builds,cores,lives,commands,stripe,install]
 *
 * `--before COMMIT` builds that commit in a worktree of its own and measures it too; with `--only`, results are printed, and
 * written with `--write` alone.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lives, starts } from './beginnings.ts';
import { builds } from './builds.ts';
import { commands } from './commands.ts';
import { cores } from './cores.ts';
import { type Finding, rounded, type Section } from './figures.ts';
import { install } from './install.ts';
import { generator } from './load.ts';
import { githubRates, growth, rates } from './rates.ts';
import type { Setting } from './setting.ts';
import { stripeServed } from './stripe.ts';

const parts: Readonly<Record<string, (setting: Setting) => Promise<readonly Section[]>>> = {
  rates,
  github: githubRates,
  growth,
  starts,
  builds,
  cores,
  lives,
  commands,
  stripe: stripeServed,
  install,
};

const { values } = parseArgs({
  options: {
    before: { type: 'string' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

const bench = join(process.cwd(), 'test/bench');
/** How many other programs want to run, before the first measurement. */
const [load = 0] = loadavg();
const chosen = values.only === undefined ? Object.keys(parts) : values.only.split(',');
const unknown = chosen.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}

function installPeers(): void {
  if (existsSync(join(bench, 'node_modules'))) return;
  console.log('Installing the peers in test/bench …');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', args, { cwd: bench, stdio: 'inherit' });
  if (status !== 0) process.exit(2);
}

/** Another commit in a worktree of its own, with the packages that it asks for. */
function built(commit: string): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'bench-before-'));
  const run = (command: string, args: readonly string[], cwd = '.') =>
    execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  const remove = () => run('git', ['worktree', 'remove', '--force', folder]);
  run('git', ['worktree', 'add', '--force', '--detach', folder, commit]);
  try {
    console.log(`Building ${commit} …`);
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
    run('npm', ['run', 'build'], folder);
    return { folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

async function measured(before: string | undefined): Promise<readonly Section[]> {
  const setting: Setting = {
    build: process.cwd(),
    before,
    isQuick: values.quick,
    rounds: Number(values.rounds ?? (values.quick ? 2 : 7)),
    seconds: Number(values.seconds ?? (values.quick ? 1 : 5)),
    report: (line) => process.stderr.write(`${line}\n`),
  };
  const sections: Section[] = [];
  for (const name of chosen) sections.push(...((await parts[name]?.(setting)) ?? []));
  return sections;
}

function tableOf(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

function findingRow({ measure, found, must, holds }: Finding): readonly string[] {
  return [measure, found, must, holds === null ? 'not measured' : holds ? 'ok' : 'NOT ok'];
}

function report(sections: readonly Section[]): string {
  const { dependencies } = JSON.parse(readFileSync(join(bench, 'package.json'), 'utf8'));
  const peers = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
  const [core] = cpus();
  const machine = `${cpus().length} cores (${core?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`;
  const date = new Date().toISOString().slice(0, 10);
  const how = `${values.quick ? 'a quick run, for a look alone; ' : ''}load by ${generator}, one process each`;
  const given = process.argv.slice(2).filter((argument) => argument !== '--write');
  const command = ['npm run bench', ...(given.length > 0 ? ['--', ...given] : [])].join(' ');
  return [
    '# Speed and memory',
    `Made by \`${command}\` on ${date}: ${how}, beside other programs (load average ${rounded(load)}). ${machine}, Node ${process.version}. Compared with ${values.before ?? 'no older build'}; ${peers.join(', ')}.`,
    'Medians of interleaved rounds; ratios are medians of those within a round; the spread is half of what lies between the extremes: above ±20 %, other programs were in the way, and the figure says little. The status tells what a program made of the request.',
    '## What must hold',
    tableOf(
      ['measure', 'found', 'must hold', ''],
      sections.flatMap(({ findings }) => findings.map(findingRow)),
    ),
    ...sections.flatMap(({ title, columns, rows }) => [`## ${title}`, tableOf(columns, rows)]),
  ].join('\n\n');
}

installPeers();
const before = values.before === undefined ? undefined : built(values.before);
try {
  const text = `${report(await measured(before?.folder))}\n`;
  console.log(text);
  if (values.write || (values.only === undefined && !values.quick)) writeFileSync(join(bench, 'results.md'), text);
} finally {
  before?.remove();
}
process.exit(0);
