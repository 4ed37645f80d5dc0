import { parseArgs } from 'node:util';
import { defaultLimits } from '../hosts/node.ts';
import { defaultMaxDelay, defaultMaxDelayed } from '../sandbox.ts';
import { isLike } from '../syntax/similar-name.ts';
import { type Colouring, colouringOf } from './colours.ts';
import { serveOptions, variablesOf } from './serve-options.ts';
import {
  bytesOf,
  countOf,
  flagOf,
  hostsOf,
  millisecondsOf,
  oneOf,
  portOf,
  type Setting,
  workersOf,
} from './settings.ts';
import { UsageError } from './usage-error.ts';

export { UsageError as Usage } from './usage-error.ts';

export const commandNames = ['serve', 'list', 'check', 'verify', 'postman', 'webhooks'] as const;
export type CommandName = (typeof commandNames)[number];

/** A command and its options, from the command line, else the environment, else by default. */
export interface Command {
  readonly show: null;
  readonly command: CommandName;
  readonly documents: readonly string[];
  readonly port: number;
  readonly host: string;
  readonly scenarios: string | undefined;
  /** Documents may refer to files outside of their projects. */
  readonly allowOutside: boolean;
  readonly auth: 'open' | 'strict';
  readonly dynamic: boolean;
  /** Documents are read again when they change. */
  readonly watch: boolean;
  /** Processes that answer. */
  readonly workers: number;
  /** A proxy says where the sandbox is found. */
  readonly trustProxy: boolean;
  /** The names that it answers to; undefined: it depends on the host. */
  readonly allowedHosts: readonly string[] | undefined;
  /** Milliseconds, as all times are. */
  readonly maxDelay: number;
  readonly maxDelayed: number;
  readonly maxConnections: number;
  readonly headerTimeout: number;
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
  readonly idleTimeout: number;
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
  /** Where webhooks are sent. */
  readonly to: string | undefined;
  /** Webhooks and examples by name; none: all. */
  readonly only: readonly string[];
  readonly api: string | undefined;
  /** `Name: value`, sent with each. */
  readonly header: readonly string[];
  /** Milliseconds. */
  readonly timeout: number;
  /** How often what gets no answer is sent once more. */
  readonly retry: number;
  /** Files. */
  readonly cert: string | undefined;
  readonly key: string | undefined;
  readonly ca: string | undefined;
}

export type Arguments =
  | Command
  | { readonly show: 'version' }
  | { readonly show: 'help'; readonly command: CommandName | null };

const options = {
  port: { type: 'string', short: 'p' },
  host: { type: 'string' },
  scenarios: { type: 'string' },
  'allow-outside': { type: 'boolean' },
  auth: { type: 'string' },
  log: { type: 'string' },
  'body-limit': { type: 'string' },
  dynamic: { type: 'boolean' },
  watch: { type: 'boolean' },
  workers: { type: 'string' },
  'trust-proxy': { type: 'boolean' },
  'allowed-hosts': { type: 'string' },
  'max-delay': { type: 'string' },
  'max-delayed': { type: 'string' },
  'max-connections': { type: 'string' },
  'header-timeout': { type: 'string' },
  'request-timeout': { type: 'string' },
  'keep-alive-timeout': { type: 'string' },
  'idle-timeout': { type: 'string' },
  json: { type: 'boolean' },
  format: { type: 'string' },
  'max-warnings': { type: 'string' },
  baseline: { type: 'string' },
  'write-baseline': { type: 'string' },
  all: { type: 'boolean' },
  out: { type: 'string' },
  check: { type: 'boolean' },
  to: { type: 'string' },
  only: { type: 'string', multiple: true },
  api: { type: 'string' },
  header: { type: 'string', short: 'H', multiple: true },
  timeout: { type: 'string' },
  retry: { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
  ca: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** Which options a command takes. */
const taken: Readonly<Record<CommandName, readonly string[]>> = {
  serve: serveOptions.map(({ name }) => name),
  list: ['scenarios', 'allow-outside', 'json'],
  check: ['scenarios', 'allow-outside', 'format', 'max-warnings', 'baseline', 'write-baseline', 'all'],
  verify: ['scenarios', 'allow-outside'],
  postman: ['scenarios', 'allow-outside', 'out', 'check'],
  webhooks: ['allow-outside', 'to', 'only', 'api', 'header', 'timeout', 'retry', 'cert', 'key', 'ca', 'json'],
};

/** @throws UsageError */
export function parseArguments(argv: readonly string[], environment: NodeJS.ProcessEnv): Arguments {
  const { values, positionals } = parse(argv);
  const [first, ...rest] = positionals;
  const named = commandNamed(first);
  const command = named ?? 'serve';
  if (values.version) return { show: 'version' };
  if (values.help) return { show: 'help', command: named ?? null };
  if (first === 'help') return helpFor(rest[0]);
  for (const name of Object.keys(values)) {
    if (!taken[command].includes(name))
      throw new UsageError(
        `${command} has no option --${name}.${hint(name, command)} See openapi-sandbox ${command} --help`,
      );
  }
  const documents = named ? rest : positionals;
  for (const document of documents) refuseUnknownCommand(document);
  const setting = (name: keyof typeof values): Setting | undefined => {
    const given = values[name];
    if (typeof given === 'string') return { value: filled(name, given), from: `--${name}` };
    const variable = variablesOf(name).find((one) => environment[one] !== undefined && environment[one] !== '');
    return variable === undefined ? undefined : { value: environment[variable] ?? '', from: variable };
  };
  const text = (name: keyof typeof values) => setting(name)?.value;
  const flag = (name: keyof typeof values) => flagOf(values[name] === true ? true : undefined, setting(name));
  const time = (name: keyof typeof values, byDefault: number, least = 1) =>
    millisecondsOf(setting(name), byDefault, least);
  return {
    show: null,
    command,
    documents,
    port: portOf(setting('port')),
    host: text('host') ?? '127.0.0.1',
    scenarios: text('scenarios'),
    allowOutside: flag('allow-outside'),
    auth: oneOf(setting('auth'), ['open', 'strict'] as const),
    log: oneOf(setting('log'), ['pretty', 'json', 'off'] as const),
    colours: colouringOf(environment),
    bodyLimit: bytesOf(setting('body-limit')),
    dynamic: flag('dynamic'),
    watch: flag('watch'),
    workers: workersOf(setting('workers')),
    trustProxy: flag('trust-proxy'),
    allowedHosts: hostsOf(setting('allowed-hosts')),
    maxDelay: time('max-delay', defaultMaxDelay, 0),
    maxDelayed: countOf(setting('max-delayed')) ?? defaultMaxDelayed,
    maxConnections: countOf(setting('max-connections'), 1) ?? defaultLimits.maxConnections,
    headerTimeout: time('header-timeout', defaultLimits.headerTimeout),
    requestTimeout: time('request-timeout', defaultLimits.requestTimeout),
    keepAliveTimeout: time('keep-alive-timeout', defaultLimits.keepAliveTimeout),
    idleTimeout: time('idle-timeout', defaultLimits.idleTimeout),
    json: flag('json'),
    format: oneOf(setting('format'), ['pretty', 'json', 'github', 'sarif'] as const),
    maxWarnings: countOf(setting('max-warnings')),
    baseline: text('baseline'),
    writeBaseline: text('write-baseline'),
    all: flag('all'),
    out: text('out') ?? 'postman',
    check: flag('check'),
    to: text('to'),
    only: values.only ?? linesOf(text('only')),
    api: text('api'),
    header: values.header ?? linesOf(text('header')),
    timeout: time('timeout', 10_000),
    retry: countOf(setting('retry')) ?? 0,
    cert: text('cert'),
    key: text('key'),
    ca: text('ca'),
  };
}

/** @throws UsageError for an empty value, which systems take for anything: an empty host is every address of the machine */
function filled(name: string, value: string): string {
  if (value.trim() !== '') return value;
  const more =
    name === 'host' ? '. 127.0.0.1 answers this machine, 0.0.0.0 the network' : ', or the option is to be left out';
  throw new UsageError(`--${name} must not be empty${more}`);
}

/** What can be given several times is a line each. */
function linesOf(value: string | undefined): readonly string[] {
  return (value ?? '').split('\n').filter((line) => line !== '');
}

function commandNamed(word: string | undefined): CommandName | undefined {
  return commandNames.find((name) => name === word);
}

/** `openapi-sandbox help`, `openapi-sandbox help serve` */
function helpFor(word: string | undefined): Arguments {
  const command = commandNamed(word);
  if (word !== undefined && command === undefined) throw unknownCommand(word);
  return { show: 'help', command: command ?? null };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    const message = (error instanceof Error ? error.message.split('. ')[0] : undefined) ?? String(error);
    const command = argv.map(commandNamed).find((name) => name !== undefined);
    const unknown = /^Unknown option '--?([^']*)'/.exec(message)?.[1];
    const intended = unknown === undefined ? '' : hint(unknown, command ?? 'serve');
    throw new UsageError(`${message}.${intended} See openapi-sandbox ${command ? `${command} ` : ''}--help`);
  }
}

/** Which option of the command may have been meant. */
function hint(name: string, command: CommandName): string {
  const intended = taken[command].find((option) => isLike(option, name));
  return intended === undefined ? '' : ` Did you mean --${intended}?`;
}

/** A word without a dot or slash is no document; whoever writes one means a command. */
function refuseUnknownCommand(document: string): void {
  if (!/[./\\=]/.test(document)) throw unknownCommand(document);
}

function unknownCommand(word: string): UsageError {
  const intended = commandNames.find((name) => isLike(name, word));
  const question = intended === undefined ? '' : ` Did you mean ${intended}?`;
  return new UsageError(`There is no command "${word}".${question} The commands are: ${commandNames.join(', ')}`);
}
