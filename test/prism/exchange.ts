import type { Sandbox } from '../../sandbox/index.ts';
import type { WireRequest } from '../../sandbox/requests/wire-request.ts';
import type { Json } from '../../sandbox/syntax/json.ts';
import { origin } from '../fixtures/ask.ts';

/** A request as both get it. */
export type Sent = WireRequest;

/** An answer as a caller sees it. */
export interface Received {
  readonly status: number;
  /** `Content-Type`; empty where there is none. */
  readonly mediaType: string;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  /** The body, where it is JSON. */
  readonly body: Json | undefined;
}

export interface Sending {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: Json;
  /** Sent as it is, with no `Content-Type` but what the headers say. */
  readonly text?: string;
}

/** A request, written `POST /path?query`. */
export function sent(request: string, { headers = {}, body, text }: Sending = {}): Sent {
  const [method = '', address = ''] = request.split(/ (.*)/s);
  // Both get it as a client's URL has it.
  const { pathname, search } = new URL(origin + address);
  const typed = { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers };
  return {
    method,
    target: pathname + search,
    headers: typed,
    text: text ?? (body === undefined ? null : JSON.stringify(body)),
  };
}

export function received(status: number, headers: ReadonlyMap<string, string>, text: string): Received {
  const mediaType = headers.get('content-type') ?? '';
  return { status, mediaType, headers, text, body: /json/.test(mediaType) ? parsed(text) : undefined };
}

/** What a JSON text says; a text that is none, as a text. */
function parsed(text: string): Json | undefined {
  if (text === '') return undefined;
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}

/** Asks the sandbox, as somebody on a socket would. */
export async function askSandbox(sandbox: Sandbox, { method, target, headers, text }: Sent): Promise<Received> {
  const bytes = text === null ? null : new TextEncoder().encode(text);
  const length = bytes && { 'Content-Length': String(bytes.byteLength) };
  const body = bytes && method !== 'GET' && method !== 'HEAD' ? { body: bytes } : {};
  const response = await sandbox.fetch(origin + target, {
    method,
    headers: { ...headers, ...length },
    redirect: 'manual',
    ...body,
  });
  return received(response.status, new Map(response.headers), await response.text());
}
