import { createRequest } from '../serve/create-request.ts';
import { isAuthority } from '../syntax/authority.ts';
import { bytesOf, octetsOf, textOfOctets } from '../syntax/octets.ts';
import { percentEncode } from '../syntax/percent.ts';
import type { ReceivedEvent } from './lambda-event.ts';

/**
 * Creates the `Request` of an event. A body of GET or HEAD is dropped, since no `Request` can have one; it has no meaning
 * there (RFC 9110, sections 9.3.1 and 9.3.2).
 *
 * @throws TypeError if the method, the address or a header field is malformed, or the body is not in base64 as it should be
 */
export function requestOf(event: ReceivedEvent): Request {
  const { method, query } = event;
  const headers = headersOf(event);
  const address = originOf(headers, event) + escapedPath(event.path);
  const url = query === '' ? address : `${address}?${query.replaceAll('#', '%23')}`;
  const isSafe = /^(get|head)$/i.test(method);
  const body = isSafe ? null : bytesOfBody(event);
  if (body !== null) headers.set('content-length', String(body.byteLength));
  return createRequest(url, { method, headers, body });
}

function headersOf({ fields, prefix }: ReceivedEvent): Headers {
  const lines = new Map<string, string[]>();
  for (const [name, value] of fields) {
    const key = name.toLowerCase();
    lines.set(key, [...(lines.get(key) ?? []), asOctets(value)]);
  }
  const headers = new Headers();
  for (const [name, values] of lines) headers.set(name, values.join(name === 'cookie' ? '; ' : ', '));
  // AWS writes neither, so a client has: it could make the sandbox link to another host.
  headers.delete('x-forwarded-host');
  headers.delete('x-forwarded-prefix');
  if (prefix !== '') headers.set('x-forwarded-prefix', prefix);
  return headers;
}

/**
 * Writes a field value as octets, as `Headers` holds it: in UTF-8, as it was sent. An event has it decoded, or as its
 * octets already.
 */
function asOctets(text: string): string {
  return textOfOctets(text) === undefined ? octetsOf(new TextEncoder().encode(text)) : text;
}

/** Returns the origin that the client used, and a constant if the event does not say which: of a health check. */
function originOf(headers: Headers, { domainName = '' }: ReceivedEvent): string {
  const [scheme = ''] = (headers.get('x-forwarded-proto') ?? '').split(',');
  const host = [headers.get('host') ?? '', domainName].find((name) => name !== '' && isAuthority(name));
  return `${scheme.trim().toLowerCase() === 'http' ? 'http' : 'https'}://${host ?? 'localhost'}`;
}

/** Escapes what a URL parser would remove from a path, or take for its end: an HTTP API has decoded it. */
function escapedPath(path: string): string {
  const escaped = path.replace(/[\0-\x20?#\\]/g, percentEncode);
  return escaped.startsWith('/') ? escaped : `/${escaped}`;
}

/** Returns the bytes of a body; null if there is none. */
function bytesOfBody({ body, isBase64Encoded }: ReceivedEvent): Uint8Array<ArrayBuffer> | null {
  if (body === null || body === '') return null;
  if (!isBase64Encoded) return new TextEncoder().encode(body);
  try {
    return bytesOf(atob(body));
  } catch (cause) {
    throw new TypeError('The body is not in base64', { cause });
  }
}
