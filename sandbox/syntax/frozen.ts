/**
 * Freezes a value deeply and returns it, so that a late change throws. Values that are frozen already are left as they
 * are.
 */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
