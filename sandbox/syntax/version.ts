import { type Json, property } from './json.ts';

/** Returns the version in a field of a document; undefined if it has none. YAML parses an unquoted 3.1 as a number. */
export function versionOf(document: Json, field: string): string | undefined {
  const written = property(document, field);
  if (typeof written === 'number') return Number.isInteger(written) ? written.toFixed(1) : String(written);
  return typeof written === 'string' ? written : undefined;
}
