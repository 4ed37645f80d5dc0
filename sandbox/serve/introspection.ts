import type { PublicAddress } from '../exchange.ts';

/** What a sandbox shows of itself besides its answers. Each is made when it is first asked for. */
export interface Introspection {
  /** Every scenario, in JSON. */
  readonly catalogue: (at: PublicAddress) => Promise<string>;
  /** The document of an API as it is served, in JSON. */
  readonly document: (api: string, at: PublicAddress) => Promise<string>;
  /** The page that lists the APIs, with what leads from where it is asked for to `/_sandbox/`: nothing, or `_sandbox/`. */
  readonly index: (toReserved: string) => string;
  /** The page from which an API is tried. */
  readonly docs: (api: string) => string;
  /** What these pages load, by name. */
  readonly asset: (name: string) => Asset | undefined;
}

export interface Asset {
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
