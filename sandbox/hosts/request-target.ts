import type { IncomingMessage } from 'node:http';
import { baseHeaders } from '../serve/prepare-answer.ts';
import { type StandaloneRefusal, standaloneRefusal } from '../serve/refuse.ts';
import { isAuthority } from '../syntax/authority.ts';

/** The value of `Allow` for `OPTIONS *`, which concerns the whole server (RFC 9110, section 9.3.7). */
const allMethods = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, QUERY, TRACE';

/**
 * Refuses a request whose `Host` or request target is invalid (RFC 9112, section 3.2), and answers `OPTIONS *`. Null if
 * the request can be routed.
 */
export function refuseTarget({
  method = '',
  url = '',
  rawHeaders,
  httpVersionMinor,
}: IncomingMessage): StandaloneRefusal | null {
  const index = indexOfHost(rawHeaders, 0);
  const host = rawHeaders[index];
  if (host !== undefined && indexOfHost(rawHeaders, index + 1) < rawHeaders.length) {
    return standaloneRefusal(400, 'Host is there several times. Send it once (RFC 9112, section 3.2).');
  }
  if (host === undefined && httpVersionMinor > 0)
    return standaloneRefusal(400, 'Host is missing (RFC 9112, section 3.2).');
  if (host !== undefined && host !== '' && !isAuthority(host)) {
    return standaloneRefusal(400, 'Host is no name of a host with or without a port (RFC 9110, section 7.2).');
  }
  if (url === '*' && method === 'OPTIONS')
    return { status: 204, headers: { ...baseHeaders, Allow: allMethods }, body: '' };
  if (url.startsWith('/') || isAbsolute(url)) return null;
  const detail = 'The target of a request is a path that begins with a slash, or an address that begins with http://';
  return standaloneRefusal(400, `${detail} and has no user name (RFC 9112, section 3.2).`);
}

/** Returns the index of the next `Host` value in Node's raw headers; their length if there is none. */
function indexOfHost(rawHeaders: readonly string[], start: number): number {
  for (let index = start; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name !== undefined && name.length === 4 && name.toLowerCase() === 'host') return index + 1;
  }
  return rawHeaders.length;
}

/** Whether a target is in absolute form, which every server must accept (RFC 9112, section 3.2.2). */
function isAbsolute(target: string): boolean {
  if (!/^https?:\/\//.test(target) || !URL.canParse(target)) return false;
  const { username, password } = new URL(target);
  return username === '' && password === '';
}
