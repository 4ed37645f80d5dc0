import { setTimeout as after } from 'node:timers/promises';
import type { Sandbox } from '../index.ts';
import { identityOf } from '../problem/identity.ts';
import { type Problem, UnusableDocumentError } from '../problem.ts';
import { type Files, type WatchedFiles, watchedFiles } from '../read/files.ts';
import { located } from '../read/located.ts';
import { failureLines } from './failure.ts';
import { complain } from './output.ts';
import { planWhenIdle } from './plan-when-idle.ts';
import { problemText, shownPath } from './problem-text.ts';
import { createProblemReporter } from './report-problems.ts';
import { UsageError } from './usage-error.ts';

export interface Watching {
  /** What is served at first, and the files that it was made from. */
  readonly first: Sandbox;
  readonly files: WatchedFiles;
  /** Makes another from the files as they are. */
  readonly open: (files: Files) => Sandbox;
  /** Serves another from now on; requests under way are answered by the one that they came to. */
  readonly swap: (sandbox: Sandbox) => void;
}

/**
 * Milliseconds between two looks at the files. They are looked at, not listened for: what the system tells of files
 * differs from one to the next, gets lost when another file takes the place of a watched one, and does not come at all
 * from shared folders of containers and networks. To ask for the times of some hundred files takes a few milliseconds.
 */
const interval = 250;

/** Milliseconds after a change, in which whoever writes the file, or several of them, gets done. */
const pollIntervalMs = 50;

/** Makes the sandbox anew when a file that it was made from changes, and serves it unless it is broken; until stopped. */
export async function watch({ first, files, open, swap }: Watching, stopped: AbortSignal): Promise<void> {
  const { report, end } = createProblemReporter();
  await planWhenIdle(first, stopped, report);
  if (!stopped.aborted) end();
  let good = first;
  let watched = files;
  while (await passed(interval, stopped)) {
    const changed = await watched.changed();
    if (changed === undefined || !(await passed(pollIntervalMs, stopped))) continue;
    // Those of the last attempt, broken or not: what it could not find is among them.
    watched = watchedFiles();
    const next = await attempt(() => open(watched), good, stopped);
    if (stopped.aborted) return;
    if (next) {
      good = next;
      swap(next);
    }
    complain(
      '',
      `${shownPath(changed)} has changed: ${next ? 'the new one is served' : 'it is broken, and what was there before is still served'}`,
    );
  }
}

/**
 * Another sandbox, all of it planned, so that nothing of it is read later from files that have changed again. What is
 * wrong with it and was not with the one before is told.
 *
 * @returns nothing where it cannot be used, or has an error that the one before had not
 */
async function attempt(open: () => Sandbox, before: Sandbox, stopped: AbortSignal): Promise<Sandbox | undefined> {
  const known = new Set(before.unlocatedProblems().map(identity));
  let isWorse = false;
  const reporter = createProblemReporter();
  const report = (problems: readonly Problem[]) => {
    const fresh = problems.filter((problem) => !known.has(identity(problem)));
    if (fresh.some(({ severity }) => severity === 'fatal' || severity === 'error')) isWorse = true;
    reporter.report(fresh);
  };
  try {
    const sandbox = open();
    await planWhenIdle(sandbox, stopped, report);
    reporter.end();
    return isWorse ? undefined : sandbox;
  } catch (error) {
    if (error instanceof UnusableDocumentError)
      for (const problem of located(error.problems)) complain('', ...problemText(problem));
    else complain(...(error instanceof UsageError ? [error.message] : failureLines(error, process.env)));
    return undefined;
  }
}

/** An edit moves lines and list items, so the place in the file is not compared. */
function identity(problem: Problem): string {
  return identityOf(problem, 'file');
}

/** Waits. False: it was stopped meanwhile. */
async function passed(milliseconds: number, stopped: AbortSignal): Promise<boolean> {
  try {
    await after(milliseconds, undefined, { signal: stopped });
    return true;
  } catch (error) {
    if (stopped.aborted) return false;
    throw error;
  }
}
