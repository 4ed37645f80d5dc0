import type { CheckedOperation, CheckedReachability } from './checked-document.ts';

/** The rehearsal of a scenario. */
export function reachabilityOf(
  { reachabilities }: CheckedOperation,
  key: string,
  name: string,
): CheckedReachability | undefined {
  return reachabilities.find(({ response, scenario }) => response.key === key && scenario.name === name);
}

/** Whether a scenario is reached without asking for it. */
export function isReachedNaturally(operation: CheckedOperation, key: string, name: string): boolean {
  return reachabilityOf(operation, key, name)?.natural === true;
}
