import cluster, { type Worker } from 'node:cluster';
import type { Command } from './arguments.ts';
import type { Noted } from './noted-files.ts';
import { complain } from './output.ts';
import { UsageError } from './usage-error.ts';
import type { Order, Report } from './worker.ts';

/** Workers that may die in so many milliseconds; when more do, starting them anew is of no use. */
const [maxDeaths, period] = [10, 60_000];

/** Milliseconds in which a worker is to stop. */
const maxStopMs = 9000;

/** Workers die as soon as they are started. */
export class WorkersFailedError extends Error {}

/** The processes that answer requests. One that dies is started anew. */
export class Workers {
  /** Settled when all of them listen: with the address. */
  readonly listening: Promise<string>;
  /** Rejected when they cannot serve: with Usage where they cannot listen, with WorkersFailed where they die. */
  readonly failure: Promise<never>;
  readonly #command: Command<'serve'>;
  readonly #waiting = new Set<Worker>();
  readonly #running = new Set<Worker>();
  readonly #answering = new Set<Worker>();
  #noted: Noted | undefined;
  #deaths: readonly number[] = [];
  #isStopping = false;
  #reportListening: (url: string) => void = () => {};
  #reportFailure: (error: Error) => void = () => {};
  #reportStopped: () => void = () => {};

  /** @param command says on which port, which all share; not 0: that would be another one when all of them have died */
  constructor(command: Command<'serve'>) {
    this.#command = command;
    this.listening = new Promise((resolve) => {
      this.#reportListening = resolve;
    });
    this.failure = new Promise((_, reject) => {
      this.#reportFailure = reject;
    });
    cluster.on('message', (worker, reported: Report) => this.#hear(worker, reported));
    cluster.on('exit', (worker, code, signal) => this.#bury(worker, signal ?? `exit code ${code}`));
  }

  /** Starts them; they wait for what they are to serve. @throws UsageError where Node.js may not start processes */
  start(): void {
    try {
      for (let count = 0; count < this.#command.workers; count += 1) this.#fork();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ERR_ACCESS_DENIED')) throw error;
      throw new UsageError('Node.js may not start workers here. Give it --allow-child-process, or leave out --workers');
    }
  }

  /** Has all of them serve what was read of documents, from now on. */
  serve(noted: Noted): void {
    this.#noted = noted;
    for (const worker of [...this.#answering, ...this.#waiting]) this.#order(worker, this.#serveOrder(noted));
    this.#waiting.clear();
  }

  /** Stops them in order. */
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

  #hear(worker: Worker, reported: Report): void {
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
    this.#deaths = [...this.#deaths.filter((time) => now - time < period), now];
    if (this.#deaths.length > maxDeaths) {
      this.#isStopping = true;
      this.#reportFailure(new WorkersFailedError(`Workers end again and again, the last one by ${reason}.`));
      return;
    }
    complain(`worker ${worker.process.pid} has ended (${reason}); another takes its place`);
    this.#fork();
  }

  #serveOrder(noted: Noted): Order {
    return { kind: 'serve', port: this.#command.port, noted: [...noted] };
  }

  /** One that has just died is told in vain. */
  #order(worker: Worker, order: Order): void {
    if (worker.isConnected()) worker.send(order, () => {});
  }
}
