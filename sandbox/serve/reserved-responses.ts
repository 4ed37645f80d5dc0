import { registeredPhrase } from '../syntax/status.ts';
import { baseHeaders } from './prepare-answer.ts';

/** Returns a response in JSON. */
export function jsonResponse(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return responseWith(status, JSON.stringify(body), 'application/json', headers);
}

/**
 * Pages load from and connect to this server only (Content Security Policy Level 3). Swagger UI's style sheet contains
 * `data:` images; Swagger UI shows image responses by `blob:` URLs, and audio responses by their address.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Returns a page; one in pieces is streamed. */
export function pageResponse(html: string | AsyncGenerator<string>, status = 200): Response {
  const headers = {
    'Content-Security-Policy': contentSecurityPolicy,
    'Referrer-Policy': 'no-referrer',
    Vary: 'Accept',
  };
  return responseWith(status, typeof html === 'string' ? html : streamOf(html), 'text/html; charset=utf-8', headers);
}

function responseWith(
  status: number,
  body: string | ReadableStream<Uint8Array<ArrayBuffer>>,
  mediaType: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const statusText = registeredPhrase(status);
  return new Response(body, { status, statusText, headers: { ...baseHeaders, 'Content-Type': mediaType, ...headers } });
}

/** Returns texts as a stream in UTF-8, each made when the one before has been read. */
function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      pull: async (controller) => {
        const { value, done } = await texts.next();
        if (done === true) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: async () => {
        await texts.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

/** A static file, and the header fields of its response. */
export interface Content {
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/** Returns a response with a static file. */
export function contentResponse({ bytes, mediaType, headers }: Content): Response {
  return new Response(bytes, { statusText: 'OK', headers: { ...baseHeaders, 'Content-Type': mediaType, ...headers } });
}
