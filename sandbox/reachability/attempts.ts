import type { Fault, Trigger } from '../exchange.ts';
import type { OperationPlan, ScenarioPlan } from '../plan.ts';
import { type Draft, plainDraft } from '../requests/draft.ts';
import { type WireRequest, wireRequest } from '../requests/wire-request.ts';
import { equal } from '../syntax/json.ts';
import { selectNamed } from '../triggers/selection.ts';
import { faultText } from './faulty-drafts.ts';
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
  /** What it says, before that was written out. */
  readonly draft: Draft;
  /** Why, in words: `body#/recipient fails required`. */
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
  try(draft: Draft, how: string, isIntended: (proof: Proof) => boolean): Proof {
    const trial = this.#send(draft);
    this.#noteValid(trial);
    if (isIntended(trial.proof)) this.#keep(trial, how);
    return trial.proof;
  }

  /**
   * Keeps the first draft that does what it was made for with no more faults than it takes; else the first that does.
   *
   * @returns whether there was one
   */
  tryUntil(least: number, isIntended: (proof: Proof) => boolean, how: string, drafts: Iterable<Draft>): boolean {
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
    this.#keep(best, how);
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

  #keep({ draft, request, proof }: Trial, how: string): void {
    const { scenario, trigger } = proof;
    const samples = this.#kept.get(scenario) ?? [];
    const isNew = !samples.some((one) => JSON.stringify(one.request) === JSON.stringify(request));
    if (isNew && scenario !== '' && (samples.length < mostNatural || !isNatural(trigger))) {
      this.#kept.set(scenario, [...samples, { trigger, request, draft, how: reasonText(how, proof) }]);
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

/** What was sent on purpose; of a request with faults, those. */
function reasonText(how: string, { trigger, faults }: Proof): string {
  if (faults.length === 0 || trigger === 'example') return how;
  return faults.slice(0, maxNamedReasons).map(faultText).join(' and ') + (faults.length > maxNamedReasons ? ' …' : '');
}

const maxNamedReasons = 3;

/** Whether nobody had to ask for it. */
export function isNatural(trigger: Trigger): boolean {
  return trigger !== 'prefer' && trigger !== 'token';
}
