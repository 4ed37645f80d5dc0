import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionFault } from '../exchange.ts';

/**
 * Makes a connection fail in place of a response, or in the middle of it.
 *
 * @param transport the TCP connection below the response, also if that goes over TLS
 */
export async function failConnection(
  fault: ConnectionFault,
  response: Response,
  outgoing: ServerResponse,
  transport: Socket,
): Promise<void> {
  switch (fault) {
    case 'reset':
      transport.resetAndDestroy();
      return;
    case 'empty':
      outgoing.socket?.destroySoon();
      return;
    case 'truncate':
      await sendHalf(response, outgoing);
  }
}

/** Sends the header with the length of the body, and half of the body. Without a body, sends half of the header. */
async function sendHalf(response: Response, outgoing: ServerResponse): Promise<void> {
  const { socket } = outgoing;
  const body = new Uint8Array(await response.arrayBuffer());
  if (body.length === 0) {
    socket?.write(`HTTP/1.1 ${response.status} `);
  } else {
    const fields = [...response.headers].filter(([name]) => name !== 'content-length').flat();
    outgoing.writeHead(response.status, [...fields, 'Content-Length', String(body.length)]);
    outgoing.write(body.subarray(0, body.length / 2));
  }
  socket?.destroySoon();
}
