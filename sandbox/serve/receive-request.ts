import type { ApiRequest, RequestBody } from '../exchange.ts';
import { choiceParameters } from '../triggers/prefer.ts';
import type { UrlParts } from './url-parts.ts';

/** A body cannot be received: the client disconnected, or the body was consumed before. */
export class UnreceivedError extends Error {
  override readonly name = 'UnreceivedError';
}

/**
 * Converts a `Request`. The URL loses the query parameters that express preferences, so that the API's answers do not
 * repeat them.
 *
 * @param origin the public origin that the client used
 */
export function toApiRequest(raw: Request, { path, query }: UrlParts, origin: string, body: RequestBody): ApiRequest {
  const rest = withoutChoices(query);
  const url = rest === '' ? origin + path : `${origin}${path}?${rest}`;
  return { method: raw.method, origin, url, path, query, headers: raw.headers, body };
}

/** Removes the parameters that express preferences from a query, and leaves the rest as it was sent. */
export function withoutChoices(query: string): string {
  if (!query.includes('__')) return query;
  return query
    .split('&')
    .filter((pair) => !choiceNames.has(pair.split('=', 1)[0] ?? ''))
    .join('&');
}

const choiceNames: ReadonlySet<string> = new Set(Object.values(choiceParameters));

/**
 * An oversized body is drained up to this many times the limit, so that clients which read the response only after
 * sending still see the 413 (RFC 9110, 15.5.14; RFC 9112, 9.6).
 */
const drainFactor = 16;

/**
 * Receives the body of a request; synchronously if it has none.
 *
 * @param limit bytes; a longer body is not kept
 */
export function receiveBody(raw: Request, limit: number): RequestBody | Promise<RequestBody> {
  if (raw.method === 'GET' || raw.method === 'HEAD') return noBody;
  const contentLength = raw.headers.get('content-length');
  if (contentLength === '0') return noBody;
  const length = Number(contentLength ?? 0);
  if (length > limit * drainFactor) return { kind: 'too-large', limit };
  // A body of known length is buffered by the platform: on Node that is several times faster than reading a stream.
  const fitsLimit = contentLength !== null && length <= limit;
  return (fitsLimit ? receiveAll(raw) : receiveStream(raw, limit)).then(
    (bytes): RequestBody => {
      if (bytes === undefined) return { kind: 'too-large', limit };
      return bytes.byteLength === 0 ? noBody : { kind: 'bytes', bytes };
    },
    (cause: unknown) => {
      throw new UnreceivedError('The body of the request cannot be received.', { cause });
    },
  );
}

const noBody: RequestBody = { kind: 'none' };

function receiveAll(raw: Request): Promise<Uint8Array> {
  return raw.arrayBuffer().then((bytes) => new Uint8Array(bytes));
}

/** Reads a body of unknown length; undefined if it exceeds the limit. */
async function receiveStream(raw: Request, limit: number): Promise<Uint8Array | undefined> {
  if (!raw.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = raw.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const chunk: Uint8Array = part.value;
    length += chunk.byteLength;
    if (length <= limit) chunks.push(chunk);
    // Not awaited: of a cloned request, both copies must be cancelled first. It reads as ended at once.
    else if (length > limit * drainFactor) reader.cancel().catch(ignore);
  }
  return length > limit ? undefined : concatenate(chunks, length);
}

/** The client does not send the rest, or cannot be stopped. */
function ignore(): void {}

function concatenate(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
