import type { Fault, Trigger } from '../exchange.ts';
import type { OperationPlan, ScenarioPlan } from '../plan.ts';
import { type Draft, plainDraft } from '../requests/draft.ts';
import { type WireRequest, wireRequest } from '../requests/wire-request.ts';
import { equal } from '../syntax/json.ts';
import { selectNamed } from '../triggers/selection.ts';
import { describeReason } from './describe-reason.ts';
import type { Reason } from './reason.ts';
import { startingDrafts } from './rule-drafts.ts';

/** What a request was decided to get. */
export interface Proof {
  /** Empty: no operation was reached. */
  readonly scenario: string;
  readonly trigger: Trigger;
  readonly faults: readonly Fault[];
}

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

/** As many as anybody wants to see of one kind. */
export const mostNatural = 3;

/** A draft as it is sent, and what that gets. */
interface Trial {
  readonly draft: Draft;
  readonly request: WireRequest;
  readonly proof: Proof;
}

/** The requests of an operation that were tried, and those kept as samples of what they reach. */
export class Trials {
  readonly #operation: OperationPlan;
  readonly #prove: Prove;
  readonly #kept = new Map<string, Sample[]>();
  #valid: Draft | undefined;

  constructor(operation: OperationPlan, prove: Prove) {
    this.#operation = operation;
    this.#prove = prove;
  }

  /** A request that is valid, if one was found; else the plainest. */
  get valid(): Draft {
    return this.#valid ?? plainDraft(this.#operation);
  }

  /** Drafts to begin with, a valid one first. */
  get starts(): readonly Draft[] {
    const all = startingDrafts(this.#operation);
    const valid = this.#valid;
    return valid ? [valid, ...all.filter((draft) => draft !== valid)].slice(0, 5) : all.slice(0, 5);
  }

  /** What was kept for a scenario, in the order of its finding. */
  samplesOf({ id }: ScenarioPlan): readonly Sample[] {
    return this.#kept.get(id) ?? [];
  }

  /** Whether anything kept was answered by a trigger. */
  hasReached(wanted: Trigger): boolean {
    return [...this.#kept.values()].some((samples) => samples.some(({ trigger }) => trigger === wanted));
  }

  /** What a draft gets; it is not kept. */
  proofOf(draft: Draft): Proof {
    return this.#send(draft).proof;
  }

  /** Sends a draft, and keeps it as a sample of whatever it reaches, if that is what it was made for. */
  try(draft: Draft, reason: Reason, isIntended: (proof: Proof) => boolean): Proof {
    const trial = this.#send(draft);
    this.#noteValid(trial);
    if (isIntended(trial.proof)) this.#keep(trial, reason);
    return trial.proof;
  }

  /**
   * Keeps the first draft that does what it was made for with no more faults than it takes; else the first that does.
   *
   * @returns whether there was one
   */
  tryUntil(least: number, isIntended: (proof: Proof) => boolean, reason: Reason, drafts: Iterable<Draft>): boolean {
    let best: Trial | undefined;
    for (const draft of drafts) {
      const trial = this.#send(draft);
      if (!isIntended(trial.proof)) continue;
      const isExact = trial.proof.faults.length <= least;
      if (isExact || !best) best = trial;
      if (isExact) break;
    }
    if (!best) return false;
    this.#noteValid(best);
    this.#keep(best, reason);
    return true;
  }

  #send(draft: Draft): Trial {
    const request = wireRequest(this.#operation, draft);
    return { draft, request, proof: this.#prove(request) };
  }

  #noteValid({ draft, proof }: Trial): void {
    const isValid = proof.faults.length === 0 && isNatural(proof.trigger) && !this.#isGateways(proof);
    if (isValid && !this.#isTolerated(draft)) this.#valid ??= draft;
  }

  /** Whether something in it is documented, and breaks a constraint: once it is changed, it is not taken any more. */
  #isTolerated({ values, body }: Draft): boolean {
    return this.#operation.tolerated.some(({ in: place, name, value }) =>
      place === 'body'
        ? body !== null && equal(body.value, value)
        : values.some((one) => one.parameter.in === place && one.parameter.name === name && equal(one.value, value)),
    );
  }

  #keep({ draft, request, proof }: Trial, intended: Reason): void {
    const { scenario, trigger } = proof;
    const samples = this.#kept.get(scenario) ?? [];
    const isNew = !samples.some((one) => JSON.stringify(one.request) === JSON.stringify(request));
    if (isNew && scenario !== '' && (samples.length < mostNatural || !isNatural(trigger))) {
      const reason = reasonOf(intended, proof);
      this.#kept.set(scenario, [...samples, { trigger, request, draft, reason, how: describeReason(reason) }]);
    }
  }

  /** A gateway's rule says nothing of whether a request is valid. */
  #isGateways({ trigger, scenario }: Proof): boolean {
    const operation = this.#operation;
    return (
      trigger === 'rule' &&
      operation.rules.some(
        ({ phase, answer }) => phase === 'gateway' && selectNamed(operation, answer)?.scenario.id === scenario,
      )
    );
  }
}

/** The faults of a request explain its answer better than what it was made for, unless an example was found by its name. */
function reasonOf(intended: Reason, { trigger, faults }: Proof): Reason {
  return faults.length === 0 || trigger === 'example' ? intended : { by: 'fault', faults };
}

/** Whether nobody had to ask for it. */
export function isNatural(trigger: Trigger): boolean {
  return trigger !== 'prefer' && trigger !== 'token';
}
