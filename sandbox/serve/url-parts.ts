/** The parts of a request URL, as they were sent. */
export interface UrlParts {
  /** `http:` */
  readonly protocol: string;
  /** With the port unless it is the default port of the protocol. */
  readonly host: string;
  /** Percent-encoded. */
  readonly path: string;
  /** Without `?`, percent-encoded. */
  readonly query: string;
}

/**
 * Splits the `url` of a `Request`. It is normalised already (Fetch Standard, 5.4), so slicing is enough: parsing it
 * again would take 2% of the time of a short request.
 */
export function splitUrl(url: string): UrlParts {
  // Adaptors may pass on URLs that are not normalised: a parser would encode `'` and drop the fragment.
  if (!url.startsWith('http') || /['#]/.test(url)) return parseUrl(url);
  const host = url.indexOf('//') + 2;
  const path = url.indexOf('/', host);
  const queryMark = url.indexOf('?', path);
  return {
    protocol: url.slice(0, host - 2),
    host: url.slice(host, path),
    path: queryMark === -1 ? url.slice(path) : url.slice(path, queryMark),
    query: queryMark === -1 ? '' : url.slice(queryMark + 1),
  };
}

function parseUrl(url: string): UrlParts {
  const { protocol, host, pathname: path, search } = new URL(url);
  return { protocol, host, path, query: search.slice(1) };
}

/** Returns the host without its port: `localhost`, `[::1]`. */
export function hostnameOf(host: string): string {
  const colon = host.lastIndexOf(':');
  return colon > host.lastIndexOf(']') ? host.slice(0, colon) : host;
}
