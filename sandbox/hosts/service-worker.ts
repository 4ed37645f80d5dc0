import type { ConnectionFault } from '../exchange.ts';

/** Where the scripts and style sheets of the pages are, below the scope. */
export const pageFilesPath = '_sandbox/console/';

type Answer = (request: Request, failConnection?: (fault: ConnectionFault) => void) => Response | Promise<Response>;

/**
 * Creates the handler of a service worker's `fetch` events. The path of its scope is taken off the paths of requests, and
 * handed on as `X-Forwarded-Prefix`, so that a sandbox with `trustProxy` writes it into its addresses.
 *
 * @param answer answers a request, as `Sandbox.answer` does
 * @param scope of the service worker, with a slash at the end of its path
 * @returns `file` for a script or style sheet of the pages; `elsewhere` for what is not in the scope
 */
export function createPageHandler(
  answer: Answer,
  scope: URL,
): (request: Request) => Promise<Response> | 'file' | 'elsewhere' {
  const prefix = scope.pathname.slice(0, -1);
  return (request) => {
    const { origin, pathname, search } = new URL(request.url);
    if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return 'elsewhere';
    const path = pathname.slice(prefix.length);
    return path.startsWith(`/${pageFilesPath}`) ? 'file' : answerAt(request, origin + path + search);
  };

  async function answerAt(original: Request, url: string): Promise<Response> {
    let isFailing = false;
    const request = await movedRequest(original, url, prefix);
    const response = await answer(request, () => {
      isFailing = true;
    });
    // The page sees what it sees of a connection that fails (Fetch Standard, 5.1).
    return isFailing ? Response.error() : withSingleLines(response);
  }
}

/** Joins the lines of each header field: of several, Chromium hands only one on to the page. */
function withSingleLines({ status, statusText, headers, body }: Response): Response {
  return new Response(body, { status, statusText, headers: Object.fromEntries(headers) });
}

/** Returns the request with another address. That of a navigation cannot be copied (Fetch Standard, 5.4). */
async function movedRequest(original: Request, url: string, prefix: string): Promise<Request> {
  const { method, signal } = original;
  const headers = new Headers(original.headers);
  headers.delete('X-Forwarded-Proto');
  headers.delete('X-Forwarded-Host');
  headers.delete('X-Forwarded-Prefix');
  if (prefix !== '') headers.set('X-Forwarded-Prefix', prefix);
  const isBodiless = method === 'GET' || method === 'HEAD';
  const body = isBodiless ? null : await original.arrayBuffer();
  return new Request(url, { method, headers, signal, ...(body && body.byteLength > 0 && { body }) });
}
