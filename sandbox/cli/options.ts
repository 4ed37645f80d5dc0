import { defaultLimits } from '../hosts/limited-server.ts';
import { defaultMaxDelay, defaultMaxDelayed } from '../sandbox.ts';
import { type OptionDefinition, OptionReader } from './option-reader.ts';
import {
  bytesOf,
  countOf,
  hostsOf,
  millisecondsOf,
  oneOf,
  originOf,
  portOf,
  type Setting,
  workersOf,
} from './settings.ts';

/** The options of each command, in the order of its help. Parsing, help, and the table in the README are made from these. */
export const commandOptions = {
  serve: (option: OptionReader) => ({
    port: option.value('--port, -p 9000', '0 takes any that is free', portOf),
    host: option.text('--host 127.0.0.1', '0.0.0.0 answers the network') ?? '127.0.0.1',
    /** Undefined if any name is allowed, unless the host is this machine alone. */
    allowedHosts: option.value('--allowed-hosts NAMES', 'answer to these names: a.example,*.b.example', hostsOf),
    trustProxy: option.flag('--trust-proxy', 'believe X-Forwarded-* headers'),
    cert: option.text('--cert FILE', 'answer over TLS with this certificate, PEM, and its --key'),
    key: option.text('--key FILE', 'its private key, PEM'),
    clientCa: option.text('--client-ca FILE', 'ask clients for a certificate of this authority, PEM'),
    ...scenariosOption(option),
    ...allowOutsideOption(option),
    auth: option.value('--auth open|strict', 'strict asks for credentials', oneOf('open', 'strict')),
    dynamic: option.flag('--dynamic', 'vary bodies made from schemas'),
    watch: option.flag('--watch', 'read changed documents again'),
    workers: option.value('--workers 1', 'processes that answer; auto: one for each core', workersOf),
    log: option.value('--log pretty|json|off', 'a line for each request', oneOf('pretty', 'json', 'off')),
    /** In bytes. */
    bodyLimit: option.value('--body-limit 1mb', 'longer bodies are refused', bytesOf),
    /** In milliseconds, as all times are. */
    delay: option.value('--delay 0s', 'answer this much later, if Prefer does not say', time(0, 0)),
    delayJitter: option.value('--delay-jitter 0s', 'up to this much later still', time(0, 0)),
    maxDelay: option.value('--max-delay 30s', 'the longest delay of an answer', time(defaultMaxDelay, 0)),
    maxDelayed: option.value(
      '--max-delayed 10000',
      'answers that are delayed at once; more get 503',
      count(defaultMaxDelayed),
    ),
    maxConnections: option.value(
      '--max-connections 10000',
      'connections at once; more are closed',
      count(defaultLimits.maxConnections, 1),
    ),
    headerTimeout: option.value(
      '--header-timeout 20s',
      'for the header of a request to come',
      time(defaultLimits.headerTimeout),
    ),
    requestTimeout: option.value(
      '--request-timeout 2m',
      'for a request to come, with its body',
      time(defaultLimits.requestTimeout),
    ),
    keepAliveTimeout: option.value(
      '--keep-alive-timeout 65s',
      'for the next request on a connection',
      time(defaultLimits.keepAliveTimeout),
    ),
    idleTimeout: option.value(
      '--idle-timeout 2m',
      'for anything to move during a request',
      time(defaultLimits.idleTimeout),
    ),
  }),

  list: (option: OptionReader) => ({
    api: option.text('--api NAME', 'of this document only'),
    /** Keys of operations; empty for all. */
    operation: option.list('--operation KEY', "an operationId, or 'GET /path'; repeatable"),
    /** Statuses and ranges of them; empty for all. */
    status: option.list('--status 404|4xx', 'scenarios with this status; repeatable'),
    brief: option.flag('--brief', 'a line for each scenario, without curl'),
    origin: option.value('--origin URL', 'of the server, for the curl commands', originOf),
    ...scenariosOption(option),
    ...allowOutsideOption(option),
    json: option.flag('--json', 'the catalogue, as /_sandbox/scenarios serves it'),
  }),

  check: (option: OptionReader) => ({
    format: option.value(
      '--format pretty',
      'or json, github (annotations), sarif (2.1.0)',
      oneOf('pretty', 'json', 'github', 'sarif'),
    ),
    /** Null if any number is accepted. */
    maxWarnings: option.value('--max-warnings N', 'more warnings than this fail', count(null)),
    baseline: option.text(
      '--baseline FILE',
      'problems known from before do not count; says which\nof them are there no more',
    ),
    writeBaseline: option.text('--write-baseline FILE', 'take all problems of now for known'),
    all: option.flag('--all', 'show notes too, and every one of many alike'),
    ...scenariosOption(option),
    ...allowOutsideOption(option),
  }),

  verify: (option: OptionReader) => ({
    ...scenariosOption(option),
    ...allowOutsideOption(option),
  }),

  postman: (option: OptionReader) => ({
    out: option.text('--out DIR', 'the folder to write to, postman if left out') ?? 'postman',
    check: option.flag('--check', 'write nothing; exit code 1 when a file there is stale'),
    ...scenariosOption(option),
    ...allowOutsideOption(option),
  }),

  webhooks: (option: OptionReader) => ({
    to: option.text('--to URL', 'your endpoint, http:// or https://'),
    /** Names of webhooks or examples; empty if all are sent. */
    only: option.list('--only NAME', 'a webhook, an example, or webhook/example; repeatable'),
    api: option.text('--api NAME', 'of this document only'),
    header: option.list("--header, -H 'N: V'", 'a header to send along, such as a secret; repeatable'),
    timeout: option.value('--timeout 10s', 'for an answer: 500ms, 10s, 2m', time(10_000)),
    retry: option.value(
      '--retry N',
      'after no answer, 429 or 5xx, send again up to N times,\nwhen Retry-After says, but at most a timeout later',
      count(0),
    ),
    cert: option.text('--cert FILE', 'client certificate for mutual TLS, PEM, with its --key'),
    key: option.text('--key FILE', 'its private key, PEM'),
    ca: option.text('--ca FILE', 'the authority to trust instead of the usual ones, PEM'),
    json: option.flag('--json', 'a line of JSON for each'),
    ...allowOutsideOption(option),
  }),
} as const;

export type CommandName = keyof typeof commandOptions;

/** Returns the options of a command in the order of its help. */
export function definitionsOf(command: CommandName): readonly OptionDefinition[] {
  const reader = new OptionReader();
  commandOptions[command](reader);
  return reader.definitions;
}

function scenariosOption(option: OptionReader) {
  return { scenarios: option.text('--scenarios DIR', 'scenario files, <api>.yaml') };
}

function allowOutsideOption(option: OptionReader) {
  const help = 'read files that documents refer to, wherever they are';
  return { allowOutside: option.flag('--allow-outside', help) };
}

function time(byDefault: number, min = 1): (setting: Setting | undefined) => number {
  return (setting) => millisecondsOf(setting, byDefault, min);
}

function count<Default>(byDefault: Default, min = 0): (setting: Setting | undefined) => number | Default {
  return (setting) => countOf(setting, min) ?? byDefault;
}
