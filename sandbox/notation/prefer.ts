/**
 * The preferences of a `Prefer` header (RFC 7240, section 2): name → value, names in lower case, the first of a name
 * wins. Values are tokens or quoted strings; a value with unquoted spaces is tolerated, since people write those.
 */
export function parsePrefer(header: string): ReadonlyMap<string, string> {
  const preferences = new Map<string, string>();
  for (const match of header.matchAll(/([^\s=;,"]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^;,]*))?/g)) {
    const name = (match[1] ?? '').toLowerCase();
    if (!preferences.has(name)) preferences.set(name, unquote((match[2] ?? '').trim()));
  }
  return preferences;
}

/** A value as it stands in `Preference-Applied`: a token as it is, anything else quoted. */
export function quoteIfNeeded(value: string): string {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

function unquote(value: string): string {
  return value.startsWith('"') && value.endsWith('"') && value.length > 1
    ? value.slice(1, -1).replace(/\\(.)/g, '$1')
    : value;
}
