/** A request to a sandbox, wherever it runs. */
export interface SentRequest {
  readonly method: string;
  /** From the root of the sandbox, with the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What a client sees of an answer, with the address of the sandbox replaced by the default one. */
export interface SeenAnswer {
  readonly status: number;
  /** By lower-case name; without those that depend on the connection. */
  readonly headers: Readonly<Record<string, string>>;
  /** Text, or Base64 of what is none. */
  readonly body: string;
}

/** A sandbox that runs somewhere. */
export interface Host {
  /** Its public address, without a slash at the end. */
  readonly url: string;
  readonly send: (request: SentRequest) => Promise<SeenAnswer>;
  /** Whether the query is decoded before the sandbox gets it. */
  readonly decodesQuery?: boolean;
  /** Whether redirects are followed before the client sees them, as in a page. */
  readonly followsRedirects?: boolean;
}

export const defaultOrigin = 'http://localhost:9000';

/** Fields that servers and proxies add or change. */
const ofConnections = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'date',
  'keep-alive',
  'transfer-encoding',
]);

/** Returns what is compared of an answer. */
export function seenAnswer(
  url: string,
  status: number,
  headers: Iterable<readonly [name: string, value: string]>,
  bytes: Uint8Array,
): SeenAnswer {
  const withDefaultOrigin = (text: string) => text.replaceAll(url, defaultOrigin);
  const fields = [...headers].map(([name, value]): [string, string] => [name.toLowerCase(), withDefaultOrigin(value)]);
  return {
    status,
    headers: Object.fromEntries(fields.filter(([name]) => !ofConnections.has(name)).sort()),
    body: withDefaultOrigin(textOf(bytes)),
  };
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('base64');
  }
}

/** Asks a sandbox over HTTP. */
export async function sendOverHttp(url: string, { method, path, headers, body }: SentRequest): Promise<SeenAnswer> {
  const response = await fetch(url + path, { method, headers, redirect: 'manual', ...(body !== null && { body }) });
  return seenAnswer(url, response.status, response.headers, new Uint8Array(await response.arrayBuffer()));
}
