import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { builtFor, eventFor, installedWorkerd, nodeServer, workerServer } from './artefacts.ts';
import { ownApp } from './documents.ts';
import { median, ratio, rounded, type Section, spread } from './figures.ts';
import { rate, type Work } from './load.ts';
import { product } from './programs.ts';
import { type Program, processorTimeOf, type Started, start, untilIdle } from './server.ts';
import type { Setting } from './setting.ts';

const target = '/nhs-app/communication/report/patients?ods-organisation-code=t00001&page=2';
const work: Work = { name: 'GET', method: 'GET', target, headers: {}, body: null };

/** Calls of the function in a round. */
const calls = 20_000;

/** Answers in a second of processor time, which is what one core gives, of each way to run the NHS App. */
export async function cores(setting: Setting): Promise<readonly Section[]> {
  const { build, rounds, report } = setting;
  report('answers for each core, NHS App');
  const workerd = installedWorkerd();
  const serve = product('serve', build, [ownApp]);
  const programs: readonly Program[] = [
    serve,
    { name: 'serve --workers 2', args: (port) => [...serve.args(port), '--workers', '2'] },
    nodeServer(builtFor('node', build, ownApp)),
    ...(workerd === null ? [] : [workerServer(builtFor('worker', build, ownApp), workerd)]),
  ];
  const found = new Map<string, number[]>();
  const add = (name: string, value: number) => found.set(name, [...(found.get(name) ?? []), value]);
  const started: Started[] = [];
  try {
    for (const program of programs) {
      const server = await start(program, target);
      started.push(server);
      await untilIdle(server, 30_000);
      await rate(server, work, target, setting.seconds);
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const server of started) add(server.name, await answersPerCore(server, setting.seconds));
      add('build --target lambda, called', callsPerCore(builtFor('lambda', build, ownApp).file));
    }
  } finally {
    await Promise.all(started.map((server) => server.stop()));
  }
  const own = found.get('serve') ?? [];
  const rows = [...found].map(([name, values]) => [
    name,
    ratio(median(values.map((value, round) => value / (own[round] ?? Number.NaN)))),
    rounded(median(values)),
    spread(values),
  ]);
  const columns = ['program', 'of serve', 'answers in a second of processor time', 'spread'];
  return [{ title: 'Answers for each core, NHS App', columns, rows, findings: [] }];
}

async function answersPerCore(server: Started, seconds: number): Promise<number> {
  const before = processorTimeOf(server);
  const answers = seconds * (await rate(server, work, target, seconds));
  return (1000 * answers) / (processorTimeOf(server) - before);
}

function callsPerCore(file: string): number {
  const script = join(process.cwd(), 'test/bench/servers/lambda.js');
  const args = [script, `calls=${calls}`, file, eventFor(target)];
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}
