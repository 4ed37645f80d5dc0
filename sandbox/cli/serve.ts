import { listen } from '../hosts/node.ts';
import type { AccessLogEntry } from '../index.ts';
import { documentsToServe } from '../read/documents.ts';
import { type Files, watchedFiles } from '../read/files.ts';
import { openSandbox, type Sandbox } from '../sandbox.ts';
import { isLoopback } from '../serve/allowed-host.ts';
import type { Command } from './arguments.ts';
import { painter } from './colours.ts';
import { complain, print } from './output.ts';
import { createProblemReporter } from './report-problems.ts';
import { requestJson, requestLine } from './request-log.ts';
import { table } from './table.ts';
import { UsageError } from './usage-error.ts';
import { watch } from './watch.ts';

/** Serves until it is told to stop. */
export async function serve(command: Command<'serve'>): Promise<number> {
  const { port, host } = command;
  const files = watchedFiles();
  const stop = new AbortController();
  const opened = (from: Files) => openServed(command, from, stop.signal);
  const first = opened(files);
  let serving = first;
  const server = await listen((request) => serving.answer(request), limitsOf(command)).catch((error: unknown) => {
    throw new UsageError(listenFailure(error, port, host));
  });
  // Listened for before anybody is told that it runs: who reads that may stop it at once.
  const stopped = stopSignal();
  print(...welcome(first, server.url, command));
  const swap = (sandbox: Sandbox) => {
    serving = sandbox;
  };
  const work = command.watch ? watch({ first, files, open: opened, swap }, stop.signal) : reportOpened(first);
  const signal = await stopped;
  stop.abort();
  await Promise.all([server.close(), work]);
  complain(`stopped by ${signal}`);
  endAnyway();
  return 0;
}

/** Milliseconds in which whoever reads the output can take the rest of it. */
const lastWords = 1000;

/** What nobody reads holds a process for ever. */
export function endAnyway(): void {
  setTimeout(() => process.exit(0), lastWords).unref();
}

/** Tells what was found when the documents were opened; what is wrong with each operation, `check` tells. */
export function reportOpened(sandbox: Sandbox): void {
  const { report, end } = createProblemReporter();
  report(sandbox.unlocatedProblems());
  end();
}

/** The sandbox of the documents that a command names. @throws UsageError where there is none */
export function openServed(command: Command<'serve'>, files: Files, releaseDelayed: AbortSignal): Sandbox {
  const { documents, scenarios, allowOutside, auth, dynamic, bodyLimit, trustProxy, maxDelay, maxDelayed } = command;
  const inputs = documentsToServe(documents, scenarios, files);
  if (inputs.length === 0) {
    throw new UsageError('There is no document to serve. Name one: openapi-sandbox serve openapi.yaml');
  }
  const allowedHosts = command.allowedHosts ?? (isLoopback(command.host) ? [] : undefined);
  const settings = {
    ...{ allowOutside, auth, dynamic, bodyLimit, trustProxy, maxDelay, maxDelayed, releaseDelayed },
    ...(allowedHosts && { allowedHosts }),
    ...logging(command),
  };
  return openSandbox(inputs, settings, files);
}

/** Where it listens, and what clients may take. A delayed answer is no idle connection. */
export function limitsOf(command: Command<'serve'>): Parameters<typeof listen>[1] {
  const { port, host, headerTimeout, requestTimeout, keepAliveTimeout, maxConnections, maxDelay } = command;
  const idleTimeout = command.idleTimeout + maxDelay;
  return { port, host, headerTimeout, requestTimeout, keepAliveTimeout, idleTimeout, maxConnections };
}

/** Where it listens, and for a person what is served there. */
export function welcome({ plan }: Sandbox, url: string, { log, host }: Command<'serve'>): readonly string[] {
  const ready = `openapi-sandbox is listening on ${url}`;
  if (log === 'json') return [ready];
  const there = openable(url);
  const rows = plan.apis.map(({ name, title, version, basePaths, operations }) => [
    `${title} ${version}`.trim(),
    String(operations.length),
    String(operations.reduce((total, { scenarios }) => total + scenarios.length, 0)),
    basePaths.map((path) => path || '/').join(' and '),
    `${there}/_sandbox/docs/${encodeURIComponent(name)}`,
  ]);
  const overview = table(['API', 'operations', 'scenarios', 'base path', 'try it'], rows);
  const reach = isLoopback(host)
    ? []
    : ['  It answers every machine that can reach this one; --host 127.0.0.1 only this one.'];
  return [ready, '', ...overview, '', `  every scenario: ${there}/_sandbox/scenarios`, ...reach, ''];
}

/** An address that a browser on this machine can open: "all addresses" is none (RFC 1122, 3.2.1.3; RFC 4291, 2.5.2). */
function openable(url: string): string {
  return url.replace(/\/\/(0\.0\.0\.0|\[::\]):/, '//localhost:');
}

/** The first signal stops it in order; the second at once, with the exit code that shells have for it. */
export function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    let isStopping = false;
    for (const [signal, number] of [['SIGINT', 2] as const, ['SIGTERM', 15] as const]) {
      process.on(signal, () => {
        if (isStopping) process.exit(128 + number);
        isStopping = true;
        resolve(signal);
      });
    }
  });
}

export function listenFailure(error: unknown, port: number, host: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use. Stop what uses it, or choose another: --port ${port + 1}, or --port 0 for any`;
    case 'EACCES':
      return `Port ${port} may not be used by this account. Choose one above 1023: --port 9000`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}. --host 127.0.0.1 answers this machine, --host 0.0.0.0 the network`;
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** What becomes of each answer in the log. */
function logging({ log, colours }: Command<'serve'>): { readonly onAnswer?: (answered: AccessLogEntry) => void } {
  if (log === 'off') return {};
  if (log === 'json') return { onAnswer: (answered) => logLine(requestJson(answered)) };
  const paint = painter(colours, process.stdout.isTTY);
  return { onAnswer: (answered) => logLine(requestLine(answered, paint)) };
}

/** Bytes of a log that nobody reads; what is beyond is not kept for anybody. */
const maxUnread = 1_048_576;

function logLine(line: string): void {
  if (process.stdout.writableLength < maxUnread) print(line);
}
