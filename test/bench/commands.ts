import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { documents } from './documents.ts';
import { type Finding, ratio, rounded, type Section } from './figures.ts';
import type { Setting } from './setting.ts';

/** What a command took: seconds, and MB; null: it did not end by itself. */
interface Taken {
  readonly cpu: number;
  readonly wall: number;
  readonly memory: number;
}

/** Seconds of CPU that a command may take, and MB of heap. */
const [maxCpu, heap] = [900, 3000];

function taken(build: string, args: readonly string[], isQuick: boolean): Promise<Taken | null> {
  const script = join(process.cwd(), 'test/bench/servers/command.js');
  const limited = `ulimit -t ${isQuick ? 120 : maxCpu}; exec "$0" "$@"`;
  const node = [process.execPath, `--max-old-space-size=${heap}`, script, build, ...args];
  const child = spawn('sh', ['-c', limited, ...node], { stdio: ['ignore', 'ignore', 'pipe'] });
  let last = '';
  child.stderr.on('data', (chunk: Buffer) => {
    last = (last + chunk.toString()).slice(-10_000);
  });
  return new Promise((resolve) => {
    child.on('close', (_, signal) => {
      const line = last.trim().split('\n').at(-1) ?? '';
      resolve(signal === null && line.startsWith('{"cpu"') ? JSON.parse(line) : null);
    });
  });
}

/** The most that each may take of what it took before, where that is said. */
const limits: readonly {
  readonly command: string;
  readonly of: string;
  readonly cpu: number;
  readonly memory?: number;
}[] = [
  { command: 'check', of: 'GitHub', cpu: 1 / 4, memory: 1 / 3 },
  { command: 'list --json', of: 'GitHub', cpu: 1 / 3 },
  { command: 'verify', of: 'Stripe', cpu: 1 / 5 },
];

/** Time and memory of `check`, `list` and `verify` on large documents. */
export async function commands({ build, before, report, isQuick }: Setting): Promise<readonly Section[]> {
  const rows: (readonly string[])[] = [];
  const findings: Finding[] = [];
  for (const [of, file] of documents) {
    for (const command of ['check', 'list --json', 'verify']) {
      const args = [...command.split(' '), file];
      report(`${command}, ${of}`);
      const now = await taken(build, args, isQuick);
      const was = before === undefined ? undefined : await taken(before, args, isQuick);
      const cpu = now && was ? now.cpu / was.cpu : Number.NaN;
      const memory = now && was ? now.memory / was.memory : Number.NaN;
      rows.push([
        `${command}, ${of}`,
        ...figuresOf(now),
        ...(was === undefined ? ['', ''] : figuresOf(was)),
        ratio(cpu),
        ratio(memory),
      ]);
      const limit = limits.find((one) => one.command === command && one.of === of);
      if (limit) findings.push(finding(`${command} of ${of}, CPU`, cpu, limit.cpu));
      if (limit?.memory !== undefined) findings.push(finding(`${command} of ${of}, memory`, memory, limit.memory));
    }
  }
  const columns = ['command', 'CPU s', 'MB', 'before, CPU s', 'before, MB', 'CPU of before', 'memory of before'];
  return [{ title: 'Commands on large documents', columns, rows, findings }];
}

function figuresOf(one: Taken | null): readonly string[] {
  return one === null ? ['stopped', 'stopped'] : [rounded(one.cpu), rounded(one.memory)];
}

function finding(measure: string, value: number, max: number): Finding {
  const holds = Number.isFinite(value) ? value <= max : null;
  return { measure, found: `${ratio(value)} before`, must: `at most ${max.toFixed(2)} × before`, holds };
}
