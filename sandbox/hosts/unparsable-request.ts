import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type StandaloneRefusal, standaloneRefusal } from '../serve/refuse.ts';

/** Refuses input that Node cannot parse as a request, by its error code; null if the client has disconnected. */
export function refuseUnparsable(error: Error): StandaloneRefusal | null {
  const code = 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
      return null;
    case 'HPE_HEADER_OVERFLOW':
      return standaloneRefusal(431, 'The header of the request is longer than this sandbox reads: 16 KB.');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return standaloneRefusal(413, 'The chunk extensions of the request are longer than this sandbox reads.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return standaloneRefusal(408, 'The request did not come to its end in time.');
    default:
      return standaloneRefusal(400, `This is no request in HTTP/1.1${reasonOf(error)}.`);
  }
}

/** Returns the HTTP parser's own description of an error; empty if there is none. */
function reasonOf(error: Error): string {
  return 'reason' in error && typeof error.reason === 'string' && error.reason !== '' ? `: ${error.reason}` : '';
}

/** Milliseconds that a client has to read the refusal before its connection is destroyed. */
const lingerMs = 1000;

/** Writes a refusal directly to a socket, without a request object, and ends the connection. */
export function endWith(socket: Socket, { status, headers, body }: StandaloneRefusal): void {
  const fields = { ...headers, 'Content-Length': Buffer.byteLength(body), Connection: 'close' };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
  setTimeout(() => socket.destroy(), lingerMs).unref();
}
