import type { OperationPlan, Plan } from '../plan.ts';
import type { Json } from '../syntax/json.ts';
import type { Schemas } from '../validation/violation.ts';

/** Where a running sandbox gets what is not in the index: the same for a server, a worker and a test. */
export interface Sources {
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
