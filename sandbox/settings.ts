import type { AccessLogEntry } from './serve/access-log.ts';
import { similarName } from './syntax/similar-name.ts';

/** Bytes. */
export const defaultBodyLimit = 1_048_576;

/** Milliseconds; longer than the timeouts of most clients. */
export const defaultMaxDelay = 30_000;

/** As many as a server accepts connections by default. */
export const defaultMaxDelayed = 10_000;

/** The settings of a sandbox; all are optional. */
export interface SandboxSettings {
  /**
   * Paths of OpenAPI documents, or `name=path` to choose the name of the API. By default the documents that this
   * package contains are served, with their scenario files.
   */
  readonly documents?: readonly string[];
  /** A folder with scenario files, `<api>.yaml`. */
  readonly scenarios?: string;
  /** `strict` requires credentials of the documented form; by default requests are accepted with any or none. */
  readonly auth?: 'open' | 'strict';
  /** Whether bodies that are generated from schemas vary from request to request; false by default. */
  readonly dynamic?: boolean;
  /**
   * Whether documents may refer to files outside of the working folder, their own folder and their repository; by
   * default such a reference is an error.
   */
  readonly allowOutside?: boolean;
  /** Bytes; a request with a longer body gets 413. 1 MiB by default. */
  readonly bodyLimit?: number;
  /** Milliseconds; the delay of every answer of an API if the request asks for none. 0 by default. */
  readonly delay?: number;
  /** Milliseconds by which such a delay may be longer; the request decides. 0 by default. */
  readonly delayJitter?: number;
  /** Milliseconds; the longest delay of an answer. 30 000 by default. */
  readonly maxDelay?: number;
  /** Answers that may be delayed at the same time; further ones get 503. 10 000 by default. */
  readonly maxDelayed?: number;
  /** When aborted, delayed answers are sent immediately, so that stopping a server does not wait for them. */
  readonly releaseDelayed?: AbortSignal;
  /**
   * Host names to answer to, besides loopback names (`localhost`, `127.0.0.1`, `[::1]`); requests to others get 421.
   * `*.example.com` includes all subdomains. Any host by default.
   */
  readonly allowedHosts?: readonly string[];
  /** Whether the public origin is taken from `X-Forwarded-Proto`, `-Host` and `-Prefix`; false by default. */
  readonly trustProxy?: boolean;
  /** Called with each answer. */
  readonly onAnswer?: (answer: AccessLogEntry) => void;
}

/** Where `Sandbox.listen` listens, and how; all are optional. The host names that it answers to are `allowedHosts`. */
export interface ListenSettings {
  /** By default any free port, as with 0. */
  readonly port?: number;
  /** `127.0.0.1` by default, which only this machine reaches. */
  readonly host?: string;
  /**
   * Certificates in PEM, with which the server answers over TLS only: its own, the private key of that, and the authority
   * that must have signed a certificate of each client, if clients need one.
   */
  readonly tls?: { readonly cert: string; readonly key: string; readonly clientCa?: string };
}

interface Expectation {
  /** What a value must be, for messages. */
  readonly expected: string;
  readonly isMet: (value: unknown) => boolean;
}

const isText = (value: unknown) => typeof value === 'string';

const isHost = (value: unknown) => typeof value === 'string' && isHostPattern(value);

const modes = ['open', 'strict'];

const flag: Expectation = { expected: 'true or false', isMet: (value) => typeof value === 'boolean' };

const count = (unit: string): Expectation => ({
  expected: `a whole number of ${unit}, 0 or more`,
  isMet: (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0,
});

const expectations: Readonly<Record<keyof SandboxSettings, Expectation>> = {
  documents: {
    expected: 'a list of paths, such as ["pets.yaml"]',
    isMet: (value) => Array.isArray(value) && value.every(isText),
  },
  scenarios: { expected: 'the path of a folder', isMet: isText },
  auth: {
    expected: modes.map((mode) => JSON.stringify(mode)).join(' or '),
    isMet: (value) => modes.some((mode) => mode === value),
  },
  dynamic: flag,
  allowOutside: flag,
  bodyLimit: count('bytes'),
  delay: count('milliseconds'),
  delayJitter: count('milliseconds'),
  maxDelay: count('milliseconds'),
  maxDelayed: count('answers'),
  releaseDelayed: { expected: 'an AbortSignal', isMet: isSignal },
  allowedHosts: {
    expected: 'a list of host names, such as ["sandbox.example", "*.example.org"], without http:// and port',
    isMet: (value) => Array.isArray(value) && value.every(isHost),
  },
  trustProxy: flag,
  onAnswer: { expected: 'a function', isMet: (value) => typeof value === 'function' },
};

const listenExpectations: Readonly<Record<keyof ListenSettings, Expectation>> = {
  port: {
    expected: 'a port from 0 to 65535',
    isMet: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535,
  },
  host: { expected: 'a host name or an IP address', isMet: (value) => isText(value) && value !== '' },
  tls: { expected: 'certificates in PEM, such as { cert, key } or { cert, key, clientCa }', isMet: isCertified },
};

/**
 * Refuses settings that have an unknown name or a wrong value; undefined is the default.
 *
 * @throws TypeError
 */
export function refuseWrongSettings(settings: unknown): void {
  refuse(settings, new Map(Object.entries(expectations)), '{ documents: ["pets.yaml"] }');
}

/** Does the same with the settings of `Sandbox.listen`. */
export function refuseWrongListenSettings(settings: unknown): void {
  refuse(settings, new Map(Object.entries(listenExpectations)), '{ port: 9000 }');
}

function refuse(settings: unknown, known: ReadonlyMap<string, Expectation>, example: string): void {
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings))
    throw new TypeError(`The settings must be an object, such as ${example}, not ${shownValue(settings)}`);
  for (const [name, value] of Object.entries(settings)) {
    const expectation = known.get(name);
    if (expectation === undefined)
      throw new TypeError(`There is no setting ${shownName(name)}${advice(name, [...known.keys()])}`);
    const { expected, isMet } = expectation;
    if (value === undefined || isMet(value)) continue;
    throw new TypeError(`The setting ${name} must be ${expected}, not ${shownValue(value)}`);
  }
}

/** Whether a text is a host name, or `*` or `*.` with the domain of all of its subdomains. */
export function isHostPattern(text: string): boolean {
  return /^(\*|(\*\.)?[\w.-]+|\[[\da-f:.]+\])$/i.test(text);
}

/** Whether a value is an `AbortSignal`, also of another realm such as jsdom. */
function isSignal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value;
}

/** Whether a value has a certificate and its private key, and perhaps an authority, all as texts. */
function isCertified(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const entries = new Map<string, unknown>(Object.entries(value));
  return (
    ['cert', 'key'].every((name) => entries.has(name)) &&
    [...entries].every(([name, text]) => ['cert', 'key', 'clientCa'].includes(name) && isText(text))
  );
}

/** Suggests the setting of a similar name, or lists all. */
function advice(name: string, names: readonly string[]): string {
  const intended = similarName(names, name);
  return intended === undefined ? `. The settings are: ${names.join(', ')}` : `; did you mean ${intended}?`;
}

function shownName(name: string): string {
  return /^\w{1,40}$/.test(name) ? name : shownValue(name);
}

const maxShownLength = 60;

/** Returns a short text for a value. */
function shownValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shownItem).join(', ').slice(0, maxShownLength)}]`;
  return shownItem(value);
}

function shownItem(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, maxShownLength));
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
