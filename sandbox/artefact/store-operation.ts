import type { OperationPlan, ParameterPlan } from '../plan.ts';
import type { Sample } from '../reachability/attempts.ts';
import type { Reason } from '../reachability/reason.ts';
import type { OperationReachability } from '../reachability/search.ts';
import type { JsonObject } from '../syntax/json.ts';
import type { StoredPlan, StoredReason, StoredSample, StoredSearch } from './artefact.ts';

/** Replaces the schema documents of a plan by their indices. */
export function storedPlan(
  { requestSchemas, strictSchemas, ruleSchemas, responseSchemas, ...plan }: OperationPlan,
  indexOf: (document: JsonObject) => number,
): StoredPlan {
  return {
    ...plan,
    requestSchemas: indexOf(requestSchemas),
    strictSchemas: strictSchemas && indexOf(strictSchemas),
    ruleSchemas: indexOf(ruleSchemas),
    responseSchemas: indexOf(responseSchemas),
  };
}

/** Replaces parts of the plan in the requests that were found by their indices. */
export function storedSearch(plan: OperationPlan, searched: OperationReachability): StoredSearch {
  if (searched.kind === 'failed') return { kind: 'failed', message: searched.problem.message };
  const reachabilities = searched.reachabilities.map(({ samples, natural, gap, lacking }) => ({
    samples: samples.map((sample) => storedSample(plan, sample)),
    natural,
    gap,
    lacking,
  }));
  return { kind: 'found', reachabilities };
}

function storedSample(plan: OperationPlan, { trigger, request, how, reason, draft }: Sample): StoredSample {
  const values = draft.values.map(({ parameter, ...value }) => ({ ...value, parameter: indexOf(plan, parameter) }));
  return { trigger, request, how, reason: storedReason(plan, reason), draft: { ...draft, values } };
}

function indexOf({ parameters }: OperationPlan, sought: ParameterPlan): number {
  return parameters.findIndex(({ in: place, name }) => place === sought.in && name === sought.name);
}

function storedReason({ rules }: OperationPlan, reason: Reason): StoredReason {
  return reason.by === 'rule'
    ? { by: 'rule', rule: rules.findIndex(({ index }) => index === reason.rule.index) }
    : reason;
}

/** Lists the pointers of the schemas that requests and answers of an operation are validated by, for each document. */
export function usedSchemas(
  plan: OperationPlan,
): readonly (readonly [document: JsonObject, pointers: readonly string[]])[] {
  const { parameters, body, rules, responses } = plan;
  const requestPointers = [...parameters, ...(body?.content ?? [])].map(({ schemaPointer }) => schemaPointer);
  const conditions = rules.flatMap(({ when }) =>
    when.map((one) => ('schemaPointer' in one ? one.schemaPointer : null)),
  );
  const representations = responses.flatMap(({ builds, scenarios }) => [
    builds?.schemaPointer ?? null,
    ...scenarios.flatMap((scenario) => scenario.representations.map(({ schemaPointer }) => schemaPointer)),
  ]);
  return [
    [plan.requestSchemas, present(requestPointers)],
    ...(plan.strictSchemas ? [[plan.strictSchemas, present(requestPointers)] as const] : []),
    [plan.ruleSchemas, present(conditions)],
    [plan.responseSchemas, present(representations)],
  ];
}

function present(pointers: readonly (string | null)[]): readonly string[] {
  return [...new Set(pointers.filter((pointer) => pointer !== null))];
}
