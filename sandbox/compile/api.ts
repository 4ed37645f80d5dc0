import { isObject, text } from '../notation/json.ts';
import { shapeOf } from '../notation/path-template.ts';
import { percentEncode } from '../notation/percent.ts';
import { versionOf } from '../notation/version.ts';
import type { ApiPlan, OperationIndex, RoutePlan } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { UnusableDocument } from '../problem.ts';
import type { Files } from '../read/files.ts';
import type { Source } from '../read/source.ts';
import { problemAt } from '../read/source.ts';
import { childOf, createTree, type Node, type Tree } from '../read/tree.ts';
import { refusalOf } from './error-bodies.ts';
import { indexScenarios, responsesOf } from './examples.ts';
import { basePathsOf, segmentsOf } from './paths.ts';
import type { SchemaDialect } from './schema.ts';

/** A document opened for compiling: its index, and where each operation stands. */
export interface ApiSource {
  readonly plan: ApiPlan;
  readonly tree: Tree;
  readonly dialect: SchemaDialect;
  /** By key. */
  readonly operations: ReadonlyMap<string, OperationSource>;
  /** The document says somewhere, of itself or of an operation, which credentials it asks for. */
  readonly declaresSecurity: boolean;
}

export interface OperationSource {
  readonly index: OperationIndex;
  readonly node: Node;
  /** The Path Item Object, and before it what stands beside a reference to it. */
  readonly pathItems: readonly Node[];
}

/** The fixed fields of a Path Item Object that hold operations (OpenAPI 3.2, 4.8.9). */
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;

/**
 * Opens a document and makes its index (OpenAPI 3.0 and 3.1).
 *
 * @param name the api name: part of addresses, and of the scenario file's name
 * @throws UnusableDocument when the document has no version, or one that is not read
 */
export function openApi(name: string, source: Source, files: Files, report: (problem: Problem) => void): ApiSource {
  const dialect = dialectOf(source);
  const tree = createTree(source, files, report);
  const operations = new Map<string, OperationSource>();
  const routes: RoutePlan[] = [];
  // Method and shape of each path → the template that has it.
  const taken = new Map<string, string>();

  for (const [path, pathItems] of pathItemsOf(tree)) {
    if (!path.startsWith('/')) {
      const [pathItem] = pathItems;
      if (pathItem && !path.startsWith('x-')) report(oddPath(pathItem, path));
      continue;
    }
    const [first] = pathItems;
    if (first && /[#?]/.test(path)) report(encodedPath(first, path));
    const known: Record<string, string> = {};
    for (const method of methods) {
      const node = pathItems.map((pathItem) => tree.get(pathItem, method)).find((found) => found !== undefined);
      if (!node) continue;
      const place = `${method} ${shapeOf(path)}`;
      const other = taken.get(place);
      if (other !== undefined) {
        report(conflict(node, method, path, other));
        continue;
      }
      taken.set(place, path);
      const key = keyOf(node, method, path, operations, report);
      const index = indexOperation(tree, node, key, method.toUpperCase(), path);
      operations.set(key, { index, node, pathItems });
      known[index.method] = key;
    }
    routes.push({ template: path, segments: segmentsOf(path), operations: known });
  }

  const info = tree.get(tree.root, 'info');
  if (!info) report(problemAt(source, '', 'structure', 'warning', 'The document has no info.'));
  const nodes = [...operations.values()].map(({ node }) => node);
  const plan: ApiPlan = {
    name,
    title: text(info?.value, 'title') ?? name,
    version: text(info?.value, 'version') ?? '',
    basePaths: basePathsOf(tree),
    routes,
    operations: [...operations.values()].map(({ index }) => index),
    refusals: refusalOf(tree, nodes),
    responseHeaders: headerNames(tree, nodes),
    files: [],
  };
  const declaresSecurity = [tree.root, ...nodes].some((node) => childOf(node, 'security') !== undefined);
  return { plan, tree, dialect, operations, declaresSecurity };
}

/** Each path with its Path Item Object; fields beside a `$ref` count as well, and first (OpenAPI 3.1.1, 4.8.9). */
function pathItemsOf(tree: Tree): readonly (readonly [string, readonly Node[]])[] {
  const paths = tree.get(tree.root, 'paths');
  if (!paths || !isObject(paths.value)) return [];
  return Object.keys(paths.value).map((path) => {
    const written = childOf(paths, path);
    const followed = tree.get(paths, path);
    const beside = written && text(written.value, '$ref') !== undefined ? [written] : [];
    return [path, [...beside, ...(followed ? [followed] : [])]];
  });
}

function dialectOf(source: Source): SchemaDialect {
  const version = versionOf(source.value, 'openapi');
  if (version !== undefined && /^3\.0(\.|$)/.test(version)) return '3.0';
  if (version !== undefined && /^3\.[12](\.|$)/.test(version)) return '3.1';
  const field = ['openapi', 'swagger'].find((name) => versionOf(source.value, name) !== undefined);
  const message =
    field === undefined
      ? 'This is no OpenAPI document: it has no `openapi` field. It should begin with `openapi: 3.1.0`, or `swagger: "2.0"`.'
      : `${field}: ${versionOf(source.value, field)} is not read; 2.0 (\`swagger: "2.0"\`), 3.0 and 3.1 (\`openapi: 3.1.0\`) are.`;
  const pointer = field === undefined ? '' : `/${field}`;
  throw new UnusableDocument([problemAt(source, pointer, 'version', 'fatal', message)]);
}

function indexOperation(tree: Tree, node: Node, key: string, method: string, path: string): OperationIndex {
  return { key, method, path, summary: text(node.value, 'summary') ?? '', scenarios: indexScenarios(tree, node, key) };
}

function keyOf(
  node: Node,
  method: string,
  path: string,
  taken: ReadonlyMap<string, unknown>,
  report: (problem: Problem) => void,
): string {
  const fallback = `${method.toUpperCase()} ${path}`;
  const operationId = text(node.value, 'operationId');
  if (operationId === undefined || !taken.has(operationId)) return operationId ?? fallback;
  const message = `The operationId ${operationId} is taken by another operation; this one is known as "${fallback}".`;
  report(problemAt(node.source, `${node.pointer}/operationId`, 'operation-duplicate', 'warning', message));
  return fallback;
}

/** Response headers by name, each in the first spelling that the document uses. */
function headerNames(tree: Tree, operations: readonly Node[]): readonly string[] {
  const names = new Map<string, string>();
  for (const operation of operations) {
    for (const { node } of responsesOf(tree, operation)) {
      const headers = tree.get(node, 'headers');
      for (const name of isObject(headers?.value) ? Object.keys(headers.value) : []) {
        if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
      }
    }
  }
  return [...names.values()];
}

function conflict(node: Node, method: string, path: string, other: string): Problem {
  const message = `${method.toUpperCase()} ${path} is the same as ${method.toUpperCase()} ${other}; the first one answers.`;
  return problemAt(node.source, node.pointer, 'path-conflict', 'error', message);
}

function encodedPath(node: Node, path: string): Problem {
  const message = `What follows # or ? is no part of a path: ${path} is reached only with them percent-encoded, as ${path.replace(/[#?]/g, percentEncode)}.`;
  return problemAt(node.source, node.pointer, 'structure', 'warning', message);
}

function oddPath(node: Node, path: string): Problem {
  return problemAt(node.source, node.pointer, 'structure', 'error', `The path ${path} must begin with a slash.`);
}
