import cluster from 'node:cluster';
import { listen } from '../hosts/node.ts';
import type { Sandbox } from '../index.ts';
import { diskFiles } from '../read/files.ts';
import type { Command } from './arguments.ts';
import { recordedFiles } from './recorded-files.ts';
import { openServed } from './serve.ts';
import { serverCertificates } from './server-certificates.ts';
import { exitSoon, limitsOf, listenFailure, stopSignal } from './serving.ts';
import { UsageError } from './usage-error.ts';

/** A message from the primary process to a worker. */
export type WorkerOrder = ServeOrder | { readonly kind: 'stop' };

interface ServeOrder {
  readonly kind: 'serve';
  readonly port: number;
  /** The recorded content of files. */
  readonly recorded: readonly (readonly [string, string])[];
}

/** A message from a worker: it waits for its first order, it listens, or it cannot listen. */
export type WorkerReport =
  | { readonly kind: 'ready' }
  | { readonly kind: 'listening'; readonly url: string }
  | { readonly kind: 'failed'; readonly message: string };

/** Handles requests as one of several processes that share a port, until it is stopped. It prints only its log. */
export async function runWorker(command: Command<'serve'>): Promise<number> {
  const own = shareOf(command);
  const stop = new AbortController();
  const stopped = Promise.race([stopSignal(), stopOrder()]);
  let serving: Sandbox | undefined;
  let server = { close: async (): Promise<void> => {} };

  const serve = async ({ recorded, port }: ServeOrder): Promise<void> => {
    const sandbox = openServed(own, recordedFiles(diskFiles, new Map(recorded)), stop.signal);
    const isFirst = serving === undefined;
    serving = sandbox;
    if (isFirst) {
      const listening = await listen((...exchange) => (serving ?? sandbox).answer(...exchange), {
        ...limitsOf(own),
        port,
        certificates: serverCertificates(own),
      }).catch((error: unknown) => {
        throw new UsageError(listenFailure(error, command.port, command.host));
      });
      server = listening;
      report({ kind: 'listening', url: listening.url });
    }
  };
  const failing = new Promise<never>((_, reject) => {
    process.on('message', (order: WorkerOrder) => {
      if (order.kind === 'serve') serve(order).catch(reject);
    });
  });

  report({ kind: 'ready' });
  try {
    await Promise.race([stopped, failing]);
    stop.abort();
    await server.close();
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    report({ kind: 'failed', message: error.message });
    return 2;
  } finally {
    cluster.worker?.disconnect();
    exitSoon();
  }
}

/** Divides the limits of the server among the workers, which get connections in turn. */
function shareOf(command: Command<'serve'>): Command<'serve'> {
  const share = (total: number) => Math.ceil(total / command.workers);
  return { ...command, maxConnections: share(command.maxConnections), maxDelayed: share(command.maxDelayed) };
}

function report(reported: WorkerReport): void {
  process.send?.(reported);
}

function stopOrder(): Promise<void> {
  return new Promise((resolve) => {
    process.on('message', ({ kind }: WorkerOrder) => {
      if (kind === 'stop') resolve();
    });
  });
}
