import { shapeOf } from '../notation/path-template.ts';
import { normalisedPath, percentDecode, percentEncode } from '../notation/percent.ts';
import type { ApiPlan, Mount, Plan, RoutePlan, SegmentPart, SegmentPlan } from '../plan.ts';

/** Where a request leads. */
export type Route =
  | {
      readonly kind: 'operation';
      readonly api: ApiPlan;
      /** Key of the operation. */
      readonly operation: string;
      /** Path parameters by name, still percent-encoded. */
      readonly values: Readonly<Record<string, string>>;
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
  readonly parts: readonly SegmentPart[];
  /** The parts without the placeholders' names. */
  readonly shape: string;
  /** Length of its literal text: the more, the more concrete. */
  readonly weight: number;
  readonly branch: Branch;
}

interface Found {
  readonly offer: Offer;
  /** What stands for the placeholders, in order. */
  readonly texts: readonly string[];
}

/** All APIs under one base path. */
interface Site {
  readonly basePath: string;
  readonly owner: ApiPlan;
  readonly root: Branch;
}

/**
 * Makes the router of a plan: base paths in their order; under each, concrete segments before templated ones (OpenAPI
 * 3.1.1, 4.8.8.2), whichever API they belong to; a path that fits nothing is tried once more without its trailing
 * slash, for an operation there. Percent-encoding makes no difference where it means none (RFC 3986, 6.2.2).
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
    const normalised = normalisedPath(path);
    const segments = path.split('/');
    let fallback: Route | undefined;
    let owner: ApiPlan | undefined;
    for (const { basePath, owner: first, root } of sites) {
      if (!isUnder(normalised, basePath)) continue;
      if (basePath !== '' || plan.apis.length === 1) owner ??= first;
      const route = choose(findAll(root, segments.slice(basePath.split('/').length), []), method);
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
    const site = sites.get(key) ?? { basePath: normalisedPath(mount.basePath), owner: api, root: newBranch() };
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

function isUnder(path: string, basePath: string): boolean {
  return path.startsWith(basePath) && (path.length === basePath.length || path[basePath.length] === '/');
}

/** The first of the fitting templates that has the method; a HEAD is answered by a GET. */
function choose(found: readonly Found[], method: string): Route | undefined {
  for (const wanted of method === 'HEAD' ? ['HEAD', 'GET'] : [method]) {
    for (const { offer, texts } of found) {
      const operation = offer.operations.get(wanted);
      if (operation === undefined) continue;
      const values = Object.fromEntries(offer.names.map((name, index) => [name, texts[index] ?? '']));
      return { kind: 'operation', api: offer.api, operation, values };
    }
  }
  const [first] = found;
  if (!first) return undefined;
  const methods = new Set(found.flatMap(({ offer }) => [...offer.operations.keys()]));
  if (methods.has('GET')) methods.add('HEAD');
  methods.add('OPTIONS');
  return { kind: 'method', api: first.offer.api, allow: [...methods] };
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
    const literal = normalisedPath(segment.literal);
    const next = branch.literals.get(literal) ?? newBranch();
    branch.literals.set(literal, next);
    return next;
  }
  const parts = segment.parts.map((part) => ('literal' in part ? { literal: normalisedPath(part.literal) } : part));
  const literals = parts.map((part) => ('literal' in part ? part.literal : ''));
  const shape = literals.map((literal) => literal || '{}').join('');
  const known = branch.templated.find((one) => one.shape === shape);
  if (known) return known.branch;
  const next = newBranch();
  branch.templated.push({ parts, shape, weight: literals.join('').length, branch: next });
  branch.templated.sort((one, other) => other.weight - one.weight);
  return next;
}

/** Every template that fits, the most concrete first. */
function findAll(branch: Branch, segments: readonly string[], texts: readonly string[]): readonly Found[] {
  const [segment, ...rest] = segments;
  if (segment === undefined) return branch.offers.map((offer) => ({ offer, texts }));
  const { literals } = branch;
  const normalised = normalisedPath(segment);
  const literal = literals.get(normalised) ?? literals.get(normalisedPath(percentDecode(segment)));
  const found = literal ? [...findAll(literal, rest, texts)] : [];
  for (const { parts, branch: next } of branch.templated) {
    // As it was sent first: in a value, what is encoded delimits nothing (RFC 6570, 3.2.1).
    const taken = textsIn(segment, parts) ?? textsIn(normalised, parts);
    if (taken) found.push(...findAll(next, rest, [...texts, ...taken]));
  }
  return found;
}

/**
 * What stands for the placeholders of a segment, each as short as can be and never empty; undefined when it does not
 * fit. From left to right, once.
 */
function textsIn(segment: string, parts: readonly SegmentPart[]): readonly string[] | undefined {
  const texts: string[] = [];
  let at = 0;
  let open = false;
  for (const [index, part] of parts.entries()) {
    if ('parameter' in part) {
      // Two placeholders side by side: the first takes one character.
      if (open) {
        texts.push(segment.slice(at, at + 1));
        at += 1;
      }
      open = true;
      continue;
    }
    const last = index === parts.length - 1;
    const literal = segment.includes(part.literal) ? part.literal : percentEncode(part.literal);
    const found = last ? segment.length - literal.length : segment.indexOf(literal, open ? at + 1 : at);
    const fits = open ? found > at : found === at;
    if (!fits || !segment.startsWith(literal, found)) return undefined;
    if (open) texts.push(segment.slice(at, found));
    at = found + literal.length;
    open = false;
  }
  if (open) texts.push(segment.slice(at));
  return (open || at === segment.length) && texts.every((text) => text !== '') ? texts : undefined;
}
