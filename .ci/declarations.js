// Removes declarations from `dist` that the public module does not refer to: nobody can import them, and they are most of the
// files that the package would have.
import { readdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

const program = ts.createProgram(['dist/index.d.ts'], {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  noLib: true,
  types: [],
});
const referred = new Set(program.getSourceFiles().map(({ fileName }) => resolve(fileName)));
const declarations = readdirSync('dist', { recursive: true })
  .map((path) => resolve('dist', path))
  .filter((path) => path.endsWith('.d.ts'));
for (const path of declarations) if (!referred.has(path)) rmSync(path);
