import type { Fault, Trigger } from '../exchange.ts';
import type { FaultPattern, OperationPlan, ResponsePlan, RulePlan, ScenarioPlan } from '../plan.ts';
import { fits } from '../triggers/rule.ts';
import { selectNamed } from '../triggers/selection.ts';
import { draftsChoosing } from './choices.ts';
import { combinations, lackingText, patternsOf } from './claims.ts';
import { type Draft, parameterNamed, plainDraft, withHeader, withValue } from './draft.ts';
import { draftsFailing, type FaultyDraft, faultText, faultyDrafts, placeText } from './faults.ts';
import { ruleText } from './rule-text.ts';
import { draftsAvoiding, draftsFor, startingDrafts, withFaults } from './rules.ts';
import { type WireRequest, wireRequest } from './wire.ts';

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
  /** Why, in words: `body#/recipient fails required`. */
  readonly how: string;
}

/** The requests that reach one scenario, the most natural first. */
export interface Rehearsal {
  readonly response: ResponsePlan;
  readonly scenario: ScenarioPlan;
  readonly samples: readonly Sample[];
  /** Reached without any explicit choice. */
  readonly natural: boolean;
  /** What the document lacks for an error to be reached by its fault; null where nothing is known to be lacking. */
  readonly lacking: string | null;
}

/** As many as anybody wants to see of one kind. */
const mostNatural = 3;

/** Requests tried for one kind of fault. */
const mostTries = 50;

/**
 * Finds requests for every scenario of an operation, and proves each before it counts: by the documented requests, by
 * rules, by faults, by token and by `Prefer`.
 */
export function rehearse(operation: OperationPlan, prove: Prove): readonly Rehearsal[] {
  const search = new Search(operation, prove);
  search.byExamples();
  search.byRules();
  search.byDefault();
  // First what an example is about; then what gets it for want of a better one.
  for (const { scenarios } of operation.responses) for (const scenario of scenarios) search.byClaims(scenario);
  search.byFaults();
  return operation.responses.flatMap((response) =>
    response.scenarios.map((scenario): Rehearsal => {
      const natural = search.isNatural(scenario);
      const lacking = natural ? null : search.lackingOf(response, scenario);
      search.byChoice(response, scenario);
      return { response, scenario, samples: search.samplesOf(scenario), natural, lacking };
    }),
  );
}

class Search {
  readonly #operation: OperationPlan;
  readonly #prove: Prove;
  readonly #found = new Map<string, Sample[]>();
  /** A request that is valid, if one was found. */
  #valid: Draft | undefined;

  constructor(operation: OperationPlan, prove: Prove) {
    this.#operation = operation;
    this.#prove = prove;
  }

  samplesOf({ id }: ScenarioPlan): readonly Sample[] {
    return this.#found.get(id) ?? [];
  }

  isNatural(scenario: ScenarioPlan): boolean {
    return this.samplesOf(scenario).some(({ trigger }) => isNatural(trigger));
  }

  /** Documented requests, and what they lead to. */
  byExamples(): void {
    const operation = this.#operation;
    const [plain, ...documented] = startingDrafts(operation);
    for (const [index, { name }] of operation.requestExamples.entries()) {
      const draft = documented[index];
      if (draft) this.#try(draft, `the request example ${name}`, naturally);
    }
    if (plain) this.#try(plain, 'an ordinary request', naturally);
    for (const draft of documented.slice(operation.requestExamples.length)) {
      this.#try(draft, 'a request without a body', naturally);
    }
    const valid = this.#valid ?? plainDraft(operation);
    for (const { name, values } of operation.parameterExamples) {
      const draft = values.reduce<Draft>((result, part) => {
        const parameter = parameterNamed(operation, part);
        return parameter ? withValue(result, parameter, part.value) : result;
      }, valid);
      const places = values.map((part) => `${part.in}.${part.name} is ${String(part.value)}`).join(' and ');
      this.#try(draft, places === '' ? `the example ${name}` : places, naturally);
    }
  }

  /** Each rule, by what it asks for. */
  byRules(): void {
    for (const rule of this.#operation.rules) {
      const target = selectNamed(this.#operation, rule.answer)?.scenario;
      if (target && this.#countOf(target) < mostNatural) this.#byRule(rule, target);
    }
  }

  #byRule(rule: RulePlan, { id }: ScenarioPlan): void {
    const operation = this.#operation;
    const isRuled = (proof: Proof) => proof.scenario === id && proof.trigger === 'rule';
    this.#tryUntil(
      rule.faults.length,
      isRuled,
      ruleText(rule, operation),
      draftsOf(this.#starts(), (draft) => draftsFor(operation, draft, rule)),
    );
  }

  /** What is answered where no rule applies: by a request that none is about. */
  byDefault(): void {
    const isFound = [...this.#found.values()].some((samples) => samples.some(({ trigger }) => trigger === 'default'));
    if (isFound) return;
    const plain = plainDraft(this.#operation);
    for (const start of [plain, ...this.#starts()]) {
      for (const draft of draftsAvoiding(this.#operation, start, this.#operation.rules)) {
        const isPlain = ({ trigger }: Proof) => trigger === 'default' || trigger === 'example';
        if (isPlain(this.#try(draft, 'a request that no rule is about', isPlain))) return;
      }
    }
  }

  /** One fault of each kind: what is answered where no example is about it. */
  byFaults(): void {
    const [draft] = this.#starts();
    if (!draft) return;
    const known = new Set<string>();
    const tries = new Map<string, number>();
    // A request with other faults besides shows a kind that never comes alone.
    const crowded = new Map<string, FaultyDraft>();
    for (const faulty of faultyDrafts(this.#operation, draft)) {
      const kind = `${faulty.fault.in === 'body' ? 'body' : 'parameter'} ${faulty.fault.keyword}`;
      const count = tries.get(kind) ?? 0;
      if (known.has(kind) || count === mostTries) continue;
      tries.set(kind, count + 1);
      const { faults } = this.#proofOf(faulty.draft);
      if (!faults.some(({ keyword }) => keyword === faulty.fault.keyword)) continue;
      if (faults.length > 1) {
        if (!crowded.has(kind)) crowded.set(kind, faulty);
        continue;
      }
      known.add(kind);
      this.#try(faulty.draft, faultText(faulty.fault), always);
    }
    for (const [kind, faulty] of crowded) {
      if (!known.has(kind)) this.#try(faulty.draft, faultText(faulty.fault), always);
    }
  }

  /** An error by the faults that it is about. */
  byClaims(scenario: ScenarioPlan): void {
    const { id, claims } = scenario;
    if (claims.length === 0 || this.isNatural(scenario)) return;
    const operation = this.#operation;
    const isMeant = (proof: Proof) => proof.scenario === id;
    for (const patterns of combinations(claims.map(patternsOf))) {
      const how = patterns.map((pattern) => `${placeText(pattern)} is wrong`).join(' and ');
      const drafts = draftsOf(this.#starts(), (draft) => withFaults(operation, draft, patterns));
      if (this.#tryUntil(patterns.length, isMeant, how, drafts)) return;
    }
  }

  /** What the document lacks for an error to be reached by its fault. */
  lackingOf(response: ResponsePlan, { claims, source }: ScenarioPlan): string | null {
    if (!/^(400|406|415|422|4XX)$/.test(response.key) || source !== 'example') return null;
    if (claims.every(({ targets }) => targets.length === 0)) return 'its words do not say which fault it is about';
    const impossible = claims.filter((claim) => !patternsOf(claim).some((pattern) => this.#isPossible(pattern)));
    if (impossible.length > 0) return impossible.map(lackingText).join(', ');
    return 'a fault that it is about never comes alone, or another example is about it as well';
  }

  /** Whether a request was found that has such a fault, alone or not. */
  #isPossible(pattern: FaultPattern): boolean {
    return this.#starts().some((start) =>
      draftsFailing(this.#operation, start, pattern).some(({ draft }) =>
        this.#proofOf(draft).faults.some((fault) => fits(pattern, fault)),
      ),
    );
  }

  /** By token, where a gateway answers; by `Prefer` always. */
  byChoice(response: ResponsePlan, scenario: ScenarioPlan): void {
    const draft = this.#valid ?? plainDraft(this.#operation);
    const token = response.scenarios.length === 1 ? String(response.status) : scenario.name;
    if (/^[\x21-\x7e]+$/.test(token)) {
      const isToken = (proof: Proof) => proof.scenario === scenario.id && proof.trigger === 'token';
      this.#try(withHeader(draft, 'Authorization', `Bearer ${token}`), `the token ${token}`, isToken);
    }
    const isChosen = (proof: Proof) => proof.scenario === scenario.id && proof.trigger === 'prefer';
    for (const { draft: choosing, how } of draftsChoosing(this.#operation, draft, response, scenario)) {
      if (isChosen(this.#try(choosing, how, isChosen))) return;
    }
  }

  #starts(): readonly Draft[] {
    const all = startingDrafts(this.#operation);
    const valid = this.#valid;
    return valid ? [valid, ...all.filter((draft) => draft !== valid)].slice(0, 5) : all.slice(0, 5);
  }

  #countOf({ id }: ScenarioPlan): number {
    return this.#found.get(id)?.length ?? 0;
  }

  /** Keeps the first draft that does what it was made for with no more faults than it takes; else the first that does. */
  #tryUntil(least: number, isMeant: (proof: Proof) => boolean, how: string, drafts: Iterable<Draft>): boolean {
    let crowded: Draft | undefined;
    for (const draft of drafts) {
      const proof = this.#proofOf(draft);
      if (!isMeant(proof)) continue;
      if (proof.faults.length <= least) return isMeant(this.#try(draft, how, isMeant));
      crowded ??= draft;
    }
    return crowded !== undefined && isMeant(this.#try(crowded, how, isMeant));
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

  #proofOf(draft: Draft): Proof {
    return this.#prove(wireRequest(this.#operation, draft));
  }

  /** Sends a draft, and keeps it as a sample of whatever it reaches, if that is what it was made for. */
  #try(draft: Draft, how: string, isMeant: (proof: Proof) => boolean): Proof {
    const request = wireRequest(this.#operation, draft);
    const proof = this.#prove(request);
    const { scenario, trigger, faults } = proof;
    if (faults.length === 0 && isNatural(trigger) && !this.#isGateways(proof)) this.#valid ??= draft;
    const samples = this.#found.get(scenario) ?? [];
    const isNew = !samples.some((one) => JSON.stringify(one.request) === JSON.stringify(request));
    if (isMeant(proof) && isNew && scenario !== '' && (samples.length < mostNatural || !isNatural(trigger))) {
      this.#found.set(scenario, [...samples, { trigger, request, how: toldHow(how, proof) }]);
    }
    return proof;
  }
}

/** What was sent on purpose; of a request with faults, those. */
function toldHow(how: string, { trigger, faults }: Proof): string {
  if (faults.length === 0 || trigger === 'example') return how;
  return faults.slice(0, mostTold).map(faultText).join(' and ') + (faults.length > mostTold ? ' …' : '');
}

const mostTold = 3;

function* draftsOf(starts: readonly Draft[], make: (start: Draft) => Iterable<Draft>): Generator<Draft> {
  for (const start of starts) yield* make(start);
}

function always(): boolean {
  return true;
}

/** Whatever a documented request leads to is worth knowing. */
function naturally({ trigger }: Proof): boolean {
  return isNatural(trigger);
}

function isNatural(trigger: Trigger): boolean {
  return trigger !== 'prefer' && trigger !== 'token';
}
