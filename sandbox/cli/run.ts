import cluster from 'node:cluster';
import { consoleFolder } from '../hosts/console-assets.ts';
import { hasPermissionModel, missingPermission, requireNetwork } from '../permission.ts';
import { CodeForbiddenError, type LocatedProblem, UnusableDocumentError } from '../problem.ts';
import { located } from '../read/located.ts';
import { type Arguments, type Command, parseArguments } from './arguments.ts';
import { buildTarget } from './build.ts';
import { check } from './check.ts';
import { bugExitCode, failureLines } from './failure.ts';
import { helpOf, overview } from './help.ts';
import { list } from './list.ts';
import { complain, complainAll, print } from './output.ts';
import { version } from './package-fields.ts';
import { postman } from './postman.ts';
import { problemText } from './problem-text.ts';
import { serve } from './serve.ts';
import { serveWithWorkers } from './serve-with-workers.ts';
import { UsageError } from './usage-error.ts';
import { verify } from './verify.ts';
import { webhooks } from './webhooks.ts';
import { runWorker } from './worker.ts';

/**
 * Runs a command line.
 *
 * @returns the exit code: 0 if done; 1 if `check` finds errors, `verify` an unreached scenario, `postman --check` a stale file
 * or `webhooks` a refused delivery; 2 for wrong arguments, an unusable document, or a Node.js that forbids generating code or
 * lacks a permission; 70 for a bug of the sandbox
 */
export async function run(argv: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  try {
    return await runCommand(parseArguments(argv, environment));
  } catch (error) {
    const missing = missingPermission(error);
    if (missing !== undefined) complain(`openapi-sandbox: ${missing}.`);
    else if (error instanceof UsageError || error instanceof CodeForbiddenError)
      complain(`openapi-sandbox: ${error.message}`);
    else if (error instanceof UnusableDocumentError) complainAll(located(error.problems).flatMap(unusableLines));
    else {
      complain(...failureLines(error, environment));
      return bugExitCode;
    }
    return 2;
  }
}

function runCommand(command: Arguments): number | Promise<number> {
  switch (command.command) {
    case 'version':
      return printText(version());
    case 'help':
      return printText(command.topic === null ? overview : helpOf(command.topic));
    case 'serve':
      return serveInProcesses(command);
    case 'list':
      return list(command);
    case 'check':
      return check(command);
    case 'verify':
      return verify(command);
    case 'postman':
      return postman(command);
    case 'build':
      return buildTarget(command);
    case 'webhooks':
      requireNetwork();
      return webhooks(command);
  }
}

/** Serves in this process, or as the primary process or a worker of a cluster. */
function serveInProcesses(command: Command<'serve'>): Promise<number> {
  // Before the first request, which the missing permission would fail.
  if (hasPermissionModel()) consoleFolder();
  requireNetwork();
  if (command.workers === 1) return serve(command);
  return cluster.isPrimary ? serveWithWorkers(command) : runWorker(command);
}

/** Formats a problem, after an empty line unless it is the first. */
function unusableLines(problem: LocatedProblem, index: number): readonly string[] {
  return [...(index > 0 ? [''] : []), ...problemText(problem)];
}

function printText(text: string): number {
  print(...text.split('\n'));
  return 0;
}
