import type { FaultPattern, OperationIndex, OperationPlan, ResponsePlan, RulePlan, ScenarioPlan } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { type Draft, parameterNamed, plainDraft, withHeader, withValue } from '../requests/draft.ts';
import { readingsOf } from '../triggers/fault.ts';
import { fits } from '../triggers/rule.ts';
import { selectNamed } from '../triggers/selection.ts';
import { isNatural, mostNatural, type Proof, type Prove, type Sample, Trials } from './attempts.ts';
import { draftsChoosing } from './choices.ts';
import { describeGap } from './describe-reason.ts';
import { combinations, patternsOf } from './error-claims.ts';
import { draftsFailing, type FaultyDraft, faultyDrafts } from './faulty-drafts.ts';
import { draftsNaming, draftsNamingNone, type NamedDraft } from './named-answers.ts';
import { withOwnPath } from './own-path.ts';
import type { FaultGap, Reason } from './reason.ts';
import { draftsAvoiding, draftsFor, startingDrafts, withFaults } from './rule-drafts.ts';

/** The requests that reach one scenario, the most natural first. */
export interface Reachability {
  readonly response: ResponsePlan;
  readonly scenario: ScenarioPlan;
  readonly samples: readonly Sample[];
  /** Reached without any explicit choice. */
  readonly natural: boolean;
  /** Why no faulty request reaches the error; null if it is not an error about a request, or is reached. */
  readonly gap: FaultGap | null;
  /** The gap in words. */
  readonly lacking: string | null;
}

/** What came of the search for the requests of an operation. */
export type OperationReachability =
  | { readonly kind: 'found'; readonly operation: OperationPlan; readonly reachabilities: readonly Reachability[] }
  /** The sandbox failed at the operation: its scenarios are known, and no request that reaches them. */
  | { readonly kind: 'failed'; readonly operation: OperationIndex; readonly problem: Problem };

/** The scenarios of an operation with the requests that reach them; none where the search failed. */
export function reachableScenarios(searched: OperationReachability): readonly Reachability[] {
  return searched.kind === 'found' ? searched.reachabilities : [];
}

/** Requests tried for one kind of fault. */
const maxTries = 50;

/**
 * Finds requests for every scenario of an operation, and proves each before it counts: by the documented requests, by
 * rules, by faults, by token and by `Prefer`.
 */
export function findRequests(operation: OperationPlan, prove: Prove): readonly Reachability[] {
  const search = new Search(withOwnPath(operation, prove), prove);
  search.byExamples();
  search.byRules();
  search.byDefault();
  search.byAccept();
  search.byNames();
  // First what an example is about; then what gets it for want of a better one.
  for (const { scenarios } of operation.responses) for (const scenario of scenarios) search.byClaims(scenario);
  search.byFaults();
  return operation.responses.flatMap((response) =>
    response.scenarios.map((scenario): Reachability => {
      const natural = search.isNatural(scenario);
      const gap = natural ? null : search.gapOf(response, scenario);
      search.byChoice(response, scenario);
      const samples = search.samplesOf(scenario);
      return { response, scenario, samples, natural, gap, lacking: gap && describeGap(gap) };
    }),
  );
}

/** A request that succeeds without any explicit choice, the first by the order of the answers. */
export function ordinarySample(reachabilities: readonly Reachability[]): Sample | undefined {
  return reachabilities
    .filter(({ response }) => response.status < 400)
    .flatMap(({ samples }) => samples)
    .find(({ trigger }) => isNatural(trigger));
}

class Search {
  readonly #operation: OperationPlan;
  readonly #trials: Trials;

  constructor(operation: OperationPlan, prove: Prove) {
    this.#operation = operation;
    this.#trials = new Trials(operation, prove);
  }

  samplesOf(scenario: ScenarioPlan): readonly Sample[] {
    return this.#trials.samplesOf(scenario);
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
      if (draft) this.#trials.try(draft, { by: 'request-example', name }, naturally);
    }
    if (plain) this.#trials.try(plain, { by: 'ordinary' }, naturally);
    for (const draft of documented.slice(operation.requestExamples.length)) {
      this.#trials.try(draft, { by: 'no-body' }, naturally);
    }
    const valid = this.#trials.valid;
    for (const { name, values } of operation.parameterExamples) {
      const draft = values.reduce<Draft>((result, part) => {
        const parameter = parameterNamed(operation, part);
        return parameter ? withValue(result, parameter, part.value, part.digits) : result;
      }, valid);
      this.#trials.try(draft, { by: 'parameter-example', name, values }, naturally);
    }
  }

  /** Examples that are named after a value, by that value. */
  byNames(): void {
    const operation = this.#operation;
    const response = operation.responses.find(({ key }) => key === operation.named?.response);
    for (const scenario of response?.scenarios ?? []) {
      if (this.isNatural(scenario)) continue;
      this.#tryEach(scenario, draftsNaming(operation, this.#trials.valid, scenario.name));
    }
    // Of the ordinary request, a value may name an example: what does not, gets the default.
    const [first] = response?.scenarios ?? [];
    if (first && !this.isNatural(first)) this.#tryEach(first, draftsNamingNone(operation, this.#trials.valid));
  }

  #tryEach(scenario: ScenarioPlan, drafts: readonly NamedDraft[]): void {
    const isIntended = ({ scenario: id, trigger, faults }: Proof) =>
      id === scenario.id && isNatural(trigger) && faults.length === 0;
    drafts.some(({ draft, reason }) => isIntended(this.#trials.try(draft, reason, isIntended)));
  }

  /** Each rule, by what it asks for. */
  byRules(): void {
    for (const rule of this.#operation.rules) {
      const target = selectNamed(this.#operation, rule.answer)?.scenario;
      if (target && this.samplesOf(target).length < mostNatural) this.#byRule(rule, target);
    }
  }

  #byRule(rule: RulePlan, { id }: ScenarioPlan): void {
    const operation = this.#operation;
    const isRuled = (proof: Proof) => proof.scenario === id && proof.trigger === 'rule';
    this.#trials.tryUntil(
      rule.faults.length,
      isRuled,
      { by: 'rule', rule, schemas: operation.ruleSchemas },
      draftsOf(this.#trials.starts, (draft) => draftsFor(operation, draft, rule)),
    );
  }

  /** What is answered where no rule applies: by a request that none is about. */
  byDefault(): void {
    if (this.#trials.hasReached('default')) return;
    const plain = plainDraft(this.#operation);
    for (const start of [plain, ...this.#trials.starts]) {
      for (const draft of draftsAvoiding(this.#operation, start, this.#operation.rules)) {
        const isPlain = ({ trigger }: Proof) => trigger === 'default' || trigger === 'example';
        if (isPlain(this.#trials.try(draft, { by: 'no-rule' }, isPlain))) return;
      }
    }
  }

  /** What a response has in other media types only, by asking for those. */
  byAccept(): void {
    const draft = this.#trials.valid;
    for (const { scenarios } of this.#operation.responses.filter(hasSeveralTypes)) {
      for (const scenario of scenarios.filter((one) => !this.isNatural(one))) {
        const isIntended = (proof: Proof) => proof.scenario === scenario.id && isNatural(proof.trigger);
        scenario.representations.some(({ mediaType }) =>
          isIntended(this.#trials.try(withHeader(draft, 'Accept', mediaType), { by: 'accept', mediaType }, isIntended)),
        );
      }
    }
  }

  /** One fault of each kind: what is answered where no example is about it. */
  byFaults(): void {
    const [draft] = this.#trials.starts;
    if (!draft) return;
    const known = new Set<string>();
    const tries = new Map<string, number>();
    // A request with other faults besides shows a kind that never comes alone.
    const crowded = new Map<string, FaultyDraft>();
    for (const faulty of faultyDrafts(this.#operation, draft)) {
      const kind = `${faulty.fault.in === 'body' ? 'body' : 'parameter'} ${faulty.fault.keyword}`;
      const count = tries.get(kind) ?? 0;
      if (known.has(kind) || count === maxTries) continue;
      tries.set(kind, count + 1);
      const { faults } = this.#trials.proofOf(faulty.draft);
      if (!faults.some(({ keyword }) => keyword === faulty.fault.keyword)) continue;
      if (faults.length > 1) {
        if (!crowded.has(kind)) crowded.set(kind, faulty);
        continue;
      }
      known.add(kind);
      this.#tryFaulty(faulty);
    }
    for (const [kind, faulty] of crowded) {
      if (!known.has(kind)) this.#tryFaulty(faulty);
    }
  }

  #tryFaulty({ draft, fault }: FaultyDraft): void {
    this.#trials.try(draft, { by: 'fault', faults: [fault] }, always);
  }

  /** An error by the faults that it is about. */
  byClaims(scenario: ScenarioPlan): void {
    const { id, claims } = scenario;
    if (claims.length === 0 || this.isNatural(scenario)) return;
    const operation = this.#operation;
    const isIntended = (proof: Proof) => proof.scenario === id;
    for (const patterns of combinations(claims.map(patternsOf))) {
      const reason: Reason = { by: 'claim', patterns };
      const drafts = draftsOf(this.#trials.starts, (draft) => withFaults(operation, draft, patterns));
      if (this.#trials.tryUntil(patterns.length, isIntended, reason, drafts)) return;
    }
  }

  /** Why no faulty request reaches an error that is about one. */
  gapOf(response: ResponsePlan, { claims, source }: ScenarioPlan): FaultGap | null {
    if (!/^(400|406|415|422|4XX)$/.test(response.key) || source !== 'example') return null;
    if (claims.every(({ targets }) => targets.length === 0)) return { kind: 'vague' };
    const impossible = claims.filter((claim) => !patternsOf(claim).some((pattern) => this.#isPossible(pattern)));
    if (impossible.length === 0) return { kind: 'shared' };
    const targets = impossible.map((claim) => claim.targets[0] ?? null);
    return targets.some((target) => target !== null)
      ? { kind: 'unchecked', targets }
      : { kind: 'partly-vague', claims: targets.length };
  }

  /** Whether a request was found that has such a fault, alone or not. */
  #isPossible(pattern: FaultPattern): boolean {
    return this.#trials.starts.some((start) =>
      draftsFailing(this.#operation, start, pattern).some(({ draft }) =>
        readingsOf(this.#trials.proofOf(draft).faults).some((faults) => faults.some((fault) => fits(pattern, fault))),
      ),
    );
  }

  /** By token, where a gateway answers; by `Prefer` always. */
  byChoice(response: ResponsePlan, scenario: ScenarioPlan): void {
    const draft = this.#trials.valid;
    const token = response.scenarios.length === 1 ? String(response.status) : scenario.name;
    if (/^[\x21-\x7e]+$/.test(token)) {
      const isToken = (proof: Proof) => proof.scenario === scenario.id && proof.trigger === 'token';
      this.#trials.try(withHeader(draft, 'Authorization', `Bearer ${token}`), { by: 'token', token }, isToken);
    }
    const isChosen = (proof: Proof) => proof.scenario === scenario.id && proof.trigger === 'prefer';
    for (const { draft: choosing, reason } of draftsChoosing(this.#operation, draft, response, scenario)) {
      if (isChosen(this.#trials.try(choosing, reason, isChosen))) return;
    }
  }
}

function hasSeveralTypes({ scenarios }: ResponsePlan): boolean {
  const all = scenarios.flatMap(({ representations }) => representations.map(({ mediaType }) => mediaType));
  return new Set(all).size > 1;
}

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
