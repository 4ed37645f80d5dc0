import { createServer } from 'node:net';
import type { Sandbox } from '../index.ts';
import { type Files, watchedFiles } from '../read/files.ts';
import type { Command } from './arguments.ts';
import { bugExitCode } from './failure.ts';
import { complain, print } from './output.ts';
import { type RecordedFiles, recordedFiles } from './recorded-files.ts';
import { includedLine, openServed, reportOpened } from './serve.ts';
import { checkedCertificates, exitSoon, listenFailure, startupLines, stopSignal } from './serving.ts';
import { UsageError } from './usage-error.ts';
import { watch } from './watch.ts';
import { Workers, WorkersFailedError } from './workers.ts';

/**
 * Serves with several processes on one port until a signal stops it. This process reads the documents, reports their problems
 * and watches them; the workers handle requests with the content that it has read.
 */
export async function serveWithWorkers(given: Command<'serve'>): Promise<number> {
  // Before the workers read the same: a mistake is reported once.
  checkedCertificates(given);
  const command = { ...given, port: given.port === 0 ? await freePort(given.host) : given.port };
  const stop = new AbortController();
  const stopped = stopSignal();
  const workers = new Workers(command);
  // The workers load the program while this process reads the documents.
  workers.start();
  try {
    const leading = lead(command, workers, stop.signal);
    const signal = await Promise.race([stopped, workers.failure, leading.then(() => stopped)]);
    stop.abort();
    await workers.stop();
    complain(`stopped by ${signal}`);
    return 0;
  } catch (error) {
    if (!(error instanceof WorkersFailedError)) throw error;
    complain(error.message);
    return bugExitCode;
  } finally {
    stop.abort();
    await workers.stop();
    exitSoon();
  }
}

/** Finds a free port. */
function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => reject(new UsageError(listenFailure(error, 0, host))));
    server.listen(0, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Reads the documents, has the workers serve them, and reports their problems. */
async function lead(command: Command<'serve'>, workers: Workers, stopped: AbortSignal): Promise<void> {
  const files = watchedFiles();
  const notes = new WeakMap<Sandbox, RecordedFiles>();
  const open = (from: Files) => {
    const noted: RecordedFiles = new Map();
    const sandbox = openServed(command, recordedFiles(from, noted), stopped);
    notes.set(sandbox, noted);
    return sandbox;
  };
  const swap = (sandbox: Sandbox) => workers.serve(notes.get(sandbox) ?? new Map());
  const first = open(files);
  swap(first);
  const [ready, ...more] = startupLines(
    first.plan,
    await workers.listening,
    command,
    ...includedLine(command.documents),
  );
  print(`${ready} with ${command.workers} workers`, ...more);
  if (command.watch) await watch({ first, files, open, swap }, stopped);
  else reportOpened(first);
}
