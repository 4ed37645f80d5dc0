import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import { type AddressInfo, Server as NetServer, type Socket } from 'node:net';
import { setImmediate as idle } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { ConnectionFault } from '../exchange.ts';
import { requireNetwork } from '../permission.ts';
import { type StandaloneRefusal, standaloneRefusal } from '../serve/refuse.ts';
import { Connections } from './connections.ts';
import { failConnection } from './fail-connection.ts';
import { createLimited, defaultLimits, type Limits, type ServerCertificates } from './limited-server.ts';
import { refuseTarget } from './request-target.ts';
import { endWith, refuseUnparsable } from './unparsable-request.ts';

/** A listening server. */
export interface Listening {
  /** `http://127.0.0.1:9000`, or `https://…` if it has a certificate. */
  readonly url: string;
  /** Stops gracefully within eight seconds: refuses new connections, and answers all requests that have arrived. */
  close(): Promise<void>;
}

interface Address {
  readonly port: number;
  readonly host: string;
  readonly replacesGlobals?: boolean;
  readonly certificates?: ServerCertificates | undefined;
}

/**
 * Answers a request. If it calls `fail` before it returns the response, the connection fails in place of the response, or
 * in the middle of it.
 */
type Fetch = (request: Request, fail: (fault: ConnectionFault) => void) => Response | Promise<Response>;

/**
 * Serves a `fetch` function over HTTP. Input that never reaches `fetch` is answered with problem details.
 *
 * @param fetch may reject only if the client has disconnected
 * @param port 0 for any free port
 * @param certificates if given, the server answers over TLS only
 * @param replacesGlobals whether the global `Request` and `Response` become faster ones; true by default
 * @returns resolves once the server listens; rejects with the system's error (`EADDRINUSE`, `EACCES`, …) if it cannot
 * @throws Error of OpenSSL if the certificates cannot be used
 */
export function listen(
  fetch: Fetch,
  { port, host, certificates, replacesGlobals = true, ...limits }: Address & Partial<Limits>,
): Promise<Listening> {
  const server = createLimited({ ...defaultLimits, ...limits }, certificates);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    requireNetwork();
    server.listen(port, host, () => {
      const address = server.address();
      const actual = isAddressInfo(address) ? address.port : port;
      const authority = `${host.includes(':') ? `[${host}]` : host}:${actual}`;
      const connections = connect(server, fetch, authority, certificates !== undefined, replacesGlobals);
      resolve({ url: `${certificates ? 'https' : 'http'}://${authority}`, close: () => close(server, connections) });
    });
  });
}

function isAddressInfo(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

/**
 * Connects the events of a server to a `fetch` function.
 *
 * @param authority the `Host` of requests that have none
 */
function connect(
  server: Server,
  fetch: Fetch,
  authority: string,
  isSecure: boolean,
  overrideGlobalObjects: boolean,
): Connections {
  const transportOf = ({ socket }: ServerResponse) => socket && connections.transportOf(socket);
  const respond = getRequestListener((request, exchange) => respondTo(fetch, request, exchange, transportOf), {
    errorHandler,
    overrideGlobalObjects,
  });
  const connections = new Connections((incoming, outgoing) => {
    const refusal = refuseTarget(incoming) ?? unsupportedExpectations.get(incoming);
    if (refusal) {
      send(outgoing, refusal);
      return;
    }
    // HTTP/1.0 does not require it, and it may be empty.
    if (!incoming.headers.host) incoming.headers.host = authority;
    void respond(incoming, outgoing);
  }, isSecure);
  const unsupportedExpectations = new WeakMap<IncomingMessage, StandaloneRefusal>();
  server.on('connection', (socket: Socket) => connections.opened(socket));
  server.on('secureConnection', (socket: TLSSocket) => connections.secured(socket));
  server.on('request', (incoming, outgoing) => connections.take(incoming, outgoing));
  server.on('checkExpectation', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    unsupportedExpectations.set(
      incoming,
      standaloneRefusal(417, 'Nothing is known of what Expect asks for; 100-continue is.'),
    );
    connections.take(incoming, outgoing);
  });
  server.on('connect', (_, socket: Socket) => {
    endWith(socket, standaloneRefusal(405, 'This is no proxy, and takes no CONNECT.', { Allow: 'GET, HEAD, POST' }));
  });
  server.on('clientError', (error: Error, socket: Socket) => {
    const refusal = socket.writable ? refuseUnparsable(error) : null;
    if (refusal) connections.endWith(socket, refusal);
    else socket.destroy();
  });
  return connections;
}

/** Thrown instead of answering a client that has disconnected, or whose connection has failed on purpose. */
const clientLeft = new Error('The client has left.');

/**
 * Answers synchronously if possible: the adaptor then writes the response immediately, and adds no listeners, which
 * would take a seventh of the time of a short request.
 *
 * @param transportOf returns the TCP connection of a response
 */
function respondTo(
  fetch: Fetch,
  request: Request,
  { incoming, outgoing }: { readonly incoming: object; readonly outgoing: { readonly destroyed: boolean } },
  transportOf: (outgoing: ServerResponse) => Socket | null,
): Response | Promise<Response> {
  const wanted: { fault: ConnectionFault | null } = { fault: null };
  const response = fetch(request, (fault) => {
    wanted.fault = fault;
  });
  const finished = (result: Response): Response | Promise<Response> => {
    if (wanted.fault === null || !(outgoing instanceof ServerResponse)) return result;
    const transport = transportOf(outgoing);
    if (!transport) throw clientLeft;
    return failConnection(wanted.fault, result, outgoing, transport).then(() => {
      throw clientLeft;
    });
  };
  if (!(response instanceof Promise)) return finished(response);
  return response.then(
    (result) => {
      if (outgoing.destroyed) throw clientLeft;
      return finished(result);
    },
    (error: unknown) => {
      // A pipelined request shows only by being incomplete that its client has disconnected.
      const isCut = 'complete' in incoming && incoming.complete === false;
      throw isCut || outgoing.destroyed || request.signal.aborted ? clientLeft : error;
    },
  );
}

/** Answers 400 or 500; undefined if the client has disconnected. */
function errorHandler(error: unknown): Response | undefined {
  if (error === clientLeft) return undefined;
  const isClientError = error instanceof RequestError;
  if (!isClientError) console.error(error);
  const { status, headers, body } = isClientError
    ? standaloneRefusal(400, `The address of the request cannot be read: ${error.message}.`)
    : standaloneRefusal(500, 'The sandbox failed; its log says why.');
  return new Response(body, { status, headers });
}

function send(outgoing: ServerResponse, { status, headers, body }: StandaloneRefusal): void {
  outgoing.writeHead(status, body === '' ? headers : { ...headers, 'Content-Length': Buffer.byteLength(body) });
  outgoing.end(body);
}

/** Milliseconds after which remaining connections are cut while stopping. */
const maxEndMs = 7000;

async function close(server: Server, connections: Connections): Promise<void> {
  await acceptBacklog(connections);
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), maxEndMs);
    // The HTTP server's own `close` would cut idle connections, which may have a request on its way.
    NetServer.prototype.close.call(server, () => {
      clearTimeout(deadline);
      stopChecks();
      resolve();
    });
    // Only after `close`: a client that sees `Connection: close` opens a new connection.
    const stopChecks = connections.end();
  });
}

/** Milliseconds for accepting new connections while stopping, and turns of the event loop without one that end this. */
const [maxArrivalMs, quietTurns] = [1000, 5];

/**
 * Waits until no connection is left in the backlog. The event loop accepts one per turn, and closing the server would
 * cut the others together with their requests.
 */
async function acceptBacklog(connections: Connections): Promise<void> {
  const endAt = performance.now() + maxArrivalMs;
  for (let quiet = 0, lastTotal = connections.total; quiet < quietTurns && performance.now() < endAt; ) {
    await idle();
    quiet = connections.total === lastTotal ? quiet + 1 : 0;
    lastTotal = connections.total;
  }
}
