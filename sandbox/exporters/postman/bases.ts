import type { ApiPlan } from '../../plan.ts';
import { type JsonObject, property } from '../../syntax/json.ts';
import { operationObject, pathItemOf } from './described-operation.ts';
import { type Server, serversOf } from './servers.ts';

/** The base URL of an API, or of operations with servers of their own. */
export interface Base {
  /** The name of the variable for it. */
  readonly variable: string;
  /** Where a sandbox has it: `/nhs-app`; empty string for the root. */
  readonly path: string;
  readonly servers: readonly Server[];
}

/** The base URLs of an API; the first is its own. */
export interface Bases {
  readonly all: readonly [Base, ...Base[]];
  /** Returns the base URL of an operation by its key. */
  readonly of: (key: string) => Base;
}

/** Returns the base URLs of an API. Operations share one if their servers are the same (OpenAPI 3.1.1, 4.8.9, 4.8.10). */
export function basesOf({ routes, basePaths }: ApiPlan, document: JsonObject): Bases {
  const first: Base = { variable: 'baseUrl', path: basePaths[0] ?? '', servers: serversOf(document) };
  const others: Base[] = [];
  const byKey = new Map<string, Base>();
  for (const route of routes) {
    if (route.basePaths === null) continue;
    const [path = ''] = route.basePaths;
    for (const [method, key] of Object.entries(route.operations)) {
      const operation = operationObject(document, { method, path: route.template });
      const pathItem = pathItemOf(document, route.template);
      const servers = serversOf(property(operation, 'servers') === undefined ? pathItem : operation);
      const known = [first, ...others].find((base) => base.path === path && areSame(base.servers, servers));
      const base = known ?? { variable: `baseUrl${others.length + 2}`, path, servers };
      if (!known) others.push(base);
      byKey.set(key, base);
    }
  }
  return { all: [first, ...others], of: (key) => byKey.get(key) ?? first };
}

function areSame(some: readonly Server[], others: readonly Server[]): boolean {
  return some.length === others.length && some.every(({ url }, index) => url === others[index]?.url);
}
