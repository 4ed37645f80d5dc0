/** A table to look names up in that come from documents and requests: it has no entries but its own, whatever objects inherit. */
export function table<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const own: Record<string, T> = Object.create(null);
  return Object.assign(own, entries);
}
