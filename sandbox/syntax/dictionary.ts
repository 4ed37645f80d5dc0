/**
 * Creates a lookup table without a prototype, so that a name from a document or request never finds an inherited
 * property.
 */
export function table<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const empty: Record<string, T> = Object.create(null);
  return Object.assign(empty, entries);
}
