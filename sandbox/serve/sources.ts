import type { OperationPlan, Plan } from '../plan.ts';
import type { Json } from '../syntax/json.ts';
import type { Schemas } from '../validation/violation.ts';

/** The index of a plan, and the functions that supply the rest: operation plans, validators, generated values. */
export interface Sources {
  readonly plan: Plan;
  /** Returns the plan of an operation, compiled on first use or ahead of time. */
  readonly operation: (api: string, key: string) => OperationPlan;
  /** Compiles one of an operation's schema documents. */
  readonly schemas: (document: OperationPlan['requestSchemas']) => Schemas;
  /** Generates a value for a schema of a document from a seed; undefined if that fails. */
  readonly generate: (document: OperationPlan['responseSchemas'], place: string, seed: number) => Json | undefined;
}

/** Behaviour that the operator of a sandbox configures. */
export interface SandboxOptions {
  /** `strict` requires credentials of the documented form. */
  readonly auth: 'open' | 'strict';
  /** Whether bodies that are generated from schemas vary from request to request. */
  readonly dynamic: boolean;
  /** Milliseconds; the longest delay that a request can ask for. */
  readonly maxDelay: number;
}
