/**
 * Tries documents in which something is odd: no command ends with an error of its own. Outside of CI, where
 * `documents.test.ts` tries some.
 *
 *     npm run fuzz:documents -- --count 10000 --seed 1 [--from 0] [--corpus ../shared/corpus]
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

let tried = 0;
let failed = 0;
let slowest: Line | undefined;
let running: ChildProcess | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    running?.kill('SIGKILL');
    process.exit(1);
  });
}

function tell({ number, name }: Line, failures: readonly string[]): void {
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
async function attempt(from: number): Promise<number> {
  const script = join(import.meta.dirname, 'try-mutants.js');
  const args = [`--max-old-space-size=${limits.heap}`, script, values.corpus, values.seed, String(from), String(end)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  running = child;
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
    if ((line.seconds ?? 0) > (slowest?.seconds ?? 0)) slowest = line;
    tell(line, line.failures);
    next = line.number + 1;
  }
  clearInterval(timer);
  if (next >= end) return next;
  if (current.name === '') throw new Error(`No document can be tried: ${log.trim()}`);
  tell(current, [
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

const began = Date.now();
for (let next = first; next < end; ) next = await attempt(next);
console.log(
  `seed ${values.seed}: ${tried} documents from number ${first}, ${failed} failures; ${Math.round((Date.now() - began) / 1000)} s; the slowest took ${slowest?.seconds?.toFixed(1)} s: ${slowest?.number} ${slowest?.name}`,
);
process.exitCode = failed === 0 ? 0 : 1;
