/**
 * Tries documents in which something is odd: no command ends with an error of its own. Outside of CI, where
 * `documents.test.ts` tries some.
 *
 *     npm run fuzz:documents -- --count 10000 --seed 1 [--from 0] [--jobs 1] [--corpus ../shared/corpus]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

/** Seconds of processor time for one document, and MB of heap. */
const limits = { seconds: 30, heap: 1024 };

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    /** Processes at once. */
    jobs: { type: 'string', default: '1' },
    corpus: { type: 'string', default: join(process.cwd(), '..', 'shared', 'corpus') },
  },
});
const first = Number(values.from);
const end = first + Number(values.count);

interface Line {
  readonly number: number;
  readonly name: string;
  readonly seconds?: number;
  readonly failures?: readonly string[];
}

// What the package brings along is looked for beside the compiled files.
for (const part of ['package.json', 'scenarios'])
  cpSync(join(process.cwd(), part), join(import.meta.dirname, '../..', part), { recursive: true });

const began = Date.now();
let tried = 0;
let spent = 0;
let failed = 0;
let slowest: Line | undefined;
const running = new Set<ChildProcess>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    for (const child of running) child.kill('SIGKILL');
    summarise();
    process.exit(1);
  });
}

function summarise(): void {
  const seconds = Math.round((Date.now() - began) / 1000);
  const { seconds: max = 0, number, name } = slowest ?? { number: first, name: '' };
  console.log(
    `seed ${values.seed}: ${tried} of ${end - first} documents from number ${first}, ${failed} failures; ${seconds} s, ${(spent / Math.max(1, tried)).toFixed(2)} s of processor time each; the slowest took ${max.toFixed(1)} s: ${number} ${name}`,
  );
}

function report({ number, name }: Line, failures: readonly string[]): void {
  tried += 1;
  if (failures.length > 0) failed += 1;
  for (const failure of failures) console.log(`${number} ${name}\n  ${failure.replaceAll('\n', '\n  ')}\n`);
  if (tried % 100 === 0) console.error(`${tried} of ${end - first} tried, ${failed} failed`);
}

/**
 * Has a process try documents until it ends, or does nothing for too long.
 *
 * @returns the number of the next document
 */
async function attempt(from: number, end: number): Promise<number> {
  const script = join(import.meta.dirname, 'try-mutants.js');
  const args = [`--max-old-space-size=${limits.heap}`, script, values.corpus, values.seed, String(from), String(end)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4000);
  });
  let isHung = false;
  let before = 0;
  const timer = setInterval(() => {
    if (secondsOf(child) - before <= limits.seconds) return;
    isHung = true;
    child.kill('SIGKILL');
  }, 1000);
  let current: Line = { number: from, name: '' };
  let next = from;
  for await (const text of createInterface({ input: child.stdout })) {
    const line: Line = JSON.parse(text);
    current = line;
    before = secondsOf(child);
    if (!line.failures) continue;
    spent += line.seconds ?? 0;
    if ((line.seconds ?? 0) > (slowest?.seconds ?? 0)) slowest = line;
    report(line, line.failures);
    next = line.number + 1;
  }
  clearInterval(timer);
  running.delete(child);
  if (next >= end) return next;
  if (current.name === '') throw new Error(`No document can be tried: ${log.trim()}`);
  report(current, [
    isHung ? `it did not end within ${limits.seconds} s of processor time` : `the process ended: ${log.trim()}`,
  ]);
  return next + 1;
}

/** Processor time of a process as Linux tells it; elsewhere, the time that it is there. */
function secondsOf({ pid }: ChildProcess): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return process.uptime();
  // After the name in parentheses; in hundredths of seconds (proc_pid_stat(5), utime and stime).
  const [, , , , , , , , , , , user, system] = readFileSync(file, 'utf8').replace(/^.*\)/s, '').split(' ');
  return (Number(user) + Number(system)) / 100;
}

const share = Math.ceil((end - first) / Number(values.jobs));
await Promise.all(
  Array.from({ length: Number(values.jobs) }, async (_, index) => {
    const last = Math.min(end, first + (index + 1) * share);
    for (let next = first + index * share; next < last; ) next = await attempt(next, last);
  }),
);
summarise();
process.exitCode = failed === 0 ? 0 : 1;
