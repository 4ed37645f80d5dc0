import type { Json } from '../notation/json.ts';
import type { OperationPlan, Plan } from '../plan.ts';
import type { Schemas } from '../triggers/schema-errors.ts';
import { createRouter, type Router } from './router.ts';

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

/** An operation's plan with its validators bound. */
export interface LinkedOperation {
  readonly plan: OperationPlan;
  readonly request: Schemas;
  /** With the constraints that were set aside; null where there are none. */
  readonly strict: Schemas | null;
  readonly response: Schemas;
  readonly rules: Schemas;
  /** Makes a body by chance for a place in the response schemas; undefined when it cannot. */
  readonly generate: (place: string, seed: number) => Json | undefined;
}

/** A plan with its functions bound, ready to decide. */
export interface Linked {
  readonly plan: Plan;
  readonly options: SandboxOptions;
  readonly route: Router;
  readonly operation: (api: string, key: string) => LinkedOperation;
}

export function link(supplies: Supplies, options: SandboxOptions): Linked {
  const operations = new Map<string, Linking>();
  return {
    plan: supplies.plan,
    options,
    route: createRouter(supplies.plan),
    operation: (api, key) => {
      const id = `${api} ${key}`;
      const linking = operations.get(id) ?? tryLinking(supplies, api, key);
      operations.set(id, linking);
      if (linking.kind === 'failed') throw linking.error;
      return linking.operation;
    },
  };
}

/** What came of linking an operation: a failure is not tried again at each request. */
type Linking =
  | { readonly kind: 'linked'; readonly operation: LinkedOperation }
  | { readonly kind: 'failed'; readonly error: unknown };

function tryLinking(supplies: Supplies, api: string, key: string): Linking {
  try {
    return { kind: 'linked', operation: linkOperation(supplies.operation(api, key), supplies) };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

function linkOperation(plan: OperationPlan, { schemas, generate }: Supplies): LinkedOperation {
  return {
    plan,
    request: schemas(plan.requestSchemas),
    strict: plan.strictSchemas && schemas(plan.strictSchemas),
    response: schemas(plan.responseSchemas),
    rules: schemas(plan.ruleSchemas),
    generate: (place, seed) => generate(plan.responseSchemas, place, seed),
  };
}
