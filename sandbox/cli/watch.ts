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
  /** The sandbox that is served at first, and the files that it was made from. */
  readonly first: Sandbox;
  readonly files: WatchedFiles;
  /** Makes another sandbox from the current files. */
  readonly open: (files: Files) => Sandbox;
  /** Serves another sandbox from now on; requests in progress are finished by the previous one. */
  readonly swap: (sandbox: Sandbox) => void;
}

/**
 * Milliseconds between two looks at the files. Polling is used since notifications differ by platform, are lost when a file
 * replaces a watched one, and do not come from shared folders. Reading the times of a hundred files takes a few milliseconds.
 */
const pollIntervalMs = 250;

/** Milliseconds after a change in which an editor finishes writing, or writes several files. */
const quietMs = 50;

/** Makes a new sandbox when a file changes, and serves it unless it has new errors; until stopped. */
export async function watch({ first, files, open, swap }: Watching, stopped: AbortSignal): Promise<void> {
  const { report, end } = createProblemReporter();
  await planWhenIdle(first, stopped, report);
  if (!stopped.aborted) end();
  let served = first;
  let watched = files;
  while (await waited(pollIntervalMs, stopped)) {
    const changed = await watched.changed();
    if (changed === undefined || !(await waited(quietMs, stopped))) continue;
    // The files of the last attempt are watched even if it failed: they include those that were missing.
    watched = watchedFiles();
    const next = await attempt(() => open(watched), served, stopped);
    if (stopped.aborted) return;
    if (next) {
      served = next;
      swap(next);
    }
    complain(
      '',
      `${shownPath(changed)} has changed: ${next ? 'the new one is served' : 'it is broken, and what was there before is still served'}`,
    );
  }
}

/**
 * Opens another sandbox and plans all of it, so that nothing is read later from files that have changed again. Reports the
 * problems that the previous one did not have.
 *
 * @returns undefined if the sandbox cannot be used, or has an error that the previous one did not have
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

/** Waits. Returns false if stopped meanwhile. */
async function waited(milliseconds: number, stopped: AbortSignal): Promise<boolean> {
  try {
    await after(milliseconds, undefined, { signal: stopped });
    return true;
  } catch (error) {
    if (stopped.aborted) return false;
    throw error;
  }
}
