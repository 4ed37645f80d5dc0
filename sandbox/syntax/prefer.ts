import { splitPair, splitUnquoted } from './field-value.ts';
import { quotedString } from './header.ts';

/**
 * Parses a `Prefer` header (RFC 7240, section 2) into values by lower-case name; the first of several with one name
 * counts. Values are tokens or quoted strings; unquoted spaces, which people write, are tolerated. Parameters after a
 * semicolon are ignored, except those of the preferences in `combinable`, which count as preferences themselves.
 *
 * @param combinable lower-case names
 */
export function parsePrefer(header: string, combinable?: ReadonlySet<string>): ReadonlyMap<string, string> {
  const preferences = new Map<string, string>();
  for (const element of splitUnquoted(header, ',')) {
    const pairs = splitUnquoted(element, ';').map(splitPair);
    const [[first] = ['']] = pairs;
    for (const [name, value] of combinable?.has(first) ? pairs : pairs.slice(0, 1)) {
      if (!preferences.has(name)) preferences.set(name, value);
    }
  }
  return preferences;
}

/** Writes a value for `Preference-Applied`: a token as it is, anything else quoted. */
export function quoteIfNeeded(value: string): string {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(value) ? value : quotedString(value);
}
