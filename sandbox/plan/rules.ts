import type { Digits } from '../syntax/digits.ts';
import type { Json } from '../syntax/json.ts';
import type { RequestPlace, Template } from '../syntax/runtime-expression.ts';
import type { PlacePattern } from './location.ts';
import type { ScenarioName } from './responses.ts';

/** A rule of a scenario file, compiled for one operation. */
export interface RulePlan {
  /** Its position in the scenario file, from 0. */
  readonly index: number;
  /** When it is tried: before validation, on a request with faults, on a valid request. */
  readonly phase: 'gateway' | 'faults' | 'valid';
  readonly when: readonly ConditionPlan[];
  readonly faults: readonly FaultPattern[];
  readonly masks: boolean;
  readonly answer: AnswerPlan;
}

export type ConditionPlan =
  | { readonly place: RequestPlace; readonly equals: Json; readonly digits?: Digits }
  | { readonly place: RequestPlace; readonly schemaPointer: string };

export interface FaultPattern extends PlacePattern {
  /** Empty for any keyword. */
  readonly keywords: readonly string[];
}

export interface AnswerPlan extends ScenarioName {
  /** Header fields to set; null leaves a documented one out. */
  readonly headers: readonly { readonly name: string; readonly value: Template | null }[];
  readonly body: readonly { readonly pointer: string; readonly value: Template | Literal }[];
  readonly limits: readonly { readonly pointer: string; readonly count: Template | Literal }[];
}

/** A literal value in a scenario file. */
export interface Literal {
  readonly literal: Json;
  readonly digits?: Digits;
}
