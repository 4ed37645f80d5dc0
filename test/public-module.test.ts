import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every name that the package exports, besides the types of the plan. A change here is a change for users. */
const exported = {
  values: ['CodeForbiddenError', 'UnusableDocumentError', 'createSandbox', 'located'],
  types: [
    'AccessLogEntry',
    'Catalogue',
    'CatalogueEntry',
    'ConnectionFault',
    'DanglingReference',
    'Digits',
    'Draft',
    'DraftBody',
    'Expression',
    'Fault',
    'FaultAt',
    'FaultGap',
    'FoundRequests',
    'Json',
    'JsonArray',
    'JsonObject',
    'ListenSettings',
    'Listening',
    'LocatedProblem',
    'Location',
    'Obstacle',
    'OperationReachability',
    'ParameterChoice',
    'ParameterValue',
    'Problem',
    'ProblemCode',
    'ProblemSource',
    'Reachability',
    'Reason',
    'RequestPlace',
    'Sample',
    'SampleRequest',
    'Sandbox',
    'SandboxSettings',
    'Severity',
    'Template',
    'TemplatePart',
    'Trigger',
    'UnmatchedRule',
    'WireRequest',
  ],
} as const;

interface Exports {
  readonly values: readonly string[];
  readonly types: readonly string[];
  /** Types of this package that an exported type refers to without their being exported: `Sample.reason: Reason`. */
  readonly hidden: readonly string[];
}

function readExports(): Exports {
  const file = join(root, 'sandbox/index.ts');
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: () => {},
    },
  );
  const program = ts.createProgram([file], { ...config?.options, incremental: false, noEmit: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error('There is no public module.');
  const resolve = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const symbols = checker.getExportsOfModule(module).map((symbol) => ({ name: symbol.name, target: resolve(symbol) }));
  const isOfPlan = (symbol: ts.Symbol) =>
    symbol.declarations?.some((node) => /\/sandbox\/plan(?:\/|\.ts$)/.test(node.getSourceFile().fileName)) ?? false;
  const isValue = (symbol: ts.Symbol) => (symbol.flags & ts.SymbolFlags.Value) !== 0;
  const names = (list: typeof symbols) => list.map(({ name }) => name).sort();
  const known = new Set(symbols.map(({ target }) => target));
  const hidden = new Set<string>();
  for (const { name, target } of symbols) {
    const visit = (node: ts.Node): void => {
      if (ts.isBlock(node)) return;
      if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
        const symbol = checker.getSymbolAtLocation(ts.isTypeReferenceNode(node) ? node.typeName : node.expression);
        const type = symbol && resolve(symbol);
        const isLocal = type?.declarations?.some(
          (declaration) =>
            !ts.isTypeParameterDeclaration(declaration) &&
            declaration.getSourceFile().fileName.startsWith(join(root, 'sandbox')),
        );
        if (type && isLocal && !known.has(type)) hidden.add(`${name}: ${type.name}`);
      }
      ts.forEachChild(node, visit);
    };
    for (const declaration of target.declarations ?? []) visit(declaration);
  }
  return {
    values: names(symbols.filter(({ target }) => isValue(target))),
    types: names(symbols.filter(({ target }) => !isValue(target) && !isOfPlan(target))),
    hidden: [...hidden].sort(),
  };
}

describe('the public module', () => {
  let found: Exports;
  beforeAll(() => {
    found = readExports();
  }, 120_000);

  it('exports these values', () => {
    expect(found.values).toEqual(exported.values);
  });

  it('exports these types', () => {
    expect(found.types).toEqual(exported.types);
  });

  it('exports every type that its types refer to', () => {
    expect(found.hidden).toEqual([]);
  });
});
