import { setImmediate as idle } from 'node:timers/promises';
import type { Sandbox } from '../index.ts';
import type { Problem } from '../problem.ts';

/**
 * Plans what no request has needed yet, one operation at a time, so that requests are answered in between.
 *
 * @param report is told what is wrong with the documents, as it is found
 * @returns when all are planned, or it is stopped
 */
export async function planWhenIdle(
  sandbox: Sandbox,
  stopped: AbortSignal,
  report: (problems: readonly Problem[]) => void,
): Promise<void> {
  let reported = 0;
  for (let more = true; more; ) {
    await idle();
    if (stopped.aborted) return;
    more = sandbox.planNext();
    const problems = sandbox.unlocatedProblems();
    if (problems.length > reported) report(problems.slice(reported));
    reported = problems.length;
  }
}
