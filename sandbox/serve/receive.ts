import type { ApiRequest, RequestBody } from '../exchange.ts';
import { choiceParameters } from '../triggers/prefer.ts';
import type { Address } from './address.ts';

/** A body that does not come to its end: its client has left, or it was read before. */
export class UnreceivedError extends Error {
  override readonly name = 'Unreceived';
}

/**
 * The request as it came. Its own address is without the parameters that are the sandbox's own.
 *
 * @param origin where it was sent to, as its sender sees it
 */
export function requestFrom(raw: Request, { path, query }: Address, origin: string, body: RequestBody): ApiRequest {
  const rest = withoutChoices(query);
  const url = rest === '' ? origin + path : `${origin}${path}?${rest}`;
  return { method: raw.method, url, path, query, headers: raw.headers, body };
}

/** A query as it was sent, without the parameters that stand for preferences. */
export function withoutChoices(query: string): string {
  if (!query.includes('__')) return query;
  return query
    .split('&')
    .filter((pair) => !choiceNames.has(pair.split('=', 1)[0] ?? ''))
    .join('&');
}

const choiceNames: ReadonlySet<string> = new Set(Object.values(choiceParameters));

/**
 * How many times the limit is received of a body that is longer: most clients send it to its end before they look at
 * the answer, and those that are cut off never see the 413 (RFC 9110, 15.5.14; RFC 9112, 9.6).
 */
const drainFactor = 16;

/**
 * Receives the body of a request: at once where it has none.
 *
 * @param limit bytes that are kept
 */
export function receiveBody(raw: Request, limit: number): RequestBody | Promise<RequestBody> {
  if (raw.method === 'GET' || raw.method === 'HEAD') return none;
  const announced = raw.headers.get('content-length');
  if (announced === '0') return none;
  const length = Number(announced ?? 0);
  if (length > limit * drainFactor) return { kind: 'too-large', limit };
  // A length that is known is read at once: on Node that is several times faster than a stream.
  const whole = announced !== null && length <= limit;
  return (whole ? receiveWhole(raw) : receiveStream(raw, limit)).then(
    (bytes): RequestBody => {
      if (bytes === undefined) return { kind: 'too-large', limit };
      return bytes.byteLength === 0 ? none : { kind: 'bytes', bytes };
    },
    (cause: unknown) => {
      throw new UnreceivedError('The body of the request cannot be received.', { cause });
    },
  );
}

const none: RequestBody = { kind: 'none' };

function receiveWhole(raw: Request): Promise<Uint8Array> {
  return raw.arrayBuffer().then((bytes) => new Uint8Array(bytes));
}

/** What the stream holds; undefined when that is more than the limit. */
async function receiveStream(raw: Request, limit: number): Promise<Uint8Array | undefined> {
  if (!raw.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = raw.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const chunk: Uint8Array = part.value;
    length += chunk.byteLength;
    if (length <= limit) chunks.push(chunk);
    else if (length > limit * drainFactor) await reader.cancel();
  }
  return length > limit ? undefined : joined(chunks, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
