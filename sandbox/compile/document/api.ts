import type { ApiPlan, OperationIndex, RoutePlan } from '../../plan.ts';
import type { Problem } from '../../problem.ts';
import type { Files } from '../../read/files.ts';
import type { Source } from '../../read/source.ts';
import { problemAt } from '../../read/source.ts';
import { childOf, createTree, type Node, type Tree, textAt } from '../../read/tree.ts';
import { isHeaderName } from '../../syntax/header.ts';
import { isObject } from '../../syntax/json.ts';
import { templateKey, templateParts } from '../../syntax/path-template.ts';
import { pathAsSent } from '../../syntax/percent.ts';
import { refusalOf } from '../error-bodies/error-bodies.ts';
import { indexScenarios, responsesOf } from '../examples/examples.ts';
import { internalError } from '../internal-error.ts';
import { isMissing } from '../missing-references.ts';
import { createSchemaLibrary } from '../schemas/library.ts';
import type { ApiSource, OperationSource } from '../source.ts';
import { hasMissingOperations, operationsIn, pathItemAt } from './path-items.ts';
import { segmentsOf } from './paths.ts';
import { basePathsOf } from './servers.ts';
import { dialectOf } from './version.ts';

/**
 * Opens an OpenAPI document (3.0, 3.1 or 3.2) and indexes its operations and scenarios.
 *
 * @param name the API's name in the sandbox's own addresses and in the name of its scenario file
 * @throws UnusableDocumentError if the document has no version, or an unsupported one
 */
export function openApi(name: string, source: Source, files: Files, report: (problem: Problem) => void): ApiSource {
  const dialect = dialectOf(source);
  const tree = createTree(source, files, report);
  const basePaths = basePathsOf(tree, tree.root, report) ?? [''];
  const { operations, routes } = readPaths(tree, basePaths, report);
  const info = tree.get(tree.root, 'info');
  if (!info)
    report(problemAt(source, '', 'structure', "The document has no info. Write info: { title: …, version: '1' }."));
  const nodes = [...operations.values()].map(({ node }) => node);
  const plan: ApiPlan = {
    name,
    title: (info && textAt(info, 'title')) ?? name,
    version: (info && textAt(info, 'version')) ?? '',
    basePaths,
    routes,
    operations: [...operations.values()].map(({ index }) => index),
    refusals: refusalOf(tree, nodes),
    responseHeaders: headerNames(tree, nodes),
    files: [],
  };
  const declaresSecurity = [tree.root, ...nodes].some((node) => childOf(node, 'security') !== undefined);
  const schemas = {
    request: createSchemaLibrary(tree, dialect, 'request', report),
    response: createSchemaLibrary(tree, dialect, 'response', report),
  };
  return { plan, tree, dialect, operations, declaresSecurity, schemas };
}

/** Whether the document has no operations only because references lead nowhere. */
export function isEmptied({ tree, operations, plan }: ApiSource): boolean {
  const isPartial = isMissing(tree, tree.root, 'paths') || plan.routes.some((route) => route.isPartial);
  return operations.size === 0 && isPartial;
}

/** Reads the Paths Object into operations by key and the routes to them (OpenAPI 3.1.1, 4.8.8). */
function readPaths(tree: Tree, basePaths: readonly string[], report: (problem: Problem) => void) {
  const operations = new Map<string, OperationSource>();
  const routes: RoutePlan[] = [];
  // `GET /letters/{}` → the first template with that method and structure.
  const taken = new Map<string, string>();
  for (const [path, pathItems] of servedPaths(tree, report)) {
    const inherited = pathBasePaths(tree, pathItems, report);
    const segments = segmentsOf(path);
    const pathRoutes: RoutePlan[] = [];
    const isPartial = hasMissingOperations(tree, pathItems);
    for (const { method, node } of operationsIn(tree, pathItems, report)) {
      const signature = `${method} ${templateKey(path)}`;
      const other = taken.get(signature);
      if (other !== undefined) {
        report(pathConflict(node, method, path, other));
        continue;
      }
      taken.set(signature, path);
      const key = operationKey(node, method, path, operations, report);
      const declared = basePathsOf(tree, node, report) ?? inherited;
      const index = indexOperation(tree, node, key, method, path, report);
      operations.set(key, { index, node, pathItems, basePaths: declared ?? basePaths });
      addRoute(pathRoutes, {
        template: path,
        segments,
        operations: { [method]: key },
        basePaths: declared ?? null,
        isPartial,
      });
    }
    if (pathRoutes.length === 0 && isPartial) {
      pathRoutes.push({ template: path, segments, operations: {}, basePaths: inherited ?? null, isPartial });
    }
    routes.push(...pathRoutes);
  }
  return { operations, routes };
}

/** Adds a route, merging the operations of one path under the same base paths. */
function addRoute(routes: RoutePlan[], route: RoutePlan): void {
  const bases = route.basePaths?.join(' ');
  const index = routes.findIndex(({ basePaths }) => basePaths?.join(' ') === bases);
  const existing = routes[index];
  if (existing) routes[index] = { ...existing, operations: { ...existing.operations, ...route.operations } };
  else routes.push(route);
}

/** Returns the base paths of the first path item that has `servers`; undefined if none of them does. */
function pathBasePaths(
  tree: Tree,
  pathItems: readonly Node[],
  report: (problem: Problem) => void,
): readonly string[] | undefined {
  const owner = pathItems.find((pathItem) => childOf(pathItem, 'servers') !== undefined);
  return owner && basePathsOf(tree, owner, report);
}

/** Returns the paths that can be served with their Path Item Objects, and reports the others. */
function servedPaths(tree: Tree, report: (problem: Problem) => void): readonly (readonly [string, readonly Node[]])[] {
  const paths = tree.get(tree.root, 'paths');
  if (!paths || !isObject(paths.value)) return [];
  return Object.keys(paths.value).flatMap((path) => {
    if (path.startsWith('x-')) return [];
    const pathItems = pathItemAt(tree, paths, path);
    const [first] = pathItems;
    if (first && !path.startsWith('/')) report(relativePath(first, path));
    else if (first && /[#?]/.test(templateKey(path))) report(unencodedPath(first, path));
    if (first && /\/\.\.?(\/|$)/.test(templateKey(path))) report(dottedPath(first, path));
    return path.startsWith('/') ? [[path, pathItems] as const] : [];
  });
}

function indexOperation(
  tree: Tree,
  node: Node,
  key: string,
  method: string,
  path: string,
  report: (problem: Problem) => void,
): OperationIndex {
  const index = { key, method, path, summary: textAt(node, 'summary') ?? '' };
  try {
    return { ...index, scenarios: indexScenarios(tree, node, key) };
  } catch (error) {
    report(internalError({ index, node }, 'has no scenarios', error));
    return { ...index, scenarios: [] };
  }
}

function operationKey(
  node: Node,
  method: string,
  path: string,
  taken: ReadonlyMap<string, unknown>,
  report: (problem: Problem) => void,
): string {
  const fallback = `${method} ${path}`;
  const operationId = textAt(node, 'operationId');
  if (operationId === undefined || !taken.has(operationId)) return operationId ?? fallback;
  const message = `The operationId ${operationId} is taken by another operation; this one is known as "${fallback}". Write another.`;
  report(problemAt(node.source, `${node.pointer}/operationId`, 'operation-duplicate', message));
  return fallback;
}

/** Returns the names of all response headers, each in the first spelling that the document uses. */
function headerNames(tree: Tree, operations: readonly Node[]): readonly string[] {
  const names = new Map<string, string>();
  for (const operation of operations) {
    for (const { node } of responsesOf(tree, operation)) {
      const headers = tree.get(node, 'headers');
      for (const name of isObject(headers?.value) ? Object.keys(headers.value) : []) {
        if (isHeaderName(name) && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
      }
    }
  }
  return [...names.values()];
}

function pathConflict(node: Node, method: string, path: string, other: string): Problem {
  const message = `${method} ${path} is the same as ${method} ${other}; the first one answers. Remove one of them, or give it another path.`;
  return problemAt(node.source, node.pointer, 'path-conflict', message);
}

function unencodedPath(node: Node, path: string): Problem {
  const address = templateParts(path).map((part) =>
    'literal' in part ? pathAsSent(part.literal) : `{${part.parameter}}`,
  );
  const message = `What follows # or ? is no part of a path: ${path} is reached only with them percent-encoded, as ${address.join('')}.`;
  return problemAt(node.source, node.pointer, 'structure', message);
}

/** Clients remove dot segments before sending a request (RFC 3986, 5.2.4). */
function dottedPath(node: Node, path: string): Problem {
  const message = `No client sends the path ${path} as it is: the segments . and .. are resolved before, so that it is not reached.`;
  return problemAt(node.source, node.pointer, 'structure', message);
}

function relativePath(node: Node, path: string): Problem {
  return problemAt(
    node.source,
    node.pointer,
    'structure',
    `The path ${path} must begin with a slash. Write ${pathFrom(path)}.`,
    'omitted',
  );
}

/** Returns a path with a slash, without a scheme and a host. */
function pathFrom(path: string): string {
  return `/${path.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, '').replace(/^\/+/, '')}`;
}
