import { standaloneRefusal } from '../serve/refuse.ts';
import { type LambdaEvent, type ReceivedEvent, readEvent } from './lambda-event.ts';
import { requestOf } from './lambda-request.ts';
import { type LambdaResult, resultOf } from './lambda-result.ts';

/**
 * Creates the handler of a function in AWS Lambda, for events of API Gateway (REST APIs, and HTTP APIs with payload format
 * 1.0 or 2.0), Function URLs and Application Load Balancers.
 *
 * The stage of an API, or the base path of a custom domain, is taken off the path and handed on as `X-Forwarded-Prefix`, so
 * that a sandbox with `trustProxy` writes it into its addresses; no `X-Forwarded-Host` or `-Prefix` of a client gets there.
 *
 * @param answer answers a request, as `Sandbox.answer` does
 * @returns rejects with a TypeError if the event is no HTTP request
 */
export function createLambdaHandler(
  answer: (request: Request) => Response | Promise<Response>,
): (event: LambdaEvent, context?: unknown) => Promise<LambdaResult> {
  return async (event) => {
    const received = readEvent(event);
    const request = requestOrRefusal(received);
    const response = request instanceof Response ? request : await answer(request);
    return resultOf(response, received.form, received.method);
  };
}

/** Returns the request, or a response with 400 if it is malformed. */
function requestOrRefusal(received: ReceivedEvent): Request | Response {
  try {
    return requestOf(received);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const refusal = standaloneRefusal(400, `The request cannot be read: ${error.message}.`);
    return new Response(refusal.body, refusal);
  }
}
