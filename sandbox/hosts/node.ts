import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';

/** A server that listens. */
export interface Listening {
  /** `http://127.0.0.1:9000` */
  readonly url: string;
  /** Stops in order: takes no new connection, lets answers under way finish that do so within a moment. */
  close(): Promise<void>;
}

/**
 * Serves a `fetch` function over HTTP.
 *
 * @param port 0 for any that is free
 * @returns when it listens; rejects with the system's error (`EADDRINUSE`, `EACCES`, …) when it cannot
 */
export function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<Listening> {
  // Alone: the adaptor hands over the connection as well, which a `fetch` would take for its options.
  const server = createAdaptorServer({ fetch: (request) => fetch(request) });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      const actual = isAddressInfo(address) ? address.port : port;
      const shown = host.includes(':') ? `[${host}]` : host;
      resolve({ url: `http://${shown}:${actual}`, close: () => close(server) });
    });
  });
}

function isAddressInfo(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

/** Milliseconds. What takes longer is late on purpose, or its client sends no more. */
const moment = 1000;

function close(server: ReturnType<typeof createAdaptorServer>): Promise<void> {
  return new Promise((resolve) => {
    const hurry = setTimeout(() => {
      if (isHttpServer(server)) server.closeAllConnections();
    }, moment);
    server.close(() => {
      clearTimeout(hurry);
      resolve();
    });
    if (isHttpServer(server)) server.closeIdleConnections();
  });
}

function isHttpServer(server: object): server is Server {
  return 'closeIdleConnections' in server;
}
