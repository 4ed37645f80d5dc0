import type { ConditionPlan, OperationPlan, RulePlan } from '../plan.ts';
import { isObject } from '../syntax/json.ts';
import { valueAt } from '../syntax/json-pointer.ts';
import type { Attempts, Proof } from './attempts.ts';
import type { FaultAt } from './reason.ts';
import { draftsFor } from './rule-drafts.ts';

/** A rule that no request was found for. */
export interface UnmatchedRule {
  readonly rule: RulePlan;
  /** Why the requests that should have matched got other answers. */
  readonly obstacle: Obstacle;
}

export type Obstacle =
  /** They are invalid. `isProven` if the conditions leave no other values. */
  | { readonly kind: 'faults'; readonly faults: readonly FaultAt[]; readonly isProven: boolean }
  /** An earlier rule of the file applies to them. */
  | { readonly kind: 'rule'; readonly index: number }
  /** None of them meets its conditions. */
  | { readonly kind: 'conditions' };

/**
 * Tries the rules that have not applied yet, and returns those that still do not. A rule on faults is often a precaution,
 * so it is returned only if an earlier rule applies.
 */
export function unmatchedRules(operation: OperationPlan, attempts: Attempts): readonly UnmatchedRule[] {
  return operation.rules.flatMap((rule) => {
    const obstacle = attempts.hasApplied(rule) ? null : obstacleTo(rule, operation, attempts);
    if (obstacle === null || (rule.phase === 'faults' && obstacle.kind !== 'rule')) return [];
    return [{ rule, obstacle }];
  });
}

/** Returns what keeps a rule from applying; null if it applies to some request. */
function obstacleTo(rule: RulePlan, operation: OperationPlan, attempts: Attempts): Obstacle | null {
  let obstacle: Obstacle = { kind: 'conditions' };
  for (const base of attempts.baseDrafts) {
    for (const draft of draftsFor(operation, base, rule)) {
      const proof = attempts.proofOf(draft);
      if (proof.rule === rule.answer) return null;
      if (obstacle.kind === 'conditions') obstacle = obstacleIn(proof, operation, rule);
    }
  }
  return obstacle;
}

/** Returns why a request that should match a rule got another answer. */
function obstacleIn({ faults, rule: applied }: Proof, operation: OperationPlan, rule: RulePlan): Obstacle {
  const earlier = operation.rules.find(({ answer }) => answer === applied);
  if (earlier && earlier.index < rule.index) return { kind: 'rule', index: earlier.index };
  if (rule.phase !== 'valid' || faults.length === 0) return { kind: 'conditions' };
  return { kind: 'faults', faults, isProven: rule.when.every((condition) => listsValues(condition, operation)) };
}

/** Whether a condition names the values that it holds for. */
function listsValues(condition: ConditionPlan, { ruleSchemas }: OperationPlan): boolean {
  if ('equals' in condition) return true;
  const schema = valueAt(ruleSchemas, condition.schemaPointer);
  return isObject(schema) && ('const' in schema || 'enum' in schema);
}
