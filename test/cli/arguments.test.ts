import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandNames, parseArguments } from '../../sandbox/cli/arguments.ts';
import { run } from '../../sandbox/cli/run.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { printedByCommands } from '../fixtures/printed.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const printed = printedByCommands();

const get = { operationId: 'list', responses: { 200: response({ ok: [] }), 404: response({ none: {} }) } };
const folder = writeFiles({
  'pets.json': JSON.stringify(documentOf({ '/pets': { get } })),
  'petstore/openapi.yaml': JSON.stringify(documentOf({ '/pets': { get } })),
  'broken.yaml': 'openapi: 3.1.1\npaths:\n  /pets: {get: [}\n',
  'broken.json': '{\n  "openapi": "3.1.1",\n  "paths": }\n}',
  'no-version.yaml': 'info:\n  title: Pets\npaths: {}\n',
  'odd-version.yaml': 'info: {}\nopenapi: 4.0.0\npaths: {}\n',
  'twice.yaml': 'openapi: 3.1.1\ninfo: {}\ninfo: {}\n',
  'dangling.yaml': "openapi: 3.1.1\npaths:\n  /pets:\n    $ref: '#/components/pathItems/Pets'\n",
  'missing-file.yaml': 'openapi: 3.1.1\npaths:\n  /pets:\n    $ref: pets/item.yaml\n',
  'rules/pets.yaml': 'rules:\n  - operation: list\n    answer: 200/many\n',
  'form/pets.yaml': 'rules:\n  - operation: list\n    anwser: 200/ok\n',
});
const file = (name: string) => join(folder, name);
const pets = file('pets.json');

interface Row {
  readonly name: string;
  readonly given: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** A part of the message. */
  readonly want: readonly (string | RegExp)[];
}

const bad: readonly Row[] = [
  { name: 'an unknown option', given: ['--prot', '80'], want: ['--prot', 'Did you mean --port?', 'sandbox --help'] },
  {
    name: 'an unknown option of another command',
    given: ['check', '--max-warning=0'],
    want: ["'--max-warning'. Did you mean --max-warnings?", 'check --help'],
  },
  { name: 'an option like none', given: ['list', '--colourful'], want: [/'--colourful'\. See .*list --help/] },
  {
    name: 'an option of another command that is like one of this',
    given: ['webhooks', '--port', '80'],
    want: [/webhooks has no option --port\. See .*webhooks --help/],
  },
  { name: 'help on an unknown command', given: ['help', 'serv'], want: ['"serv". Did you mean serve?'] },
  { name: 'a command like none', given: ['frobnicate'], want: [/"frobnicate"\. The commands are: serve, list/] },
  { name: 'an unknown short option', given: ['-x'], want: ['-x', '--help'] },
  { name: 'an option of another command', given: ['list', '--port', '80'], want: ['list', '--port'] },
  { name: 'an unknown command', given: ['chekc'], want: ['"chekc". Did you mean check?', 'serve, list'] },
  { name: 'an option without its value', given: ['--port'], want: ['--port'] },
  { name: 'a port that is no number', given: ['--port', 'http'], want: ['--port', '"http"', '65535'] },
  { name: 'a port that is too high', given: ['-p', '65536'], want: ['--port', '65535'] },
  { name: 'a port below zero', given: ['--port=-1'], want: ['--port', '-1'] },
  { name: 'a port with a fraction', given: ['--port', '80.5'], want: ['--port', '80.5'] },
  { name: 'a bad port of the environment', given: [], environment: { PORT: 'x' }, want: ['PORT must be', '"x"'] },
  {
    name: 'our own variable before the usual one',
    given: [],
    environment: { PORT: '80', OPENAPI_SANDBOX_PORT: 'y' },
    want: ['OPENAPI_SANDBOX_PORT', '"y"'],
  },
  {
    name: 'an option before the environment',
    given: ['--port', 'z'],
    environment: { PORT: 'x' },
    want: ['--port', '"z"'],
  },
  { name: 'another way to authenticate', given: ['--auth', 'maybe'], want: ['--auth', 'open', 'strict'] },
  {
    name: 'the same by the environment',
    given: [],
    environment: { OPENAPI_SANDBOX_AUTH: 'no' },
    want: ['OPENAPI_SANDBOX_AUTH'],
  },
  { name: 'another log', given: ['--log', 'loud'], want: ['--log', 'pretty', 'json', 'off'] },
  {
    name: 'the same log by the environment',
    given: [],
    environment: { OPENAPI_SANDBOX_LOG: 'loud' },
    want: ['OPENAPI_SANDBOX_LOG'],
  },
  { name: 'a limit that is no size', given: ['--body-limit', 'lots'], want: ['--body-limit', '1mb'] },
  { name: 'a limit in another unit', given: ['--body-limit', '3tb'], want: ['--body-limit', '1mb'] },
  {
    name: 'the same limit by the environment',
    given: [],
    environment: { OPENAPI_SANDBOX_BODY_LIMIT: '-1' },
    want: ['OPENAPI_SANDBOX_BODY_LIMIT'],
  },
  {
    name: 'a folder of scenario files that is not there',
    given: ['list', pets, '--scenarios', file('nowhere')],
    want: ['nowhere'],
  },
];

const unusable: readonly Row[] = [
  { name: 'a file that is not there', given: ['list', file('nobody.yaml')], want: ['nobody.yaml', 'no such file'] },
  { name: 'a folder', given: ['list', file('petstore')], want: ['petstore', 'folder'] },
  { name: 'broken YAML', given: ['list', file('broken.yaml')], want: [/broken\.yaml:3:\d+/, 'YAML', '> 3 |'] },
  { name: 'broken JSON', given: ['list', file('broken.json')], want: [/broken\.json:3:12/, 'JSON', '> 3 |'] },
  { name: 'a key that is there twice', given: ['list', file('twice.yaml')], want: [/twice\.yaml:3:1/] },
  { name: 'no version', given: ['list', file('no-version.yaml')], want: [/no-version\.yaml:1:1/, '`openapi`'] },
  {
    name: 'a version that is not read',
    given: ['list', file('odd-version.yaml')],
    want: [/odd-version\.yaml:2:1/, '4.0.0'],
  },
  {
    name: 'nothing but a reference to nothing',
    given: ['list', file('dangling.yaml')],
    want: [/dangling\.yaml:[34]:\d+/, '#/components/pathItems/Pets'],
  },
  {
    name: 'nothing but a reference to a missing file',
    given: ['list', file('missing-file.yaml')],
    want: [/missing-file\.yaml:[34]:\d+/, 'item.yaml'],
  },
  {
    name: 'two documents of one name',
    given: ['list', pets, `pets=${file('petstore/openapi.yaml')}`],
    want: ['pets', 'name'],
  },
  {
    name: 'a rule that names what does not exist',
    given: ['list', pets, '--scenarios', file('rules')],
    want: [/rules\/pets\.yaml:3:\d+/, '200/many', '200/ok'],
  },
  {
    name: 'a scenario file of another form',
    given: ['list', pets, '--scenarios', file('form')],
    want: [/form\/pets\.yaml:3:\d+/, 'anwser'],
  },
];

describe.each([
  { group: 'bad arguments', rows: bad },
  { group: 'an unusable document', rows: unusable },
])('$group: exit code 2 with an explanation', ({ rows }) => {
  it.each(byName(rows))('%s', async (_, { given, environment = {}, want }) => {
    expect(await run(given, environment)).toBe(2);
    for (const words of want) expect(printed.err).toMatch(words);
    expect(printed.err).not.toMatch(/^\s+at /m);
    expect(printed.out).toBe('');
  });
});

describe('help', () => {
  it.each([['--help'], ['-h'], ['help']])('%s prints the commands', async (option) => {
    expect(await run([option], {})).toBe(0);
    const reported = [...printed.out.matchAll(/^ {2}openapi-sandbox \[?(\w+)\]? +(?:\[document|--to)/gm)];
    expect(reported.map(([, name]) => name)).toEqual(commandNames);
  });

  it.each(commandNames)('of %s has its options and valid examples', async (name) => {
    expect(await run(['help', name], {})).toBe(0);
    const text = printed.out;
    expect(await run([name, '--help'], {})).toBe(0);
    expect(printed.out).toBe(text + text);
    const [, examples = ''] = text.split('Examples\n');
    const lines = examples.split('\n').flatMap((line) => /^ {2}openapi-sandbox(?: (.*))?$/.exec(line)?.slice(1) ?? []);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      const [command = ''] = (line ?? '').split(' > ');
      const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
      expect(parseArguments(words, {})).toMatchObject({ command: name });
    }
  });

  it('of serve prints its options', async () => {
    expect(await run(['serve', '--help'], {})).toBe(0);
    for (const name of ['port', 'host', 'scenarios', 'auth', 'log', 'body-limit'])
      expect(printed.out).toContain(`--${name}`);
  });

  it.each([['--version'], ['-v']])('%s prints the version', async (option) => {
    expect(await run([option], {})).toBe(0);
    expect(printed.out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('list', () => {
  it('prints every scenario and how to reach it', async () => {
    expect(await run(['list', pets], {})).toBe(0);
    expect(printed.out).toMatch(/GET \/pets/);
    expect(printed.out).toMatch(/list\/200\/ok\n +an ordinary request, or Prefer: code=200/);
    expect(printed.out).toMatch(/list\/404\/none\n +Prefer: code=404, example=none/);
  });

  it.each([
    { name: 'after its file', given: 'pets.json', api: 'pets' },
    { name: 'after its folder', given: 'petstore/openapi.yaml', api: 'petstore' },
  ])('names a document $name', async ({ given, api }) => {
    expect(await run(['list', file(given), '--json'], {})).toBe(0);
    expect(JSON.parse(printed.out)).toMatchObject({
      scenarios: [
        { api, id: 'list/200/ok' },
        { api, id: 'list/404/none' },
      ],
    });
  });

  it('names a document as given on the command line', async () => {
    expect(await run(['list', `dogs=${pets}`, '--json'], {})).toBe(0);
    expect(JSON.parse(printed.out)).toMatchObject({
      scenarios: [{ api: 'dogs', status: 200, natural: true }, { api: 'dogs' }],
    });
  });
});
