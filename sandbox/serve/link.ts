import type { Fields } from '../exchange.ts';
import type { Json } from '../notation/json.ts';
import type { OperationPlan, Plan } from '../plan.ts';
import type { Schemas } from '../triggers/schema-errors.ts';
import { type BoundOperation, bindOperation } from './bind.ts';
import { createRouter, type Router } from './router.ts';
import { sharedFields } from './shared-fields.ts';

/** Where a running sandbox gets what is not in the index: the same for a server, a worker and a test. */
export interface Supplies {
  readonly plan: Plan;
  /** The plan of an operation, made when it is first used or long before. */
  readonly operation: (api: string, key: string) => OperationPlan;
  /** Validators for one of an operation's schema documents. */
  readonly schemas: (document: OperationPlan['requestSchemas']) => Schemas;
  /** Makes a value by chance for the schema at a place of a document; undefined when it cannot. */
  readonly generate: (document: OperationPlan['responseSchemas'], place: string, seed: number) => Json | undefined;
}

/** How a sandbox behaves, decided by its operator. */
export interface SandboxOptions {
  /** `strict`: credentials must be there, in the documented form. */
  readonly auth: 'open' | 'strict';
  /** Bodies that are made from schemas vary from request to request. */
  readonly dynamic: boolean;
  /** Milliseconds by which an answer may be late at most, whoever asks for more. */
  readonly maxDelay: number;
}

/** A plan with its functions bound, ready to decide. */
export interface Linked {
  readonly plan: Plan;
  readonly options: SandboxOptions;
  readonly route: Router;
  /** Headers that every answer has. */
  readonly shared: Fields;
}

export function link(supplies: Supplies, options: SandboxOptions): Linked {
  const { plan } = supplies;
  const shared = sharedFields(plan);
  const operations = new Map<string, LinkedOperation>();
  const route = createRouter(plan, (api, key) => {
    const id = `${api} ${key}`;
    const linked = operations.get(id) ?? new LinkedOperation(api, key, supplies, shared);
    operations.set(id, linked);
    return linked;
  });
  return { plan, options, route, shared };
}

/** An operation that the router knows. It is bound when it is first asked for: of ten thousand, most never are. */
export class LinkedOperation {
  readonly #api: string;
  readonly #key: string;
  readonly #supplies: Supplies;
  readonly #shared: Fields;
  #binding: Binding | undefined;

  constructor(api: string, key: string, supplies: Supplies, shared: Fields) {
    this.#api = api;
    this.#key = key;
    this.#supplies = supplies;
    this.#shared = shared;
  }

  /** @throws FailedOperation where it cannot be planned; that is not tried again at each request */
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
