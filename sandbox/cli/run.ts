import cluster from 'node:cluster';
import { CodeForbiddenError, type LocatedProblem, UnusableDocumentError } from '../problem.ts';
import { located } from '../read/located.ts';
import { check } from './check.ts';
import { failed, failureLines } from './failure.ts';
import { help, overview } from './help.ts';
import { list } from './list.ts';
import { type Command, parseArguments, Usage } from './options.ts';
import { complain, complainAll, print } from './output.ts';
import { version } from './package-fields.ts';
import { postman } from './postman.ts';
import { problemText } from './problem-text.ts';
import { serve } from './serve.ts';
import { serveWithWorkers } from './serve-with-workers.ts';
import { verify } from './verify.ts';
import { webhooks } from './webhooks.ts';
import { work } from './worker.ts';

const commands = { serve: serveAs, list, check, verify, postman, webhooks } as const;

/**
 * Runs a command line.
 *
 * @returns the exit code: 0 done, 1 where `check` finds errors, `verify` something unreached, `postman --check` something
 * stale or `webhooks` something refused, 2 for wrong arguments, a document that cannot be used, or a Node that makes no
 * validators, 70 where the sandbox itself failed
 */
export async function run(argv: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  try {
    const parsed = parseArguments(argv, environment);
    if (parsed.show === 'version') return printText(version());
    if (parsed.show === 'help') return printText(parsed.command === null ? overview : help[parsed.command]);
    return await commands[parsed.command](parsed);
  } catch (error) {
    if (error instanceof Usage || error instanceof CodeForbiddenError) complain(`openapi-sandbox: ${error.message}`);
    else if (error instanceof UnusableDocumentError) complainAll(located(error.problems).flatMap(unusableLines));
    else {
      complain(...failureLines(error, environment));
      return failed;
    }
    return 2;
  }
}

/** In one process, or in several: this one leads them, or is one of them. */
function serveAs(command: Command): Promise<number> {
  if (command.workers === 1) return serve(command);
  return cluster.isPrimary ? serveWithWorkers(command) : work(command);
}

/** With a line between two problems. */
function unusableLines(problem: LocatedProblem, index: number): readonly string[] {
  return [...(index > 0 ? [''] : []), ...problemText(problem)];
}

function printText(text: string): number {
  print(...text.split('\n'));
  return 0;
}
