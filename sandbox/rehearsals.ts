import type { Built } from './build.ts';
import { internalError } from './compile/internal-error.ts';
import type { OperationPlan } from './plan.ts';
import { FailedOperation } from './problem.ts';
import { type Rehearsed, rehearse } from './samples/rehearsal.ts';
import type { Prove } from './samples/trials.ts';
import { decide } from './serve/decide.ts';
import type { Linked } from './serve/link.ts';

/** The search for the requests of an operation, by the api's name and the operation's key. */
export type Rehearsals = (api: string, key: string) => Rehearsed;

/**
 * Searches requests for the scenarios of each operation, once: what they reach depends on the plan alone. Whatever fails
 * in it is that operation's problem, told at its place, and is not tried again.
 */
export function rehearsalsOf(built: Built, linked: Linked): Rehearsals {
  const known = new Map<string, Rehearsed>();
  return (api, key) => {
    const id = `${api} ${key}`;
    const rehearsed = known.get(id) ?? search(built, linked, api, key);
    known.set(id, rehearsed);
    return rehearsed;
  };
}

function search(built: Built, linked: Linked, api: string, key: string): Rehearsed {
  const source = built.named(api).api.operations.get(key);
  if (!source) throw new Error(`There is no operation ${key} in ${api}.`);
  try {
    const operation = built.operation(api, key).plan;
    return { kind: 'found', operation, rehearsals: rehearse(operation, proveWith(linked, operation)) };
  } catch (error) {
    const problem =
      error instanceof FailedOperation ? error.problem : internalError(source, 'has no sample requests', error);
    return { kind: 'failed', operation: source.index, problem };
  }
}

/** Decides a request of an operation without answering it. */
function proveWith(linked: Linked, { basePath }: OperationPlan): Prove {
  return ({ method, target, headers, text }) => {
    const { pathname: path, search: query, href: url } = new URL(`http://localhost${basePath}${target}`);
    const { decision } = decide(linked, {
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
