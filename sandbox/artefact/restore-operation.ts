import type { OperationIndex, OperationPlan } from '../plan.ts';
import type { Sample } from '../reachability/attempts.ts';
import type { Reason } from '../reachability/reason.ts';
import type { OperationReachability, Reachability } from '../reachability/search.ts';
import type { JsonObject } from '../syntax/json.ts';
import type { StoredPlan, StoredReason, StoredSample, StoredSearch } from './artefact.ts';

/** Restores a plan that `storedPlan` stored. */
export function restoredPlan(
  { requestSchemas, strictSchemas, ruleSchemas, responseSchemas, ...plan }: StoredPlan,
  documentAt: (index: number) => JsonObject,
): OperationPlan {
  return {
    ...plan,
    requestSchemas: documentAt(requestSchemas),
    strictSchemas: strictSchemas === null ? null : documentAt(strictSchemas),
    ruleSchemas: documentAt(ruleSchemas),
    responseSchemas: documentAt(responseSchemas),
  };
}

/** Restores the requests that `storedSearch` stored. */
export function restoredSearch(
  plan: OperationPlan,
  index: OperationIndex,
  stored: StoredSearch,
): OperationReachability {
  if (stored.kind === 'failed') {
    const { message } = stored;
    return { kind: 'failed', operation: index, problem: { code: 'internal-error', severity: 'error', message } };
  }
  const scenarios = plan.responses.flatMap((response) =>
    response.scenarios.map((scenario) => ({ response, scenario })),
  );
  const reachabilities = scenarios.flatMap((scenario, position): readonly Reachability[] => {
    const found = stored.reachabilities[position];
    return found
      ? [{ ...scenario, ...found, samples: found.samples.map((sample) => restoredSample(plan, sample)) }]
      : [];
  });
  return { kind: 'found', operation: plan, reachabilities, unmatchedRules: () => [] };
}

function restoredSample(plan: OperationPlan, { reason, draft, ...sample }: StoredSample): Sample {
  const values = draft.values.flatMap(({ parameter: index, ...value }) => {
    const parameter = plan.parameters[index];
    return parameter ? [{ parameter, ...value }] : [];
  });
  return { ...sample, reason: restoredReason(plan, reason), draft: { ...draft, values } };
}

function restoredReason({ rules, ruleSchemas }: OperationPlan, reason: StoredReason): Reason {
  if (reason.by !== 'rule') return reason;
  const rule = rules[reason.rule];
  return rule ? { by: 'rule', rule, schemas: ruleSchemas } : { by: 'ordinary' };
}
