import type { ApiPlan, Plan } from '../plan.ts';
import type { Selection } from './introspection.ts';

/** Reads which scenarios a query asks for. */
export function selectionOf(query: string): Selection {
  const parameters = new URLSearchParams(query);
  return { api: parameters.get('api'), operation: parameters.get('operation') };
}

/** Returns the APIs that are asked for, each with the operations that are. */
export function selectedApis({ apis }: Plan, { api, operation }: Selection): readonly ApiPlan[] {
  const named = api === null ? apis : apis.filter(({ name }) => name === api);
  if (operation === null) return named;
  return named
    .map((one) => ({ ...one, operations: one.operations.filter(({ key }) => key === operation) }))
    .filter(({ operations }) => operations.length > 0);
}
