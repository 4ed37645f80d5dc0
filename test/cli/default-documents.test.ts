import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../sandbox/cli/run.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { printedByCommands } from '../fixtures/printed.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const printed = printedByCommands();
const root = process.cwd();
afterEach(() => process.chdir(root));

const titled = (title: string) =>
  JSON.stringify({
    ...documentOf({ '/pets': { get: { operationId: 'list', responses: { 200: response({ ok: 1 }) } } } }),
    info: { title, version: '1' },
  });

/** The title of the document that is taken; null if the command refuses. */
interface Row {
  readonly name: string;
  readonly given: Readonly<Record<string, string>>;
  readonly want: string | null;
}

const rows: readonly Row[] = [
  { name: 'openapi.yaml', given: { 'openapi.yaml': titled('Yaml') }, want: 'Yaml' },
  { name: 'openapi.yml', given: { 'openapi.yml': titled('Yml') }, want: 'Yml' },
  { name: 'openapi.json', given: { 'openapi.json': titled('Json') }, want: 'Json' },
  {
    name: 'openapi.yaml before openapi.json',
    given: { 'openapi.json': titled('Json'), 'openapi.yaml': titled('Yaml') },
    want: 'Yaml',
  },
  {
    name: 'a document of specification/ before openapi.yaml',
    given: { 'specification/toys/openapi.yaml': titled('Toys'), 'openapi.yaml': titled('Yaml') },
    want: 'Toys',
  },
  { name: 'another document: none is taken', given: { 'pets.yaml': titled('Pets') }, want: null },
  { name: 'openapi.yaml in a folder below: none is taken', given: { 'api/openapi.yaml': titled('Pets') }, want: null },
];

describe('without arguments, the document of the working folder is taken', () => {
  it.each(byName(rows))('%s', async (_, { given, want }) => {
    process.chdir(writeFiles(given));
    const exitCode = await run(['list'], {});
    if (want === null) expect(exitCode).toBe(2);
    else expect(printed.out.match(/^.*: \d+ scenarios?$/gm)).toEqual([expect.stringContaining(`${want} 1 (`)]);
  });
});

describe('without arguments and without a document, a command says what to pass', () => {
  it.each(['check', 'list', 'postman', 'verify'])('%s', async (command) => {
    process.chdir(writeFiles({ 'pets.yaml': titled('Pets') }));
    expect(await run([command], {})).toBe(2);
    expect(printed.out).toBe('');
    expect(printed.err).toMatch(
      new RegExp(`no openapi\\.yaml, openapi\\.yml or openapi\\.json\\. Name one: openapi-sandbox ${command} path/to/`),
    );
  });

  it('check, with a folder of scenario files', async () => {
    process.chdir(writeFiles({ 'rules/pets.yaml': 'rules: []' }));
    expect(await run(['check', '--scenarios', 'rules'], {})).toBe(2);
    expect(printed.err).toContain('Name one: openapi-sandbox check');
  });
});

it('in the package itself, the included documents are taken from every folder', async () => {
  process.chdir('test');
  await run(['check'], {});
  expect(printed.out).toMatch(/^Checked .*specification\/nhs-app\/openapi\.yaml, .*: 0 errors/m);
});
