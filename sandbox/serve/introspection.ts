import type { Authorization, Choices, PublicAddress } from '../exchange.ts';

/** What a sandbox publishes about itself under `/_sandbox/`. Everything is created on first use. */
export interface Introspection {
  /** Returns the catalogue of all scenarios, as JSON. */
  readonly catalogue: (at: PublicAddress) => Promise<string>;
  /** Returns an API's OpenAPI document as it is served, as JSON. */
  readonly document: (api: string, at: PublicAddress, choices: Choices) => Promise<string>;
  /** Returns the page that lists the APIs. `toReserved` is the relative path to `/_sandbox/`: empty or `_sandbox/`. */
  readonly index: (toReserved: string) => string;
  /** Returns the page of the authorization endpoint. */
  readonly authorization: (authorization: Authorization) => string;
  /** Returns the documentation page of an API, with its "Try it out" forms. */
  readonly docs: (api: string) => string;
  /** Returns a script or style sheet of these pages; undefined if there is none at this path below `console/`. */
  readonly asset: (path: string) => Asset | undefined;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** A static file of the pages. */
export interface Asset {
  readonly mediaType: string;
  readonly bytes: Bytes;
  /** The bytes in Brotli (RFC 7932), made by the build; null if it made none. */
  readonly brotli: Bytes | null;
  /** Differs wherever the bytes do. */
  readonly hash: string;
  /** Whether the bytes at this path never change, since it contains a hash. */
  readonly isImmutable: boolean;
}
