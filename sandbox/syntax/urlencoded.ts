import { isPercentEncoded } from './percent.ts';

/** The name-value pairs of a query or form: names to their values in order, values not yet decoded. */
export type RawQuery = ReadonlyMap<string, readonly string[]>;

/**
 * Decodes a query component, in which `+` is a space.
 *
 * @throws URIError if an escape is malformed
 */
export function decodeQuery(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  return spaced.includes('%') ? decodeURIComponent(spaced) : spaced;
}

/** Splits a query at `&` and `=`. Names are decoded unless malformed; values are not decoded. */
export function splitQuery(query: string): RawQuery {
  return splitPairs(query, (name) => (isPercentEncoded(name) ? decodeQuery(name) : name));
}

/**
 * Splits a form (URL Standard, 5.1; RFC 1866, 8.2.1): names are decoded, values are not.
 *
 * @throws URIError if a name is malformed
 */
export function splitForm(form: string): RawQuery {
  return splitPairs(form, decodeQuery);
}

function splitPairs(text: string, decode: (name: string) => string): RawQuery {
  const pairs = new Map<string, string[]>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    const value = equals === -1 ? '' : pair.slice(equals + 1);
    const values = pairs.get(name);
    if (values) values.push(value);
    else pairs.set(name, [value]);
  }
  return pairs;
}
