import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { StandaloneRefusal } from '../serve/refuse.ts';
import { endWith } from './unreadable.ts';

/** A request and its answer. */
interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/** What is known of a connection while it lasts. */
interface Connection {
  readonly socket: Socket;
  /** The one that is being answered. */
  current: Exchange | null;
  /** Those that came before it was (RFC 9112, section 9.3.2). */
  readonly waiting: Exchange[];
  /** What ends it, as soon as they are answered. */
  last: StandaloneRefusal | null;
  /** How much of it was read when it was last looked at, and how often it has been quiet since. */
  read: number;
  quiet: number;
}

/** Requests of one connection that wait: from here on, no more are read; and here it is cut off. */
const [enoughWaiting, maxWaiting] = [50, 2000];

/** Milliseconds between two looks at connections that are to end, and after how many quiet ones one does. */
const [interval, quietLooks] = [200, 5];

/**
 * The connections of a server. Each is answered one request at a time: a client that sends on without reading what it
 * gets holds one answer, not hundreds.
 */
export class Connections {
  readonly #all = new Map<Socket, Connection>();
  readonly #answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void;
  #isEnding = false;
  #total = 0;

  /** So many connections there were, open or closed. */
  get total(): number {
    return this.#total;
  }

  /** @param answer answers a request */
  constructor(answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void) {
    this.#answer = answer;
  }

  opened(socket: Socket): void {
    this.#total += 1;
    this.#all.set(socket, { socket, current: null, waiting: [], last: null, read: 0, quiet: 0 });
    socket.once('close', () => this.#all.delete(socket));
  }

  /** Answers a request when those before it on its connection are answered, and what they got has been taken. */
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
    if (connection.waiting.length >= maxWaiting) connection.socket.destroy();
    else if (connection.waiting.length >= enoughWaiting) connection.socket.pause();
  }

  /** Ends a connection with an answer to what cannot be read, behind the answers to what could. */
  endWith(socket: Socket, refusal: StandaloneRefusal): void {
    const connection = this.#all.get(socket);
    if (!connection || connection.last) return;
    connection.last = refusal;
    // It is the end of the last request that cannot be read: nobody answers what never comes.
    if (connection.waiting.at(-1)?.incoming.complete === false) connection.waiting.pop();
    const { current } = connection;
    if (current && (current.incoming.complete || current.outgoing.headersSent)) return;
    endWith(socket, refusal);
  }

  /**
   * Lets every request be answered that has come, tells clients that theirs was the last one, and ends each connection
   * when nothing comes any more. One that is quiet may have a request under way.
   *
   * @returns stops looking after them
   */
  end(): () => void {
    this.#isEnding = true;
    for (const connection of this.#all.values()) {
      connection.read = connection.socket.bytesRead;
      this.#announceEnd(connection);
    }
    const timer = setInterval(() => {
      // After what has arrived meanwhile is read.
      setImmediate(() => this.#endQuiet());
    }, interval);
    return () => clearInterval(timer);
  }

  #begin(connection: Connection, exchange: Exchange): void {
    connection.current = exchange;
    // Comes once; `once` would make a function more for each request.
    exchange.outgoing.on('close', () => this.#next(connection));
    this.#announceEnd(connection);
    this.#answer(exchange.incoming, exchange.outgoing);
  }

  #next(connection: Connection): void {
    const { socket, waiting, last } = connection;
    connection.current = null;
    connection.quiet = 0;
    if (socket.destroyed) {
      waiting.length = 0;
      return;
    }
    const next = waiting.shift();
    if (next) this.#begin(connection, next);
    else if (last) endWith(socket, last);
    if (waiting.length < enoughWaiting && socket.isPaused()) socket.resume();
  }

  /** An answer says whether it is the last one of its connection (RFC 9112, section 9.6), as far as is known until it is sent. */
  #announceEnd({ current, waiting }: Connection): void {
    if (!this.#isEnding || !current || current.outgoing.headersSent) return;
    if (waiting.length === 0) current.outgoing.setHeader('Connection', 'close');
    else if (current.outgoing.hasHeader('Connection')) current.outgoing.removeHeader('Connection');
  }

  #endQuiet(): void {
    for (const connection of this.#all.values()) {
      const { socket, current, read } = connection;
      connection.read = socket.bytesRead;
      connection.quiet = current || socket.bytesRead !== read ? 0 : connection.quiet + 1;
      if (connection.quiet >= quietLooks) socket.destroySoon();
    }
  }
}
