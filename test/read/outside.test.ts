import { execFileSync } from 'node:child_process';
import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../sandbox/cli/run.ts';
import { createSandbox } from '../../sandbox/index.ts';
import { maxBytes, watchedFiles } from '../../sandbox/read/files.ts';
import { ask } from '../fixtures/ask.ts';
import { printedByCommands } from '../fixtures/printed.ts';
import { fatalProblems, problemsOf } from '../fixtures/problems.ts';
import { writeFiles } from '../fixtures/write-document.ts';

/** A document whose one example is in another file, and one that uses that file as a schema. */
function referring(reference: string): string {
  return `openapi: 3.1.0
info: { title: A, version: '1' }
paths:
  /a:
    get:
      operationId: a
      responses: { 200: { description: ok, content: { application/json: { examples: { x: ${reference} } } } } }
`;
}

const secret = 'password: hunter2\n';
const value = (path: string) => `{ externalValue: '${path}' }`;

/** A project in a folder, and beside it files that do not belong to it. */
function project(reference: string, beside: Readonly<Record<string, string>> = {}) {
  const folder = writeFiles({
    'secret.yaml': secret,
    'repository/api/openapi.yaml': referring(reference),
    'repository/api/part.yaml': 'part: 1\n',
    'repository/common/part.yaml': 'part: 2\n',
    ...beside,
  });
  return { folder, document: join(folder, 'repository/api/openapi.yaml') };
}

const inRepository = { 'repository/.git/HEAD': 'ref: refs/heads/main\n' };

/** The problems that `check` reports about references, and the response of the document. */
async function outcome(document: string, allowOutside = false) {
  const sandbox = createSandbox({ documents: [document], allowOutside });
  const reported = sandbox.check().filter(({ code }) => code.startsWith('reference-') || code === 'syntax');
  const { body } = await ask(sandbox, 'GET /a');
  return { told: reported, codes: [...new Set(reported.map(({ code }) => code))], body };
}

describe('a document may refer to files', () => {
  const rows = [
    { name: 'of its own folder', given: value('./part.yaml'), beside: {}, want: { part: 1 } },
    { name: 'of its repository', given: value('../common/part.yaml'), beside: inRepository, want: { part: 2 } },
    {
      name: 'of a repository by $ref',
      given: "{ value: { $ref: '../common/part.yaml' } }",
      beside: inRepository,
      want: { part: 2 },
    },
    {
      name: 'of its repository that is a work tree',
      given: value('../common/part.yaml'),
      beside: { 'repository/.git': 'gitdir: /elsewhere\n' },
      want: { part: 2 },
    },
  ];
  it.each(rows)('$name', async ({ given, beside, want }) => {
    expect(await outcome(project(given, beside).document)).toMatchObject({ codes: [], body: want });
  });

  it('in the working folder, as in a container without a repository', async () => {
    const { document, folder } = project(value('../common/part.yaml'));
    const was = process.cwd();
    expect((await outcome(document)).codes).toEqual(['reference-outside']);
    try {
      process.chdir(join(folder, 'repository'));
      expect(await outcome(document)).toMatchObject({ codes: [], body: { part: 2 } });
      process.chdir('/');
      expect((await outcome(document)).codes).toEqual(['reference-outside']);
    } finally {
      process.chdir(was);
    }
  });

  it('behind links within the project, also below a folder that is a link', async () => {
    const { folder } = project(value('./link.yaml'), inRepository);
    symlinkSync(join(folder, 'repository/common/part.yaml'), join(folder, 'repository/api/link.yaml'));
    symlinkSync(join(folder, 'repository'), join(folder, 'by-link'));
    expect(await outcome(join(folder, 'by-link/api/openapi.yaml'))).toMatchObject({ codes: [], body: { part: 2 } });
  });
});

describe('a file outside of the project is refused, reported at the reference, and not quoted', () => {
  const rows = [
    { name: 'relative path', given: value('../../secret.yaml') },
    { name: 'relative path with a detour', given: value('../api/../../secret.yaml') },
    { name: 'percent-encoded path', given: value('%2e%2e/%2e%2e/secret.yaml') },
    { name: '$ref in an example value', given: "{ value: { $ref: '../../secret.yaml' } }" },
    { name: '$ref with a fragment', given: "{ $ref: '../../secret.yaml#/password' }" },
    { name: 'a missing file, with the same message', given: value('../../nobody.yaml') },
    { name: 'absolute path', given: value('/etc/hostname') },
    { name: 'device', given: value('/dev/zero') },
    { name: 'environment of this process', given: value('/proc/self/environ') },
  ];
  it.each(rows)('$name', async ({ given }) => {
    const { told: reported } = await outcome(project(given, inRepository).document);
    expect(reported).toMatchObject([
      {
        code: 'reference-outside',
        severity: 'error',
        message: expect.stringContaining('--allow-outside'),
        location: { line: 7 },
      },
    ]);
    expect(JSON.stringify(reported)).not.toContain('hunter2');
  });

  it.each(['link.yaml', 'linked/secret.yaml'])('through a link within the project: %s', async (path) => {
    const { document, folder } = project(value(path), inRepository);
    symlinkSync(join(folder, 'secret.yaml'), join(folder, 'repository/api/link.yaml'));
    symlinkSync(folder, join(folder, 'repository/api/linked'));
    expect((await outcome(document)).codes).toEqual(['reference-outside']);
  });

  it('from a referenced file, and from an OpenAPI 2.0 document', async () => {
    const { document } = project(value('./part.json'), {
      ...inRepository,
      'repository/api/part.json': '{ "$ref": "../../secret.yaml" }',
    });
    expect((await outcome(document)).codes).toEqual(['reference-outside']);
    const older = writeFiles({
      'secret.yaml': secret,
      'api/openapi.yaml':
        "swagger: '2.0'\ninfo: { title: A, version: '1' }\npaths: { /a: { get: { responses: { 200: { $ref: ../secret.yaml } } } } }\n",
    });
    expect((await outcome(join(older, 'api/openapi.yaml'))).codes).toEqual(['reference-outside']);
  });

  it('from a scenario file', () => {
    const folder = writeFiles({
      'secret.yaml': secret,
      'project/api.yaml': referring('{ value: 1 }'),
      'project/rules/api.yaml':
        'rules: [{ operation: a, when: { path.id: { $ref: ../../secret.yaml } }, answer: 200/x }]\n',
    });
    const settings = { documents: [join(folder, 'project/api.yaml')], scenarios: join(folder, 'project/rules') };
    const reported = fatalProblems(() => problemsOf(createSandbox(settings)));
    expect(JSON.stringify(reported)).not.toContain('hunter2');
  });

  it('unless --allow-outside is given', async () => {
    const { document } = project(value('../../secret.yaml'));
    expect(await outcome(document, true)).toMatchObject({ codes: [], body: { password: 'hunter2' } });
  });

  it('in files that are watched too', () => {
    const { document, folder } = project(value('../../secret.yaml'));
    const files = watchedFiles().within(document);
    expect(files.read(join(folder, 'repository/api/part.yaml'))).toBe('part: 1\n');
    expect(() => files.read(join(folder, 'secret.yaml'))).toThrow('--allow-outside');
    expect(() => files.base64(join(folder, 'secret.yaml'))).toThrow('--allow-outside');
  });
});

describe('every command takes --allow-outside', () => {
  const printed = printedByCommands();
  it.each(['verify', 'check', 'list'])('%s', async (command) => {
    const { document } = project(value('../../secret.yaml'));
    await run([command, document], {});
    if (command !== 'list') expect(printed.out + printed.err).toContain('--allow-outside');
    expect(printed.out + printed.err).not.toContain('hunter2');
    printed.out = '';
    printed.err = '';
    expect(await run([command, document, '--allow-outside'], {})).toBe(0);
    expect(await run([command, document], { OPENAPI_SANDBOX_ALLOW_OUTSIDE: '1' })).toBe(0);
    expect(printed.out + printed.err).not.toContain('--allow-outside');
  });
});

describe('only regular files of limited size are read', () => {
  it('not a pipe, which would block: as a referenced file or as the document', async () => {
    const { document, folder } = project(value('./pipe.yaml'));
    execFileSync('mkfifo', [join(folder, 'repository/api/pipe.yaml')]);
    expect((await outcome(document)).told).toMatchObject([
      { code: 'reference-missing', message: expect.stringContaining('it is no regular file') },
    ]);
    const itself = fatalProblems(() => createSandbox({ documents: [join(folder, 'repository/api/pipe.yaml')] }));
    expect(itself).toMatchObject([{ message: expect.stringContaining('it is no regular file') }]);
  });

  it('not a device, even with --allow-outside', async () => {
    expect((await outcome(project(value('/dev/zero')).document, true)).told).toMatchObject([
      { code: 'reference-missing', message: expect.stringContaining('it is no regular file') },
    ]);
  });

  it('not a file that the system generates when it is read', async () => {
    const { told: reported } = await outcome(project(value('/proc/self/environ')).document, true);
    expect(reported).toEqual([]);
  });

  it('not a file larger than any document', async () => {
    const { document, folder } = project(value('./large.json'));
    writeFileSync(join(folder, 'repository/api/large.json'), '');
    truncateSync(join(folder, 'repository/api/large.json'), maxBytes + 1);
    expect((await outcome(document)).told).toMatchObject([{ message: expect.stringContaining('more than 64 MB') }]);
  });

  it.each(['a\\0b.yaml', `${'x'.repeat(300)}.yaml`, 'part.yaml/more.yaml', './loop.yaml'])(
    'a name that no file can have: %s',
    async (path) => {
      const { document, folder } = project(`{ externalValue: "${path}" }`);
      symlinkSync('loop.yaml', join(folder, 'repository/api/loop.yaml'));
      const { told: reported } = await outcome(document);
      expect(reported).toMatchObject([{ code: 'reference-missing', location: { line: 7 } }]);
      expect(reported[0]?.message).not.toMatch(/E[A-Z]{4}|Error|null bytes/);
    },
  );
});

describe('a file that is no document is not quoted in messages', () => {
  it('neither in frames nor in the text', async () => {
    const dotenv = 'SECRET=hunter2\n: }\n';
    const { document } = project("{ value: { $ref: './.env' } }", { 'repository/api/.env': dotenv });
    const { told: reported } = await outcome(document);
    expect(reported.map(({ code }) => code).sort()).toEqual(['reference-missing', 'syntax']);
    expect(JSON.stringify(reported)).not.toContain('hunter2');
  });

  it('nor if it happens to be valid YAML', () => {
    const document = `openapi: 3.1.0
info: { title: A, version: '1' }
paths: { /a: { get: { parameters: [{ $ref: ./.env }], responses: { 200: { $ref: ./id_rsa } } } } }
`;
    const folder = writeFiles({ 'api.yaml': document, '.env': 'SECRET: hunter2\n', id_rsa: 'hunter2\n' });
    const reported = createSandbox({ documents: [join(folder, 'api.yaml')] }).check();
    expect(reported.length).toBeGreaterThan(1);
    expect(JSON.stringify(reported.map(({ frame }) => frame))).not.toContain('hunter2');
  });
});
