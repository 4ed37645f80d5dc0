import { setImmediate as idle } from 'node:timers/promises';
import type { Sandbox } from '../index.ts';
import type { Problem } from '../problem.ts';

/**
 * Plans the operations that no request has needed yet, one at a time, so that requests are handled in between.
 *
 * @param report takes problems as they are found
 * @returns a promise that resolves when all operations are planned, or when it is stopped
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
