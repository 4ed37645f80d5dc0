import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSandbox, type Sandbox } from '../../sandbox/index.ts';
import { type Construct, constructs, type Sent } from './constructs.ts';

/*
 * How the processor time of an answer grows with each construct of a request, up to what the server takes by default:
 * `npm run growth`, or `npm run growth -- --only XML`. Run from the project's folder.
 */

/** Bytes: of a body the sandbox's own limit, of a head that of Node. */
const limits = { body: 1_048_576, head: 16_384 } as const;
const least = 1024;
/** How much smaller the request is that growth is told from. */
const share = 16;
/** Milliseconds that a sixteenth may take for the whole to be tried. */
const longest = 1000;
/** Milliseconds of which growth can be told. */
const fewest = 40;

/** Milliseconds of processor time of one request, the least of several. */
async function timed(sandbox: Sandbox, sent: Sent): Promise<number> {
  const samples: number[] = [];
  for (let total = 0; samples.length < 3 || (total < 30 && samples.length < 12); total += samples.at(-1) ?? 0) {
    const times = samples.length > 0 && (samples[0] ?? 0) < 2 ? 10 : 1;
    const began = process.cpuUsage();
    for (let run = 0; run < times; run += 1) await answered(sandbox, sent);
    const { user, system } = process.cpuUsage(began);
    samples.push((user + system) / 1000 / times);
  }
  return Math.min(...samples);
}

/** The bytes of the answer. */
async function answered(sandbox: Sandbox, { method, path, headers, body }: Sent): Promise<number> {
  const init = {
    method,
    ...(headers && { headers }),
    ...(body !== undefined && { body: new TextEncoder().encode(body) }),
  };
  const response = await sandbox.fetch(`http://localhost:9000${path}`, init);
  return (await response.arrayBuffer()).byteLength;
}

interface Row {
  readonly name: string;
  readonly bytes: number;
  /** At a sixteenth of the limit, and at the limit. */
  readonly ms: readonly [number, number];
  readonly empty: number;
  /** How time grows: 1 is with the size, 2 with its square; null where it is too short to tell. */
  readonly exponent: number | null;
  /** Bytes. */
  readonly answer: number;
}

async function measured(sandbox: Sandbox, { name, limit, empty, grown }: Construct): Promise<Row> {
  const bytes = limits[limit] - least;
  const some = grown(bytes / share);
  const all = grown(bytes);
  await timed(sandbox, grown(least));
  const [none, early] = [await timed(sandbox, empty), await timed(sandbox, some)];
  // Nobody has to wait for what is too much already.
  const isTooLong = early > longest;
  const late = isTooLong ? Number.POSITIVE_INFINITY : await timed(sandbox, all);
  // What a request costs anyway says nothing of growth, nor do a few milliseconds.
  const ratio = Math.max(late - none, 0.1) / Math.max(early - none, 0.1);
  const exponent = late < fewest ? null : Math.log(ratio) / Math.log(share);
  return {
    name,
    bytes,
    ms: [early, late],
    empty: none,
    exponent,
    answer: await answered(sandbox, isTooLong ? some : all),
  };
}

/** What a construct of the limit may cost: 250 requests without it, and 100 ms for each MB. */
function allowance({ empty, bytes }: Row): number {
  return 250 * empty + (100 * bytes) / limits.body;
}

/** More than n log n, with room for caches of the processor that become too small. */
const steepest = 1.4;
const longestAnswer = 65_536;

function verdict(row: Row): string {
  const faults = [
    ...(row.ms[1] > allowance(row) ? ['too much'] : []),
    ...((row.exponent ?? 0) > steepest ? ['grows too fast'] : []),
    ...(row.answer > Math.max(longestAnswer, 1.1 * row.bytes) ? ['long answer'] : []),
  ];
  return faults.join(', ') || 'ok';
}

function lineOf(row: Row): string {
  const { name, bytes, ms, empty, exponent, answer } = row;
  const kilobytes = (count: number) => `${Math.round(count / 1024)} KB`;
  const cells = [
    name,
    kilobytes(bytes),
    empty.toFixed(2),
    ms[0].toFixed(1),
    ms[1].toFixed(1),
    exponent?.toFixed(2) ?? '',
  ];
  return `| ${[...cells, kilobytes(answer), verdict(row)].join(' | ')} |`;
}

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, write: { type: 'boolean', default: false } },
});
const folder = 'test/fuzz';
const sandbox = createSandbox({ documents: [join(folder, 'codings.yaml')] });
const lines = [
  '| construct | size | empty, ms | a sixteenth, ms | all, ms | exponent | answer | |',
  '|---|---:|---:|---:|---:|---:|---:|---|',
];
console.log(lines.join('\n'));
const rows: Row[] = [];
for (const construct of constructs) {
  if (!construct.name.includes(values.only)) continue;
  const row = await measured(sandbox, construct);
  rows.push(row);
  console.log(lineOf(row));
}
const wrong = rows.filter((row) => verdict(row) !== 'ok');
console.log(`\n${rows.length} constructs, ${wrong.length} not as they should be`);
if (values.write) {
  const title =
    'What each construct of a request costs, written by `npm run growth -- --write`: milliseconds of processor time.\n';
  writeFileSync(join(folder, 'growth.md'), `${title}\n${[...lines, ...rows.map(lineOf)].join('\n')}\n`);
}
process.exitCode = wrong.length > 0 ? 1 : 0;
