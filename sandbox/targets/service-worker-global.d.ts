/** The parts of a service worker's global scope that the target uses (W3C Service Workers, 4). */
interface ServiceWorkerGlobal {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  readonly caches: {
    open(name: string): Promise<{ addAll(urls: readonly string[]): Promise<void> }>;
    keys(): Promise<readonly string[]>;
    delete(name: string): Promise<boolean>;
    match(request: Request): Promise<Response | undefined>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate' | 'message', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
}

interface ExtendableEvent {
  readonly data?: unknown;
  waitUntil(work: Promise<unknown>): void;
}

interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(response: Response | Promise<Response>): void;
}

declare const self: ServiceWorkerGlobal;
