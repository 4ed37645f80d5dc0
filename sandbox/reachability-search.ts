import type { Built } from './build.ts';
import { internalError } from './compile/internal-error.ts';
import type { OperationPlan } from './plan.ts';
import { FailedOperationError } from './problem.ts';
import type { Prove } from './reachability/attempts.ts';
import { findRequests, type OperationReachability } from './reachability/search.ts';
import type { Runtime } from './serve/bind-plan.ts';
import { decide } from './serve/decide.ts';

/** The search for the requests of an operation, by the api's name and the operation's key. */
export type ReachabilitySearch = (api: string, key: string) => OperationReachability;

/**
 * Searches requests for the scenarios of each operation, once: what they reach depends on the plan alone. Whatever fails
 * in it is that operation's problem, told at its place, and is not tried again.
 */
export function reachabilitySearch(built: Built, runtime: Runtime): ReachabilitySearch {
  const known = new Map<string, OperationReachability>();
  return (api, key) => {
    const id = `${api} ${key}`;
    const searched = known.get(id) ?? search(built, runtime, api, key);
    known.set(id, searched);
    return searched;
  };
}

function search(built: Built, runtime: Runtime, api: string, key: string): OperationReachability {
  const source = built.named(api).api.operations.get(key);
  if (!source) throw new Error(`There is no operation ${key} in ${api}.`);
  try {
    const operation = built.operation(api, key).plan;
    return { kind: 'found', operation, reachabilities: findRequests(operation, proveWith(runtime, operation)) };
  } catch (error) {
    const problem =
      error instanceof FailedOperationError ? error.problem : internalError(source, 'has no sample requests', error);
    return { kind: 'failed', operation: source.index, problem };
  }
}

/** Decides a request of an operation without answering it. */
function proveWith(runtime: Runtime, { basePath }: OperationPlan): Prove {
  return ({ method, target, headers, text }) => {
    const { pathname: path, search: query, href: url } = new URL(`http://localhost${basePath}${target}`);
    const { decision } = decide(runtime, {
      method,
      url,
      path,
      query: query.slice(1),
      headers: new Headers(headers),
      // On the wire, no bytes are no body.
      body: text === null || text === '' ? { kind: 'none' } : { kind: 'bytes', bytes: new TextEncoder().encode(text) },
    });
    const { trigger } = decision;
    return 'scenario' in decision
      ? { scenario: decision.scenario, trigger, faults: decision.notes.faults }
      : { scenario: '', trigger, faults: [] };
  };
}
