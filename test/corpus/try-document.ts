/**
 * Tries one document, in a process of its own: starts, checks, verifies, and sends every sample request. Prints the step
 * it begins on stderr, so that a crash or a hang can be told by its place, and an `Outcome` on stdout.
 */
import { differenceOf } from '../../sandbox/cli/verify-response.ts';
import { createSandbox, type Reachability, type Sandbox, UnusableDocumentError } from '../../sandbox/index.ts';
import type { OperationPlan } from '../../sandbox/plan.ts';
import { isNatural } from '../../sandbox/reachability/attempts.ts';
import type { Outcome } from './outcome.ts';

const [path = '', document = path] = process.argv.slice(2);

let maxSeen = { step: '', cpu: 0 };

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Runs a step, and notes how much CPU it takes. */
async function step<T>(name: string, run: () => T | Promise<T>): Promise<T> {
  process.stderr.write(`${name}\n`);
  const before = cpuSeconds();
  const result = await run();
  const cpu = cpuSeconds() - before;
  if (cpu > maxSeen.cpu) maxSeen = { step: name, cpu };
  return result;
}

interface Counts {
  operations: number;
  scenarios: number;
  reached: number;
  successes: number;
  naturalSuccesses: number;
  succeeding: number;
  clientErrors: number;
  naturalClientErrors: number;
  readonly unreached: string[];
  readonly differing: string[];
  readonly unnatural: string[];
  readonly chosen: string[];
  readonly serverErrors: string[];
}

/** Sends every sample request of a scenario; the first that works counts. */
async function verifyScenario(sandbox: Sandbox, operation: OperationPlan, reachability: Reachability, counts: Counts) {
  const { scenario, response, samples } = reachability;
  let natural = false;
  let reached = false;
  for (const { request, trigger } of samples) {
    const url = `http://localhost:9000${operation.basePath}${request.target}`;
    const difference = await differenceOf(sandbox, url, request, reachability, operation);
    if (difference === undefined) {
      reached = true;
      natural ||= isNatural(trigger);
    } else {
      counts.differing.push(`${scenario.id} by ${trigger}: ${difference}`);
      if (/the status was 5/.test(difference)) counts.serverErrors.push(`${operation.method} ${url}: ${difference}`);
    }
  }
  counts.scenarios += 1;
  if (reached) counts.reached += 1;
  else counts.unreached.push(scenario.id);
  if (response.status < 400) {
    counts.successes += 1;
    if (natural) counts.naturalSuccesses += 1;
    else counts.chosen.push(scenario.id);
  } else if (response.status < 500) {
    counts.clientErrors += 1;
    if (natural) counts.naturalClientErrors += 1;
  }
}

async function verifyDocument(sandbox: Sandbox): Promise<Counts> {
  const counts: Counts = {
    operations: 0,
    scenarios: 0,
    reached: 0,
    successes: 0,
    naturalSuccesses: 0,
    succeeding: 0,
    clientErrors: 0,
    naturalClientErrors: 0,
    unreached: [],
    differing: [],
    unnatural: [],
    chosen: [],
    serverErrors: [],
  };
  for (const { name, operations } of sandbox.plan.apis) {
    for (const { key } of operations) {
      counts.operations += 1;
      const operation = await step(`plan ${key}`, () => sandbox.operation(name, key));
      const reachabilities = await step(`search ${key}`, () => sandbox.findRequests(name, key));
      const before = counts.naturalSuccesses;
      await step(`requests of ${key}`, async () => {
        for (const reachability of reachabilities) await verifyScenario(sandbox, operation, reachability, counts);
      });
      if (!reachabilities.some(({ response }) => response.status < 400)) continue;
      counts.succeeding += 1;
      if (counts.naturalSuccesses === before) counts.unnatural.push(key);
    }
  }
  return counts;
}

function problemCounts(sandbox: Sandbox): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { code, severity } of sandbox.check()) {
    if (severity !== 'note') counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

async function tryDocument(): Promise<Outcome> {
  const sandbox = await step('start', () => createSandbox({ documents: [`document=${path}`] }));
  const counts = await verifyDocument(sandbox);
  const problems = await step('check', () => problemCounts(sandbox));
  return { ended: true, document, unusable: null, ...counts, problems, ...usage() };
}

function usage(): Pick<Outcome, 'cpu' | 'maxSeen' | 'memory'> {
  return { cpu: cpuSeconds(), maxSeen, memory: Math.round(process.resourceUsage().maxRSS / 1024) };
}

function unusable({ problems }: UnusableDocumentError): Outcome {
  const [first] = problems;
  return {
    ended: true,
    document,
    unusable: first?.message ?? 'unknown',
    operations: 0,
    scenarios: 0,
    reached: 0,
    unreached: [],
    differing: [],
    successes: 0,
    naturalSuccesses: 0,
    succeeding: 0,
    unnatural: [],
    chosen: [],
    clientErrors: 0,
    naturalClientErrors: 0,
    serverErrors: [],
    problems: {},
    ...usage(),
  };
}

try {
  console.log(JSON.stringify(await tryDocument()));
} catch (error) {
  if (!(error instanceof UnusableDocumentError)) throw error;
  console.log(JSON.stringify(unusable(error)));
}
