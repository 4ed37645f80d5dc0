import type { IncomingMessage } from 'node:http';
import { baseHeaders } from '../serve/prepare-answer.ts';
import { type StandaloneRefusal, standaloneRefusal } from '../serve/refuse.ts';

/** What a server as a whole takes, whatever its documents have (RFC 9110, section 9.3.7). */
const everyMethod = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, QUERY, TRACE';

/**
 * The answer to a request that is addressed to nothing here: its `Host` is none, or its target; null where it is addressed
 * (RFC 9112, section 3.2).
 */
export function misdirected({
  method = '',
  url = '',
  rawHeaders,
  httpVersionMinor,
}: IncomingMessage): StandaloneRefusal | null {
  const at = hostIn(rawHeaders, 0);
  const host = rawHeaders[at];
  if (host !== undefined && hostIn(rawHeaders, at + 1) < rawHeaders.length) {
    return standaloneRefusal(400, 'Host is there several times. Send it once (RFC 9112, section 3.2).');
  }
  if (host === undefined && httpVersionMinor > 0)
    return standaloneRefusal(400, 'Host is missing (RFC 9112, section 3.2).');
  if (host !== undefined && host !== '' && !isAuthority(host)) {
    return standaloneRefusal(400, 'Host is no name of a host with or without a port (RFC 9110, section 7.2).');
  }
  if (url === '*' && method === 'OPTIONS')
    return { status: 204, headers: { ...baseHeaders, Allow: everyMethod }, body: '' };
  if (url.startsWith('/') || isAbsolute(url)) return null;
  const detail = 'The target of a request is a path that begins with a slash, or an address that begins with http://';
  return standaloneRefusal(400, `${detail} and has no user name (RFC 9112, section 3.2).`);
}

/** The index of the next value of `Host` among names and values in turn; their number where there is none. */
function hostIn(rawHeaders: readonly string[], from: number): number {
  for (let at = from; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name !== undefined && name.length === 4 && name.toLowerCase() === 'host') return at + 1;
  }
  return rawHeaders.length;
}

/** Without what an address of a web page may have before and behind it. */
function isAuthority(host: string): boolean {
  // What most are. To parse them as well would take a hundredth of the time of a short request.
  if (/^(localhost|127\.0\.0\.1)(:\d{1,4})?$/.test(host)) return true;
  return /^([^\s/?#@\\[\]:]+|\[[\da-f:.]+\])(:\d*)?$/i.test(host) && URL.canParse(`http://${host}/`);
}

/** The absolute form, which any server takes (RFC 9112, section 3.2.2). */
function isAbsolute(target: string): boolean {
  if (!/^https?:\/\//.test(target) || !URL.canParse(target)) return false;
  const { username, password } = new URL(target);
  return username === '' && password === '';
}
