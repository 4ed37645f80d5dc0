import { readFileSync } from 'node:fs';
import { type JsonObject, text } from '../../sandbox/syntax/json.ts';
import { valueAt } from '../../sandbox/syntax/json-pointer.ts';
import { createSandbox } from './built.ts';
import { github, nhsApp, partOf, synthetic, written } from './documents.ts';
import { atLeast, type Finding, median, ratio, rounded, type Section, spread } from './figures.ts';
import { answerTo, rate, type Work } from './load.ts';
import { honoAjv, honoStatic, mockoon, nodeStatic, prism, product, scalar } from './programs.ts';
import { type Program, type Started, start, untilIdle } from './server.ts';
import type { Setting } from './setting.ts';

/** A program that is measured, and where it has the requests: peers know no base path. */
interface Contestant {
  readonly program: Program;
  readonly base: string;
}

interface Measured {
  readonly name: string;
  /** Answers per second in each round. */
  readonly rates: readonly number[];
  readonly status: number;
}

/** Milliseconds: what a program does of its own accord after its start is not to weigh on its answers. */
const maxIdleWorkMs = 180_000;

/** Measures programs one after the other, round by round. One that does not start is told, and left out. */
async function measure(
  work: Work,
  contestants: readonly Contestant[],
  { rounds, seconds, report }: Setting,
): Promise<readonly Measured[]> {
  const started: {
    readonly server: Started;
    readonly target: string;
    readonly status: number;
    readonly rates: number[];
  }[] = [];
  try {
    for (const { program, base } of contestants) {
      const target = base + work.target;
      try {
        const server = await start(program, base === '' ? work.target : target);
        await untilIdle(server, maxIdleWorkMs);
        await rate(server, work, target, Math.min(seconds, 3));
        const { status } = await answerTo(server, work, target);
        started.push({ server, target, status, rates: [] });
      } catch (error) {
        report(`  ${program.name} is left out: ${error instanceof Error ? error.message : error}`);
      }
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const { server, target, rates } of started) rates.push(await rate(server, work, target, seconds));
    }
  } finally {
    await Promise.all(started.map(({ server }) => server.stop()));
  }
  return started.map(({ server, status, rates }) => ({ name: server.name, status, rates }));
}

/** The median of the ratios within a round: what else the machine does weighs on both. */
function ratioOf(all: readonly Measured[], one: string, other: string): number {
  const [first, second] = [one, other].map((name) => all.find((measured) => measured.name === name)?.rates);
  if (!first || !second) return Number.NaN;
  return median(first.map((value, round) => value / (second[round] ?? Number.NaN)));
}

function sectionOf(title: string, all: readonly Measured[], reference: string, findings: readonly Finding[]): Section {
  const rows = all.map(({ name, rates, status }) => [
    name,
    String(status),
    rounded(median(rates)),
    spread(rates),
    ratio(ratioOf(all, name, reference)),
  ]);
  return { title, columns: ['program', 'status', 'answers/s', 'spread', `of ${reference}`], rows, findings };
}

const [ours, before] = ['openapi-sandbox', 'before'];

/** Scalar's asks for some. */
const credentials = { Authorization: 'Bearer any' };

/** Work for the NHS App, below its base path. */
function worksOfApp() {
  const sandbox = createSandbox();
  const path = '/communication/in-app/FHIR/R4/CommunicationRequest';
  const sample = (id: string) => {
    const entry = sandbox.catalogue().scenarios.find((one) => one.id === id)?.requests[0];
    if (!entry) throw new Error(`There is no scenario ${id}`);
    return { headers: { ...credentials, ...entry.headers }, body: JSON.stringify(entry.body) };
  };
  const get = {
    method: 'GET',
    target: '/communication/report/patients?ods-organisation-code=t00001&page=2',
    body: null,
  };
  const post = { method: 'POST', target: path };
  return {
    get: { name: 'GET with parameters', headers: credentials, ...get },
    prefer: { name: 'GET with Prefer', headers: { ...credentials, Prefer: 'code=401' }, ...get },
    post: { name: 'validated POST', ...post, ...sample('create-in-app/201/in-app') },
    fault: { name: '400 found by its fault', ...post, ...sample('create-in-app/400/no-resourcetype') },
  } satisfies Readonly<Record<string, Work>>;
}

/** GET, validated POST, a 400 found by its fault, and Prefer, of the NHS App. */
export async function rates(setting: Setting): Promise<readonly Section[]> {
  const works = worksOfApp();
  const document = nhsApp();
  const base = '/nhs-app';
  const own: readonly Contestant[] = [
    { program: product(ours, setting.build, []), base },
    ...(setting.before === undefined ? [] : [{ program: product(before, setting.before, []), base }]),
  ];
  const answers = new Map<Work, string>();
  const server = await start(product(ours, setting.build, []), '/');
  for (const work of Object.values(works)) {
    answers.set(work, written(`${work.name}.json`, await answerTo(server, work, base + work.target)));
  }
  await server.stop();
  const answerOf = (work: Work) => answers.get(work) ?? '';
  const ceilings = (work: Work): readonly Contestant[] =>
    [nodeStatic(answerOf(work)), honoStatic(answerOf(work), 'plain'), honoStatic(answerOf(work), 'all')].map(
      (program) => ({
        program,
        base: '',
      }),
    );
  const peers: readonly Contestant[] = [
    { program: prism(document), base: '' },
    { program: scalar(document), base: '' },
    { program: mockoon(document), base },
  ];
  const schema = schemaPointer(document, works.post.target);

  setting.report('GET with parameters, NHS App');
  const get = await measure(works.get, [...own, ...ceilings(works.get), ...peers], setting);
  setting.report('validated POST, NHS App');
  const byHand = { program: honoAjv(answerOf(works.post), document, schema), base: '' };
  const post = await measure(works.post, [...own, byHand, ...ceilings(works.post), ...peers], setting);
  setting.report('400 found by its fault, NHS App');
  const fault = await faultAndPost(works, own, setting);
  setting.report('GET with Prefer, NHS App');
  const prefer = await measure(works.prefer, [...own, ...ceilings(works.prefer), ...peers], setting);
  return [
    sectionOf('GET with parameters, NHS App', get, 'Hono, static', [
      atLeast('GET with parameters, NHS App', ratioOf(get, ours, 'Hono, static'), 0.75, 'Hono, static'),
      atLeast('GET with parameters, NHS App', ratioOf(get, ours, 'Scalar'), 12, 'Scalar'),
      atLeast('GET with parameters, NHS App', ratioOf(get, ours, 'Prism'), 12, 'Prism'),
    ]),
    sectionOf('Validated POST, NHS App', post, 'Hono + Ajv by hand', [
      atLeast('validated POST', ratioOf(post, ours, 'Hono + Ajv by hand'), 0.8, 'Hono + Ajv by hand'),
      atLeast('validated POST', ratioOf(post, ours, 'Prism'), 12, 'Prism'),
    ]),
    fault,
    sectionOf('GET with Prefer, NHS App', prefer, 'Hono, static', []),
  ];
}

/** Both are measured on one server, in turns. */
async function faultAndPost(
  works: ReturnType<typeof worksOfApp>,
  own: readonly Contestant[],
  { rounds, seconds }: Setting,
): Promise<Section> {
  const all: Measured[] = [];
  for (const { program, base } of own) {
    const server = await start(program, '/');
    const [valid, wrong]: [number[], number[]] = [[], []];
    await rate(server, works.fault, base + works.fault.target, Math.min(seconds, 3));
    for (let round = 0; round < rounds; round += 1) {
      valid.push(await rate(server, works.post, base + works.post.target, seconds));
      wrong.push(await rate(server, works.fault, base + works.fault.target, seconds));
    }
    await server.stop();
    all.push({ name: program.name, rates: wrong, status: 400 });
    all.push({ name: `${program.name}, valid POST`, rates: valid, status: 201 });
  }
  const found = ratioOf(all, ours, `${ours}, valid POST`);
  return sectionOf('400 found by its fault, NHS App', all, `${ours}, valid POST`, [
    atLeast('400 found by its fault', found, 0.5, 'the valid POST'),
  ]);
}

/** The JSON Pointer of the schema of a request body, which may be a component. */
function schemaPointer(file: string, path: string): string {
  const document: JsonObject = JSON.parse(readFileSync(file, 'utf8'));
  const escaped = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1');
  const written = `/paths/${escaped(path)}/post/requestBody`;
  const component = text(valueAt(document, written), '$ref')?.slice(1);
  return `${component ?? written}/content/${escaped('application/fhir+json')}/schema`;
}

/** One GET of GitHub's document, and of a document that has that path alone: the same body. */
export async function githubRates(setting: Setting): Promise<readonly Section[]> {
  const work: Work = {
    name: 'GET on GitHub',
    method: 'GET',
    target: '/repos/octocat/hello-world/labels?per_page=30&page=1',
    headers: {},
    body: null,
  };
  const part = partOf(github, '/repos/{owner}/{repo}/labels');
  const small = `${ours}, small document`;
  const contestants = [
    product(ours, setting.build, [github]),
    product(small, setting.build, [part]),
    ...(setting.before === undefined ? [] : [product(before, setting.before, [github])]),
    ...[prism(github), scalar(github), mockoon(github)],
  ].map((program) => ({ program, base: '' }));
  const all = await measure(work, contestants, setting);
  return [
    sectionOf('GET on GitHub’s document', all, small, [
      atLeast('GET on GitHub’s document', ratioOf(all, ours, small), 0.9, 'the same on a small document'),
      atLeast('GET on GitHub’s document', ratioOf(all, ours, 'Prism'), 100, 'Prism'),
    ]),
  ];
}

/** The cost of a request, by the number of operations of a document. */
export async function growth(setting: Setting): Promise<readonly Section[]> {
  const work: Work = { name: 'GET', method: 'GET', target: '/things-7/a?page=2', headers: {}, body: null };
  const sizes = [10, 100, 1000, 10_000];
  const nameOf = (size: number) => `${size} operations`;
  const contestants = sizes.map((size) => ({
    program: product(nameOf(size), setting.build, [synthetic(size)]),
    base: '',
  }));
  const all = await measure(work, contestants, setting);
  const cost = ratioOf(all, nameOf(10), nameOf(10_000));
  const holds = Number.isFinite(cost) ? cost <= 1.15 : null;
  return [
    sectionOf('Growth', all, nameOf(10), [
      { measure: 'cost per request, 10 → 10 000 operations', found: ratio(cost), must: 'at most 1.15 ×', holds },
    ]),
  ];
}
