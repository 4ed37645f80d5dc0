import cluster from 'node:cluster';
import { listen } from '../hosts/node.ts';
import type { Sandbox } from '../index.ts';
import { diskFiles } from '../read/files.ts';
import type { Command } from './arguments.ts';
import { notedFiles } from './noted-files.ts';
import { endAnyway, limitsOf, listenFailure, openServed, stopSignal } from './serve.ts';
import { UsageError } from './usage-error.ts';

/** What the process that reads the documents tells one that answers. */
export type Order = ServeOrder | { readonly kind: 'stop' };

interface ServeOrder {
  readonly kind: 'serve';
  readonly port: number;
  /** What was read of files. */
  readonly noted: readonly (readonly [string, string])[];
}

/** What one that answers tells: it waits for its first order, it listens, or it cannot. */
export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'listening'; readonly url: string }
  | { readonly kind: 'failed'; readonly message: string };

/** Answers requests as one of several processes that share a port, until it is told to stop. It prints their log alone. */
export async function work(command: Command<'serve'>): Promise<number> {
  const own = shareOf(command);
  const stop = new AbortController();
  const stopped = Promise.race([stopSignal(), stopOrder()]);
  let serving: Sandbox | undefined;
  let server = { close: async (): Promise<void> => {} };

  const serve = async ({ noted, port }: ServeOrder): Promise<void> => {
    const sandbox = openServed(own, notedFiles(diskFiles, new Map(noted)), stop.signal);
    const isFirst = serving === undefined;
    serving = sandbox;
    if (isFirst) {
      const listening = await listen((request) => (serving ?? sandbox).answer(request), {
        ...limitsOf(own),
        port,
      }).catch((error: unknown) => {
        throw new UsageError(listenFailure(error, command.port, command.host));
      });
      server = listening;
      report({ kind: 'listening', url: listening.url });
    }
  };
  const failing = new Promise<never>((_, reject) => {
    process.on('message', (order: Order) => {
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
    endAnyway();
  }
}

/** What is allowed of all is divided among them: connections come to each in turn. */
function shareOf(command: Command<'serve'>): Command<'serve'> {
  const share = (total: number) => Math.ceil(total / command.workers);
  return { ...command, maxConnections: share(command.maxConnections), maxDelayed: share(command.maxDelayed) };
}

function report(reported: Report): void {
  process.send?.(reported);
}

function stopOrder(): Promise<void> {
  return new Promise((resolve) => {
    process.on('message', ({ kind }: Order) => {
      if (kind === 'stop') resolve();
    });
  });
}
