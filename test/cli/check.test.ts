import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../sandbox/cli/run.ts';
import { byName } from '../fixtures/by-name.ts';
import { printedByCommands } from '../fixtures/printed.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const printed = printedByCommands();

const head = "openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\n";
const answers = 'responses: { 200: { description: ok, content: { application/json: { example: Rex } } } }';
const operation = (path: string, more = '', id = 'list') =>
  `  ${path}: { get: { operationId: ${id}, ${more}${answers} } }\n`;
const slow = "parameters: [{ name: a, in: query, schema: { type: string, pattern: '^(a+)+$' } }], ";
const dangling = "  /toys: { get: { responses: { 200: { $ref: '#/nothing' } } } }\n";
const many = Array.from({ length: 15 }, (_, index) => operation(`/pets/{id}/${index}`, '', `list${index}`));

const folder = writeFiles({
  'sound.yaml': `${head}paths:\n${operation('/pets')}`,
  'odd.yaml': `${head}paths:\n${operation('/pets', slow)}`,
  'wrong.yaml': `${head}paths:\n${operation('/pets', slow)}${dangling}`,
  'notes.yaml': `${head}paths:\n  /pets: { get: { responses: { 200: { description: ok, content: { text/plain: { schema: { type: string } } } } } } }\n`,
  'many.yaml': `${head}paths:\n${many.join('')}`,
  'broken.yaml': 'openapi: 3.1.0\npaths: [}\n',
  'again/odd.yaml': `${head}paths:\n${operation('/pets')}`,
  'rules/odd.yaml': 'rules:\n  - operation: list\n    answer: 200/nobody\n',
  'rules/wrong.yaml': 'rules:\n  - operation: list\n    answer: 200/nobody\n',
  'torn/odd.yaml': 'rules: [',
  'rules/sound.yaml': 'rules:\n  - operation: lsit\n    answer: 200/example\n',
  'no-baseline.json': '[]',
  'no-json.json': 'known',
});
const file = (name: string) => join(folder, name);

interface Row {
  readonly name: string;
  readonly given: readonly string[];
  readonly want: number;
  readonly says: readonly (string | RegExp)[];
}

const rows: readonly Row[] = [
  {
    name: 'no problems: exit code 0',
    given: [file('sound.yaml')],
    want: 0,
    says: [/^Checked .*sound\.yaml: 0 errors, 0 warnings$/m],
  },
  {
    name: 'a warning: exit code 0',
    given: [file('odd.yaml')],
    want: 0,
    says: [/odd\.yaml:4:\d+ warning: .*\(pattern-slow\)/, '> 4 |', 'To do: Rewrite it', /: 0 errors, 1 warning$/m],
  },
  {
    name: 'as many warnings as --max-warnings allows: exit code 0',
    given: [file('odd.yaml'), '--max-warnings', '1'],
    want: 0,
    says: [],
  },
  {
    name: 'more warnings than --max-warnings allows: exit code 1',
    given: [file('odd.yaml'), '--max-warnings=0'],
    want: 1,
    says: ['1 warning'],
  },
  {
    name: 'an error: exit code 1',
    given: [file('wrong.yaml')],
    want: 1,
    says: [
      /wrong\.yaml:5:\d+ error: There is nothing at #\/nothing/,
      /: 1 error, 1 warning\n {2}1 pattern-slow, 1 reference-missing$/m,
    ],
  },
  {
    name: 'notes: counted only',
    given: [file('notes.yaml'), '--max-warnings', '0'],
    want: 0,
    says: [/^1 note: --all shows them\n {2}1 example-missing$/m],
  },
  {
    name: 'notes with --all: printed',
    given: [file('notes.yaml'), '--all'],
    want: 0,
    says: [/note: .*\(example-missing\)/],
  },
  {
    name: 'many problems of a kind: shortened',
    given: [file('many.yaml')],
    want: 0,
    says: ['… and 5 more of path-parameter: --all shows them', /: 0 errors, 15 warnings\n {2}15 path-parameter$/m],
  },
  {
    name: 'several documents: one total',
    given: [file('odd.yaml'), file('sound.yaml')],
    want: 0,
    says: ['0 errors, 1 warning'],
  },
  {
    name: 'two documents of one name: checked, although they cannot be served together',
    given: [file('odd.yaml'), file('again/odd.yaml')],
    want: 0,
    says: ['0 errors, 1 warning'],
  },
  {
    name: 'an unusable document beside another: exit code 2',
    given: [file('broken.yaml'), file('odd.yaml')],
    want: 2,
    says: [/broken\.yaml:2:\d+ error: This is not YAML/, 'pattern-slow', '1 error, 1 warning'],
  },
  {
    name: 'a scenario file with an unknown name: reported beside other problems',
    given: [file('odd.yaml'), '--scenarios', file('rules')],
    want: 1,
    says: [/rules\/odd\.yaml:3:\d+ error: .*"nobody"/, 'pattern-slow', '1 error, 1 warning'],
  },
  {
    name: 'a scenario file with an unknown name, document with an error: both reported',
    given: [file('wrong.yaml'), '--scenarios', file('rules')],
    want: 1,
    says: [/rules\/wrong\.yaml:3:\d+ error: .*"nobody"/, /wrong\.yaml:5:\d+ error: /, '2 errors, 1 warning'],
  },
  {
    name: 'a scenario file with a syntax error: reported beside other problems',
    given: [file('odd.yaml'), '--scenarios', file('torn')],
    want: 1,
    says: [/torn\/odd\.yaml:\d+:\d+ error: This is not YAML/, 'pattern-slow', '1 error, 1 warning'],
  },
  {
    name: 'a scenario file for an unknown operation: exit code 1',
    given: [file('sound.yaml'), '--scenarios', file('rules')],
    want: 1,
    says: [/rules\/sound\.yaml:2:\d+ error: .*"lsit"/],
  },
];

describe('check', () => {
  it.each(byName(rows))('%s', async (_, { given, want, says }) => {
    expect(await run(['check', ...given], {})).toBe(want);
    for (const words of says) expect(printed.out).toMatch(words);
    expect(printed.err).toBe('');
  });

  it('finds no problems in the bundled documents', async () => {
    expect(await run(['check', '--max-warnings', '0'], {})).toBe(0);
    const api = (name: string) => `specification/${name}/openapi.yaml`;
    const files = `${api('nhs-app')}, scenarios/nhs-app.yaml, ${api('nhs-notify-supplier')} and scenarios/nhs-notify-supplier.yaml`;
    expect(printed.out).toContain(`Checked ${files}: 0 errors, 0 warnings\n`);
  });

  it('prints colours if they are forced', async () => {
    const control = String.fromCharCode(27);
    await run(['check', file('wrong.yaml')], { FORCE_COLOR: '1' });
    expect(printed.out).toContain(`${control}[31merror${control}[0m: There is nothing`);
    expect(printed.out).toContain(`${control}[33mwarning${control}[0m: `);
    printed.out = '';
    await run(['check', file('wrong.yaml')], { NO_COLOR: '1' });
    await run(['check', file('wrong.yaml'), '--format', 'github'], { FORCE_COLOR: '1' });
    expect(printed.out).not.toContain(control);
  });

  it('prints its options', async () => {
    expect(await run(['check', '--help'], {})).toBe(0);
    for (const name of ['format', 'max-warnings', 'baseline', 'write-baseline', 'all', 'scenarios'])
      expect(printed.out).toContain(`--${name}`);
  });
});

const bad: readonly Pick<Row, 'name' | 'given' | 'says'>[] = [
  { name: 'an unknown format', given: ['--format', 'xml'], says: ['--format', 'pretty, json, github, sarif'] },
  { name: 'a number that is not numeric', given: ['--max-warnings', 'few'], says: ['--max-warnings', '"few"'] },
  { name: 'a missing baseline', given: ['--baseline', file('no.json')], says: ['no such file', '--write-b'] },
  { name: 'a baseline that is not JSON', given: ['--baseline', file('no-json.json')], says: ['not JSON'] },
  { name: 'a baseline in another format', given: ['--baseline', file('no-baseline.json')], says: ['no baseline'] },
  {
    name: 'a folder given for the baseline',
    given: ['--write-baseline', folder],
    says: ['cannot be written', 'folder'],
  },
  { name: 'an option of serve', given: ['--port', '80'], says: ['check', '--port'] },
];

describe('wrong arguments: exit code 2 with an explanation', () => {
  it.each(byName(bad))('%s', async (_, { given, says }) => {
    expect(await run(['check', file('odd.yaml'), ...given], {})).toBe(2);
    for (const words of says) expect(printed.err).toMatch(words);
    expect(printed.out).toBe('');
  });
});

describe('formats', () => {
  it('json', async () => {
    expect(await run(['check', file('wrong.yaml'), '--format', 'json'], {})).toBe(1);
    expect(JSON.parse(printed.out)).toMatchObject({
      problems: [
        {
          code: 'pattern-slow',
          severity: 'warning',
          file: expect.stringMatching(/wrong\.yaml$/),
          line: 4,
          pointer: '/paths/~1pets/get/parameters/0/schema/pattern',
          todo: expect.stringMatching(/^Rewrite/),
          documentation: expect.stringMatching(/^https:.*\/sandbox\/checks\/README\.md#pattern-slow$/),
        },
        { code: 'reference-missing', severity: 'error', line: 5 },
      ],
      errors: 1,
      warnings: 1,
      notes: 0,
      known: 0,
      gone: [],
    });
  });

  it('github: a workflow command per problem', async () => {
    expect(await run(['check', file('wrong.yaml'), '--format', 'github'], {})).toBe(1);
    const [warning = '', error = ''] = printed.out.split('\n');
    const place = (line: number) => `file=\\S*/wrong\\.yaml,line=${line},col=\\d+`;
    expect(warning).toMatch(new RegExp(`^::warning ${place(4)},title=pattern-slow::Whoever .*%0ARewrite`));
    expect(error).toMatch(new RegExp(`^::error ${place(5)},title=reference-missing::There is nothing`));
    expect(printed.out).toMatch(/^1 error, 1 warning$/m);
  });

  it('github: special characters are escaped', async () => {
    const other = writeFiles({ 'a,b:c%.yaml': `${head}components: { schemas: { A: { format: '50%' } } }` });
    await run(['check', join(other, 'a,b:c%.yaml'), '--format', 'github'], {});
    expect(printed.out).toMatch(/file=[^,]*\/a%2Cb%3Ac%25\.yaml,line=3/);
    expect(printed.out).toMatch(/The format 50%25 is unknown/);
  });

  it('sarif 2.1.0: each result names its rule and its location', async () => {
    expect(await run(['check', file('wrong.yaml'), '--format', 'sarif'], {})).toBe(1);
    const words = { text: expect.any(String) };
    const driver = {
      name: 'openapi-sandbox',
      rules: [{ id: 'pattern-slow', shortDescription: words, help: words }, { id: 'reference-missing' }],
    };
    const physicalLocation = {
      artifactLocation: { uri: expect.stringMatching(/^file:\/\/\/.*\/wrong\.yaml$/) },
      region: { startLine: 4, startColumn: expect.any(Number) },
    };
    const slowPattern = {
      ruleId: 'pattern-slow',
      ruleIndex: 0,
      level: 'warning',
      message: { text: expect.stringContaining('(a+)+') },
      locations: [{ physicalLocation }],
      partialFingerprints: { 'problem/v1': expect.stringMatching(/^[0-9a-f]{32}$/) },
    };
    const results = [slowPattern, { ruleId: 'reference-missing', ruleIndex: 1, level: 'error' }];
    expect(JSON.parse(printed.out)).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver }, results }] });
  });

  it.each(['json', 'sarif', 'github'])('%s reports an unusable document', async (format) => {
    expect(await run(['check', file('broken.yaml'), '--format', format], {})).toBe(2);
    expect(printed.out).toMatch(/This is not YAML/);
    if (format !== 'github') expect(() => JSON.parse(printed.out)).not.toThrow();
    expect(printed.err).toBe('');
  });
});

describe('a baseline', () => {
  const baseline = join(folder, 'known.json');

  it('ignores known problems, also after edits elsewhere', async () => {
    const legacy = writeFiles({ 'odd.yaml': `${head}paths:\n${operation('/pets', slow)}` });
    const [document, known] = [join(legacy, 'odd.yaml'), join(legacy, 'known.json')];
    expect(await run(['check', document, '--write-baseline', known], {})).toBe(0);
    expect(printed.out).toMatch(/1 known problems.*--baseline/);
    expect(readFileSync(known, 'utf8')).not.toMatch(/"line"|\/tmp\//);
    const moved = writeFiles({
      'odd.yaml': `# A comment\n${head}paths:\n${operation('/toys', '', 'toys')}${operation('/pets', slow)}`,
      'known.json': readFileSync(known, 'utf8'),
    });
    const strict = ['--baseline', join(moved, 'known.json'), '--max-warnings', '0'];
    expect(await run(['check', join(moved, 'odd.yaml'), ...strict], {})).toBe(0);
    expect(printed.out).toMatch(/: 0 errors, 0 warnings \(and 1 known\)$/m);
  });

  it('reports known problems that are gone, for the documents checked', async () => {
    const legacy = writeFiles({
      'odd.yaml': `${head}paths:\n${operation('/pets', slow)}`,
      'other.yaml': `${head}paths:\n${operation('/pets', slow)}`,
    });
    const [document, other, known] = ['odd.yaml', 'other.yaml', 'known.json'].map((name) => join(legacy, name));
    if (!document || !other || !known) throw new Error('There are three.');
    expect(await run(['check', document, other, '--write-baseline', known], {})).toBe(0);
    writeFileSync(document, `${head}paths:\n${operation('/pets')}`);
    printed.out = '';
    expect(await run(['check', document, '--baseline', known], {})).toBe(0);
    expect(printed.out).toMatch(/^1 problem of the baseline is there no more: .*--write-baseline$/m);
    printed.out = '';
    expect(await run(['check', document, '--baseline', known, '--format', 'json'], {})).toBe(0);
    expect(JSON.parse(printed.out)).toMatchObject({ gone: [{ code: 'pattern-slow', document: 'odd.yaml' }] });
    printed.out = '';
    expect(await run(['check', other, '--baseline', known], {})).toBe(0);
    expect(printed.out).not.toContain('there no more');
  });

  it('does not ignore new problems', async () => {
    expect(await run(['check', file('odd.yaml'), '--write-baseline', baseline], {})).toBe(0);
    expect(await run(['check', file('wrong.yaml'), '--baseline', baseline], {})).toBe(1);
  });

  it('does not make an unusable document usable', async () => {
    expect(await run(['check', file('broken.yaml'), '--write-baseline', baseline], {})).toBe(2);
    expect(printed.out).toMatch(/This is not YAML/);
  });
});
