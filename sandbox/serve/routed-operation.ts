import type { Fields } from '../exchange.ts';
import { type BoundOperation, bindOperation } from './bind-operation.ts';
import type { Sources } from './sources.ts';

/** An operation that the router knows. It is bound when it is first asked for: of ten thousand, most never are. */
export class RoutedOperation {
  readonly #api: string;
  readonly #key: string;
  readonly #supplies: Sources;
  readonly #shared: Fields;
  #binding: Binding | undefined;

  constructor(api: string, key: string, sources: Sources, shared: Fields) {
    this.#api = api;
    this.#key = key;
    this.#supplies = sources;
    this.#shared = shared;
  }

  /** @throws FailedOperationError where it cannot be planned; that is not tried again at each request */
  bound(): BoundOperation {
    this.#binding ??= this.#tryBinding();
    if (this.#binding.kind === 'failed') throw this.#binding.error;
    return this.#binding.operation;
  }

  #tryBinding(): Binding {
    try {
      const plan = this.#supplies.operation(this.#api, this.#key);
      return { kind: 'bound', operation: bindOperation(plan, this.#supplies, this.#shared) };
    } catch (error) {
      return { kind: 'failed', error };
    }
  }
}

type Binding =
  | { readonly kind: 'bound'; readonly operation: BoundOperation }
  | { readonly kind: 'failed'; readonly error: unknown };
