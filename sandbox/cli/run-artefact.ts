import { parseArgs } from 'node:util';
import type { Artefact, ArtefactSettings } from '../artefact/artefact.ts';
import { openArtefact } from '../artefact/open.ts';
import { inflate } from '../hosts/inflate.ts';
import { colouringOf } from './colours.ts';
import { bugExitCode, failureLines } from './failure.ts';
import { type GivenOptions, OptionReader, parseConfig } from './option-reader.ts';
import { optionTable } from './option-table.ts';
import { complain, print } from './output.ts';
import {
  answerOptions,
  clientLimitOptions,
  limitOptions,
  logOption,
  networkOptions,
  type ServerOptions,
} from './server-options.ts';
import { answerSettings, checkedCertificates, exitSoon, startServer, startupLines, stopSignal } from './serving.ts';
import { UsageError } from './usage-error.ts';

/**
 * Runs a sandbox that was built for Node.js: serves until a signal stops it.
 *
 * @returns the exit code: 0 if done, 2 for wrong arguments, 70 for a bug of the sandbox
 */
export async function runArtefact(
  artefact: Artefact,
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  try {
    const given = parse(argv);
    if (given.version) print(artefact.version);
    else if (given.help) print(...helpLines());
    else await serveArtefact(artefact, optionsOf(given, { ...variablesFor(artefact.settings), ...environment }));
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      complain(`openapi-sandbox: ${error.message}`);
      return 2;
    }
    complain(...failureLines(error, environment));
    return bugExitCode;
  }
}

async function serveArtefact(artefact: Artefact, options: ServerOptions): Promise<void> {
  const certificates = checkedCertificates(options);
  const stop = new AbortController();
  const { plan, answer } = openArtefact(artefact, { ...answerSettings(options, stop.signal), inflate });
  const server = await startServer(answer, options, certificates);
  // Signals are handled before the first line is printed: a process that waits for that line may send one at once.
  const stopped = stopSignal();
  print(...startupLines(plan, server.url, options));
  const signal = await stopped;
  stop.abort();
  await server.close();
  complain(`stopped by ${signal}`);
  exitSoon();
}

function readOptions(option: OptionReader) {
  return {
    ...networkOptions(option),
    ...answerOptions(option),
    ...logOption(option),
    ...limitOptions(option),
    ...clientLimitOptions(option),
  };
}

function optionsOf(given: GivenOptions, environment: NodeJS.ProcessEnv): ServerOptions {
  return { ...readOptions(new OptionReader(given, environment)), colours: colouringOf(environment) };
}

function definitions() {
  const reader = new OptionReader();
  readOptions(reader);
  return reader.definitions;
}

/** @throws UsageError */
function parse(argv: readonly string[]): GivenOptions {
  try {
    return parseArgs({ args: [...argv], options: parseConfig(definitions()) }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new UsageError(`${message}. See --help`);
  }
}

function helpLines(): readonly string[] {
  return ['A sandbox server that openapi-sandbox built.', '', ...optionTable(definitions()).split('\n')];
}

/** Returns the environment variables by which the settings of the build apply, unless others are given at the start. */
function variablesFor(settings: ArtefactSettings): NodeJS.ProcessEnv {
  const { auth, dynamic, bodyLimit, trustProxy, delay, delayJitter, maxDelay } = settings;
  return {
    OPENAPI_SANDBOX_AUTH: auth,
    OPENAPI_SANDBOX_DYNAMIC: String(dynamic),
    OPENAPI_SANDBOX_BODY_LIMIT: String(bodyLimit),
    OPENAPI_SANDBOX_TRUST_PROXY: String(trustProxy),
    OPENAPI_SANDBOX_DELAY: `${delay}ms`,
    OPENAPI_SANDBOX_DELAY_JITTER: `${delayJitter}ms`,
    OPENAPI_SANDBOX_MAX_DELAY: `${maxDelay}ms`,
  };
}
