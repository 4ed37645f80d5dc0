import { createRequest } from './create-request.ts';

/** The maximum number of redirects that are followed (Fetch Standard, HTTP-redirect fetch). */
const maxRedirects = 20;

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** The header fields that describe a body, which a request that becomes a GET loses (Fetch Standard). */
const bodyFields = ['Content-Encoding', 'Content-Language', 'Content-Location', 'Content-Type', 'Content-Length'];

/**
 * Answers a request as the global `fetch` does: follows redirects unless its `redirect` is `manual`. A redirect to
 * another origin is returned as it is, since a sandbox makes no outgoing calls. `Prefer` is for the first request only: it
 * chooses among the answers of that operation.
 *
 * @param answer answers one request
 * @throws TypeError if a redirect is an error for the request, or there are more than 20
 */
export async function followRedirects(
  request: Request,
  answer: (request: Request) => Response | Promise<Response>,
): Promise<Response> {
  if (request.redirect === 'manual') return answer(request);
  let current = request;
  for (let redirects = 0; ; redirects += 1) {
    // A body can be read once, and a 307 or 308 sends it again.
    const { body } = current.body ? current.clone() : current;
    const response = await answer(current);
    const location = locationOf(response, current.url);
    if (location === null) return redirects === 0 ? response : asRedirected(response, current.url);
    if (request.redirect === 'error') throw new TypeError(`${current.url} redirects to ${location}`);
    if (location.origin !== new URL(current.url).origin) return response;
    if (redirects === maxRedirects) throw new TypeError(`There are more than ${maxRedirects} redirects`);
    current = redirected(current, body, location, response.status);
  }
}

/** Returns the address to which a response redirects; null if it is no redirect (RFC 9110, section 10.2.2). */
function locationOf({ status, headers }: Response, url: string): URL | null {
  const location = headers.get('Location');
  if (location === null || !redirectStatuses.has(status) || !URL.canParse(location, url)) return null;
  const target = new URL(location, url);
  if (target.hash === '') target.hash = new URL(url).hash;
  return target;
}

/** Returns the request that follows a redirect (Fetch Standard, HTTP-redirect fetch). */
function redirected(request: Request, body: Request['body'], location: URL, status: number): Request {
  const { method, signal, redirect } = request;
  const becomesGet =
    status === 303 ? method !== 'GET' && method !== 'HEAD' : (status === 301 || status === 302) && method === 'POST';
  const headers = new Headers(request.headers);
  headers.delete('Prefer');
  if (becomesGet) for (const name of bodyFields) headers.delete(name);
  const sent = becomesGet ? { method: 'GET' } : { method, ...(body && withStream(body)) };
  return createRequest(location, { ...sent, headers, signal, redirect });
}

/** A streamed body is sent half-duplex, which the Fetch Standard demands to be stated. */
function withStream(body: ReadableStream): RequestInit & { readonly duplex: 'half' } {
  return { body, duplex: 'half' };
}

/** The constructor of responses sets neither field. */
function asRedirected(response: Response, url: string): Response {
  return Object.defineProperties(response, { redirected: { value: true }, url: { value: url } });
}
