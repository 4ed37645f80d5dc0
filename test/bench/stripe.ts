import { createSandbox } from './built.ts';
import { stripe } from './documents.ts';
import { type Finding, limitTo, median, ratio, rounded, type Section } from './figures.ts';
import { product } from './programs.ts';
import { memoryOf, start, untilIdle } from './server.ts';
import type { Setting } from './setting.ts';

/** What became of a server of Stripe's document. */
interface Served {
  readonly name: string;
  /** MB after the idle work; NaN: it died. */
  readonly memory: number;
  /** Milliseconds of the first request of each operation. */
  readonly firsts: readonly number[];
}

/** Stripe's document, in which each operation refers to nearly all schemas. */
export async function stripeServed({ build, before, report, isQuick }: Setting): Promise<readonly Section[]> {
  const targets = getTargets(isQuick ? 6 : 30);
  const served: Served[] = [];
  const builds = [['openapi-sandbox', build], ...(before === undefined ? [] : [['before', before]])] as const;
  for (const [name = '', folder = ''] of builds) {
    report(`Stripe: ${name}`);
    served.push(await servedBy(name, folder, targets, isQuick));
  }
  const [now, was] = served;
  const first = now && was ? median(now.firsts) / median(was.firsts) : Number.NaN;
  const holds = Number.isFinite(first) ? first <= 0.2 : null;
  const firstOf: Finding = {
    measure: 'Stripe, first request of an operation',
    found: `${ratio(first)} before`,
    must: 'at most 1/5 of before',
    holds,
  };
  return [
    {
      title: 'Stripe’s document, served',
      columns: ['build', 'MB after idle work', 'ms of a first request, median', 'longest'],
      rows: served.map(({ name, memory, firsts }) => [
        name,
        Number.isFinite(memory) ? rounded(memory) : 'died',
        rounded(median(firsts)),
        rounded(Math.max(...firsts)),
      ]),
      findings: [limitTo('Stripe, memory after idle work', now?.memory ?? Number.NaN, 400, 'MB'), firstOf],
    },
  ];
}

async function servedBy(name: string, build: string, targets: readonly string[], isQuick: boolean): Promise<Served> {
  const server = await start(product(name, build, [stripe]), '/_sandbox/health');
  const firsts: number[] = [];
  try {
    for (const target of targets) {
      const began = performance.now();
      await (await fetch(`http://127.0.0.1:${server.port}${target}`)).arrayBuffer();
      firsts.push(performance.now() - began);
    }
    await untilIdle(server, isQuick ? 20_000 : 300_000);
    return { name, memory: server.hasEnded() ? Number.NaN : memoryOf(server), firsts };
  } catch {
    return { name, memory: Number.NaN, firsts };
  } finally {
    await server.stop();
  }
}

/** Paths of operations that nobody has asked for, from the last one: idle work begins with the first. */
function getTargets(count: number): readonly string[] {
  const operations = createSandbox({ documents: [stripe] }).plan.apis.flatMap((api) => api.operations);
  return operations
    .filter(({ method }) => method === 'GET')
    .slice(-count)
    .map(({ path }) => path.replaceAll(/\{[^}]*\}/g, 'a'))
    .reverse();
}
