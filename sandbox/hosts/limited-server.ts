import cluster from 'node:cluster';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Socket } from 'node:net';
import type { CommonConnectionOptions, SecureContextOptions } from 'node:tls';

/** The resources that clients may use; times are in milliseconds. */
export interface Limits {
  /** For receiving the header of a request. */
  readonly headerTimeout: number;
  /** For receiving a request, its body included. */
  readonly requestTimeout: number;
  /** Between two requests on a connection. */
  readonly keepAliveTimeout: number;
  /** Without any data transferred while a request or its answer is in progress. */
  readonly idleTimeout: number;
  /** Simultaneous connections; further ones are closed. */
  readonly maxConnections: number;
}

export const defaultLimits: Limits = {
  headerTimeout: 20_000,
  requestTimeout: 120_000,
  // Longer than the minute that proxies keep connections for; otherwise they would send requests on closing
  // connections.
  keepAliveTimeout: 65_000,
  idleTimeout: 120_000,
  maxConnections: 10_000,
};

/** The certificates of a server, in PEM (RFC 7468). */
export interface ServerCertificates {
  /** Its certificate, with those of intermediate authorities. */
  readonly cert: string;
  /** The private key of the certificate. */
  readonly key: string;
  /** The authority that must have signed a certificate of each client. If absent, clients need none. */
  readonly clientCa?: string;
}

/**
 * Creates a server that limits its clients.
 *
 * @param certificates if given, the server answers over TLS only
 * @throws Error of OpenSSL if the certificates cannot be used
 */
export function createLimited(
  { headerTimeout, requestTimeout, keepAliveTimeout, idleTimeout, maxConnections }: Limits,
  certificates?: ServerCertificates,
): Server {
  const options = {
    headersTimeout: Math.min(headerTimeout, requestTimeout),
    requestTimeout,
    keepAliveTimeout,
    connectionsCheckingInterval: Math.min(1000, headerTimeout, requestTimeout),
    // Checked by `refuseTarget`, which answers with problem details.
    requireHostHeader: false,
  };
  const server = certificates
    ? createSecureServer({ ...options, ...tlsOptions(certificates), handshakeTimeout: headerTimeout })
    : createServer(options);
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
  // With `maxConnections`, a worker would return a connection to the cluster and receive it again, endlessly (Node.js
  // 20).
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

function tlsOptions({ cert, key, clientCa }: ServerCertificates): SecureContextOptions & CommonConnectionOptions {
  return { cert, key, ...(clientCa !== undefined && { ca: clientCa, requestCert: true, rejectUnauthorized: true }) };
}
