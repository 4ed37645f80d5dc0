/**
 * Whether a sandbox answers to the name that it was called by. A page of another site can have its own name lead to this
 * machine (DNS rebinding), and then reads what a browser is told here; but it cannot change the name that is called.
 *
 * @param hostname as in a URL: `localhost`, `[::1]`
 * @param allowed names; `*.example.com` for all below, `*` for any. Names of this machine alone are always allowed
 */
export function isAllowedHost(hostname: string, allowed: readonly string[]): boolean {
  // What most are called by.
  if (hostname === 'localhost' || hostname === '127.0.0.1') return true;
  const called = hostname.toLowerCase().replace(/\.$/, '');
  return isLoopback(called) || allowed.some((name) => fits(called, name.toLowerCase()));
}

function fits(called: string, name: string): boolean {
  if (name === '*') return true;
  return name.startsWith('*.') ? called.endsWith(name.slice(1)) : called === name;
}

/** Whether a name leads to this machine wherever it is asked for (RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3). */
export function isLoopback(hostname: string): boolean {
  return /^((.+\.)?localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(hostname);
}
