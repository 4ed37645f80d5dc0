import type { Fault } from '../exchange.ts';
import type { ClaimTarget, FaultPattern, ParameterPlan, RulePlan } from '../plan.ts';
import type { Digits } from '../syntax/digits.ts';
import type { Json, JsonObject } from '../syntax/json.ts';

/** Why a request reaches its scenario. `describeReason` puts it in words. */
export type Reason =
  /** It is the plain request of the operation: required parameters and the body. */
  | { readonly by: 'ordinary' }
  /** It leaves out an optional body. */
  | { readonly by: 'no-body' }
  | { readonly by: 'request-example'; readonly name: string }
  /** An example of the document sets these parameters; without any, it is known by its name alone. */
  | { readonly by: 'parameter-example'; readonly name: string; readonly values: readonly ParameterChoice[] }
  /** The value of a parameter names the example of the answer, or names none. */
  | { readonly by: 'named-value'; readonly value: ParameterChoice }
  /** A rule of a scenario file applies; `schemas` holds those of its conditions. */
  | { readonly by: 'rule'; readonly rule: RulePlan; readonly schemas: JsonObject }
  | { readonly by: 'no-rule' }
  | { readonly by: 'accept'; readonly mediaType: string }
  /** Validation reports these faults. */
  | { readonly by: 'fault'; readonly faults: readonly FaultAt[] }
  /** The places that the error claims to be wrong were changed, though validation reports no fault there. */
  | { readonly by: 'claim'; readonly patterns: readonly FaultPattern[] }
  | { readonly by: 'token'; readonly token: string }
  /** Pairs of the query, and the `Prefer` header; one of the two may be absent. */
  | { readonly by: 'prefer'; readonly query: readonly string[]; readonly prefer: string | null };

/** A keyword that fails, and where; and what it requires, if validation has reported it. */
export type FaultAt = Pick<Fault, 'in' | 'name' | 'pointer' | 'keyword'> & Partial<Pick<Fault, 'expected' | 'found'>>;

/** The value that a request has for a parameter. */
export interface ParameterChoice {
  readonly in: ParameterPlan['in'];
  readonly name: string;
  readonly value: Json;
  readonly digits?: Digits;
}

/** Why no faulty request reaches a documented error. `describeGap` puts it in words. */
export type FaultGap =
  /** No claim of the error names a fault. */
  | { readonly kind: 'vague' }
  /** Some claims are about faults that no request can have, since nothing in the document checks them. */
  | { readonly kind: 'unchecked'; readonly targets: readonly (ClaimTarget | null)[] }
  /** Each claim that names a fault can be met; the others, so many, name none. */
  | { readonly kind: 'partly-vague'; readonly claims: number }
  /** Its faults come only with others, or another example fits them as well. */
  | { readonly kind: 'shared' };
