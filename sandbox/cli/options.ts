import { parseArgs } from 'node:util';
import { defaultBodyLimit } from '../index.ts';
import { type Colouring, colouringOf } from './colours.ts';

/** A command line that cannot be carried out; the message says what to do instead. */
export class Usage extends Error {
  override readonly name = 'Usage';
}

export const commandNames = ['serve', 'list', 'check', 'verify', 'postman'] as const;
export type CommandName = (typeof commandNames)[number];

/** A command and its options, from the command line, else the environment, else by default. */
export interface Command {
  readonly show: null;
  readonly command: CommandName;
  readonly documents: readonly string[];
  readonly port: number;
  readonly host: string;
  readonly scenarios: string | undefined;
  readonly auth: 'open' | 'strict';
  readonly dynamic: boolean;
  /** Documents are read again when they change. */
  readonly watch: boolean;
  /** A proxy says where the sandbox is found. */
  readonly trustProxy: boolean;
  readonly log: 'pretty' | 'json' | 'off';
  readonly colours: Colouring;
  /** Bytes. */
  readonly bodyLimit: number;
  readonly json: boolean;
  readonly format: 'pretty' | 'json' | 'github' | 'sarif';
  /** More warnings than this fail; null: any number is fine. */
  readonly maxWarnings: number | null;
  /** The file of known problems that do not count. */
  readonly baseline: string | undefined;
  readonly writeBaseline: string | undefined;
  /** Notes too, and every one of many alike. */
  readonly all: boolean;
  /** The folder that files are written to. */
  readonly out: string;
  /** Nothing is written; what is stale is named. */
  readonly check: boolean;
}

export type Arguments =
  | Command
  | { readonly show: 'version' }
  | { readonly show: 'help'; readonly command: CommandName | null };

const options = {
  port: { type: 'string', short: 'p' },
  host: { type: 'string' },
  scenarios: { type: 'string' },
  auth: { type: 'string' },
  log: { type: 'string' },
  'body-limit': { type: 'string' },
  dynamic: { type: 'boolean' },
  watch: { type: 'boolean' },
  'trust-proxy': { type: 'boolean' },
  json: { type: 'boolean' },
  format: { type: 'string' },
  'max-warnings': { type: 'string' },
  baseline: { type: 'string' },
  'write-baseline': { type: 'string' },
  all: { type: 'boolean' },
  out: { type: 'string' },
  check: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** Which options a command takes. */
const taken: Readonly<Record<CommandName, readonly string[]>> = {
  serve: ['port', 'host', 'scenarios', 'auth', 'dynamic', 'watch', 'trust-proxy', 'log', 'body-limit'],
  list: ['scenarios', 'json'],
  check: ['scenarios', 'format', 'max-warnings', 'baseline', 'write-baseline', 'all'],
  verify: ['scenarios'],
  postman: ['scenarios', 'out', 'check'],
};

/** @throws Usage */
export function parseArguments(argv: readonly string[], environment: NodeJS.ProcessEnv): Arguments {
  const { values, positionals } = parse(argv);
  const [first, ...rest] = positionals;
  const named = commandNames.find((name) => name === first);
  const command = named ?? 'serve';
  if (values.version) return { show: 'version' };
  if (values.help) return { show: 'help', command: named ?? null };
  for (const name of Object.keys(values)) {
    if (!taken[command].includes(name))
      throw new Usage(`${command} has no option --${name}. See openapi-sandbox ${command} --help`);
  }
  const documents = named ? rest : positionals;
  for (const document of documents) refuseUnknownCommand(document);
  const setting = (name: keyof typeof values, ...variables: readonly string[]) => {
    const given = values[name];
    if (typeof given === 'string') return { value: given, from: `--${name}` };
    const variable = variables.find((one) => environment[one] !== undefined && environment[one] !== '');
    return variable === undefined ? undefined : { value: environment[variable] ?? '', from: variable };
  };
  return {
    show: null,
    command,
    documents,
    port: portOf(setting('port', 'OPENAPI_SANDBOX_PORT', 'PORT')),
    host: setting('host', 'OPENAPI_SANDBOX_HOST', 'HOST')?.value ?? '127.0.0.1',
    scenarios: setting('scenarios', 'OPENAPI_SANDBOX_SCENARIOS')?.value,
    auth: oneOf(setting('auth', 'OPENAPI_SANDBOX_AUTH'), ['open', 'strict'] as const),
    log: oneOf(setting('log', 'OPENAPI_SANDBOX_LOG'), ['pretty', 'json', 'off'] as const),
    colours: colouringOf(environment),
    bodyLimit: bytesOf(setting('body-limit', 'OPENAPI_SANDBOX_BODY_LIMIT')),
    dynamic: flagOf(values.dynamic, setting('dynamic', 'OPENAPI_SANDBOX_DYNAMIC')),
    watch: flagOf(values.watch, setting('watch', 'OPENAPI_SANDBOX_WATCH')),
    trustProxy: flagOf(values['trust-proxy'], setting('trust-proxy', 'OPENAPI_SANDBOX_TRUST_PROXY')),
    json: values.json === true,
    format: oneOf(setting('format'), ['pretty', 'json', 'github', 'sarif'] as const),
    maxWarnings: countOf(setting('max-warnings')),
    baseline: setting('baseline')?.value,
    writeBaseline: setting('write-baseline')?.value,
    all: values.all === true,
    out: setting('out')?.value ?? 'postman',
    check: values.check === true,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    const message = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new Usage(`${message}. See openapi-sandbox --help`);
  }
}

/** A word without a dot or slash is no document; whoever writes one means a command. */
function refuseUnknownCommand(document: string): void {
  if (/[./\\=]/.test(document)) return;
  throw new Usage(`There is no command "${document}". The commands are: ${commandNames.join(', ')}`);
}

interface Setting {
  readonly value: string;
  /** The option or variable that it comes from. */
  readonly from: string;
}

function portOf(setting: Setting | undefined): number {
  if (setting === undefined) return 9000;
  const port = Number(setting.value);
  if (/^\d+$/.test(setting.value) && port <= 65_535) return port;
  throw new Usage(`${setting.from} must be a port from 0 to 65535, not "${setting.value}"`);
}

/** An option without a value, or a variable that says yes or no. */
function flagOf(given: boolean | undefined, setting: Setting | undefined): boolean {
  if (given !== undefined || setting === undefined) return given === true;
  return /^(true|1)$/.test(oneOf(setting, ['false', 'true', '0', '1'] as const));
}

function countOf(setting: Setting | undefined): number | null {
  if (setting === undefined) return null;
  if (/^\d+$/.test(setting.value)) return Number(setting.value);
  throw new Usage(`${setting.from} must be a number from 0, not "${setting.value}"`);
}

function oneOf<T extends string>(setting: Setting | undefined, choices: readonly [T, ...T[]]): T {
  if (setting === undefined) return choices[0];
  const found = choices.find((choice) => choice === setting.value);
  if (found !== undefined) return found;
  throw new Usage(`${setting.from} must be one of ${choices.join(', ')}, not "${setting.value}"`);
}

const units: Readonly<Record<string, number>> = { '': 1, b: 1, kb: 1024, mb: 1024 ** 2 };

function bytesOf(setting: Setting | undefined): number {
  if (setting === undefined) return defaultBodyLimit;
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(setting.value) ?? [];
  const factor = units[unit.toLowerCase()];
  if (number !== undefined && factor !== undefined) return Math.floor(Number(number) * factor);
  throw new Usage(`${setting.from} must be a size such as 1mb, 500kb or 20000, not "${setting.value}"`);
}
