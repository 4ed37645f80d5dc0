import { existsSync } from 'node:fs';
import { type Built, builtFor, installedWorkerd, lambdaFunction, nodeServer, workerServer } from './artefacts.ts';
import { github, ownApp } from './documents.ts';
import { type Finding, median, ratio, rounded, type Section, spread } from './figures.ts';
import { product } from './programs.ts';
import { memoryOf, type Program, peakMemoryOf, processorTimeOf, start } from './server.ts';
import type { Setting } from './setting.ts';

/** What a start took: milliseconds until the first answer, those of the processor, and MB after it and at most. */
interface Start {
  readonly wall: number;
  readonly processor: number;
  readonly memory: number;
  readonly peak: number;
}

/** A program, what `build` wrote for it, and its starts, one for each round. */
interface Contestant {
  readonly program: Program;
  readonly built: Built | null;
  readonly starts: Start[];
}

const documents = [
  {
    of: 'NHS App',
    file: ownApp,
    target: '/nhs-app/communication/report/patients?ods-organisation-code=t00001&page=2',
  },
  { of: 'GitHub', file: github, target: '/repos/octocat/hello-world/labels?per_page=30&page=1' },
] as const;

/** The first answer of each build, beside that of `serve` on the document. */
export async function builds(setting: Setting): Promise<readonly Section[]> {
  const sections: Section[] = [];
  for (const { of, file, target } of documents) {
    if (!existsSync(file)) {
      setting.report(`builds: ${of}’s document is not there`);
      continue;
    }
    setting.report(`builds of ${of}`);
    const all = contestantsFor(setting, file, target);
    for (let round = 0; round < setting.rounds; round += 1) {
      for (const { program, starts } of all) starts.push(await startOf(program, target));
    }
    sections.push(sectionOf(of, all));
  }
  return sections;
}

function contestantsFor({ build, report }: Setting, file: string, target: string): readonly Contestant[] {
  const [node, lambda] = [builtFor('node', build, file), builtFor('lambda', build, file)];
  const workerd = installedWorkerd();
  if (workerd === null) report('  the worker is left out, for there is no workerd in test/targets');
  const worker = builtFor('worker', build, file);
  return [
    { program: product('serve', build, [file]), built: null, starts: [] },
    { program: nodeServer(node), built: node, starts: [] },
    ...(workerd === null ? [] : [{ program: workerServer(worker, workerd), built: worker, starts: [] }]),
    { program: lambdaFunction(lambda, target), built: lambda, starts: [] },
  ];
}

async function startOf(program: Program, target: string): Promise<Start> {
  const server = await start(program, target);
  try {
    return {
      wall: server.first,
      processor: processorTimeOf(server),
      memory: memoryOf(server),
      peak: peakMemoryOf(server),
    };
  } finally {
    await server.stop();
  }
}

function sectionOf(of: string, all: readonly Contestant[]): Section {
  const serve = all[0]?.starts ?? [];
  const node = all[1]?.starts ?? [];
  const figure = (starts: readonly Start[], name: keyof Start) => median(starts.map((one) => one[name]));
  const rows = all.map(({ program, built, starts }) => [
    program.name,
    ...(['wall', 'processor', 'memory', 'peak'] as const).map((name) => ratio(ratioOf(starts, serve, name))),
    rounded(figure(starts, 'wall')),
    spread(starts.map(({ wall }) => wall)),
    ...(['processor', 'memory', 'peak'] as const).map((name) => rounded(figure(starts, name))),
    built ? rounded(built.size) : '',
    built ? rounded(built.gzip) : '',
  ]);
  const ratios = ['time of serve', 'processor time', 'memory', 'peak'];
  const figures = ['ms', 'spread', 'processor ms', 'MB', 'peak MB', 'file MB', 'with gzip'];
  const findings =
    of === 'GitHub'
      ? [
          halfOf('node build of GitHub, start to first answer', ratioOf(node, serve, 'wall')),
          halfOf('node build of GitHub, memory at the first answer', ratioOf(node, serve, 'memory')),
        ]
      : [];
  return { title: `Builds, ${of}: start to first answer`, columns: ['program', ...ratios, ...figures], rows, findings };
}

/** The median of the ratios within a round. */
function ratioOf(starts: readonly Start[], serve: readonly Start[], name: keyof Start): number {
  return median(starts.map((one, round) => one[name] / (serve[round]?.[name] ?? Number.NaN)));
}

function halfOf(measure: string, value: number): Finding {
  const holds = Number.isFinite(value) ? value <= 0.5 : null;
  return { measure, found: `${ratio(value)} serve`, must: 'at most 0.50 × serve', holds };
}
