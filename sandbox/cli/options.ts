import { type OptionDefinition, OptionReader } from './option-reader.ts';
import {
  answerOptions,
  clientLimitOptions,
  count,
  limitOptions,
  logOption,
  networkOptions,
  time,
} from './server-options.ts';
import { oneOf, originOf, workersOf } from './settings.ts';

/** The options of each command, in the order of its help. Parsing, help, and the table in the README are made from these. */
export const commandOptions = {
  serve: (option: OptionReader) => ({
    ...networkOptions(option),
    ...scenariosOption(option),
    ...allowOutsideOption(option),
    ...answerOptions(option),
    watch: option.flag('--watch', 'read changed documents again'),
    workers: option.value('--workers 1', 'processes that answer; auto: one for each core', workersOf),
    ...logOption(option),
    ...limitOptions(option),
    ...clientLimitOptions(option),
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

  build: (option: OptionReader) => ({
    target: option.value('--target node', 'or worker, lambda, browser', oneOf('node', 'worker', 'lambda', 'browser')),
    out: option.text('--out, -o PATH', 'the file to write, or the folder of browser; named by\nthe target if left out'),
    check: option.flag('--check', 'write nothing; exit code 1 when what is there is stale'),
    ...scenariosOption(option),
    ...allowOutsideOption(option),
    ...answerOptions(option),
    trustProxy: option.flag('--trust-proxy', 'believe X-Forwarded-* headers'),
    ...limitOptions(option),
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
