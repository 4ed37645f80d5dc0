import type { Fields } from '../exchange.ts';
import type { Plan } from '../plan.ts';
import { RoutedOperation } from './routed-operation.ts';
import { createRouter, type Router } from './router.ts';
import { sharedFields } from './shared-fields.ts';
import type { SandboxOptions, Sources } from './sources.ts';

/** A plan with its functions bound, ready to decide. */
export interface Runtime {
  readonly plan: Plan;
  readonly options: SandboxOptions;
  readonly route: Router;
  /** Headers that every answer has. */
  readonly shared: Fields;
}

export function bindPlan(sources: Sources, options: SandboxOptions): Runtime {
  const { plan } = sources;
  const shared = sharedFields(plan);
  const operations = new Map<string, RoutedOperation>();
  const route = createRouter(plan, (api, key) => {
    const id = `${api} ${key}`;
    const runtime = operations.get(id) ?? new RoutedOperation(api, key, sources, shared);
    operations.set(id, runtime);
    return runtime;
  });
  return { plan, options, route, shared };
}
