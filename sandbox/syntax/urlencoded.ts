import { isPercentEncoded } from './percent.ts';

/** A query or form, taken apart and not yet decoded: names to the texts that they were given, in order. */
export type RawQuery = ReadonlyMap<string, readonly string[]>;

/** Percent-decoding of a query component, `+` being a space; throws a URIError on what cannot be decoded. */
export function decodeQuery(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  return spaced.includes('%') ? decodeURIComponent(spaced) : spaced;
}

/** Takes a query apart at `&` and `=`. Names are decoded, and stay as they are where they cannot be; so do all values. */
export function splitQuery(query: string): RawQuery {
  return split(query, (name) => (isPercentEncoded(name) ? decodeQuery(name) : name));
}

/**
 * Takes a form apart (URL Standard, 5.1; RFC 1866, 8.2.1): names are decoded, values stay as they are. Throws a URIError
 * on a name that cannot be decoded.
 */
export function splitForm(form: string): RawQuery {
  return split(form, decodeQuery);
}

function split(text: string, decode: (name: string) => string): RawQuery {
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
