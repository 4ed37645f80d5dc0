import type { FaultPattern, OperationIndex, OperationPlan, ResponsePlan, RulePlan, ScenarioPlan } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { type Draft, parameterNamed, plainDraft, withHeader, withValue } from '../requests/draft.ts';
import { interpretationsOf } from '../triggers/fault.ts';
import { matchesPattern } from '../triggers/rule.ts';
import { selectNamed } from '../triggers/selection.ts';
import { Attempts, isNatural, maxNaturalSamples, type Proof, type Prove, type Sample } from './attempts.ts';
import { describeGap } from './describe-reason.ts';
import { combinations, patternsOf } from './error-claims.ts';
import { draftsFailing, type FaultyDraft, faultyDrafts } from './faulty-drafts.ts';
import { draftsNaming, draftsWithUnnamedValues, type NamedDraft } from './named-drafts.ts';
import { preferDrafts } from './prefer-drafts.ts';
import { withReachablePath } from './reachable-path.ts';
import type { FaultGap, Reason } from './reason.ts';
import { draftsAvoiding, draftsFor, startingDrafts, withFaults } from './rule-drafts.ts';
import { type UnmatchedRule, unmatchedRules } from './unmatched-rules.ts';

/** The requests that reach one scenario. */
export interface Reachability {
  readonly response: ResponsePlan;
  readonly scenario: ScenarioPlan;
  /** The most natural first. */
  readonly samples: readonly Sample[];
  /** Whether a request reaches it without choosing it. */
  readonly natural: boolean;
  /** Why no faulty request reaches an error; null if one does, or if the answer is not about a fault. */
  readonly gap: FaultGap | null;
  /** The gap in words. */
  readonly lacking: string | null;
}

/** The requests of one operation. */
export interface FoundRequests {
  readonly reachabilities: readonly Reachability[];
  /** Searches the rules that no request was found for. */
  readonly unmatchedRules: () => readonly UnmatchedRule[];
}

/** The result of the search in one operation. */
export type OperationReachability =
  | ({ readonly kind: 'found'; readonly operation: OperationPlan } & FoundRequests)
  /** Planning the operation or searching it failed. */
  | { readonly kind: 'failed'; readonly operation: OperationIndex; readonly problem: Problem };

/** Returns the scenarios of an operation with their requests. Empty if the search failed. */
export function reachableScenarios(searched: OperationReachability): readonly Reachability[] {
  return searched.kind === 'found' ? searched.reachabilities : [];
}

/** Requests tried for one keyword in the body or in parameters. */
const maxTries = 50;

/**
 * Finds requests that reach the scenarios of an operation: by documented requests, rules, faults, tokens and `Prefer`.
 * Every request is proven before it is kept.
 */
export function findRequests(operation: OperationPlan, prove: Prove): FoundRequests {
  const search = new Search(withReachablePath(operation, prove), prove);
  search.byExamples();
  search.byRules();
  search.byDefault();
  search.byAccept();
  search.byNames();
  // Faults that an example claims come before others that it answers for want of a better match.
  for (const { scenarios } of operation.responses) for (const scenario of scenarios) search.byClaims(scenario);
  search.byFaults();
  const reachabilities = operation.responses.flatMap((response) =>
    response.scenarios.map((scenario): Reachability => {
      const natural = search.isNatural(scenario);
      const gap = natural ? null : search.gapOf(response, scenario);
      search.byChoice(response, scenario);
      const samples = search.samplesOf(scenario);
      return { response, scenario, samples, natural, gap, lacking: gap && describeGap(gap) };
    }),
  );
  return { reachabilities, unmatchedRules: () => search.unmatchedRules() };
}

/** Returns the first sample of a success that was not chosen. */
export function ordinarySample(reachabilities: readonly Reachability[]): Sample | undefined {
  return reachabilities
    .filter(({ response }) => response.status < 400)
    .flatMap(({ samples }) => samples)
    .find(({ trigger }) => isNatural(trigger));
}

class Search {
  readonly #operation: OperationPlan;
  readonly #attempts: Attempts;

  constructor(operation: OperationPlan, prove: Prove) {
    this.#operation = operation;
    this.#attempts = new Attempts(operation, prove);
  }

  samplesOf(scenario: ScenarioPlan): readonly Sample[] {
    return this.#attempts.samplesOf(scenario);
  }

  isNatural(scenario: ScenarioPlan): boolean {
    return this.samplesOf(scenario).some(({ trigger }) => isNatural(trigger));
  }

  /** Tries the documented requests. */
  byExamples(): void {
    const operation = this.#operation;
    const [plain, ...documented] = startingDrafts(operation);
    for (const [index, { name }] of operation.requestExamples.entries()) {
      const draft = documented[index];
      if (draft) this.#attempts.try(draft, { by: 'request-example', name }, isNaturallyReached);
    }
    if (plain) this.#attempts.try(plain, { by: 'ordinary' }, isNaturallyReached);
    for (const draft of documented.slice(operation.requestExamples.length)) {
      this.#attempts.try(draft, { by: 'no-body' }, isNaturallyReached);
    }
    const valid = this.#attempts.valid;
    for (const { name, values } of operation.parameterExamples) {
      const draft = values.reduce<Draft>((result, part) => {
        const parameter = parameterNamed(operation, part);
        return parameter ? withValue(result, parameter, part.value, part.digits) : result;
      }, valid);
      this.#attempts.try(draft, { by: 'parameter-example', name, values }, isNaturallyReached);
    }
  }

  /** Reaches examples that are named after a value by sending that value. */
  byNames(): void {
    const operation = this.#operation;
    const response = operation.responses.find(({ key }) => key === operation.named?.response);
    for (const scenario of response?.scenarios ?? []) {
      if (this.isNatural(scenario)) continue;
      this.#tryEach(scenario, draftsNaming(operation, this.#attempts.valid, scenario.name));
    }
    // The first is the default, unless a value of the plain request names another.
    const [first] = response?.scenarios ?? [];
    if (first && !this.isNatural(first)) this.#tryEach(first, draftsWithUnnamedValues(operation, this.#attempts.valid));
  }

  #tryEach(scenario: ScenarioPlan, drafts: readonly NamedDraft[]): void {
    const isIntended = ({ scenario: id, trigger, faults }: Proof) =>
      id === scenario.id && isNatural(trigger) && faults.length === 0;
    drafts.some(({ draft, reason }) => isIntended(this.#attempts.try(draft, reason, isIntended)));
  }

  /** Reaches the answer of each rule by meeting its conditions. */
  byRules(): void {
    for (const rule of this.#operation.rules) {
      const target = selectNamed(this.#operation, rule.answer)?.scenario;
      if (target && this.samplesOf(target).length < maxNaturalSamples) this.#byRule(rule, target);
    }
  }

  #byRule(rule: RulePlan, { id }: ScenarioPlan): void {
    const operation = this.#operation;
    const isRuled = (proof: Proof) => proof.scenario === id && proof.trigger === 'rule';
    this.#attempts.tryUntil(
      rule.faults.length,
      isRuled,
      { by: 'rule', rule, schemas: operation.ruleSchemas },
      draftsOf(this.#attempts.baseDrafts, (draft) => draftsFor(operation, draft, rule)),
    );
  }

  /** Returns the rules that no request was found for. */
  unmatchedRules(): readonly UnmatchedRule[] {
    return unmatchedRules(this.#operation, this.#attempts);
  }

  /** Reaches the default answer by a request that no rule applies to. */
  byDefault(): void {
    if (this.#attempts.hasReached('default')) return;
    const plain = plainDraft(this.#operation);
    for (const base of [plain, ...this.#attempts.baseDrafts]) {
      for (const draft of draftsAvoiding(this.#operation, base, this.#operation.rules)) {
        const isPlain = ({ trigger }: Proof) => trigger === 'default' || trigger === 'example';
        if (isPlain(this.#attempts.try(draft, { by: 'no-rule' }, isPlain))) return;
      }
    }
  }

  /** Reaches examples of media types that are not sent by default by asking for those. */
  byAccept(): void {
    const draft = this.#attempts.valid;
    for (const { scenarios } of this.#operation.responses.filter(hasSeveralTypes)) {
      for (const scenario of scenarios.filter((one) => !this.isNatural(one))) {
        const isIntended = (proof: Proof) => proof.scenario === scenario.id && isNatural(proof.trigger);
        scenario.representations.some(({ mediaType }) =>
          isIntended(
            this.#attempts.try(withHeader(draft, 'Accept', mediaType), { by: 'accept', mediaType }, isIntended),
          ),
        );
      }
    }
  }

  /** Tries one fault of each keyword, to reach the answers to faults that no example claims. */
  byFaults(): void {
    const [draft] = this.#attempts.baseDrafts;
    if (!draft) return;
    const known = new Set<string>();
    const tries = new Map<string, number>();
    // Some keywords never fail alone: their first request with several faults is kept instead.
    const crowded = new Map<string, FaultyDraft>();
    for (const faulty of faultyDrafts(this.#operation, draft)) {
      const kind = `${faulty.fault.in === 'body' ? 'body' : 'parameter'} ${faulty.fault.keyword}`;
      const count = tries.get(kind) ?? 0;
      if (known.has(kind) || count === maxTries) continue;
      tries.set(kind, count + 1);
      const { faults } = this.#attempts.proofOf(faulty.draft);
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
    this.#attempts.try(draft, { by: 'fault', faults: [fault] }, always);
  }

  /** Reaches an error by the faults that it claims. */
  byClaims(scenario: ScenarioPlan): void {
    const { id, claims } = scenario;
    if (claims.length === 0 || this.isNatural(scenario)) return;
    const operation = this.#operation;
    const isIntended = (proof: Proof) => proof.scenario === id;
    for (const patterns of combinations(claims.map(patternsOf))) {
      const reason: Reason = { by: 'claim', patterns };
      const drafts = draftsOf(this.#attempts.baseDrafts, (draft) => withFaults(operation, draft, patterns));
      if (this.#attempts.tryUntil(patterns.length, isIntended, reason, drafts)) return;
    }
  }

  /** Explains why no faulty request reaches an error that is about one; null if the answer is not about a fault. */
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

  /** Whether some request has a fault that matches, alone or among others. */
  #isPossible(pattern: FaultPattern): boolean {
    return this.#attempts.baseDrafts.some((base) =>
      draftsFailing(this.#operation, base, pattern).some(({ draft }) =>
        interpretationsOf(this.#attempts.proofOf(draft).faults).some((faults) =>
          faults.some((fault) => matchesPattern(pattern, fault)),
        ),
      ),
    );
  }

  /** Reaches a scenario by choosing it: by a token if a gateway sends it, and by `Prefer`. */
  byChoice(response: ResponsePlan, scenario: ScenarioPlan): void {
    const draft = this.#attempts.valid;
    const token = response.scenarios.length === 1 ? String(response.status) : scenario.name;
    if (/^[\x21-\x7e]+$/.test(token)) {
      const isToken = (proof: Proof) => proof.scenario === scenario.id && proof.trigger === 'token';
      this.#attempts.try(withHeader(draft, 'Authorization', `Bearer ${token}`), { by: 'token', token }, isToken);
    }
    const isChosen = (proof: Proof) => proof.scenario === scenario.id && proof.trigger === 'prefer';
    for (const { draft: preferDraft, reason } of preferDrafts(this.#operation, draft, response, scenario)) {
      if (isChosen(this.#attempts.try(preferDraft, reason, isChosen))) return;
    }
  }
}

function hasSeveralTypes({ scenarios }: ResponsePlan): boolean {
  const all = scenarios.flatMap(({ representations }) => representations.map(({ mediaType }) => mediaType));
  return new Set(all).size > 1;
}

function* draftsOf(bases: readonly Draft[], make: (base: Draft) => Iterable<Draft>): Generator<Draft> {
  for (const base of bases) yield* make(base);
}

function always(): boolean {
  return true;
}

/** A documented request is a sample of any scenario that it reaches. */
function isNaturallyReached({ trigger }: Proof): boolean {
  return isNatural(trigger);
}
