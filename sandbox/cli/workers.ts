import cluster, { type Worker } from 'node:cluster';
import type { Command } from './arguments.ts';
import { complain } from './output.ts';
import type { RecordedFiles } from './recorded-files.ts';
import { UsageError } from './usage-error.ts';
import type { WorkerOrder, WorkerReport } from './worker.ts';

/** The number of workers that may exit within a period, in milliseconds; beyond that, restarting is useless. */
const [maxDeaths, deathPeriodMs] = [10, 60_000];

/** Milliseconds for a worker to stop before it is killed. */
const maxStopMs = 9000;

/** Thrown if workers exit as soon as they are started. */
export class WorkersFailedError extends Error {}

/** The processes that handle requests. A process that exits is replaced. */
export class Workers {
  /** Resolves with the address when all workers listen. */
  readonly listening: Promise<string>;
  /** Rejects with UsageError if the workers cannot listen, with WorkersFailedError if they keep exiting. */
  readonly failure: Promise<never>;
  readonly #command: Command<'serve'>;
  readonly #waiting = new Set<Worker>();
  readonly #running = new Set<Worker>();
  readonly #answering = new Set<Worker>();
  #noted: RecordedFiles | undefined;
  #deaths: readonly number[] = [];
  #isStopping = false;
  #reportListening: (url: string) => void = () => {};
  #reportFailure: (error: Error) => void = () => {};
  #reportStopped: () => void = () => {};

  /** @param command its port is shared by all workers; not 0, which would change after all have exited */
  constructor(command: Command<'serve'>) {
    this.#command = command;
    this.listening = new Promise((resolve) => {
      this.#reportListening = resolve;
    });
    this.failure = new Promise((_, reject) => {
      this.#reportFailure = reject;
    });
    cluster.on('message', (worker, reported: WorkerReport) => this.#hear(worker, reported));
    cluster.on('exit', (worker, code, signal) => this.#bury(worker, signal ?? `exit code ${code}`));
  }

  /** Starts the workers, which wait for documents. @throws UsageError if Node.js may not start processes */
  start(): void {
    try {
      for (let count = 0; count < this.#command.workers; count += 1) this.#fork();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ERR_ACCESS_DENIED')) throw error;
      throw new UsageError('Node.js may not start workers here. Give it --allow-child-process, or leave out --workers');
    }
  }

  /** Has all workers serve the recorded content from now on. */
  serve(noted: RecordedFiles): void {
    this.#noted = noted;
    for (const worker of [...this.#answering, ...this.#waiting]) this.#order(worker, this.#serveOrder(noted));
    this.#waiting.clear();
  }

  /** Stops all workers; those that take too long are killed. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#running.size === 0) return;
    const stopped = new Promise<void>((resolve) => {
      this.#reportStopped = resolve;
    });
    for (const worker of this.#running) this.#order(worker, { kind: 'stop' });
    const end = setTimeout(() => {
      for (const worker of this.#running) worker.process.kill('SIGKILL');
    }, maxStopMs);
    await stopped;
    clearTimeout(end);
  }

  #fork(): void {
    this.#running.add(cluster.fork());
  }

  #hear(worker: Worker, reported: WorkerReport): void {
    switch (reported.kind) {
      case 'ready':
        if (this.#isStopping) this.#order(worker, { kind: 'stop' });
        else if (this.#noted) this.#order(worker, this.#serveOrder(this.#noted));
        else this.#waiting.add(worker);
        return;
      case 'listening':
        this.#answering.add(worker);
        if (this.#answering.size === this.#command.workers) this.#reportListening(reported.url);
        return;
      case 'failed':
        this.#reportFailure(new UsageError(reported.message));
    }
  }

  #bury(worker: Worker, reason: string): void {
    for (const all of [this.#running, this.#answering, this.#waiting]) all.delete(worker);
    if (this.#running.size === 0) this.#reportStopped();
    if (this.#isStopping) return;
    const now = performance.now();
    this.#deaths = [...this.#deaths.filter((time) => now - time < deathPeriodMs), now];
    if (this.#deaths.length > maxDeaths) {
      this.#isStopping = true;
      this.#reportFailure(new WorkersFailedError(`Workers end again and again, the last one by ${reason}.`));
      return;
    }
    complain(`worker ${worker.process.pid} has ended (${reason}); another takes its place`);
    this.#fork();
  }

  #serveOrder(noted: RecordedFiles): WorkerOrder {
    return { kind: 'serve', port: this.#command.port, recorded: [...noted] };
  }

  /** Sends an order; a worker that has just exited does not get it. */
  #order(worker: Worker, order: WorkerOrder): void {
    if (worker.isConnected()) worker.send(order, () => {});
  }
}
