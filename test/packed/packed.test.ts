import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeFiles } from '../fixtures/write-document.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const jest = fileURLToPath(new URL('node_modules/jest/bin/jest.js', import.meta.url));
const vitest = join(root, 'node_modules/vitest/vitest.mjs');

const use = `
  const sandbox = createSandbox();
  expect((await sandbox.fetch('http://localhost/nhs-app/_status')).status).toBe(200);
  const { url, close } = await sandbox.listen();
  expect((await fetch(url + '/nhs-app/_status')).status).toBe(200);
  await close();
`;
const types = `
  const sandbox: Sandbox = createSandbox({ auth: 'strict' });
  const plan: Plan = sandbox.plan;
  const isUnusable = (error: unknown): error is UnusableDocumentError => error instanceof UnusableDocumentError;
  // @ts-expect-error There is no such setting.
  createSandbox({ auth: 'strickt' });
  console.log(plan, isUnusable(null), located([]));
`;
const names = 'createSandbox, located, type Plan, type Sandbox, UnusableDocumentError';

/** The package as it is published, in the project of somebody who uses it. */
describe('the packed package', () => {
  const project = writeFiles({
    'package.json': '{ "private": true }',
    'jest.test.js': `const { createSandbox } = require('openapi-sandbox');\ntest('it answers', async () => {${use}}, 60_000);\n`,
    'vitest.test.mjs': `import { createSandbox } from 'openapi-sandbox';\nimport { expect, test } from 'vitest';\ntest('it answers', async () => {${use}}, 60_000);\n`,
    'required.cts': `import { ${names} } from 'openapi-sandbox';\n${types}`,
    'imported.mts': `import { ${names} } from 'openapi-sandbox';\n${types}`,
    'bundled.ts': `import { ${names} } from 'openapi-sandbox';\n${types}`,
  });
  const packages = join(project, 'node_modules');

  beforeAll(() => {
    const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', project], {
      cwd: root,
      encoding: 'utf8',
    });
    const [{ filename }]: readonly [{ readonly filename: string }] = JSON.parse(packed);
    execFileSync('tar', ['xzf', filename], { cwd: project });
    mkdirSync(packages);
    renameSync(join(project, 'package'), join(packages, 'openapi-sandbox'));
    for (const name of ['swagger-ui-dist', 'vitest', '@types']) {
      symlinkSync(join(root, 'node_modules', name), join(packages, name));
    }
  }, 120_000);

  const ran = (args: readonly string[]) => {
    const { PATH = '' } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: project,
      env: { PATH, NO_COLOR: '1' },
      encoding: 'utf8',
    });
    return { status, printed: stdout + stderr };
  };

  it.skipIf(!existsSync(jest) && process.env['REQUIRE_JEST'] === undefined)(
    'can be required in jest, as it is set up by default',
    () => {
      const { status, printed } = ran([jest, 'jest.test.js']);
      expect(printed).toMatch(/^Tests: +1 passed, 1 total$/m);
      expect(status).toBe(0);
    },
    120_000,
  );

  it('can be imported in vitest', () => {
    const { status, printed } = ran([vitest, 'run', '--root', '.', 'vitest.test.mjs']);
    expect(printed).toMatch(/^ +Tests +1 passed \(1\)$/m);
    expect(status).toBe(0);
  }, 120_000);

  it('can be required in Node.js, with the exports that it has for import', () => {
    const { printed } = ran([
      '-e',
      "import('openapi-sandbox').then((module) => console.log([module, require('openapi-sandbox')].map((one) => Object.keys(one).sort().join())))",
    ]);
    const exported = 'CodeForbiddenError,UnusableDocumentError,createSandbox,located';
    expect(printed).toBe(`[\n  '${exported}',\n  '${exported}'\n]\n`);
  });

  const { Node16, NodeNext, Bundler } = ts.ModuleResolutionKind;
  const resolutions = [
    { name: 'node16', module: ts.ModuleKind.Node16, moduleResolution: Node16, files: ['required.cts', 'imported.mts'] },
    {
      name: 'nodenext',
      module: ts.ModuleKind.NodeNext,
      moduleResolution: NodeNext,
      files: ['required.cts', 'imported.mts'],
    },
    { name: 'bundler', module: ts.ModuleKind.ESNext, moduleResolution: Bundler, files: ['bundled.ts'] },
  ];
  it.each(resolutions)(
    'has types with moduleResolution $name',
    ({ module, moduleResolution, files }) => {
      const options = { module, moduleResolution, strict: true, noEmit: true, target: ts.ScriptTarget.ES2022 };
      const paths = files.map((file) => join(project, file));
      const program = ts.createProgram(paths, { ...options, lib: ['lib.es2023.d.ts'], types: ['node'] });
      const diagnostics = ts.getPreEmitDiagnostics(program);
      expect(diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
    },
    120_000,
  );
});
