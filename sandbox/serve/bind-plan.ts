import type { HeaderFields } from '../exchange.ts';
import type { Plan } from '../plan.ts';
import { corsHeadersFor } from './cors-headers.ts';
import { RoutedOperation } from './routed-operation.ts';
import { createRouter, type Router } from './router.ts';
import type { SandboxOptions, Sources } from './sources.ts';

/** A plan with its functions bound: all that `decide` needs besides the request. */
export interface Runtime {
  readonly plan: Plan;
  readonly options: SandboxOptions;
  readonly route: Router;
  readonly corsHeaders: HeaderFields;
}

/** Binds a plan: builds the router, and binds operations when they are first used. */
export function bindPlan(sources: Sources, options: SandboxOptions): Runtime {
  const { plan } = sources;
  const corsHeaders = corsHeadersFor(plan);
  const operations = new Map<string, RoutedOperation>();
  const route = createRouter(plan, (api, key) => {
    const id = `${api} ${key}`;
    const operation = operations.get(id) ?? new RoutedOperation(api, key, sources, corsHeaders);
    operations.set(id, operation);
    return operation;
  });
  return { plan, options, route, corsHeaders };
}
