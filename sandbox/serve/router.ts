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

/** An operation, and what the path says to it. */
export interface Target {
  readonly api: ApiPlan;
  readonly operation: RoutedOperation;
  readonly values: PathValues;
}

/** Where a request leads. */
export type Route =
  | (Target & {
      readonly kind: 'operation';
      /**
       * What else it can be meant for, in order: by other ways to divide the path between its placeholders, or by other
       * templates that are no less concrete.
       */
      readonly others: readonly Target[];
    })
  /** The path is known, the method is not; of a partial one, a reference leads nowhere, and nobody knows its methods. */
  | { readonly kind: 'method'; readonly api: ApiPlan; readonly allow: readonly string[]; readonly isPartial: boolean }
  /** No path fits. The API whose base path does, if there is one. */
  | { readonly kind: 'none'; readonly api: ApiPlan | undefined };

/** The operation of an API by its key. */
type Link = (api: string, key: string) => RoutedOperation;

export type Router = (method: string, path: string) => Route;

/** What an API offers at a path of a mount. */
interface Offer {
  readonly api: ApiPlan;
  /** By their method as it is sent. */
  readonly operations: ReadonlyMap<string, RoutedOperation>;
  readonly isPartial: boolean;
  /** Of the placeholders, in order. */
  readonly names: readonly string[];
}

interface Branch {
  readonly literals: Map<string, Branch>;
  readonly templated: TemplatedBranch[];
  readonly offers: Offer[];
}

interface TemplatedBranch {
  readonly texts: SegmentTexts;
  /** Nothing but a placeholder. */
  readonly isOpen: boolean;
  /** The segment without the placeholders' names. */
  readonly shape: string;
  /** Length of its literal text: the more, the more concrete. */
  readonly weight: number;
  readonly branch: Branch;
}

interface Found {
  readonly offer: Offer;
  readonly segments: readonly FoundSegment[];
}

interface FoundSegment {
  readonly texts: SegmentTexts;
  /** What can stand for its placeholders, in order. */
  readonly divisions: readonly Division[];
}

/** All APIs under one base path. */
interface Site {
  /** The segments of the base path, decoded. */
  readonly base: readonly string[];
  readonly owner: ApiPlan;
  readonly root: Branch;
}

/**
 * Makes the router of a plan: base paths in their order; under each, concrete segments before templated ones (OpenAPI
 * 3.1.1, 4.8.8.2), whichever API they belong to; a path that fits nothing is tried once more without its trailing
 * slash, for an operation there. Segments are compared decoded: documents and clients encode more or less (RFC 3986, 6.2.2).
 */
export function createRouter(plan: Plan, runtime: Link): Router {
  const sites = sitesOf(plan, runtime);
  return (method, path) => {
    const route = find(method, path);
    if (route.kind !== 'none' || path.length < 2 || !path.endsWith('/')) return route;
    const without = find(method, path.slice(0, -1));
    return without.kind === 'operation' ? without : route;
  };

  function find(method: string, path: string): Route {
    const written = path.split('/');
    const decoded = path.includes('%') ? written.map(percentDecodeEach) : written;
    let fallback: Route | undefined;
    let owner: ApiPlan | undefined;
    for (const { base, owner: first, root } of sites) {
      if (!isWithin(base, decoded)) continue;
      if (base.length > 1 || plan.apis.length === 1) owner ??= first;
      const route = choose(findAll(root, written, decoded, base.length), method);
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

function sitesOf({ mounts, apis }: Plan, runtime: Link): readonly Site[] {
  const sites = new Map<string, Site>();
  for (const mount of mounts) {
    const api = apis.find(({ name }) => name === mount.api);
    if (!api) continue;
    const key = `${mount.basePath} ${mount.declared}`;
    const site = sites.get(key) ?? {
      base: mount.basePath.split('/').map(percentDecodeEach),
      owner: api,
      root: newBranch(),
    };
    sites.set(key, site);
    for (const route of api.routes) {
      const operations = offeredBy(route, mount, api, runtime);
      const isPartial = route.isPartial && isOfferedAt(route, mount, api);
      if (operations.size === 0 && !isPartial) continue;
      let branch = site.root;
      for (const segment of route.segments) branch = below(branch, segment);
      branch.offers.push({ api, operations, isPartial, names: route.segments.flatMap(namesIn) });
    }
  }
  return [...sites.values()];
}

/** The first of the fitting templates that has the method; a HEAD is answered by a GET. */
function choose(found: readonly Found[], method: string): Route | undefined {
  const [only, ...more] = found;
  if (!only) return undefined;
  // Most paths fit one template.
  const alone = more.length === 0 && only.offer.operations.has(method) ? targetsOf(only, method) : [];
  const [sole] = alone;
  if (sole) return { kind: 'operation', ...sole, others: alone.slice(1) };
  // What such a path answers is not known; a less concrete one is not asked instead.
  const unknown = found.findIndex(({ offer }) => offer.operations.size === 0);
  const known = unknown === -1 ? found : found.slice(0, unknown);
  for (const wanted of method === 'HEAD' ? ['HEAD', 'GET'] : [method]) {
    const fitting = withoutLessConcrete(known.filter(({ offer }) => offer.operations.has(wanted)));
    const [first, ...rest] = fitting;
    if (!first) continue;
    const [target, ...divided] = targetsOf(first, wanted);
    const others = [...divided, ...rest.flatMap((one) => targetsOf(one, wanted))];
    if (target) return { kind: 'operation', ...target, others: others.slice(0, maxDivisions) };
  }
  const { isPartial, operations, api } = only.offer;
  if (operations.size === 0) return { kind: 'method', api, allow: [], isPartial };
  const methods = new Set(found.flatMap(({ offer }) => [...offer.operations.keys()]));
  if (methods.has('GET')) methods.add('HEAD');
  methods.add('OPTIONS');
  return { kind: 'method', api, allow: [...methods], isPartial };
}

/** Those that no other before them is as concrete as in each segment (OpenAPI 3.1.1, 4.8.8.2). */
function withoutLessConcrete(found: readonly Found[]): readonly Found[] {
  if (found.length < 2) return found;
  const kept: Found[] = [];
  for (const one of found) if (!kept.some((other) => isAsConcrete(other, one))) kept.push(one);
  return kept;
}

/** Both fit the same path. */
function isAsConcrete(one: Found, other: Found): boolean {
  return one.segments.every(({ texts }, index) => {
    const opposite = other.segments[index]?.texts;
    return opposite === undefined || texts.length === 1 || (opposite.length > 1 && fitsWithin(texts, opposite));
  });
}

/** An offer by each way to divide the path: where several segments can be divided in several, the last one first. */
function targetsOf({ offer: { api, operations, names }, segments }: Found, method: string): readonly Target[] {
  const operation = operations.get(method);
  if (!operation) return [];
  if (names.length === 0) return [{ api, operation, values: noValues }];
  let ways: readonly Division[] = [[]];
  for (const { divisions } of segments) {
    const [only, ...more] = divisions;
    if (only && more.length === 0) ways = only.length === 0 ? ways : ways.map((texts) => [...texts, ...only]);
    else ways = ways.flatMap((texts) => divisions.map((division) => [...texts, ...division])).slice(0, maxDivisions);
  }
  return ways.map((texts) => ({ api, operation, values: namedTexts(names, texts) }));
}

const noValues: PathValues = {};

function namedTexts(names: readonly string[], texts: Division): PathValues {
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}

/**
 * What a path offers at a mount: under a declared base path, if that is one of its own; at the implied root if the root
 * is not, without what several APIs contest.
 */
function offeredBy(route: RoutePlan, mount: Mount, api: ApiPlan, runtime: Link): ReadonlyMap<string, RoutedOperation> {
  const { contested } = mount;
  if (!isOfferedAt(route, mount, api)) return new Map();
  const shape = templateKey(route.template);
  const own = Object.entries(route.operations).filter(([method]) => !contested.includes(`${method} ${shape}`));
  return new Map(own.map(([method, key]) => [method, runtime(api.name, key)]));
}

function isOfferedAt({ basePaths }: RoutePlan, { basePath, declared }: Mount, api: ApiPlan): boolean {
  return (basePaths ?? api.basePaths).includes(basePath) === declared;
}

function newBranch(): Branch {
  return { literals: new Map(), templated: [], offers: [] };
}

function namesIn(segment: SegmentPlan): readonly string[] {
  return 'parts' in segment ? segment.parts.flatMap((part) => ('parameter' in part ? [part.parameter] : [])) : [];
}

function below(branch: Branch, segment: SegmentPlan): Branch {
  if ('literal' in segment) {
    const literal = percentDecodeEach(pathAsSent(segment.literal));
    const next = branch.literals.get(literal) ?? newBranch();
    branch.literals.set(literal, next);
    return next;
  }
  const texts = segmentTexts(segment.parts);
  const shape = texts.map((text) => text.join('')).join('{}');
  const known = branch.templated.find((one) => one.shape === shape);
  if (known) return known.branch;
  const next = newBranch();
  branch.templated.push({ texts, isOpen: isOpen(texts), shape, weight: concreteness(texts), branch: next });
  branch.templated.sort((one, other) => other.weight - one.weight);
  return next;
}

/** Every template that fits, the most concrete first. */
function findAll(
  root: Branch,
  segments: readonly string[],
  decodedSegments: readonly string[],
  from: number,
): readonly Found[] {
  const found: Found[] = [];
  const path: FoundSegment[] = [];
  const go = (branch: Branch, index: number): void => {
    const written = segments[index];
    const decoded = decodedSegments[index];
    if (written === undefined || decoded === undefined) {
      for (const offer of branch.offers) found.push({ offer, segments: [...path] });
      return;
    }
    const literal = branch.literals.get(decoded);
    if (literal) {
      path.push(literalSegment);
      go(literal, index + 1);
      path.pop();
    }
    if (written === '') return;
    for (const { texts, isOpen: takesAll, branch: next } of branch.templated) {
      const divisions = takesAll ? [[written]] : divisionsOf(written, texts);
      if (divisions.length === 0) continue;
      path.push({ texts, divisions });
      go(next, index + 1);
      path.pop();
    }
  };
  go(root, from);
  return found;
}

/** One without placeholders: nothing is more concrete. */
const literalSegment: FoundSegment = { texts: [[]], divisions: [[]] };
