import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { StandaloneRefusal } from '../serve/refuse.ts';
import { endWith } from './unparsable-request.ts';

/** A request and its answer. */
interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/** The state of an open connection. */
interface Connection {
  /** Carries requests and answers. */
  readonly socket: Socket;
  /** The TCP connection: the same socket, or the one below TLS. */
  readonly transport: Socket;
  /** The exchange that is being answered; null if there is none. */
  current: Exchange | null;
  /** Pipelined requests (RFC 9112, section 9.3.2). */
  readonly waiting: Exchange[];
  /** The refusal that ends the connection once all requests are answered; null if there is none. */
  finalRefusal: StandaloneRefusal | null;
  /** Bytes read at the last check, and the number of checks without activity since. */
  bytesRead: number;
  idleChecks: number;
}

/**
 * Pipelined requests of one connection: from the first number on, reading pauses; at the second, the connection is cut.
 */
const [pauseAt, cutAt] = [50, 2000];

/** Milliseconds between checks of connections while stopping, and checks without activity after which one is closed. */
const [checkIntervalMs, maxIdleChecks] = [200, 5];

/**
 * The connections of a server. Each handles one request at a time, so that a client which pipelines requests without
 * reading keeps one answer in memory, not hundreds.
 */
export class Connections {
  readonly #all = new Map<Socket, Connection>();
  /** TCP connections by the address of the client, if TLS is what they carry. */
  readonly #transports = new Map<string, Socket>();
  readonly #answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void;
  readonly #isSecure: boolean;
  #isEnding = false;
  #total = 0;

  /** The number of connections accepted so far. */
  get total(): number {
    return this.#total;
  }

  /**
   * @param answer answers a request
   * @param isSecure whether connections carry TLS
   */
  constructor(answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void, isSecure: boolean) {
    this.#answer = answer;
    this.#isSecure = isSecure;
  }

  /** Takes a TCP connection. */
  opened(transport: Socket): void {
    this.#total += 1;
    this.#add(transport, transport);
    if (!this.#isSecure) return;
    const address = addressOf(transport);
    this.#transports.set(address, transport);
    transport.once('close', () => this.#transports.delete(address));
  }

  /** Takes the socket that carries the requests of a TCP connection after the TLS handshake. */
  secured(socket: Socket): void {
    const transport = this.#transports.get(addressOf(socket));
    if (!transport) return;
    this.#all.delete(transport);
    this.#add(socket, transport);
  }

  /** Returns the TCP connection that carries the requests of a socket; null if it is closed. */
  transportOf(socket: Socket): Socket | null {
    return this.#all.get(socket)?.transport ?? null;
  }

  /** Answers a request once the earlier ones on its connection are answered and their answers are read. */
  take(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const connection = this.#all.get(incoming.socket);
    if (!connection) return;
    const exchange = { incoming, outgoing };
    if (!connection.current) {
      this.#begin(connection, exchange);
      return;
    }
    connection.waiting.push(exchange);
    this.#announceEnd(connection);
    if (connection.waiting.length >= cutAt) connection.socket.destroy();
    else if (connection.waiting.length >= pauseAt) connection.socket.pause();
  }

  /** Refuses input that cannot be parsed and ends the connection, after the earlier requests are answered. */
  endWith(socket: Socket, refusal: StandaloneRefusal): void {
    const connection = this.#all.get(socket);
    if (!connection || connection.finalRefusal) return;
    connection.finalRefusal = refusal;
    // The input that cannot be parsed is the rest of the last request, which therefore never completes.
    if (connection.waiting.at(-1)?.incoming.complete === false) connection.waiting.pop();
    const { current } = connection;
    if (current && (current.incoming.complete || current.outgoing.headersSent)) return;
    endWith(socket, refusal);
  }

  /**
   * Answers all requests that have arrived, announces `Connection: close`, and closes each connection after a while
   * without activity: a request may still be on its way.
   *
   * @returns stops the checks
   */
  end(): () => void {
    this.#isEnding = true;
    for (const connection of this.#all.values()) {
      connection.bytesRead = connection.socket.bytesRead;
      this.#announceEnd(connection);
    }
    const timer = setInterval(() => {
      // After reading what has arrived meanwhile.
      setImmediate(() => this.#endQuiet());
    }, checkIntervalMs);
    return () => clearInterval(timer);
  }

  #add(socket: Socket, transport: Socket): void {
    const { bytesRead } = socket;
    const state = { current: null, waiting: [], finalRefusal: null, bytesRead, idleChecks: 0 };
    this.#all.set(socket, { socket, transport, ...state });
    socket.once('close', () => this.#all.delete(socket));
  }

  #begin(connection: Connection, exchange: Exchange): void {
    connection.current = exchange;
    // Emitted once; `once` would allocate another function for each request.
    exchange.outgoing.on('close', () => this.#next(connection));
    this.#announceEnd(connection);
    this.#answer(exchange.incoming, exchange.outgoing);
  }

  #next(connection: Connection): void {
    const { socket, waiting, finalRefusal } = connection;
    connection.current = null;
    connection.idleChecks = 0;
    if (socket.destroyed) {
      waiting.length = 0;
      return;
    }
    const next = waiting.shift();
    if (next) this.#begin(connection, next);
    else if (finalRefusal) endWith(socket, finalRefusal);
    if (waiting.length < pauseAt && socket.isPaused()) socket.resume();
  }

  /**
   * Sets `Connection: close` on the last answer of a connection (RFC 9112, section 9.6), as far as is known by then.
   */
  #announceEnd({ current, waiting }: Connection): void {
    if (!this.#isEnding || !current || current.outgoing.headersSent) return;
    if (waiting.length === 0) current.outgoing.setHeader('Connection', 'close');
    else if (current.outgoing.hasHeader('Connection')) current.outgoing.removeHeader('Connection');
  }

  #endQuiet(): void {
    for (const connection of this.#all.values()) {
      const { socket, current, bytesRead } = connection;
      connection.bytesRead = socket.bytesRead;
      connection.idleChecks = current || socket.bytesRead !== bytesRead ? 0 : connection.idleChecks + 1;
      if (connection.idleChecks >= maxIdleChecks) socket.destroySoon();
    }
  }
}

/** Returns the address of the client at the other end, which differs from those of all other open connections. */
function addressOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
