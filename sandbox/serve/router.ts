import type { ApiPlan, Mount, Plan, RoutePlan, SegmentPlan } from '../plan.ts';
import {
  concreteness,
  type Division,
  divisionsOf,
  fitsWithin,
  isOpen,
  maxDivisions,
  type SegmentTexts,
  segmentTexts,
} from '../syntax/path-segment.ts';
import { templateKey } from '../syntax/path-template.ts';
import { pathAsSent, percentDecodeEach } from '../syntax/percent.ts';
import type { RoutedOperation } from './routed-operation.ts';

/** Path parameters by name, still percent-encoded. */
export type PathValues = Readonly<Record<string, string>>;

/** An operation, and the path parameters of a request to it. */
export interface Target {
  readonly api: ApiPlan;
  readonly operation: RoutedOperation;
  readonly values: PathValues;
}

/** The result of routing a request. */
export type Route =
  | (Target & {
      readonly kind: 'operation';
      /**
       * Other targets that the path matches, best first: by another division of a segment between its placeholders, or
       * by another template that is equally concrete.
       */
      readonly alternatives: readonly Target[];
    })
  /** The path matches, the method does not. `isPartial`: an unresolved reference may hide further methods. */
  | { readonly kind: 'method'; readonly api: ApiPlan; readonly allow: readonly string[]; readonly isPartial: boolean }
  /** No path matches; `api` is the API whose base path does, if any. */
  | { readonly kind: 'none'; readonly api: ApiPlan | undefined };

/** Returns an operation of an API by its key. */
type OperationLookup = (api: string, key: string) => RoutedOperation;

/** Routes a method and a percent-encoded path. */
export type Router = (method: string, path: string) => Route;

/** A path of an API at one mount. */
interface RoutedPath {
  readonly api: ApiPlan;
  /** By method, in the case that is sent. */
  readonly operations: ReadonlyMap<string, RoutedOperation>;
  /** An unresolved reference may hide further operations. */
  readonly isPartial: boolean;
  /** Names of the placeholders, in order. */
  readonly names: readonly string[];
}

/** A node of the tree of path segments. */
interface RouteNode {
  readonly literals: Map<string, RouteNode>;
  readonly templated: TemplatedChild[];
  readonly paths: RoutedPath[];
}

interface TemplatedChild {
  readonly texts: SegmentTexts;
  /** Whether the segment is a single placeholder without literal text. */
  readonly isOpen: boolean;
  /** The segment without the names of its placeholders. */
  readonly signature: string;
  /** Length of its literal text; a larger one is more concrete. */
  readonly weight: number;
  readonly node: RouteNode;
}

interface Match {
  readonly routedPath: RoutedPath;
  readonly segments: readonly SegmentMatch[];
}

interface SegmentMatch {
  readonly texts: SegmentTexts;
  /** The possible values of its placeholders. */
  readonly divisions: readonly Division[];
}

/** The paths of all APIs with one base path. */
interface BasePathRoutes {
  /** The segments of the base path, decoded. */
  readonly base: readonly string[];
  readonly owner: ApiPlan;
  readonly root: RouteNode;
}

/**
 * Creates the router of a plan. Base paths are tried in their order; below each, concrete segments come before
 * templated ones (OpenAPI 3.1.1, 4.8.8.2), across APIs. A path that matches nothing is tried once more without its
 * trailing slash. Segments are compared decoded, since documents and clients encode different characters (RFC 3986,
 * 6.2.2).
 */
export function createRouter(plan: Plan, operationOf: OperationLookup): Router {
  const basePaths = basePathsOf(plan, operationOf);
  return (method, path) => {
    const route = find(method, path);
    if (route.kind !== 'none' || path.length < 2 || !path.endsWith('/')) return route;
    const withoutSlash = find(method, path.slice(0, -1));
    return withoutSlash.kind === 'operation' ? withoutSlash : route;
  };

  function find(method: string, path: string): Route {
    const written = path.split('/');
    const decoded = path.includes('%') ? written.map(percentDecodeEach) : written;
    let fallback: Route | undefined;
    let owner: ApiPlan | undefined;
    for (const { base, owner: first, root } of basePaths) {
      if (!isWithin(base, decoded)) continue;
      if (base.length > 1 || plan.apis.length === 1) owner ??= first;
      const route = choose(matchAll(root, written, decoded, base.length), method);
      if (route?.kind === 'operation') return route;
      fallback ??= route;
    }
    return fallback ?? { kind: 'none', api: owner };
  }
}

function isWithin(base: readonly string[], segments: readonly string[]): boolean {
  for (let index = 0; index < base.length; index += 1) if (base[index] !== segments[index]) return false;
  return true;
}

function basePathsOf({ mounts, apis }: Plan, operationOf: OperationLookup): readonly BasePathRoutes[] {
  const basePaths = new Map<string, BasePathRoutes>();
  for (const mount of mounts) {
    const api = apis.find(({ name }) => name === mount.api);
    if (!api) continue;
    const key = `${mount.basePath} ${mount.declared}`;
    const entry = basePaths.get(key) ?? {
      base: mount.basePath.split('/').map(percentDecodeEach),
      owner: api,
      root: newNode(),
    };
    basePaths.set(key, entry);
    for (const route of api.routes) {
      const operations = operationsAt(route, mount, api, operationOf);
      const isPartial = route.isPartial && isServedAt(route, mount, api);
      if (operations.size === 0 && !isPartial) continue;
      let node = entry.root;
      for (const segment of route.segments) node = childFor(node, segment);
      node.paths.push({ api, operations, isPartial, names: route.segments.flatMap(namesIn) });
    }
  }
  return [...basePaths.values()];
}

/** Chooses the first matching template that has the method. HEAD is routed to GET if it is not documented. */
function choose(matches: readonly Match[], method: string): Route | undefined {
  const [only, ...more] = matches;
  if (!only) return undefined;
  // Most paths fit one template.
  const alone = more.length === 0 && only.routedPath.operations.has(method) ? targetsOf(only, method) : [];
  const [sole] = alone;
  if (sole) return { kind: 'operation', ...sole, alternatives: alone.slice(1) };
  // What such a path answers is not known; a less concrete one is not asked instead.
  const partialIndex = matches.findIndex(({ routedPath }) => routedPath.operations.size === 0);
  const known = partialIndex === -1 ? matches : matches.slice(0, partialIndex);
  for (const wanted of method === 'HEAD' ? ['HEAD', 'GET'] : [method]) {
    const fitting = withoutLessConcrete(known.filter(({ routedPath }) => routedPath.operations.has(wanted)));
    const [first, ...rest] = fitting;
    if (!first) continue;
    const [target, ...divided] = targetsOf(first, wanted);
    const alternatives = [...divided, ...rest.flatMap((one) => targetsOf(one, wanted))];
    if (target) return { kind: 'operation', ...target, alternatives: alternatives.slice(0, maxDivisions) };
  }
  const { isPartial, operations, api } = only.routedPath;
  if (operations.size === 0) return { kind: 'method', api, allow: [], isPartial };
  const methods = new Set(matches.flatMap(({ routedPath }) => [...routedPath.operations.keys()]));
  if (methods.has('GET')) methods.add('HEAD');
  methods.add('OPTIONS');
  return { kind: 'method', api, allow: [...methods], isPartial };
}

/** Removes matches that an earlier one equals or exceeds in concreteness in every segment (OpenAPI 3.1.1, 4.8.8.2). */
function withoutLessConcrete(matches: readonly Match[]): readonly Match[] {
  if (matches.length < 2) return matches;
  const kept: Match[] = [];
  for (const one of matches) if (!kept.some((other) => isAsConcrete(other, one))) kept.push(one);
  return kept;
}

/** Whether one match is as concrete as another in every segment. Both match the same path. */
function isAsConcrete(one: Match, other: Match): boolean {
  return one.segments.every(({ texts }, index) => {
    const opposite = other.segments[index]?.texts;
    return opposite === undefined || texts.length === 1 || (opposite.length > 1 && fitsWithin(texts, opposite));
  });
}

/** Lists one target for each combination of the segments' divisions; the last segment varies fastest. */
function targetsOf({ routedPath: { api, operations, names }, segments }: Match, method: string): readonly Target[] {
  const operation = operations.get(method);
  if (!operation) return [];
  if (names.length === 0) return [{ api, operation, values: noValues }];
  let combinations: readonly Division[] = [[]];
  for (const { divisions } of segments) {
    const [only, ...more] = divisions;
    if (only && more.length === 0)
      combinations = only.length === 0 ? combinations : combinations.map((texts) => [...texts, ...only]);
    else
      combinations = combinations
        .flatMap((texts) => divisions.map((division) => [...texts, ...division]))
        .slice(0, maxDivisions);
  }
  return combinations.map((texts) => ({ api, operation, values: namedTexts(names, texts) }));
}

const noValues: PathValues = {};

function namedTexts(names: readonly string[], texts: Division): PathValues {
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}

/**
 * Returns the operations of a path at a mount. A declared base path serves the paths that declare it; the implied root
 * serves the others, except operations that several APIs have there.
 */
function operationsAt(
  route: RoutePlan,
  mount: Mount,
  api: ApiPlan,
  operationOf: OperationLookup,
): ReadonlyMap<string, RoutedOperation> {
  const { contested } = mount;
  if (!isServedAt(route, mount, api)) return new Map();
  const path = templateKey(route.template);
  const uncontested = Object.entries(route.operations).filter(
    ([method]) => !contested.some((one) => one.method === method && one.path === path),
  );
  return new Map(uncontested.map(([method, key]) => [method, operationOf(api.name, key)]));
}

function isServedAt({ basePaths }: RoutePlan, { basePath, declared }: Mount, api: ApiPlan): boolean {
  return (basePaths ?? api.basePaths).includes(basePath) === declared;
}

function newNode(): RouteNode {
  return { literals: new Map(), templated: [], paths: [] };
}

function namesIn(segment: SegmentPlan): readonly string[] {
  return 'parts' in segment ? segment.parts.flatMap((part) => ('parameter' in part ? [part.parameter] : [])) : [];
}

function childFor(node: RouteNode, segment: SegmentPlan): RouteNode {
  if ('literal' in segment) {
    const literal = percentDecodeEach(pathAsSent(segment.literal));
    const next = node.literals.get(literal) ?? newNode();
    node.literals.set(literal, next);
    return next;
  }
  const texts = segmentTexts(segment.parts);
  const signature = texts.map((text) => text.join('')).join('{}');
  const known = node.templated.find((one) => one.signature === signature);
  if (known) return known.node;
  const next = newNode();
  node.templated.push({ texts, isOpen: isOpen(texts), signature, weight: concreteness(texts), node: next });
  node.templated.sort((one, other) => other.weight - one.weight);
  return next;
}

/** Finds all templates that match, the most concrete first. */
function matchAll(
  root: RouteNode,
  segments: readonly string[],
  decodedSegments: readonly string[],
  from: number,
): readonly Match[] {
  const matches: Match[] = [];
  const path: SegmentMatch[] = [];
  const visit = (node: RouteNode, index: number): void => {
    const written = segments[index];
    const decoded = decodedSegments[index];
    if (written === undefined || decoded === undefined) {
      for (const routedPath of node.paths) matches.push({ routedPath, segments: [...path] });
      return;
    }
    const literal = node.literals.get(decoded);
    if (literal) {
      path.push(literalMatch);
      visit(literal, index + 1);
      path.pop();
    }
    if (written === '') return;
    for (const { texts, isOpen: matchesAny, node: next } of node.templated) {
      const divisions = matchesAny ? [[written]] : divisionsOf(written, texts);
      if (divisions.length === 0) continue;
      path.push({ texts, divisions });
      visit(next, index + 1);
      path.pop();
    }
  };
  visit(root, from);
  return matches;
}

/** The match of a segment without placeholders: nothing is more concrete. */
const literalMatch: SegmentMatch = { texts: [[]], divisions: [[]] };
