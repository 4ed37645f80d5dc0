import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz, type Outcome } from './fuzz.ts';

/*
 * `npm run fuzz -- --requests 200000 --seed 1`, in the project's folder: the requests are divided between the documents
 * that the project has, the one of all codings, and those of `../shared/corpus` where that is.
 */

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
});
const corpus = ['petstore', 'uspto', 'api-with-examples', 'callback-example', 'link-example', 'non-oauth-scopes'];
const small = corpus
  .flatMap((name) => ['3.0', '3.1'].map((version) => `../shared/corpus/oai-examples/v${version}/${name}.yaml`))
  .filter((file) => existsSync(file));
if (small.length === 0) console.log('../shared/corpus is not there: its documents are left out');

const formats = ['test/fuzz/codings.yaml', '--scenarios', 'test/fuzz/scenarios'];
const served: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['the documents of the project', []],
  ['all codings', formats],
  ['all codings, strict', [...formats, '--auth', 'strict']],
  ...(small.length > 0 ? [['small documents', small] as const] : []),
];

const seed = Number(values.seed);
const each = Math.ceil(Number(values.requests) / served.length);
let sent = 0;
let failed = 0;
for (const [name, args] of served) {
  const outcome = await fuzz({ cli: join('dist', 'cli.js'), args, requests: each, seed, onProgress: progress });
  sent += outcome.requests;
  if (outcome.failure !== null) failed += 1;
  console.log(`\n${name}: ${textOf(outcome)}`);
}
console.log(`seed ${seed}: ${sent} requests, ${failed} of ${served.length} servers with an invariant broken`);
process.exitCode = failed > 0 ? 1 : 0;

function progress(requests: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${requests}`);
}

function textOf({ requests, answers, statuses, early, late, seconds, failure }: Outcome): string {
  const memory =
    early === undefined || late === undefined ? 'unknown' : `${Math.round(early)} to ${Math.round(late)} MB`;
  const figures = `${requests} requests, ${answers} answers ${JSON.stringify(statuses)}, memory ${memory}, ${seconds} s of processor time`;
  return failure === null ? `${figures}, 0 invariants broken` : `${figures}\n${failure}`;
}
