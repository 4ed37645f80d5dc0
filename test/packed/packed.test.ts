import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { type PackedPackage, packPackage } from '../fixtures/pack-package.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const programs = join(root, 'node_modules');

const use = `(async () => {
  const sandbox = createSandbox();
  const { status } = await sandbox.fetch('http://localhost/nhs-app/_status');
  const { url, close } = await sandbox.listen();
  console.log(status, (await fetch(url + '/nhs-app/_status')).status);
  await close();
})()`;
const types = `
  const sandbox: Sandbox = createSandbox({ auth: 'strict' });
  const plan: Plan = sandbox.plan;
  const isUnusable = (error: unknown): error is UnusableDocumentError => error instanceof UnusableDocumentError;
  // @ts-expect-error There is no such setting.
  createSandbox({ auth: 'strickt' });
  console.log(plan, isUnusable(null), located([]));
  // @ts-expect-error It has a type.
  const status: paths['/_status']['get']['responses']['200'] = 'none';
`;
const imports = [
  "import { createSandbox, located, type Plan, type Sandbox, UnusableDocumentError } from 'openapi-sandbox';",
  "import type { paths } from 'openapi-sandbox/nhs-app';",
].join('\n');

/** The package as it is published, in the project of somebody who uses it. */
describe('the packed package', () => {
  const project = writeFiles({
    'package.json': '{ "private": true }',
    'required.cts': `${imports}\n${types}`,
    'imported.mts': `${imports}\n${types}`,
    'bundled.ts': `${imports}\n${types}`,
  });
  const packages = join(project, 'node_modules');
  let packed: PackedPackage;

  beforeAll(() => {
    packed = packPackage(project);
    execFileSync('tar', ['xzf', packed.tarball], { cwd: project });
    mkdirSync(packages);
    renameSync(join(project, 'package'), join(packages, 'openapi-sandbox'));
    symlinkSync(join(programs, '@types'), join(packages, '@types'));
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

  it('has 400 files at most', () => {
    expect(packed.files.length).toBeLessThanOrEqual(400);
  });

  it('names no source map, and has none', () => {
    const scripts = packed.files.filter((path) => /\.(?:js|cjs|css)$/.test(path));
    const text = (path: string) => readFileSync(join(packages, 'openapi-sandbox', path), 'utf8');
    expect(scripts).toEqual(
      expect.arrayContaining(['dist/cli.js', 'dist/swagger-ui-bundle.js', 'dist/swagger-ui.css']),
    );
    expect(scripts.filter((path) => /[/*]# sourceMappingURL=/.test(text(path)))).toEqual([]);
    expect(packed.files.filter((path) => path.endsWith('.map'))).toEqual([]);
  });

  it('has no problem for Are the types wrong?', () => {
    const { status, printed } = ran([
      join(programs, '@arethetypeswrong/cli/dist/index.js'),
      '--no-definitely-typed',
      packed.tarball,
    ]);
    expect(printed).toContain('No problems found');
    for (const name of ['openapi-sandbox', 'openapi-sandbox/nhs-app', 'openapi-sandbox/nhs-notify-supplier'])
      expect(printed).toContain(`"${name}"`);
    expect(status).toBe(0);
  }, 120_000);

  it('has no problem for publint', () => {
    const { status, printed } = ran([join(programs, 'publint/src/cli.js'), '--strict', packed.tarball]);
    expect(printed).toMatch(/^All good!$/m);
    expect(status).toBe(0);
  }, 120_000);

  it('answers from the documents that it contains, in the same process and as a server', () => {
    const { printed } = ran(['-e', `const { createSandbox } = require('openapi-sandbox');${use}`]);
    expect(printed).toBe('200 200\n');
  });

  it('can be required in Node.js, with the exports that it has for import', () => {
    const { printed } = ran([
      '-e',
      "import('openapi-sandbox').then((module) => console.log([module, require('openapi-sandbox')].map((one) => Object.keys(one).sort().join())))",
    ]);
    const exported = 'CodeForbiddenError,UnusableDocumentError,createSandbox,located';
    expect(printed).toBe(`[\n  '${exported}',\n  '${exported}'\n]\n`);
  });

  it.each(['nhs-app', 'nhs-notify-supplier'])('has no values in the types of %s, which can be loaded', (name) => {
    const { printed } = ran([
      '-e',
      `import('openapi-sandbox/${name}').then(({ default: one }) => console.log(one, require('openapi-sandbox/${name}')))`,
    ]);
    expect(printed).toBe('{} {}\n');
  });

  const { Node10, Node16, NodeNext, Bundler } = ts.ModuleResolutionKind;
  const resolutions = [
    { name: 'node10', module: ts.ModuleKind.CommonJS, moduleResolution: Node10, files: ['bundled.ts'] },
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
      const options = { module, moduleResolution, strict: true, noEmit: true, skipDefaultLibCheck: true };
      const paths = files.map((file) => join(project, file));
      const program = ts.createProgram(paths, {
        ...options,
        target: ts.ScriptTarget.ES2022,
        lib: ['lib.es2023.d.ts'],
        types: ['node'],
      });
      const diagnostics = ts.getPreEmitDiagnostics(program);
      expect(diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
    },
    120_000,
  );
});
