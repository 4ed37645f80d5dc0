import { createServer } from 'node:net';
import type { Sandbox } from '../index.ts';
import { type Files, watchedFiles } from '../read/files.ts';
import type { Command } from './arguments.ts';
import { failed } from './failure.ts';
import { type Noted, notedFiles } from './noted-files.ts';
import { complain, print } from './output.ts';
import { endAnyway, listenFailure, openServed, reportOpened, stopSignal, welcome } from './serve.ts';
import { UsageError } from './usage-error.ts';
import { watch } from './watch.ts';
import { Workers, WorkersFailedError } from './workers.ts';

/**
 * Serves with several processes on one port, until it is told to stop. This one reads the documents, tells what is wrong
 * with them, and watches them; the others answer, from what it has read.
 */
export async function serveWithWorkers(given: Command<'serve'>): Promise<number> {
  const command = { ...given, port: given.port === 0 ? await freePort(given.host) : given.port };
  const stop = new AbortController();
  const stopped = stopSignal();
  const workers = new Workers(command);
  // They load the program while this one reads.
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
    return failed;
  } finally {
    stop.abort();
    await workers.stop();
    endAnyway();
  }
}

/** A port that nobody listens on. */
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

/** Reads the documents, has the workers serve them, says so, and tells what is wrong with them. */
async function lead(command: Command<'serve'>, workers: Workers, stopped: AbortSignal): Promise<void> {
  const files = watchedFiles();
  const notes = new WeakMap<Sandbox, Noted>();
  const open = (from: Files) => {
    const noted: Noted = new Map();
    const sandbox = openServed(command, notedFiles(from, noted), stopped);
    notes.set(sandbox, noted);
    return sandbox;
  };
  const swap = (sandbox: Sandbox) => workers.serve(notes.get(sandbox) ?? new Map());
  const first = open(files);
  swap(first);
  const [ready, ...more] = welcome(first, await workers.listening, command);
  print(`${ready} with ${command.workers} workers`, ...more);
  if (command.watch) await watch({ first, files, open, swap }, stopped);
  else reportOpened(first);
}
