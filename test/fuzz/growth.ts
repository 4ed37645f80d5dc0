import { writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Construct, constructs, type Sent } from './constructs.ts';
import { processorTime, type Server, startServer } from './server.ts';

/*
 * How the processor time of an answer grows with each construct of a request, up to what the server takes by default:
 * `npm run growth`, or `npm run growth -- --only XML`. Run from the project's folder.
 */

/** Bytes: of a body the sandbox's own limit, of a head that of Node. */
const limits = { body: 1_048_576, head: 16_384 } as const;
const least = 1024;
/** How much smaller the request is that growth is told from. */
const share = 16;
/** Milliseconds below which a system that counts in hundredths of seconds says nothing of a few requests. */
const tick = 4;
/** Milliseconds that a sixteenth may take for the whole to be tried. */
const maxSeen = 1000;
/** Milliseconds of which growth can be told. */
const fewest = 40;

/** Milliseconds of processor time that the server takes for one request. */
async function timed(server: Server, sent: Sent, times: number): Promise<number> {
  const samples: number[] = [];
  for (let sample = 0; sample < 3; sample += 1) {
    const began = processorTime(server.pid) ?? 0;
    for (let run = 0; run < times; run += 1) await answered(server, sent);
    samples.push((1000 * ((processorTime(server.pid) ?? 0) - began)) / times);
  }
  return Math.min(...samples);
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** The bytes of the answer. */
function answered({ port }: Server, { method, path, headers = {}, body = '' }: Sent): Promise<number> {
  const bytes = Buffer.from(body, 'latin1');
  return new Promise((resolve, reject) => {
    const length = method === 'GET' ? {} : { 'Content-Length': bytes.length };
    const asked = request(
      { port, host: '127.0.0.1', method, path, headers: { ...headers, ...length }, agent },
      (answer) => {
        let received = 0;
        answer.on('data', (chunk: Buffer) => {
          received += chunk.length;
        });
        answer.on('end', () => resolve(received));
      },
    );
    asked.on('error', reject);
    asked.end(method === 'GET' ? undefined : bytes);
  });
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

async function measured(server: Server, { name, limit, empty, grown }: Construct): Promise<Row> {
  const bytes = limits[limit] - least;
  const some = grown(bytes / share);
  const all = grown(bytes);
  await timed(server, grown(least), 10);
  const [none, early] = [await timed(server, empty, 100), await timed(server, some, 5)];
  // Nobody has to wait for what is too much already.
  const isTooLong = early > maxSeen;
  const late = isTooLong ? Number.POSITIVE_INFINITY : await timed(server, all, limit === 'head' ? 10 : 2);
  // What a request costs anyway says nothing of growth, nor do a few milliseconds.
  const ratio = Math.max(late - none, tick) / Math.max(early - none, tick);
  const exponent = late < fewest ? null : Math.log(ratio) / Math.log(share);
  return {
    name,
    bytes,
    ms: [early, late],
    empty: none,
    exponent,
    answer: await answered(server, isTooLong ? some : all),
  };
}

/** What a construct of the limit may cost: 250 requests without it, and 100 ms for each MB. */
function allowance({ empty, bytes }: Row): number {
  return 250 * empty + (100 * bytes) / limits.body;
}

/** More than n log n, with room for caches of the processor that become too small. */
const steepest = 1.4;
const maxAnswerBytes = 65_536;

function verdict(row: Row): string {
  const faults = [
    ...(row.ms[1] > allowance(row) ? ['too much'] : []),
    ...((row.exponent ?? 0) > steepest ? ['grows too fast'] : []),
    ...(row.answer > Math.max(maxAnswerBytes, 1.1 * row.bytes) ? ['long answer'] : []),
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
const server = await startServer(join('dist', 'cli.js'), [join(folder, 'codings.yaml')]);
const lines = [
  '| construct | size | empty, ms | a sixteenth, ms | all, ms | exponent | answer | |',
  '|---|---:|---:|---:|---:|---:|---:|---|',
];
console.log(lines.join('\n'));
const rows: Row[] = [];
for (const construct of constructs) {
  if (!construct.name.includes(values.only)) continue;
  const row = await measured(server, construct);
  rows.push(row);
  console.log(lineOf(row));
}
await server.stop();
agent.destroy();
const wrong = rows.filter((row) => verdict(row) !== 'ok');
console.log(`\n${rows.length} constructs, ${wrong.length} not as they should be`);
if (values.write) {
  const title =
    'What each construct of a request costs, written by `npm run growth -- --write`: milliseconds of processor time.\n';
  writeFileSync(join(folder, 'growth.md'), `${title}\n${[...lines, ...rows.map(lineOf)].join('\n')}\n`);
}
process.exitCode = wrong.length > 0 ? 1 : 0;
