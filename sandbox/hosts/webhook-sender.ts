import { type ClientRequest, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createSecureContext } from 'node:tls';
import { failureOf, tooLate } from './no-answer-error.ts';

/** A request to somebody's own server. */
export interface Delivery {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: no body. */
  readonly text: string | null;
}

/** Texts in PEM (RFC 7468). */
export interface Certificates {
  readonly cert?: string;
  readonly key?: string;
  /** The authorities that are trusted, instead of the usual ones. */
  readonly ca?: string;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Of a longer answer nobody reads the rest. */
const maxLength = 1_048_576;

/**
 * Sends a request over a connection of its own, and follows no redirect.
 *
 * @param timeout milliseconds in which the whole answer must have come
 * @throws NoAnswerError when none comes
 */
export function send(delivery: Delivery, timeout: number, certificates: Certificates = {}): Promise<Received> {
  const { url, method, headers, text } = delivery;
  const late = AbortSignal.timeout(timeout);
  const length = text === null ? {} : { 'Content-Length': String(Buffer.byteLength(text)) };
  const options = { method, headers: { ...headers, ...length }, agent: false, signal: late } as const;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) =>
      reject(late.aborted ? tooLate(timeout) : failureOf(error, url, certificates.cert !== undefined));
    const request = open(url, options, certificates, (answer) => {
      read(answer).then((body) => resolve({ status: answer.statusCode ?? 0, headers: fieldsOf(answer), body }), fail);
    });
    request.on('error', fail).end(text ?? undefined);
  });
}

/**
 * Tries certificates before anything is sent.
 *
 * @throws where they cannot be read, or do not belong together
 */
export function tryCertificates(certificates: Certificates): void {
  createSecureContext(certificates);
}

function open(
  url: URL,
  options: RequestOptions,
  certificates: Certificates,
  answered: (answer: IncomingMessage) => void,
): ClientRequest {
  return url.protocol === 'https:'
    ? httpsRequest(url, { ...options, ...certificates }, answered)
    : httpRequest(url, options, answered);
}

async function read(answer: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxLength) break;
  }
  return Buffer.concat(chunks).subarray(0, maxLength);
}

function fieldsOf({ headers }: IncomingMessage): Received['headers'] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
