/** The address of a request in its parts, as they were sent. */
export interface Address {
  /** `http:` */
  readonly protocol: string;
  /** With its port, where that is not the usual one. */
  readonly host: string;
  /** Still percent-encoded. */
  readonly path: string;
  /** Without `?`, still percent-encoded. */
  readonly query: string;
}

/**
 * Takes the `url` of a `Request` apart. That is normalised already (Fetch Standard, 5.4), so that it is only divided: to
 * parse it would take a fiftieth of the time of a short request.
 */
export function addressOf(url: string): Address {
  // What a parser would encode or leave out, where an adaptor passes it on as it came.
  if (!url.startsWith('http') || /['#]/.test(url)) return parsed(url);
  const host = url.indexOf('//') + 2;
  const path = url.indexOf('/', host);
  const mark = url.indexOf('?', path);
  return {
    protocol: url.slice(0, host - 2),
    host: url.slice(host, path),
    path: mark === -1 ? url.slice(path) : url.slice(path, mark),
    query: mark === -1 ? '' : url.slice(mark + 1),
  };
}

function parsed(url: string): Address {
  const { protocol, host, pathname: path, search } = new URL(url);
  return { protocol, host, path, query: search.slice(1) };
}

/** The name in a host: `localhost`, `[::1]`. */
export function hostnameIn(host: string): string {
  const colon = host.lastIndexOf(':');
  return colon > host.lastIndexOf(']') ? host.slice(0, colon) : host;
}
