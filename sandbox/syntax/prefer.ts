import { quotedString } from './header.ts';
import { splitPair, splitUnquoted } from './list.ts';

/**
 * The preferences of a `Prefer` header (RFC 7240, section 2): name → value, names in lower case, the first of a name
 * wins. Values are tokens or quoted strings; a value with unquoted spaces is tolerated, since people write those.
 * Parameters of preferences, after a semicolon, say nothing to us.
 */
export function parsePrefer(header: string): ReadonlyMap<string, string> {
  const preferences = new Map<string, string>();
  for (const element of splitUnquoted(header, ',')) {
    const [preference = ''] = splitUnquoted(element, ';');
    const [name, value] = splitPair(preference);
    if (!preferences.has(name)) preferences.set(name, value);
  }
  return preferences;
}

/** A value as it stands in `Preference-Applied`: a token as it is, anything else quoted. */
export function quoteIfNeeded(value: string): string {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(value) ? value : quotedString(value);
}
