import type { Fault, Trigger } from '../exchange.ts';
import { quoteIfNeeded } from '../notation/prefer.ts';
import type { ClaimPlan, OperationPlan, ResponsePlan, RulePlan, ScenarioPlan } from '../plan.ts';
import { type Draft, parameterNamed, plainDraft, withHeader, withValue } from './draft.ts';
import { draftsFailing, faultText, faultyDrafts, placeText } from './faults.ts';
import { ruleText } from './rule-text.ts';
import { draftsFor, startingDrafts, withFaults } from './rules.ts';
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
  /** What the document lacks for an error to be reached by its fault; null where nothing is known to be lacking. */
  readonly lacking: string | null;
}

/** As many as anybody wants to see of one kind. */
const mostNatural = 3;

/**
 * Finds requests for every scenario of an operation, and proves each before it counts: by the documented requests, by
 * rules, by faults, by token and by `Prefer`.
 */
export function rehearse(operation: OperationPlan, prove: Prove): readonly Rehearsal[] {
  const search = new Search(operation, prove);
  search.byExamples();
  search.byRules();
  search.byFaults();
  return operation.responses.flatMap((response) =>
    response.scenarios.map((scenario): Rehearsal => {
      const lacking = search.isNatural(scenario) ? null : search.byClaims(response, scenario);
      search.byChoice(response, scenario);
      return { response, scenario, samples: search.samplesOf(scenario), lacking };
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
    const names = operation.requestExamples.map(({ name }) => `the request example ${name}`);
    const [plain, ...documented] = startingDrafts(operation);
    for (const [index, draft] of documented.entries()) {
      this.#try(draft, names[index] ?? 'a request without a body', naturally);
    }
    if (plain) this.#try(plain, 'an ordinary request', naturally);
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
      const target = this.#operation.responses
        .find(({ key }) => key === rule.answer.response)
        ?.scenarios.find(({ name }) => name === rule.answer.name);
      if (target && this.#countOf(target) < mostNatural) this.#byRule(rule, target);
    }
  }

  #byRule(rule: RulePlan, { id }: ScenarioPlan): void {
    for (const draft of this.#starts()) {
      for (const made of draftsFor(this.#operation, draft, rule)) {
        const isRuled = (proof: Proof) => proof.scenario === id && proof.trigger === 'rule';
        if (isRuled(this.#try(made, ruleText(rule, this.#operation), isRuled))) return;
      }
    }
  }

  /** One fault of each kind: what is answered where no example is about it. */
  byFaults(): void {
    const kinds = new Set<string>();
    const [draft] = this.#starts();
    if (!draft) return;
    for (const { fault, draft: faulty } of faultyDrafts(this.#operation, draft)) {
      const kind = `${fault.in === 'body' ? 'body' : 'parameter'} ${fault.keyword}`;
      if (kinds.has(kind)) continue;
      const isFaulty = ({ faults }: Proof) => faults.some(({ keyword }) => keyword === fault.keyword);
      if (isFaulty(this.#try(faulty, faultText(fault), isFaulty))) kinds.add(kind);
    }
  }

  /** An error by the faults that it is about. Gives what is lacking when that cannot be. */
  byClaims(response: ResponsePlan, scenario: ScenarioPlan): string | null {
    const { claims } = scenario;
    if (!/^(400|406|415|422|4XX)$/.test(response.key) || scenario.source !== 'example') return null;
    if (claims.every(({ targets }) => targets.length === 0)) return 'its words do not say which fault it is about';
    const drafts = this.#starts();
    const operation = this.#operation;
    const impossible = claims.filter(
      (claim) =>
        !drafts.some((draft) => patternsOf(claim).some((one) => draftsFailing(operation, draft, one).length > 0)),
    );
    if (impossible.length > 0) return impossible.map(lackingText).join(', ');
    for (const draft of drafts) {
      for (const patterns of combinations(claims.map(patternsOf))) {
        for (const made of withFaults(operation, draft, patterns)) {
          const how = patterns.map((pattern) => `${placeText(pattern)} is wrong`).join(' and ');
          const isMeant = (proof: Proof) => proof.scenario === scenario.id;
          if (isMeant(this.#try(made, how, isMeant))) return null;
        }
      }
    }
    return 'a fault that it is about never comes alone, or another example is about it as well';
  }

  /** By token, where a gateway answers; by `Prefer` always. */
  byChoice(response: ResponsePlan, scenario: ScenarioPlan): void {
    const draft = this.#valid ?? plainDraft(this.#operation);
    const token = response.scenarios.length === 1 ? String(response.status) : scenario.name;
    if (/^[\x21-\x7e]+$/.test(token)) {
      const isToken = (proof: Proof) => proof.scenario === scenario.id && proof.trigger === 'token';
      this.#try(withHeader(draft, 'Authorization', `Bearer ${token}`), `the token ${token}`, isToken);
    }
    const prefer = `code=${response.status}, example=${quoteIfNeeded(scenario.name)}`;
    const isChosen = (proof: Proof) => proof.scenario === scenario.id && proof.trigger === 'prefer';
    if (isChosen(this.#try(withHeader(draft, 'Prefer', prefer), `Prefer: ${prefer}`, isChosen))) return;
    // Without a valid request at hand, a success is given only to one that is not validated.
    const lenient = `${prefer}, handling=lenient`;
    this.#try(withHeader(draft, 'Prefer', lenient), `Prefer: ${lenient}`, isChosen);
  }

  #starts(): readonly Draft[] {
    const all = startingDrafts(this.#operation);
    const valid = this.#valid;
    return valid ? [valid, ...all.filter((draft) => draft !== valid)].slice(0, 5) : all.slice(0, 5);
  }

  #countOf({ id }: ScenarioPlan): number {
    return this.#found.get(id)?.length ?? 0;
  }

  /** Sends a draft, and keeps it as a sample of whatever it reaches, if that is what it was made for. */
  #try(draft: Draft, how: string, isMeant: (proof: Proof) => boolean): Proof {
    const request = wireRequest(this.#operation, draft);
    const proof = this.#prove(request);
    const { scenario, trigger, faults } = proof;
    if (faults.length === 0 && isNatural(trigger)) this.#valid ??= draft;
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

/** Whatever a documented request leads to is worth knowing. */
function naturally({ trigger }: Proof): boolean {
  return isNatural(trigger);
}

function isNatural(trigger: Trigger): boolean {
  return trigger !== 'prefer' && trigger !== 'token';
}

/** The faults that a claim may be about: a pattern for each place, best keywords first. */
function patternsOf({ targets }: ClaimPlan) {
  return targets.map(({ in: where, name, tokens, scores }) => ({ in: where, name, tokens, keywords: byScore(scores) }));
}

function byScore(scores: Readonly<Record<string, number>>): readonly string[] {
  return Object.keys(scores).sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0));
}

/** One of each list, at most so many. */
function combinations<T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return lists.reduce<readonly (readonly T[])[]>(
    (all, list) => all.flatMap((chosen) => list.slice(0, 4).map((one) => [...chosen, one])).slice(0, 24),
    [[]],
  );
}

function lackingText({ targets }: ClaimPlan): string {
  const [target] = targets;
  if (!target) return 'words that say which fault it is about';
  const keywords = byScore(target.scores);
  return `${keywords.slice(0, 4).join(', ')}${keywords.length > 4 ? ' …' : ''} at ${placeText(target)}`;
}
