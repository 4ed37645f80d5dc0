import type { CheckedOperation, CheckedReachability } from './checked-document.ts';

/** Returns how a scenario is reached; undefined if the operation has no such scenario. */
export function reachabilityOf(
  { reachabilities }: CheckedOperation,
  key: string,
  name: string,
): CheckedReachability | undefined {
  return reachabilities.find(({ response, scenario }) => response.key === key && scenario.name === name);
}

/** Returns whether a request reaches a scenario without choosing it explicitly. */
export function isReachedNaturally(operation: CheckedOperation, key: string, name: string): boolean {
  return reachabilityOf(operation, key, name)?.natural === true;
}
