import type { ApiPlan, Mount, Plan, RoutePlan, SegmentPlan } from '../plan.ts';

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

interface Branch {
  readonly literals: Map<string, Branch>;
  readonly templated: TemplatedBranch[];
  route: RoutePlan | undefined;
}

interface TemplatedBranch {
  readonly pattern: RegExp | null;
  readonly names: readonly string[];
  readonly source: string;
  /** Length of its literal text: the more, the more concrete. */
  readonly weight: number;
  readonly branch: Branch;
}

interface Found {
  readonly route: RoutePlan;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Makes the router of a plan: mounts in their order; in each, concrete segments before templated ones (OpenAPI 3.1.1,
 * 4.8.8.2); a path that fits nothing is tried once more without its trailing slash, for an operation there.
 */
export function createRouter(plan: Plan): Router {
  const apis = new Map(plan.apis.map((api) => [api.name, { api, root: grow(api.routes) }]));
  return (method, path) => {
    const route = find(method, path);
    if (route.kind !== 'none' || path.length < 2 || !path.endsWith('/')) return route;
    const without = find(method, path.slice(0, -1));
    return without.kind === 'operation' ? without : route;
  };

  function find(method: string, path: string): Route {
    let fallback: Route | undefined;
    let owner: ApiPlan | undefined;
    for (const mount of plan.mounts) {
      const known = apis.get(mount.api);
      if (!known || !isUnder(path, mount.basePath)) continue;
      if (mount.basePath !== '' || plan.apis.length === 1) owner ??= known.api;
      const found = findAll(known.root, path.slice(mount.basePath.length).split('/').slice(1), {});
      const route = choose(found, method, mount, known.api);
      if (route?.kind === 'operation') return route;
      fallback ??= route;
    }
    return fallback ?? { kind: 'none', api: owner };
  }
}

function isUnder(path: string, basePath: string): boolean {
  return path.startsWith(basePath) && (path.length === basePath.length || path[basePath.length] === '/');
}

/** The first of the fitting templates that has the method; a HEAD is answered by a GET. */
function choose(found: readonly Found[], method: string, mount: Mount, api: ApiPlan): Route | undefined {
  const offered = found.map(({ route, values }) => ({ operations: offeredBy(route, mount), values }));
  for (const wanted of method === 'HEAD' ? ['HEAD', 'GET'] : [method]) {
    for (const { operations, values } of offered) {
      const operation = operations[wanted];
      if (operation !== undefined) return { kind: 'operation', api, operation, values };
    }
  }
  const methods = new Set(offered.flatMap(({ operations }) => Object.keys(operations)));
  if (methods.size === 0) return undefined;
  if (methods.has('GET')) methods.add('HEAD');
  methods.add('OPTIONS');
  return { kind: 'method', api, allow: [...methods] };
}

/** What a path offers at a mount: at the implied root, without what several APIs contest. */
function offeredBy(route: RoutePlan, { contested }: Mount): Readonly<Record<string, string>> {
  if (contested.length === 0) return route.operations;
  const shape = route.template.replace(/\{[^}]+\}/g, '{}');
  return Object.fromEntries(
    Object.entries(route.operations).filter(([method]) => !contested.includes(`${method} ${shape}`)),
  );
}

function newBranch(): Branch {
  return { literals: new Map(), templated: [], route: undefined };
}

function grow(routes: readonly RoutePlan[]): Branch {
  const root = newBranch();
  for (const route of routes) {
    let branch = root;
    for (const segment of route.segments) branch = below(branch, segment);
    branch.route = route;
  }
  return root;
}

function below(branch: Branch, segment: SegmentPlan): Branch {
  if ('literal' in segment) {
    const next = branch.literals.get(segment.literal) ?? newBranch();
    branch.literals.set(segment.literal, next);
    return next;
  }
  const names = segment.parts.flatMap((part) => ('parameter' in part ? [part.parameter] : []));
  const literal = segment.parts.map((part) => ('literal' in part ? part.literal : '')).join('');
  const source = segment.parts.map((part) => ('literal' in part ? escapeRegExp(part.literal) : '(.+?)')).join('');
  const known = branch.templated.find((one) => one.source === source && one.names.join() === names.join());
  if (known) return known.branch;
  const pattern = literal === '' && names.length === 1 ? null : new RegExp(`^${source}$`, 's');
  const next = newBranch();
  branch.templated.push({ pattern, names, source, weight: literal.length, branch: next });
  branch.templated.sort((one, other) => other.weight - one.weight);
  return next;
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** Every template that fits, the most concrete first. */
function findAll(
  branch: Branch,
  segments: readonly string[],
  values: Readonly<Record<string, string>>,
): readonly Found[] {
  const [segment, ...rest] = segments;
  if (segment === undefined) return branch.route ? [{ route: branch.route, values }] : [];
  const literal = branch.literals.get(segment) ?? branch.literals.get(decoded(segment));
  const found = literal ? [...findAll(literal, rest, values)] : [];
  for (const { pattern, names, branch: next } of branch.templated) {
    const texts = pattern === null ? (segment === '' ? undefined : [segment]) : pattern.exec(segment)?.slice(1);
    if (!texts) continue;
    const taken = Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
    found.push(...findAll(next, rest, { ...values, ...taken }));
  }
  return found;
}

function decoded(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
