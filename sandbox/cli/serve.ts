import { listen } from '../hosts/node.ts';
import { type Answered, createSandbox, type Sandbox } from '../index.ts';
import { painter } from './colours.ts';
import { type Command, Usage } from './options.ts';
import { problemText } from './problem-text.ts';
import { requestJson, requestLine } from './request-log.ts';
import { table } from './table.ts';

/** Serves until it is told to stop. */
export async function serve(command: Command): Promise<number> {
  const { documents, scenarios, auth, dynamic, bodyLimit, port, host } = command;
  const sandbox = createSandbox({
    documents,
    auth,
    dynamic,
    bodyLimit,
    ...(scenarios !== undefined && { scenarios }),
    ...logging(command),
  });
  if (sandbox.plan.apis.length === 0) {
    throw new Usage('There is no document to serve. Name one: openapi-sandbox serve openapi.yaml');
  }
  const server = await listen(sandbox.fetch, { port, host }).catch((error: unknown) => {
    throw new Usage(listenFailure(error, port, host));
  });
  console.log(welcome(sandbox, server.url, command));
  const idle = planWhenIdle(sandbox);
  const signal = await stopSignal();
  idle.stop();
  await server.close();
  console.error(`stopped by ${signal}`);
  return 0;
}

/** Where it listens, and for a person what is served there. */
function welcome({ plan }: Sandbox, url: string, { log }: Command): string {
  const ready = `openapi-sandbox is listening on ${url}`;
  if (log === 'json') return ready;
  const rows = plan.apis.map(({ title, version, basePaths, operations }) => [
    `${title} ${version}`.trim(),
    String(operations.length),
    String(operations.reduce((total, { scenarios }) => total + scenarios.length, 0)),
    `${url}${basePaths.map((path) => path || '/').join(' and ')}`,
  ]);
  const overview = table(['API', 'operations', 'scenarios', 'address'], rows);
  return `${ready}\n\n${overview}\n\n  every scenario: ${url}/_sandbox/scenarios\n`;
}

/** Plans what no request has needed yet, one operation at a time, and tells what is wrong with the documents. */
function planWhenIdle(sandbox: Sandbox): { readonly stop: () => void } {
  let told = 0;
  let timer: NodeJS.Immediate;
  const step = (): void => {
    const more = sandbox.planNext();
    const problems = sandbox.problems();
    for (const problem of problems.slice(told)) console.error(`\n${problemText(problem)}`);
    told = problems.length;
    if (more) timer = setImmediate(step);
  };
  timer = setImmediate(step);
  return { stop: () => clearImmediate(timer) };
}

function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
  });
}

function listenFailure(error: unknown, port: number, host: string): string {
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
function logging({ log, colours }: Command): { readonly onAnswer?: (answered: Answered) => void } {
  if (log === 'off') return {};
  if (log === 'json') return { onAnswer: (answered) => console.log(requestJson(answered)) };
  const paint = painter(colours, process.stdout.isTTY);
  return { onAnswer: (answered) => console.log(requestLine(answered, paint)) };
}
