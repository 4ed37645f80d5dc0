import type { ServerCertificates } from '../hosts/limited-server.ts';
import { type Listening, listen } from '../hosts/node.ts';
import type { Plan } from '../plan.ts';
import type { AccessLogEntry } from '../serve/access-log.ts';
import { isLoopback } from '../serve/allowed-host.ts';
import { painter } from './colours.ts';
import { complain, print } from './output.ts';
import { requestJson, requestLine } from './request-log.ts';
import { serverCertificates, validityNote } from './server-certificates.ts';
import type { ServerOptions } from './server-options.ts';
import { table } from './table.ts';
import { UsageError } from './usage-error.ts';

/** Reads the certificates of a command, and says if clients will refuse them. @throws UsageError if they cannot be used */
export function checkedCertificates(command: ServerOptions): ServerCertificates | undefined {
  const certificates = serverCertificates(command);
  const note = validityNote(command, certificates);
  if (note !== null) complain(note);
  return certificates;
}

/** Milliseconds for the reader of the output to receive the rest of it. */
const exitDelayMs = 1000;

/** Exits soon, even if output that is not read keeps the process alive. */
export function exitSoon(): void {
  setTimeout(() => process.exit(0), exitDelayMs).unref();
}

/** Returns the names to answer to: listed ones, and the own address, which requests without a `Host` are sent to. */
function allowedHostsOf({ allowedHosts, host }: ServerOptions): readonly string[] | undefined {
  if (!allowedHosts) return isLoopback(host) ? [] : undefined;
  return [...allowedHosts, host.includes(':') ? `[${host}]` : host];
}

/** Returns how requests are answered and logged. @param releaseDelayed when aborted, delayed answers are sent at once */
export function answerSettings(options: ServerOptions, releaseDelayed: AbortSignal) {
  const { auth, dynamic, bodyLimit, trustProxy, delay, delayJitter, maxDelay, maxDelayed } = options;
  const allowedHosts = allowedHostsOf(options);
  return {
    ...{ auth, dynamic, bodyLimit, trustProxy, delay, delayJitter, maxDelay, maxDelayed, releaseDelayed },
    ...(allowedHosts && { allowedHosts }),
    ...logging(options),
  };
}

/** Starts a server. @throws UsageError if it cannot listen, which says what to do */
export function startServer(
  answer: Parameters<typeof listen>[0],
  options: ServerOptions,
  certificates: ServerCertificates | undefined,
): Promise<Listening> {
  return listen(answer, { ...limitsOf(options), certificates }).catch((error: unknown) => {
    throw new UsageError(listenFailure(error, options.port, options.host));
  });
}

/** Returns where to listen, and the limits for clients. The idle timeout allows for the longest delay. */
export function limitsOf(command: ServerOptions): Parameters<typeof listen>[1] {
  const { port, host, headerTimeout, requestTimeout, keepAliveTimeout, maxConnections, maxDelay } = command;
  const idleTimeout = command.idleTimeout + maxDelay;
  return { port, host, headerTimeout, requestTimeout, keepAliveTimeout, idleTimeout, maxConnections };
}

/** Returns the lines that are printed when the server listens: its address and, unless the log is JSON, its APIs. */
export function startupLines(plan: Plan, url: string, { log, host }: ServerOptions, ...notes: string[]): string[] {
  const ready = `openapi-sandbox is listening on ${url}`;
  if (log === 'json') return [ready];
  const there = browsable(url);
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
  return [ready, '', ...overview, '', `  every scenario: ${there}/_sandbox/scenarios`, ...notes, ...reach, ''];
}

/** Replaces an unspecified address by one that a browser can open (RFC 1122, 3.2.1.3; RFC 4291, 2.5.2). */
function browsable(url: string): string {
  return url.replace(/\/\/(0\.0\.0\.0|\[::\]):/, '//localhost:');
}

/** Resolves with the first signal to stop; a second one exits at once, with the exit code of shells for it. */
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

/** Returns how responses are logged. */
function logging({ log, colours }: ServerOptions): { readonly onAnswer?: (answered: AccessLogEntry) => void } {
  if (log === 'off') return {};
  if (log === 'json') return { onAnswer: (answered) => logLine(requestJson(answered)) };
  const paint = painter(colours, process.stdout.isTTY);
  return { onAnswer: (answered) => logLine(requestLine(answered, paint)) };
}

/** Bytes of unread log that are kept; later lines are dropped. */
const maxUnreadBytes = 1_048_576;

function logLine(line: string): void {
  if (process.stdout.writableLength < maxUnreadBytes) print(line);
}
