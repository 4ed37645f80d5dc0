/** A method as scripts send it: these six in capitals, however they are written (Fetch Standard, 2.2.1, normalize). */
export function methodAsSent(method: string): string {
  return /^(delete|get|head|options|post|put)$/i.test(method) ? method.toUpperCase() : method;
}

/** Whether scripts may not send a method, so that no `Request` can have it (Fetch Standard, 2.2.1, forbidden method). */
export function isForbiddenToScripts(method: string): boolean {
  return /^(connect|trace|track)$/i.test(method);
}

/** All others are refused by Node's parser of HTTP, which knows no method that is not in capitals (llhttp 9). */
export const methodsOfNode: ReadonlySet<string> = new Set([
  ...['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH', 'QUERY'],
  // WebDAV and its extensions (RFC 3253, 3648, 3744, 4791, 4918, 5323, 5842).
  ...['COPY', 'LOCK', 'MKCOL', 'MOVE', 'PROPFIND', 'PROPPATCH', 'SEARCH', 'UNLOCK', 'BIND', 'REBIND', 'UNBIND', 'ACL'],
  ...['REPORT', 'MKACTIVITY', 'CHECKOUT', 'MERGE', 'MKCALENDAR'],
  // Others that are in use, and links between resources (RFC 2068, 19.6.1).
  ...['M-SEARCH', 'NOTIFY', 'SUBSCRIBE', 'UNSUBSCRIBE', 'PURGE', 'LINK', 'UNLINK', 'SOURCE'],
]);

/** Why no client reaches an operation by its method; undefined where clients do. */
export function whyUnreachable(method: string): string | undefined {
  if (method === 'CONNECT') return 'CONNECT asks for a tunnel to a host, and no path (RFC 9110, 9.3.6)';
  return methodsOfNode.has(method)
    ? undefined
    : `HTTP servers built on Node, as this one is, refuse the method ${method}`;
}
