/**
 * Normalizes a method as `fetch` does: these six are upper-cased, others kept as written (Fetch Standard, 2.2.1,
 * normalize).
 */
export function methodAsSent(method: string): string {
  return /^(delete|get|head|options|post|put)$/i.test(method) ? method.toUpperCase() : method;
}

/** Whether `fetch` forbids a method, so that no `Request` can have it (Fetch Standard, 2.2.1, forbidden method). */
export function isForbiddenToScripts(method: string): boolean {
  return /^(connect|trace|track)$/i.test(method);
}

/** The methods that Node's HTTP parser accepts (llhttp 9); it refuses all others, and any that is not upper-case. */
export const methodsOfNode: ReadonlySet<string> = new Set([
  ...['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH', 'QUERY'],
  // WebDAV and its extensions (RFC 3253, 3648, 3744, 4791, 4918, 5323, 5842).
  ...['COPY', 'LOCK', 'MKCOL', 'MOVE', 'PROPFIND', 'PROPPATCH', 'SEARCH', 'UNLOCK', 'BIND', 'REBIND', 'UNBIND', 'ACL'],
  ...['REPORT', 'MKACTIVITY', 'CHECKOUT', 'MERGE', 'MKCALENDAR'],
  // UPnP, caching proxies, links between resources (RFC 2068, 19.6.1) and streaming.
  ...['M-SEARCH', 'NOTIFY', 'SUBSCRIBE', 'UNSUBSCRIBE', 'PURGE', 'LINK', 'UNLINK', 'SOURCE'],
]);

/** Returns why no client can reach an operation with this method; undefined if clients can. */
export function whyUnreachable(method: string): string | undefined {
  if (method === 'CONNECT') return 'CONNECT asks for a tunnel to a host, and no path (RFC 9110, 9.3.6)';
  return methodsOfNode.has(method)
    ? undefined
    : `HTTP servers built on Node, as this one is, refuse the method ${method}`;
}
