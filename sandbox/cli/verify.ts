import { curlOf } from '../exporters/curl.ts';
import type { Reachability, Sandbox } from '../index.ts';
import type { ApiPlan, OperationPlan } from '../plan.ts';
import type { Sample } from '../reachability/attempts.ts';
import { requestedDocuments } from '../read/documents.ts';
import { openSandbox } from '../sandbox.ts';
import type { Command } from './arguments.ts';
import { noDocument } from './no-document.ts';
import { complain, print } from './output.ts';
import { progressOf } from './progress.ts';
import { problemLines } from './report-problems.ts';
import { table } from './table.ts';
import { differenceOf } from './verify-response.ts';

/** The result for one scenario. */
interface Verdict {
  /** The id of the scenario. */
  readonly id: string;
  /** The most natural way that works; null if there is none. */
  readonly by: 'natural' | 'token' | 'prefer' | null;
  readonly how: string;
  /** Sample requests with another result, each in lines. */
  readonly failures: readonly (readonly string[])[];
}

/**
 * Sends every sample request to a sandbox in this process and reports which scenarios are reached, and how.
 *
 * @returns the exit code: 1 if a scenario is not reached, or a response is not as documented
 */
export async function verify({ documents, scenarios, allowOutside }: Command<'verify'>): Promise<number> {
  const inputs = requestedDocuments(documents, scenarios);
  if (inputs.length === 0) throw noDocument('verify');
  const sandbox = openSandbox(inputs, { allowOutside });
  const verdicts: Verdict[] = [];
  for (const api of sandbox.plan.apis) {
    const own = await verifyApi(sandbox, api);
    verdicts.push(...own);
    printTable(api, own);
  }
  reportProblems(sandbox);
  const isValid = verdicts.every(({ by, failures }) => by !== null && failures.length === 0);
  if (sandbox.plan.apis.length > 1) print(`In all: ${totals(verdicts)}`);
  return isValid ? 0 : 1;
}

async function verifyApi(sandbox: Sandbox, { name, operations }: ApiPlan): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  const progress = progressOf('verifying', name, operations.length);
  for (const [index, { key }] of operations.entries()) {
    progress(index);
    const searched = sandbox.reachabilityOf(name, key);
    if (searched.kind === 'failed') {
      const { operation, problem } = searched;
      verdicts.push(...operation.scenarios.map(({ id }) => ({ id, by: null, how: problem.message, failures: [] })));
      continue;
    }
    for (const reachability of searched.reachabilities) {
      verdicts.push(await verdictOf(sandbox, reachability, searched.operation));
    }
  }
  progress(operations.length);
  return verdicts;
}

async function verdictOf(sandbox: Sandbox, reachability: Reachability, operation: OperationPlan): Promise<Verdict> {
  const { id } = reachability.scenario;
  const failures: (readonly string[])[] = [];
  const reached: Sample[] = [];
  for (const sample of reachability.samples) {
    const url = `http://localhost:9000${operation.basePath}${sample.request.target}`;
    const difference = await differenceOf(sandbox, url, sample.request, reachability, operation);
    if (difference === undefined) reached.push(sample);
    else failures.push([`${sample.how}: ${difference}`, `    ${curlOf(url, sample.request)}`]);
  }
  const [best] = reached;
  if (!best) {
    const how = failures.length > 0 ? 'see below: no answer is as documented' : 'no request was found that reaches it';
    return { id, by: null, how, failures };
  }
  const { trigger, how } = best;
  const lacking = reachability.lacking === null ? '' : ` (not by its fault: ${reachability.lacking})`;
  return { id, by: trigger === 'token' || trigger === 'prefer' ? trigger : 'natural', how: how + lacking, failures };
}

function printTable({ title, version, name }: ApiPlan, verdicts: readonly Verdict[]): void {
  print(`${title} ${version} (${name})`, '');
  print(
    ...table(
      ['scenario', 'reached', 'how'],
      verdicts.map(({ id, by, how }) => [id, by ?? 'NOT', how]),
    ),
  );
  for (const { id, failures } of verdicts) {
    for (const [how = '', ...rest] of failures) print('', `${id} is not as documented. By ${how}`, ...rest);
  }
  print('', totals(verdicts), '');
}

function totals(verdicts: readonly Verdict[]): string {
  const count = (is: (verdict: Verdict) => boolean) => verdicts.filter(is).length;
  const reachable = count(({ by }) => by !== null);
  return `${verdicts.length} scenarios, ${reachable} reachable, ${count(({ by }) => by === 'natural')} natural`;
}

/** Prints contradictions in the documents, such as a response example that violates its schema. */
function reportProblems(sandbox: Sandbox): void {
  while (sandbox.planNext());
  const problems = sandbox.problems();
  for (const line of problemLines(problems)) complain(line);
  if (problems.length > 0)
    complain('', `${problems.length} problem${problems.length === 1 ? '' : 's'} of the documents`, '');
}
