import { areIncluded, documentFiles, documentsToServe } from '../read/documents.ts';
import { absolute, diskFiles, type Files, watchedFiles } from '../read/files.ts';
import { openSandbox, type Sandbox } from '../sandbox.ts';
import type { Command } from './arguments.ts';
import { complain, print } from './output.ts';
import { createProblemReporter } from './report-problems.ts';
import { answerSettings, checkedCertificates, exitSoon, startServer, startupLines, stopSignal } from './serving.ts';
import { UsageError } from './usage-error.ts';
import { watch } from './watch.ts';

/** Serves until a signal stops it. */
export async function serve(command: Command<'serve'>): Promise<number> {
  const certificates = checkedCertificates(command);
  const files = watchedFiles();
  const stop = new AbortController();
  const opened = (from: Files) => openServed(command, from, stop.signal);
  const first = opened(files);
  let serving = first;
  const answer: Sandbox['answer'] = (...exchange) => serving.answer(...exchange);
  const server = await startServer(answer, command, certificates);
  // Signals are handled before the first line is printed: a process that waits for that line may send one at once.
  const stopped = stopSignal();
  print(...startupLines(first.plan, server.url, command, ...includedLine(command.documents)));
  const swap = (sandbox: Sandbox) => {
    serving = sandbox;
  };
  const work = command.watch ? watch({ first, files, open: opened, swap }, stop.signal) : reportOpened(first);
  const signal = await stopped;
  stop.abort();
  await Promise.all([server.close(), work]);
  complain(`stopped by ${signal}`);
  exitSoon();
  return 0;
}

/** Reports the problems that opening the documents found; `check` reports those of operations. */
export function reportOpened(sandbox: Sandbox): void {
  const { report, end } = createProblemReporter();
  report(sandbox.unlocatedProblems());
  end();
}

/** Opens the documents of a command. @throws UsageError if there are none */
export function openServed(command: Command<'serve'>, files: Files, releaseDelayed: AbortSignal): Sandbox {
  const { documents, scenarios, allowOutside } = command;
  const inputs = documentsToServe(documents, scenarios, files);
  if (inputs.length === 0) {
    throw new UsageError('There is no document to serve. Name one: openapi-sandbox serve openapi.yaml');
  }
  return openSandbox(inputs, { allowOutside, ...answerSettings(command, releaseDelayed) }, files);
}

/** Says that the served documents are those of the package, which nobody has named, and how to serve others. */
export function includedLine(documents: readonly string[]): readonly string[] {
  if (documents.length > 0 || !areIncluded(documentsToServe([], undefined))) return [];
  const [file = 'path/to/openapi.yaml'] = documentFiles(absolute('.'), diskFiles);
  return [`  These documents are included in the package. To serve your own: openapi-sandbox serve ${file}`];
}
