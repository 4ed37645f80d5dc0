import { setImmediate as idle } from 'node:timers/promises';
import type { Sandbox } from '../index.ts';
import type { Problem } from '../problem.ts';

/**
 * Plans what no request has needed yet, one operation at a time, so that requests are answered in between.
 *
 * @param tell is told what is wrong with the documents, as it is found
 * @returns when all are planned, or it is stopped
 */
export async function planWhenIdle(
  sandbox: Sandbox,
  stopped: AbortSignal,
  tell: (problems: readonly Problem[]) => void,
): Promise<void> {
  let told = 0;
  for (let more = true; more; ) {
    await idle();
    if (stopped.aborted) return;
    more = sandbox.planNext();
    const problems = sandbox.found();
    if (problems.length > told) tell(problems.slice(told));
    told = problems.length;
  }
}
