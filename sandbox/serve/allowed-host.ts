/**
 * Checks the requested host name against DNS rebinding: a hostile page can point its own domain at this machine and
 * would then read the responses as same-origin, but its requests still carry its own host name.
 *
 * @param hostname as in a URL: `localhost`, `[::1]`
 * @param allowed host names, `*.example.com` for all subdomains, or `*` for any; loopback names are always allowed
 */
export function isAllowedHost(hostname: string, allowed: readonly string[]): boolean {
  // A shortcut for nearly all requests.
  if (hostname === 'localhost' || hostname === '127.0.0.1') return true;
  const requested = hostname.toLowerCase().replace(/\.$/, '');
  return isLoopback(requested) || allowed.some((name) => matches(requested, name.toLowerCase()));
}

function matches(requested: string, name: string): boolean {
  if (name === '*') return true;
  return name.startsWith('*.') ? requested.endsWith(name.slice(1)) : requested === name;
}

/** Checks for a loopback name or address (RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3). */
export function isLoopback(hostname: string): boolean {
  return /^((.+\.)?localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(hostname);
}
