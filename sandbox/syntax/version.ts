import { type Json, property } from './json.ts';

/** The version that a field names. YAML takes an unquoted 3.1 for a number; what is meant is clear. */
export function versionOf(document: Json, field: string): string | undefined {
  const written = property(document, field);
  if (typeof written === 'number') return Number.isInteger(written) ? written.toFixed(1) : String(written);
  return typeof written === 'string' ? written : undefined;
}
