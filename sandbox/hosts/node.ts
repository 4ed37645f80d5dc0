import cluster from 'node:cluster';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, Server as NetServer, type Socket } from 'node:net';
import { setImmediate as idle } from 'node:timers/promises';
import { getRequestListener, RequestError } from '@hono/node-server';
import { type StandaloneRefusal, standaloneRefusal } from '../serve/refuse.ts';
import { Connections } from './connections.ts';
import { misdirected } from './target.ts';
import { endWith, unreadable } from './unreadable.ts';

/** A server that listens. */
export interface Listening {
  /** `http://127.0.0.1:9000` */
  readonly url: string;
  /** Stops in order: takes no new connection, and answers every request that has come. Within eight seconds all is over. */
  close(): Promise<void>;
}

/** What clients may take of a server; times are milliseconds. */
export interface Limits {
  /** For the header of a request to come. */
  readonly headerTimeout: number;
  /** For a request to come, its body included. */
  readonly requestTimeout: number;
  /** For the next request on a connection. */
  readonly keepAliveTimeout: number;
  /** In which something must move on a connection, while a request or its answer is under way. */
  readonly idleTimeout: number;
  /** Connections at once; what is beyond is closed unanswered. */
  readonly maxConnections: number;
}

export const defaultLimits: Limits = {
  headerTimeout: 20_000,
  requestTimeout: 120_000,
  // Longer than the minute for which proxies keep theirs: else they send requests into connections that are closing.
  keepAliveTimeout: 65_000,
  idleTimeout: 120_000,
  maxConnections: 10_000,
};

type Fetch = (request: Request) => Response | Promise<Response>;

/**
 * Serves a `fetch` function over HTTP. Whatever comes gets an answer, in problem details where it never gets to `fetch`.
 *
 * @param fetch rejects only where nobody is there any more who waits for the answer
 * @param port 0 for any that is free
 * @returns when it listens; rejects with the system's error (`EADDRINUSE`, `EACCES`, …) when it cannot
 */
export function listen(
  fetch: Fetch,
  { port, host, ...limits }: { readonly port: number; readonly host: string } & Partial<Limits>,
): Promise<Listening> {
  const server = createLimited({ ...defaultLimits, ...limits });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      const actual = isAddressInfo(address) ? address.port : port;
      const authority = `${host.includes(':') ? `[${host}]` : host}:${actual}`;
      const connections = connect(server, fetch, authority);
      resolve({ url: `http://${authority}`, close: () => close(server, connections) });
    });
  });
}

function createLimited({
  headerTimeout,
  requestTimeout,
  keepAliveTimeout,
  idleTimeout,
  maxConnections,
}: Limits): Server {
  const server = createServer({
    headersTimeout: Math.min(headerTimeout, requestTimeout),
    requestTimeout,
    keepAliveTimeout,
    connectionsCheckingInterval: Math.min(1000, headerTimeout, requestTimeout),
    // Told by an answer of our own.
    requireHostHeader: false,
  });
  server.setTimeout(idleTimeout);
  limitConnections(server, maxConnections);
  return server;
}

function limitConnections(server: Server, max: number): void {
  server.once('drop', () => {
    console.error(
      `There are ${max} connections, and as many more as come are closed unanswered. --max-connections allows more.`,
    );
  });
  if (!cluster.isWorker) {
    server.maxConnections = max;
    return;
  }
  // A worker that has as many hands the next one back, and gets it again, for ever (Node.js 20).
  let open = 0;
  server.on('connection', (socket: Socket) => {
    open += 1;
    socket.once('close', () => {
      open -= 1;
    });
    if (open <= max) return;
    server.emit('drop');
    socket.destroy();
  });
}

function isAddressInfo(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

/** @param authority what a client means that names no host */
function connect(server: Server, fetch: Fetch, authority: string): Connections {
  const respond = getRequestListener((request, exchange) => received(fetch, request, exchange), { errorHandler });
  const connections = new Connections((incoming, outgoing) => {
    const refusal = misdirected(incoming) ?? unexpected.get(incoming);
    if (refusal) {
      send(outgoing, refusal);
      return;
    }
    // HTTP/1.0 asks for none, and it may be empty.
    if (!incoming.headers.host) incoming.headers.host = authority;
    void respond(incoming, outgoing);
  });
  const unexpected = new WeakMap<IncomingMessage, StandaloneRefusal>();
  server.on('connection', (socket: Socket) => connections.opened(socket));
  server.on('request', (incoming, outgoing) => connections.take(incoming, outgoing));
  server.on('checkExpectation', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    unexpected.set(incoming, standaloneRefusal(417, 'Nothing is known of what Expect asks for; 100-continue is.'));
    connections.take(incoming, outgoing);
  });
  server.on('connect', (_, socket: Socket) => {
    endWith(socket, standaloneRefusal(405, 'This is no proxy, and takes no CONNECT.', { Allow: 'GET, HEAD, POST' }));
  });
  server.on('clientError', (error: Error, socket: Socket) => {
    const refusal = socket.writable ? unreadable(error) : null;
    if (refusal) connections.endWith(socket, refusal);
    else socket.destroy();
  });
  return connections;
}

/** What is thrown for want of anybody who would be answered. */
const clientLeft = new Error('The client has left.');

/**
 * The answer, and not a promise of it where nothing is waited for: the adaptor then writes it at once, and listens to
 * nothing meanwhile (which takes a seventh of the time of a short request).
 */
function received(
  fetch: Fetch,
  request: Request,
  { incoming, outgoing }: { readonly incoming: object; readonly outgoing: { readonly destroyed: boolean } },
): Response | Promise<Response> {
  const response = fetch(request);
  if (!(response instanceof Promise)) return response;
  return response.then(
    (made) => {
      if (outgoing.destroyed) throw clientLeft;
      return made;
    },
    (error: unknown) => {
      // The answer to one that waited for others is not known to be in vain.
      const isCut = 'complete' in incoming && incoming.complete === false;
      throw isCut || outgoing.destroyed || request.signal.aborted ? clientLeft : error;
    },
  );
}

/** Undefined: there is nobody to be answered. */
function errorHandler(error: unknown): Response | undefined {
  if (error === clientLeft) return undefined;
  const isOfClient = error instanceof RequestError;
  if (!isOfClient) console.error(error);
  const { status, headers, body } = isOfClient
    ? standaloneRefusal(400, `The address of the request cannot be read: ${error.message}.`)
    : standaloneRefusal(500, 'The sandbox failed; its log says why.');
  return new Response(body, { status, headers });
}

function send(outgoing: ServerResponse, { status, headers, body }: StandaloneRefusal): void {
  outgoing.writeHead(status, body === '' ? headers : { ...headers, 'Content-Length': Buffer.byteLength(body) });
  outgoing.end(body);
}

/** Milliseconds in which everything is over that has been begun. */
const maxEndMs = 7000;

async function close(server: Server, connections: Connections): Promise<void> {
  await untilNoneComes(connections);
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), maxEndMs);
    // That of HTTP would close what is quiet, and a request may be on its way there.
    NetServer.prototype.close.call(server, () => {
      clearTimeout(deadline);
      stopLooking();
      resolve();
    });
    // Only now: a client that is told so opens another connection.
    const stopLooking = connections.end();
  });
}

/** Milliseconds in which clients that come anew are taken in, and turns of the event loop in which none came. */
const [maxArrivalMs, quietTurns] = [1000, 5];

/**
 * A connection that a client has opened may wait to be taken in, one in each turn of the event loop; it would be cut off
 * with its request.
 */
async function untilNoneComes(connections: Connections): Promise<void> {
  const over = performance.now() + maxArrivalMs;
  for (let quiet = 0, known = connections.total; quiet < quietTurns && performance.now() < over; ) {
    await idle();
    quiet = connections.total === known ? quiet + 1 : 0;
    known = connections.total;
  }
}
