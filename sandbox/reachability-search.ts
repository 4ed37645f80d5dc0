import type { Built } from './build.ts';
import { internalError } from './compile/internal-error.ts';
import type { OperationPlan } from './plan.ts';
import { FailedOperationError } from './problem.ts';
import type { Prove } from './reachability/attempts.ts';
import { findRequests, type OperationReachability } from './reachability/search.ts';
import type { Runtime } from './serve/bind-plan.ts';
import { decide } from './serve/decide.ts';

/** Returns the requests found for an operation, by the name of its API and its key. */
export type ReachabilitySearch = (api: string, key: string) => OperationReachability;

/**
 * Returns a search that examines each operation once, since the result depends only on the plan. A failure becomes a
 * problem of the operation, and is not retried.
 */
export function reachabilitySearch(built: Built, runtime: Runtime): ReachabilitySearch {
  const results = new Map<string, OperationReachability>();
  return (api, key) => {
    const id = `${api} ${key}`;
    const result = results.get(id) ?? search(built, runtime, api, key);
    results.set(id, result);
    return result;
  };
}

function search(built: Built, runtime: Runtime, api: string, key: string): OperationReachability {
  const source = built.named(api).api.operations.get(key);
  if (!source) throw new Error(`There is no operation ${key} in ${api}.`);
  try {
    const operation = built.operation(api, key).plan;
    return { kind: 'found', operation, ...findRequests(operation, proveWith(runtime, operation)) };
  } catch (error) {
    const problem =
      error instanceof FailedOperationError ? error.problem : internalError(source, 'has no sample requests', error);
    return { kind: 'failed', operation: source.index, problem };
  }
}

/** Returns a function that decides requests of an operation without rendering an answer. */
function proveWith(runtime: Runtime, { basePath }: OperationPlan): Prove {
  return ({ method, target, headers, text }) => {
    const { origin, pathname: path, search: query, href: url } = new URL(`http://localhost${basePath}${target}`);
    const { decision } = decide(runtime, {
      method,
      origin,
      url,
      path,
      query: query.slice(1),
      headers: new Headers(headers),
      // On the wire, no bytes are no body.
      body: text === null || text === '' ? { kind: 'none' } : { kind: 'bytes', bytes: new TextEncoder().encode(text) },
    });
    const { trigger } = decision;
    return 'scenario' in decision
      ? {
          scenario: decision.scenario,
          trigger,
          faults: decision.notes.faults,
          rule: decision.kind === 'scenario' ? decision.rule : null,
        }
      : { scenario: '', trigger, faults: [], rule: null };
  };
}
