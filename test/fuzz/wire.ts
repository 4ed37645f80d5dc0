import { connect, type Socket } from 'node:net';

/** An answer as it came over the wire; all text has a character for each octet. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** How bytes are sent: at once, in pieces, or with a client that leaves in their midst. */
export type Delivery = 'whole' | 'pieces' | 'leaves' | 'half';

export interface Received {
  readonly answers: readonly WireAnswer[];
  /** What came that is no HTTP. */
  readonly failure: string | null;
  /** The server had not closed the connection when nobody waited any longer. */
  readonly isGivenUp: boolean;
}

/** Milliseconds without a byte after which nothing more is expected: of what may be waited for forever, and of all else. */
const quiet = 400;
const timeoutMs = 30_000;

/**
 * Sends what may be no HTTP at all over a connection of its own, and reads what comes until the server closes it.
 *
 * @param octets what is sent, a character for each octet
 * @param methods of the requests in it, in order: an answer to HEAD has no body
 * @param isCertain the server knows where the last request ends, and that it is the last
 */
export function exchange(
  port: number,
  octets: string,
  delivery: Delivery,
  methods: readonly string[],
  isCertain: boolean,
): Promise<Received> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let isGivenUp = false;
    let timer: NodeJS.Timeout | undefined;
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          isGivenUp = true;
          socket.destroy();
        },
        isCertain ? timeoutMs : quiet,
      );
    };
    socket.on('connect', () => {
      wait();
      void send(socket, Buffer.from(octets, 'latin1'), delivery);
    });
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      wait();
    });
    socket.on('end', () => socket.end());
    socket.on('error', () => {
      isGivenUp = true;
      socket.destroy();
    });
    socket.on('close', () => {
      clearTimeout(timer);
      const isCut = isGivenUp || delivery === 'leaves' || delivery === 'half';
      resolve({ ...parseAnswers(Buffer.concat(chunks).toString('latin1'), methods), isGivenUp: isCut });
    });
  });
}

async function send(socket: Socket, bytes: Buffer, delivery: Delivery): Promise<void> {
  if (delivery === 'whole') socket.write(bytes);
  else if (delivery === 'half') socket.end(bytes);
  else if (delivery === 'leaves') socket.write(bytes.subarray(0, bytes.length / 2), () => socket.destroy());
  else {
    const length = Math.max(1, Math.ceil(bytes.length / 5));
    for (let at = 0; at < bytes.length && socket.writable; at += length) {
      socket.write(bytes.subarray(at, at + length));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
}

/** Takes apart what a server sent, strictly (RFC 9112): whatever is not as it should be is told. */
function parseAnswers(text: string, methods: readonly string[]): Omit<Received, 'isGivenUp'> {
  const answers: WireAnswer[] = [];
  let rest = text;
  while (rest !== '') {
    const end = rest.indexOf('\r\n\r\n');
    if (end === -1) return { answers, failure: `a head without an end: ${rest.slice(0, 80)}` };
    const [line = '', ...lines] = rest.slice(0, end).split('\r\n');
    const [, status = ''] = /^HTTP\/1\.1 (\d{3}) [\t\x20-\x7e]*$/.exec(line) ?? [];
    if (status === '') return { answers, failure: `no status line: ${line.slice(0, 80)}` };
    const headers: (readonly [string, string])[] = [];
    for (const one of lines) {
      const [, name = '', value = ''] = /^([\w!#$%&'*+.^`|~-]+): ?([\t\x20-\x7e]*)$/.exec(one) ?? [];
      if (name === '') return { answers, failure: `no header: ${one.slice(0, 80)}` };
      headers.push([name.toLowerCase(), value]);
    }
    if (status === '100') {
      rest = rest.slice(end + 4);
      continue;
    }
    // One that cannot be read is answered with a body, whatever its method was meant to be.
    const isBare = methods[answers.length] === 'HEAD' && /^(HTTP|$)/.test(rest.slice(end + 4, end + 8));
    const isEmpty = isBare || /^(1..|204|304)$/.test(status);
    const body = isEmpty ? { text: '', length: 0 } : bodyOf(rest.slice(end + 4), headers);
    if (body === undefined) return { answers, failure: `a body that is cut off: ${line}` };
    answers.push({ status: Number(status), headers, body: body.text });
    rest = rest.slice(end + 4 + body.length);
  }
  return { answers, failure: null };
}

function bodyOf(
  rest: string,
  headers: WireAnswer['headers'],
): { readonly text: string; readonly length: number } | undefined {
  const lengths = headers.filter(([name]) => name === 'content-length');
  if (headers.some(([name, value]) => name === 'transfer-encoding' && value === 'chunked')) return chunkedBody(rest);
  const [[, length] = ['', undefined], ...others] = lengths;
  // Until the connection is closed.
  if (length === undefined) return { text: rest, length: rest.length };
  if (others.length > 0 || rest.length < Number(length)) return undefined;
  return { text: rest.slice(0, Number(length)), length: Number(length) };
}

function chunkedBody(rest: string): { readonly text: string; readonly length: number } | undefined {
  let text = '';
  for (let at = 0; ; ) {
    const [line = '', size = ''] = /^([\da-f]+)\r\n/i.exec(rest.slice(at, at + 20)) ?? [];
    const start = at + line.length;
    const end = start + Number.parseInt(size, 16);
    if (line === '' || !rest.startsWith('\r\n', end)) return undefined;
    if (end === start) return { text, length: end + 2 };
    text += rest.slice(start, end);
    at = end + 2;
  }
}

/** The value of a header of an answer. */
export function headerOf({ headers }: WireAnswer, name: string): string | undefined {
  return headers.find(([other]) => other === name)?.[1];
}

/** An answer but for its date. */
export function sameText({ status, headers, body }: WireAnswer): string {
  return JSON.stringify([status, headers.filter(([name]) => name !== 'date'), body]);
}

/** A request after which the server closes the connection. */
export const last = 'GET /_sandbox/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
