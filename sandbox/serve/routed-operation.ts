import type { HeaderFields } from '../exchange.ts';
import { type BoundOperation, bindOperation } from './bind-operation.ts';
import type { Sources } from './sources.ts';

/**
 * An operation as the router refers to it. It is bound on first use: most operations of a large API are never called.
 */
export class RoutedOperation {
  readonly #api: string;
  readonly #key: string;
  readonly #sources: Sources;
  readonly #corsHeaders: HeaderFields;
  #binding: Binding | undefined;

  constructor(api: string, key: string, sources: Sources, corsHeaders: HeaderFields) {
    this.#api = api;
    this.#key = key;
    this.#sources = sources;
    this.#corsHeaders = corsHeaders;
  }

  /**
   * Returns the bound operation.
   *
   * @throws FailedOperationError if it cannot be planned; the error is kept, so that planning is not repeated
   */
  bound(): BoundOperation {
    this.#binding ??= this.#tryBinding();
    if (this.#binding.kind === 'failed') throw this.#binding.error;
    return this.#binding.operation;
  }

  #tryBinding(): Binding {
    try {
      const plan = this.#sources.operation(this.#api, this.#key);
      return { kind: 'bound', operation: bindOperation(plan, this.#sources, this.#corsHeaders) };
    } catch (error) {
      return { kind: 'failed', error };
    }
  }
}

type Binding =
  | { readonly kind: 'bound'; readonly operation: BoundOperation }
  | { readonly kind: 'failed'; readonly error: unknown };
