import type { Authorization, Choices, PublicAddress } from '../exchange.ts';

/** What a sandbox publishes about itself under `/_sandbox/`. Everything is created on first use. */
export interface Introspection {
  /** Returns the catalogue of scenarios, as JSON. */
  readonly catalogue: (at: PublicAddress, selection: Selection) => Promise<string>;
  /** Returns an API's OpenAPI document as it is served, as JSON. */
  readonly document: (api: string, at: PublicAddress, choices: Choices) => Promise<string>;
  /** Returns the page of the authorization endpoint. */
  readonly authorization: (authorization: Authorization) => string;
  /**
   * Returns the page that lists the APIs and their scenarios, in pieces, since searching requests takes time.
   * `toReserved` is the relative path to `/_sandbox/`: empty or `_sandbox/`.
   */
  readonly scenarios: (at: PublicAddress, selection: Selection, toReserved: string) => AsyncGenerator<string>;
  /** Returns the documentation page of an API, with its "Try it out" forms. */
  readonly docs: (api: string) => string;
  /** Returns a script or style sheet of these pages; undefined if there is none at this path below `console/`. */
  readonly asset: (path: string) => Asset | undefined;
}

/** The scenarios that are asked for: those of all APIs and operations, of one API, or of one operation. */
export interface Selection {
  readonly api: string | null;
  /** The key of the operation. */
  readonly operation: string | null;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** A static file of the pages. */
export interface Asset {
  readonly mediaType: string;
  /** Returns the bytes, not compressed. */
  readonly plain: () => Bytes | Promise<Bytes>;
  /** The bytes in the content coding that the build made; null if it made none (RFC 9110, 8.4.1; RFC 7932). */
  readonly compressed: { readonly encoding: 'br' | 'gzip'; readonly bytes: Bytes } | null;
  /** Differs wherever the bytes do. */
  readonly hash: string;
  /** Whether the bytes at this path never change, since it contains a hash. */
  readonly isImmutable: boolean;
}
