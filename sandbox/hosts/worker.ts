/** The options of responses in workerd; other runtimes ignore what they do not know. */
interface WorkerResponseInit extends ResponseInit {
  readonly encodeBody: 'manual';
}

/**
 * Creates the `fetch` handler of an ES module worker.
 *
 * @param answer answers a request, as `Sandbox.answer` does
 */
export function createWorkerHandler(
  answer: (request: Request) => Response | Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const response = await answer(request);
    if (!response.headers.has('Content-Encoding')) return response;
    // The body is compressed already; workerd would compress it once more.
    const { status, statusText, headers } = response;
    const init: WorkerResponseInit = { status, statusText, headers, encodeBody: 'manual' };
    return new Response(response.body, init);
  };
}
