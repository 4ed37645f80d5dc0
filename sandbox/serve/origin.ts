import type { Address } from './address.ts';

/**
 * Where a request was sent to, as its sender sees it: `http://localhost:9000`, without a slash at its end. Whatever the
 * sender wrote, it has only characters that mean nothing to JSON, HTML, a shell or a header.
 *
 * @param trustProxy whether a proxy says so, in `X-Forwarded-Proto`, `-Host` and `-Prefix`; from anybody else they could
 * make the sandbox send its callers elsewhere
 */
export function originOf({ protocol, host }: Address, headers: Headers, trustProxy: boolean): string {
  const own = `${protocol}//${plainHost(host)}`;
  if (!trustProxy) return own;
  // Of several proxies, the outermost is the first.
  const stated = (name: string, form: RegExp): string | undefined => {
    const value = headers.get(`X-Forwarded-${name}`)?.split(',')[0]?.trim();
    return value !== undefined && form.test(value) ? value : undefined;
  };
  const scheme = stated('Proto', /^https?$/i)?.toLowerCase() ?? protocol.slice(0, -1);
  const authority = stated('Host', /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i) ?? plainHost(host);
  const prefix = stated('Prefix', /^(\/[\w.~%-]+)+\/?$/)?.replace(/\/$/, '') ?? '';
  const origin = `${scheme}://${authority}${prefix}`;
  // A port beyond 65535, say, or an address of four numbers that is none.
  return URL.canParse(origin) ? origin : own;
}

/** A host may have quotes, `$` and `&` in its name; percent-encoded, it is the same host (RFC 3986, section 3.2.2). */
function plainHost(host: string): string {
  return host.replace(/[^\w.:[\]-]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
