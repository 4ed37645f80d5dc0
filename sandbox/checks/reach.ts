import type { CheckedOperation, CheckedRehearsal } from './check.ts';

/** The rehearsal of a scenario. */
export function rehearsalOf({ rehearsals }: CheckedOperation, key: string, name: string): CheckedRehearsal | undefined {
  return rehearsals.find(({ response, scenario }) => response.key === key && scenario.name === name);
}

/** Whether a scenario is reached without asking for it. */
export function isReachedNaturally(operation: CheckedOperation, key: string, name: string): boolean {
  return rehearsalOf(operation, key, name)?.natural === true;
}
