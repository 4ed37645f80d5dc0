import { shapeOf } from '../notation/path-template.ts';
import { pathAsSent, percentDecodeEach } from '../notation/percent.ts';
import type { ApiPlan, Mount, Plan, RoutePlan, SegmentPlan } from '../plan.ts';
import { type Division, divisionsOf, mostDivisions, type SegmentTexts, segmentTexts } from './segment.ts';

/** Path parameters by name, still percent-encoded. */
export type PathValues = Readonly<Record<string, string>>;

/** Where a request leads. */
export type Route =
  | {
      readonly kind: 'operation';
      readonly api: ApiPlan;
      /** Key of the operation. */
      readonly operation: string;
      readonly values: PathValues;
      /** What the values can be besides, in order, where the path can be divided in several ways. */
      readonly others: readonly PathValues[];
    }
  /** The path is known, the method is not. */
  | { readonly kind: 'method'; readonly api: ApiPlan; readonly allow: readonly string[] }
  /** No path fits. The API whose base path does, if there is one. */
  | { readonly kind: 'none'; readonly api: ApiPlan | undefined };

export type Router = (method: string, path: string) => Route;

/** What an API offers at a path of a mount. */
interface Offer {
  readonly api: ApiPlan;
  /** Method as it is sent → key of the operation. */
  readonly operations: ReadonlyMap<string, string>;
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
  /** What can stand for the placeholders of each templated segment, in order. */
  readonly divisions: readonly (readonly Division[])[];
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
export function createRouter(plan: Plan): Router {
  const sites = sitesOf(plan);
  return (method, path) => {
    const route = find(method, path);
    if (route.kind !== 'none' || path.length < 2 || !path.endsWith('/')) return route;
    const without = find(method, path.slice(0, -1));
    return without.kind === 'operation' ? without : route;
  };

  function find(method: string, path: string): Route {
    const segments = path.split('/').map((written) => ({ written, decoded: percentDecodeEach(written) }));
    let fallback: Route | undefined;
    let owner: ApiPlan | undefined;
    for (const { base, owner: first, root } of sites) {
      if (base.some((segment, index) => segment !== segments[index]?.decoded)) continue;
      if (base.length > 1 || plan.apis.length === 1) owner ??= first;
      const route = choose(findAll(root, segments.slice(base.length), []), method);
      if (route?.kind === 'operation') return route;
      fallback ??= route;
    }
    return fallback ?? { kind: 'none', api: owner };
  }
}

function sitesOf({ mounts, apis }: Plan): readonly Site[] {
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
      const operations = offeredBy(route, mount, api);
      if (operations.size === 0) continue;
      let branch = site.root;
      for (const segment of route.segments) branch = below(branch, segment);
      branch.offers.push({ api, operations, names: route.segments.flatMap(namesIn) });
    }
  }
  return [...sites.values()];
}

/** The first of the fitting templates that has the method; a HEAD is answered by a GET. */
function choose(found: readonly Found[], method: string): Route | undefined {
  for (const wanted of method === 'HEAD' ? ['HEAD', 'GET'] : [method]) {
    for (const { offer, divisions } of found) {
      const operation = offer.operations.get(wanted);
      if (operation === undefined) continue;
      const [values = {}, ...others] = combined(divisions).map((texts) => namedTexts(offer.names, texts));
      return { kind: 'operation', api: offer.api, operation, values, others };
    }
  }
  const [first] = found;
  if (!first) return undefined;
  const methods = new Set(found.flatMap(({ offer }) => [...offer.operations.keys()]));
  if (methods.has('GET')) methods.add('HEAD');
  methods.add('OPTIONS');
  return { kind: 'method', api: first.offer.api, allow: [...methods] };
}

/** The ways to divide a whole path: where several segments can be divided in several, the last one first. */
function combined(divisions: readonly (readonly Division[])[]): readonly Division[] {
  return divisions.reduce<readonly Division[]>(
    (before, ways) => before.flatMap((texts) => ways.map((way) => [...texts, ...way])).slice(0, mostDivisions),
    [[]],
  );
}

function namedTexts(names: readonly string[], texts: Division): PathValues {
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}

/**
 * What a path offers at a mount: under a declared base path, if that is one of its own; at the implied root if the root
 * is not, without what several APIs contest.
 */
function offeredBy(route: RoutePlan, mount: Mount, api: ApiPlan): ReadonlyMap<string, string> {
  const { basePath, declared, contested } = mount;
  if ((route.basePaths ?? api.basePaths).includes(basePath) !== declared) return new Map();
  const shape = shapeOf(route.template);
  return new Map(Object.entries(route.operations).filter(([method]) => !contested.includes(`${method} ${shape}`)));
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
  const weight = texts.flat().length;
  branch.templated.push({ texts, isOpen: texts.length === 2 && weight === 0, shape, weight, branch: next });
  branch.templated.sort((one, other) => other.weight - one.weight);
  return next;
}

/** A segment of a request's path. */
interface SentSegment {
  readonly written: string;
  readonly decoded: string;
}

/** Every template that fits, the most concrete first. */
function findAll(
  branch: Branch,
  segments: readonly SentSegment[],
  divisions: readonly (readonly Division[])[],
): readonly Found[] {
  const [segment, ...rest] = segments;
  if (segment === undefined) return branch.offers.map((offer) => ({ offer, divisions }));
  const literal = branch.literals.get(segment.decoded);
  const found = literal ? [...findAll(literal, rest, divisions)] : [];
  if (segment.written === '') return found;
  for (const { texts, isOpen, branch: next } of branch.templated) {
    const ways = isOpen ? [[segment.written]] : divisionsOf(segment.written, texts);
    if (ways.length > 0) found.push(...findAll(next, rest, [...divisions, ways]));
  }
  return found;
}
