import type { Fault, Trigger } from '../exchange.ts';
import type { AnswerPlan, OperationPlan, RulePlan, ScenarioPlan } from '../plan.ts';
import { type Draft, plainDraft } from '../requests/draft.ts';
import { type WireRequest, wireRequest } from '../requests/wire-request.ts';
import { equal } from '../syntax/json.ts';
import { selectNamed } from '../triggers/selection.ts';
import { describeReason } from './describe-reason.ts';
import type { Reason } from './reason.ts';
import { startingDrafts } from './rule-drafts.ts';

/** The decision that the sandbox made about a request. */
export interface Proof {
  /** The id of the scenario; empty if no operation was reached. */
  readonly scenario: string;
  readonly trigger: Trigger;
  readonly faults: readonly Fault[];
  /** The answer of the rule that decided; null if none did. */
  readonly rule: AnswerPlan | null;
}

/** Decides a request without sending it. */
export type Prove = (request: WireRequest) => Proof;

/** A request that was proven to reach a scenario. */
export interface Sample {
  readonly trigger: Trigger;
  readonly request: WireRequest;
  /** The draft that it was written from. */
  readonly draft: Draft;
  readonly reason: Reason;
  /** The reason in words: `body#/recipient fails required`. */
  readonly how: string;
}

/** Samples kept of the natural ways to reach one scenario. */
export const maxNaturalSamples = 3;

/** A draft, the request written from it, and the decision about that. */
interface Attempt {
  readonly draft: Draft;
  readonly request: WireRequest;
  readonly proof: Proof;
}

/** Tries requests of an operation, and keeps some of them as samples of the scenarios that they reach. */
export class Attempts {
  readonly #operation: OperationPlan;
  readonly #prove: Prove;
  readonly #kept = new Map<string, Sample[]>();
  readonly #appliedRules = new Set<AnswerPlan>();
  #valid: Draft | undefined;

  constructor(operation: OperationPlan, prove: Prove) {
    this.#operation = operation;
    this.#prove = prove;
  }

  /** The first valid draft that was found, or else the plain one. */
  get valid(): Draft {
    return this.#valid ?? plainDraft(this.#operation);
  }

  /** The drafts that others are derived from, a valid one first. */
  get baseDrafts(): readonly Draft[] {
    const all = startingDrafts(this.#operation);
    const valid = this.#valid;
    return valid ? [valid, ...all.filter((draft) => draft !== valid)].slice(0, 5) : all.slice(0, 5);
  }

  /** Returns the samples of a scenario, in the order in which they were found. */
  samplesOf({ id }: ScenarioPlan): readonly Sample[] {
    return this.#kept.get(id) ?? [];
  }

  /** Whether a rule has decided some attempt. */
  hasApplied({ answer }: RulePlan): boolean {
    return this.#appliedRules.has(answer);
  }

  /** Whether some sample reached its scenario by a trigger. */
  hasReached(sought: Trigger): boolean {
    return [...this.#kept.values()].some((samples) => samples.some(({ trigger }) => trigger === sought));
  }

  /** Returns the decision about a draft without keeping a sample. */
  proofOf(draft: Draft): Proof {
    return this.#send(draft).proof;
  }

  /** Tries a draft, and keeps it as a sample of the scenario that it reaches if the decision is as intended. */
  try(draft: Draft, reason: Reason, isIntended: (proof: Proof) => boolean): Proof {
    const attempt = this.#send(draft);
    this.#rememberValid(attempt);
    if (isIntended(attempt.proof)) this.#keep(attempt, reason);
    return attempt.proof;
  }

  /**
   * Keeps the first draft that is decided as intended with the fewest faults possible, or else the first decided as
   * intended.
   *
   * @param minFaults the number of faults that a draft cannot do without
   * @returns whether a sample was found
   */
  tryUntil(minFaults: number, isIntended: (proof: Proof) => boolean, reason: Reason, drafts: Iterable<Draft>): boolean {
    let best: Attempt | undefined;
    for (const draft of drafts) {
      const attempt = this.#send(draft);
      if (!isIntended(attempt.proof)) continue;
      const isExact = attempt.proof.faults.length <= minFaults;
      if (isExact || !best) best = attempt;
      if (isExact) break;
    }
    if (!best) return false;
    this.#rememberValid(best);
    this.#keep(best, reason);
    return true;
  }

  #send(draft: Draft): Attempt {
    const request = wireRequest(this.#operation, draft);
    const proof = this.#prove(request);
    if (proof.rule !== null) this.#appliedRules.add(proof.rule);
    return { draft, request, proof };
  }

  #rememberValid({ draft, proof }: Attempt): void {
    const isValid = proof.faults.length === 0 && isNatural(proof.trigger) && !this.#isGatewayRule(proof);
    if (isValid && !this.#isTolerated(draft)) this.#valid ??= draft;
  }

  /**
   * Whether a draft holds a documented value that breaks a constraint. It is accepted as it is written only, so nothing
   * can be derived from it.
   */
  #isTolerated({ values, body }: Draft): boolean {
    return this.#operation.tolerated.some(({ in: place, name, value }) =>
      place === 'body'
        ? body !== null && equal(body.value, value)
        : values.some((one) => one.parameter.in === place && one.parameter.name === name && equal(one.value, value)),
    );
  }

  #keep({ draft, request, proof }: Attempt, intended: Reason): void {
    const { scenario, trigger } = proof;
    const samples = this.#kept.get(scenario) ?? [];
    const isNew = !samples.some((one) => JSON.stringify(one.request) === JSON.stringify(request));
    if (isNew && scenario !== '' && (samples.length < maxNaturalSamples || !isNatural(trigger))) {
      const reason = reasonOf(intended, proof);
      this.#kept.set(scenario, [...samples, { trigger, request, draft, reason, how: describeReason(reason) }]);
    }
  }

  /** Whether a rule answered before validation: then the decision does not show whether the request is valid. */
  #isGatewayRule({ trigger, scenario }: Proof): boolean {
    const operation = this.#operation;
    return (
      trigger === 'rule' &&
      operation.rules.some(
        ({ phase, answer }) => phase === 'gateway' && selectNamed(operation, answer)?.scenario.id === scenario,
      )
    );
  }
}

/** Returns the faults as the reason of a faulty request, unless an example of the document led to its answer. */
function reasonOf(intended: Reason, { trigger, faults }: Proof): Reason {
  return faults.length === 0 || trigger === 'example' ? intended : { by: 'fault', faults };
}

/** Whether a trigger acts without a client choosing the scenario. */
export function isNatural(trigger: Trigger): boolean {
  return trigger !== 'prefer' && trigger !== 'token';
}
