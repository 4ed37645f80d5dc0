import { type ClientRequest, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createSecureContext } from 'node:tls';
import { failureOf, timeoutError } from './no-answer-error.ts';

/** A request to the receiver of a webhook. */
export interface Delivery {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body; null if there is none. */
  readonly text: string | null;
}

/** Certificates in PEM (RFC 7468). */
export interface Certificates {
  readonly cert?: string;
  readonly key?: string;
  /** Trusted authorities, which replace the default ones. */
  readonly ca?: string;
}

/** The answer of a receiver. */
export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Bytes; the rest of a longer answer is ignored. */
const maxLength = 1_048_576;

/**
 * Sends a request over a new connection. Redirects are not followed.
 *
 * @param timeout milliseconds until the answer must be complete
 * @throws NoAnswerError if no answer is received
 */
export function send(delivery: Delivery, timeout: number, certificates: Certificates = {}): Promise<Received> {
  const { url, method, headers, text } = delivery;
  const timeoutSignal = AbortSignal.timeout(timeout);
  const length = text === null ? {} : { 'Content-Length': String(Buffer.byteLength(text)) };
  const options = { method, headers: { ...headers, ...length }, agent: false, signal: timeoutSignal } as const;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) =>
      reject(timeoutSignal.aborted ? timeoutError(timeout) : failureOf(error, url, certificates.cert !== undefined));
    const request = open(url, options, certificates, (answer) => {
      read(answer).then((body) => resolve({ status: answer.statusCode ?? 0, headers: fieldsOf(answer), body }), fail);
    });
    request.on('error', fail).end(text ?? undefined);
  });
}

/**
 * Loads certificates before anything is sent.
 *
 * @throws Error if they cannot be parsed or do not belong together
 */
export function tryCertificates(certificates: Certificates): void {
  createSecureContext(certificates);
}

function open(
  url: URL,
  options: RequestOptions,
  certificates: Certificates,
  onResponse: (answer: IncomingMessage) => void,
): ClientRequest {
  return url.protocol === 'https:'
    ? httpsRequest(url, { ...options, ...certificates }, onResponse)
    : httpRequest(url, options, onResponse);
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
