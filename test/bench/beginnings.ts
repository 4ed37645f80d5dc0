import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { github, nhsApp, ownApp } from './documents.ts';
import { type Finding, limitTo, median, ratio, rounded, type Section, spread } from './figures.ts';
import { rate, type Work } from './load.ts';
import { prism, product } from './programs.ts';
import { memoryOf, type Program, pause, type Started, start, untilIdle } from './server.ts';
import type { Setting } from './setting.ts';

const labels = '/repos/octocat/hello-world/labels?per_page=30&page=1';
const patients = '/communication/report/patients?ods-organisation-code=t00001&page=2';

/** A program, what it is asked first, and how many times as often as the slow ones it is started. */
interface Beginning {
  readonly program: Program;
  readonly target: string;
}

async function beginnings(
  all: readonly Beginning[],
  rounds: number,
  { report }: Setting,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const { program, target } of all) {
      try {
        const server = await start(program, target);
        await server.stop();
        times.set(program.name, [...(times.get(program.name) ?? []), server.first]);
      } catch (error) {
        report(`  ${program.name} is left out: ${error instanceof Error ? error.message : error}`);
      }
    }
  }
  return times;
}

/** Milliseconds that a script of Node.js takes from its start to its end. */
function scriptTime(script: string): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
  return new Promise((resolve) => child.on('close', () => resolve(performance.now() - began)));
}

async function scriptTimes(script: string, rounds: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await scriptTime(script));
  return times;
}

/** From the start of the process to its first answer. */
export async function starts(setting: Setting): Promise<readonly Section[]> {
  const { build, before, rounds, report } = setting;
  const older = (documents: readonly string[], target: string): readonly Beginning[] =>
    before === undefined ? [] : [{ program: product('before', before, documents), target }];
  report('start to first answer, NHS App');
  const app = new Map([
    ...(await beginnings(
      [
        { program: product('openapi-sandbox', build, [ownApp]), target: `/nhs-app${patients}` },
        ...older([ownApp], `/nhs-app${patients}`),
        { program: product('openapi-sandbox, both APIs', build, []), target: `/nhs-app${patients}` },
        { program: prism(nhsApp()), target: patients },
      ],
      rounds,
      setting,
    )),
    ['node -e 0', await scriptTimes('0', rounds)] as const,
  ]);
  report('start to first answer, GitHub');
  const parse = `JSON.parse(require('fs').readFileSync(${JSON.stringify(github)}, 'utf8'))`;
  const large = new Map([
    ...(await beginnings(
      [
        { program: product('openapi-sandbox', build, [github]), target: labels },
        ...older([github], labels),
        { program: prism(github), target: labels },
      ],
      Math.min(rounds, 3),
      setting,
    )),
    ['node, reading and parsing the file', await scriptTimes(parse, rounds)] as const,
  ]);
  const own = timeIn(app, 'openapi-sandbox');
  const ownLarge = timeIn(large, 'openapi-sandbox');
  const allowed = 3 * timeIn(large, 'node, reading and parsing the file') + 0.6 * own;
  return [
    sectionOf('Start to first answer, NHS App', app, [
      part('start to first answer, NHS App', own / timeIn(app, 'Prism'), 1 / 3, "1/3 of Prism's"),
      part('start to first answer, NHS App', own / timeIn(app, 'node -e 0'), 6, '6 × `node -e 0`'),
    ]),
    sectionOf('Start to first answer, GitHub', large, [
      part('start to first answer, GitHub', ownLarge / timeIn(large, 'Prism'), 1 / 6, "1/6 of Prism's"),
      part(
        'start to first answer, GitHub',
        ownLarge / allowed,
        1,
        '3 × reading and parsing the file, and 0.6 × that of the App',
      ),
    ]),
  ];
}

function timeIn(times: ReadonlyMap<string, readonly number[]>, name: string): number {
  return median(times.get(name) ?? []);
}

function part(measure: string, value: number, max: number, of: string): Finding {
  const holds = Number.isFinite(value) ? value <= max : null;
  return { measure, found: ratio(value), must: `at most ${of}`, holds };
}

function sectionOf(
  title: string,
  times: ReadonlyMap<string, readonly number[]>,
  findings: readonly Finding[],
): Section {
  const own = timeIn(times, 'openapi-sandbox');
  const rows = [...times].map(([name, all]) => [name, rounded(median(all)), spread(all), ratio(median(all) / own)]);
  return { title, columns: ['program', 'ms', 'spread', 'of openapi-sandbox'], rows, findings };
}

/** The longest of the answers to requests that are sent at fixed times, whether those before are answered or not. */
async function worstLatency({ port }: Started, target: string, milliseconds: number): Promise<number> {
  const latencies: Promise<number>[] = [];
  const over = performance.now() + milliseconds;
  for (let due = performance.now(); due < over; due += 50) {
    await pause(Math.max(0, due - performance.now()));
    latencies.push(latency(port, target, due));
  }
  return Math.max(...(await Promise.all(latencies)));
}

function latency(port: number, path: string, due: number): Promise<number> {
  return new Promise((resolve) => {
    const sent = request({ host: '127.0.0.1', port, path, agent: false }, (answer) => {
      answer.resume().on('end', () => resolve(performance.now() - due));
    });
    sent.on('error', () => resolve(Number.POSITIVE_INFINITY));
    sent.end();
  });
}

/** The longest wait in the first half minute, and the memory at the start, after the idle work, and after many requests. */
export async function lives(setting: Setting): Promise<readonly Section[]> {
  const { build, before, report, isQuick } = setting;
  const own = [
    ['NHS App', product('openapi-sandbox', build, []), `/nhs-app${patients}`],
    ['GitHub', product('openapi-sandbox', build, [github]), labels],
  ] as const;
  const older =
    before === undefined
      ? []
      : ([
          ['NHS App', product('before', before, []), `/nhs-app${patients}`],
          ['GitHub', product('before', before, [github]), labels],
        ] as const);
  const lived: { readonly of: string; readonly name: string; readonly life: Life }[] = [];
  for (const [of, program, target] of [...own, ...older]) {
    report(`latency and memory: ${program.name}, ${of}`);
    try {
      lived.push({ of, name: program.name, life: await lifeOf(program, target, isQuick) });
    } catch (error) {
      report(`  ${program.name} is left out: ${error instanceof Error ? error.message : error}`);
    }
  }
  const found = (of: string) => lived.find((one) => one.of === of && one.name === 'openapi-sandbox')?.life ?? nothing;
  const [app, large] = [found('NHS App'), found('GitHub')];
  const rows = lived.map(({ of, name, life }) => [
    `${name}, ${of}`,
    rounded(life.worst),
    rounded(life.atStart),
    rounded(life.idle),
    rounded(life.warm),
    rounded(life.after),
  ]);
  const columns = ['program', 'worst ms', 'MB at start', 'after idle work', 'warm', 'after all requests'];
  return [
    {
      title: `Latency in the first half minute, and memory after ${requests(isQuick)} requests`,
      columns,
      rows,
      findings: [
        limitTo('worst latency in the first 30 s, GitHub', large.worst, 100, 'ms'),
        limitTo('memory at start, NHS App', app.atStart, 80, 'MB'),
        limitTo('memory at start, GitHub', large.atStart, 230, 'MB'),
        limitTo('memory after idle work and all requests, GitHub', large.after, 300, 'MB'),
        limitTo('growth over all requests after warm-up, NHS App', app.after - app.warm, 5, 'MB'),
        limitTo('growth over all requests after warm-up, GitHub', large.after - large.warm, 5, 'MB'),
      ],
    },
  ];
}

interface Life {
  /** Milliseconds. */
  readonly worst: number;
  /** MB: at the first answer, after the idle work, after a tenth of the requests, and after all. */
  readonly atStart: number;
  readonly idle: number;
  readonly warm: number;
  readonly after: number;
}

const nothing: Life = {
  worst: Number.NaN,
  atStart: Number.NaN,
  idle: Number.NaN,
  warm: Number.NaN,
  after: Number.NaN,
};

const requests = (isQuick: boolean) => (isQuick ? 2000 : 200_000);

async function lifeOf(program: Program, target: string, isQuick: boolean): Promise<Life> {
  const server = await start(program, target);
  try {
    const atStart = memoryOf(server);
    const worst = await worstLatency(server, target, isQuick ? 5000 : 30_000);
    await untilIdle(server, isQuick ? 10_000 : 180_000);
    const idle = memoryOf(server);
    await ask(server, target, requests(isQuick) / 4);
    const warm = memoryOf(server);
    await ask(server, target, requests(isQuick));
    return { worst, atStart, idle, warm, after: memoryOf(server) };
  } finally {
    await server.stop();
  }
}

/** Milliseconds in which so many requests are to be answered; what is not, is told. */
const maxAskingMs = 900_000;

/** Sends so many requests, and as many more as come in a few seconds. @throws where that takes too long */
async function ask(server: Started, target: string, count: number): Promise<void> {
  const over = performance.now() + maxAskingMs;
  const work: Work = { name: 'GET', method: 'GET', target, headers: {}, body: null };
  for (let sent = 0; sent < count; ) {
    if (server.hasEnded()) throw new Error('it ended');
    if (performance.now() > over) throw new Error(`it answered ${Math.round(sent)} of ${count} requests`);
    sent += 5 * (await rate(server, work, target, 5));
  }
}
