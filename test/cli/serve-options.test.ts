import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../sandbox/cli/arguments.ts';
import { variablesOf } from '../../sandbox/cli/option-reader.ts';
import { optionRows } from '../../sandbox/cli/option-table.ts';
import { definitionsOf } from '../../sandbox/cli/options.ts';
import { run } from '../../sandbox/cli/run.ts';
import { UsageError } from '../../sandbox/cli/usage-error.ts';
import { printedByCommands } from '../fixtures/printed.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const printed = printedByCommands();

it('sandbox/cli/README.md has the table of the options', () => {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const lines = optionRows(definitionsOf('serve')).map(([option, says, variables]) => {
    const names = variables.split(', ').map((name) => `\`${name}\``);
    return `| \`${cell(option)}\` | ${cell(says)} | ${names.join(', ')} |`;
  });
  const table = ['| option | what it does | by environment |', '|---|---|---|', ...lines].join('\n');
  expect(readFileSync(join(root, 'sandbox/cli/README.md'), 'utf8')).toContain(`\n${table}\n`);
});

it('help prints each option and its variable', async () => {
  expect(await run(['serve', '--help'], {})).toBe(0);
  for (const [option, says, variables] of optionRows(definitionsOf('serve'))) {
    const line = printed.out.split('\n').find((one) => one.startsWith(`  ${option} `));
    expect(line).toContain(says);
    expect(line).toContain(variables);
  }
});

/** A value different from the default. */
const others: Readonly<Record<string, string>> = {
  port: '8123',
  host: 'localhost',
  'allowed-hosts': 'a.example, *.b.example',
  'trust-proxy': 'true',
  cert: 'server.pem',
  key: 'server.key',
  'client-ca': 'ca.pem',
  scenarios: 'rules',
  'allow-outside': 'true',
  auth: 'strict',
  dynamic: '1',
  watch: 'true',
  workers: '3',
  log: 'off',
  'body-limit': '2mb',
  delay: '200ms',
  'delay-jitter': '1s',
  'max-delay': '45s',
  'max-delayed': '7',
  'max-connections': '8',
  'header-timeout': '900ms',
  'request-timeout': '3m',
  'keep-alive-timeout': '4s',
  'idle-timeout': '6s',
};

describe('every option of serve can be set by a variable as on the command line', () => {
  it.each(definitionsOf('serve').map(({ name, kind }) => [name, kind] as const))('%s', (name, kind) => {
    const given = kind === 'flag' ? [`--${name}`] : [`--${name}=${others[name]}`];
    const byLine = parseArguments(given, {});
    expect(byLine).not.toEqual(parseArguments([], {}));
    for (const variable of variablesOf(name)) expect(parseArguments([], { [variable]: others[name] })).toEqual(byLine);
  });
});

it.each([
  ['list', 'OPENAPI_SANDBOX_JSON', 'true', { json: true }],
  ['check', 'OPENAPI_SANDBOX_MAX_WARNINGS', '3', { maxWarnings: 3 }],
  ['check', 'OPENAPI_SANDBOX_WRITE_BASELINE', 'known.json', { writeBaseline: 'known.json' }],
  ['webhooks', 'OPENAPI_SANDBOX_HEADER', 'A: b\nC: d', { header: ['A: b', 'C: d'] }],
])('options of other commands too: %s by %s', (command, variable, value, want) => {
  expect(parseArguments([command], { [variable]: value })).toMatchObject(want);
});

describe('an ambiguous value is refused, and the message says what to write', () => {
  it.each([
    [['--host', ''], /--host must not be empty\. 127\.0\.0\.1 answers this machine, 0\.0\.0\.0 the network/],
    [['--host= '], /--host must not be empty/],
    [['--scenarios='], /--scenarios must not be empty/],
    [['--allowed-hosts', 'http://a.example'], /--allowed-hosts must be names .*without http/],
    [['--allowed-hosts', 'a.example:80'], /without http:\/\/ and port, not "a\.example:80"/],
    [['--allowed-hosts', 'a.example,'], /not ""/],
    [['--max-delay', '30'], /--max-delay must be a time such as 10s/],
    [['--max-delay', '2h'], /--max-delay/],
    [['--max-connections', '0'], /--max-connections must be a number from 1/],
    [['--workers', '0'], /--workers must be a number from 1 to 256, or auto, not "0"/],
    [['--workers', '257'], /--workers must be a number from 1 to 256/],
    [['--workers', 'many'], /--workers must be a number from 1 to 256, or auto, not "many"/],
    [['--header-timeout', '0s'], /--header-timeout/],
    [['check', '--baseline='], /--baseline must not be empty/],
    [['postman', '--out='], /--out must not be empty/],
  ])('%j', (given, want) => {
    expect(() => parseArguments(given, {})).toThrow(UsageError);
    expect(() => parseArguments(given, {})).toThrow(want);
  });

  it('an empty variable is ignored', () => {
    expect(parseArguments([], { HOST: '', OPENAPI_SANDBOX_HOST: '' })).toMatchObject({ host: '127.0.0.1' });
  });

  it('a delay of zero may be allowed', () => {
    expect(parseArguments(['--max-delay', '0s'], {})).toMatchObject({ maxDelay: 0 });
  });
});
