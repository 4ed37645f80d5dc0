import type { UrlParts } from './url-parts.ts';

/**
 * Returns the public origin of a request: `http://localhost:9000`, without a trailing slash. All addresses that the sandbox
 * gives begin with it. If the sandbox has a path prefix there, such as the stage of an API in AWS Lambda, its host or proxy
 * says so by `X-Forwarded-Prefix: /prod`, and the origin is `https://example.com/prod`. It is copied into
 * documents, pages, commands and headers, so it never contains characters that JSON, HTML, a shell or a header would
 * interpret.
 *
 * @param trustProxy whether `X-Forwarded-Proto`, `-Host` and `-Prefix` are honoured; without a proxy, a client could
 * use them to make the sandbox link to another server
 */
export function originOf({ protocol, host }: UrlParts, headers: Headers, trustProxy: boolean): string {
  const direct = `${protocol}//${encodeHost(host)}`;
  if (!trustProxy) return direct;
  // The outermost proxy comes first.
  const forwarded = (name: string, pattern: RegExp): string | undefined => {
    const value = headers.get(`X-Forwarded-${name}`)?.split(',')[0]?.trim();
    return value !== undefined && pattern.test(value) ? value : undefined;
  };
  const scheme = forwarded('Proto', /^https?$/i)?.toLowerCase() ?? protocol.slice(0, -1);
  const authority = forwarded('Host', /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i) ?? encodeHost(host);
  const prefix = forwarded('Prefix', /^(\/[\w.~%-]+)+\/?$/)?.replace(/\/$/, '') ?? '';
  const origin = `${scheme}://${authority}${prefix}`;
  // The patterns accept ports over 65535 and invalid IPv4 addresses; the URL parser does not.
  return URL.canParse(origin) ? origin : direct;
}

/** Percent-encodes `$`, `&` and quotes in a host name, which stays equivalent (RFC 3986, section 3.2.2). */
function encodeHost(host: string): string {
  return host.replace(/[^\w.:[\]-]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
