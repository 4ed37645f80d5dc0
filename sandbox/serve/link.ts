import type { Fields } from '../exchange.ts';
import type { Plan } from '../plan.ts';
import { LinkedOperation } from './linked-operation.ts';
import { createRouter, type Router } from './router.ts';
import { sharedFields } from './shared-fields.ts';
import type { SandboxOptions, Supplies } from './sources.ts';

/** A plan with its functions bound, ready to decide. */
export interface Linked {
  readonly plan: Plan;
  readonly options: SandboxOptions;
  readonly route: Router;
  /** Headers that every answer has. */
  readonly shared: Fields;
}

export function link(supplies: Supplies, options: SandboxOptions): Linked {
  const { plan } = supplies;
  const shared = sharedFields(plan);
  const operations = new Map<string, LinkedOperation>();
  const route = createRouter(plan, (api, key) => {
    const id = `${api} ${key}`;
    const linked = operations.get(id) ?? new LinkedOperation(api, key, supplies, shared);
    operations.set(id, linked);
    return linked;
  });
  return { plan, options, route, shared };
}
