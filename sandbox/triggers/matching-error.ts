import type { Fault } from '../exchange.ts';
import type { ClaimPlan, ClaimTarget, OperationPlan, PlacePattern, ScenarioPlan } from '../plan.ts';
import { equal, type Json } from '../syntax/json.ts';
import { isAt } from './rule.ts';
import { answersFor, type SelectedResponse, type SelectedScenario } from './selection.ts';

/**
 * Finds the documented error that describes exactly these faults: each of its claims matches a fault, and each faulty
 * location matches a claim. The best score wins, then the preferred status, then the document's order.
 *
 * @param statuses statuses that fit such faults, best first
 */
export function errorExampleFor(
  operation: OperationPlan,
  faults: readonly Fault[],
  statuses: readonly number[],
): SelectedScenario | undefined {
  const places = byPlace(faults);
  let best: SelectedScenario | undefined;
  let max = 0;
  for (const answer of answersFor(operation, statuses)) {
    for (const scenario of answer.response.scenarios) {
      const score = matchScore(scenario, places);
      if (score <= max) continue;
      max = score;
      best = { ...answer, scenario };
    }
    // These two statuses already state the fault.
    if (best && (answer.status === 406 || answer.status === 415)) break;
  }
  return best;
}

/** Scores how well an example describes the faults: the mean of its claims' scores, or 0 if it describes others. */
function matchScore({ claims }: ScenarioPlan, places: readonly (readonly Fault[])[]): number {
  if (claims.length === 0) return 0;
  const scores = claims.map((claim) =>
    places.map((faults) => Math.max(...faults.map((fault) => scoreOf(claim, fault)))),
  );
  const best = scores.map((byPlace) => Math.max(...byPlace));
  const isEveryClaimMet = best.every((score) => score > 0);
  const isEveryFaultClaimed = places.every((_, place) => scores.some((byPlace) => (byPlace[place] ?? 0) > 0));
  if (!isEveryClaimMet || !isEveryFaultClaimed || !haveDistinctPlaces(claims, scores)) return 0;
  return best.reduce((sum, score) => sum + score, 0) / best.length;
}

/** Scores how well a claim fits a fault; a claim of one location scores slightly more than a claim of a pattern. */
function scoreOf({ targets }: ClaimPlan, fault: Fault): number {
  let best = 0;
  for (const target of targets) {
    const score = scoreAt(target, fault) + (isExact(target) ? 0.5 : 0);
    if (score > best && isAt(target, fault) && scoreAt(target, fault) > 0) best = score;
  }
  return best;
}

function scoreAt({ scores }: ClaimTarget, { keyword }: Fault): number {
  return (Object.hasOwn(scores, keyword) ? scores[keyword] : undefined) ?? 0;
}

function isExact({ tokens }: PlacePattern): boolean {
  return !tokens.some((token) => token.startsWith('*'));
}

/**
 * Whether the claims can be assigned to distinct faulty locations (bipartite matching): an example that reports two
 * missing values does not describe a single one. Several claims of the same location count as one.
 *
 * @param scores by claim, then by faulty location
 */
function haveDistinctPlaces(claims: readonly ClaimPlan[], scores: readonly (readonly number[])[]): boolean {
  const keys = claims.map(({ targets }, index) => (targets.every(isExact) ? targetsKey(targets) : String(index)));
  const takenBy = new Map<number, number>();
  const assign = (claim: number, visited: Set<number>): boolean =>
    (scores[claim] ?? []).some((score, place) => {
      if (score === 0 || visited.has(place)) return false;
      visited.add(place);
      const holder = takenBy.get(place);
      if (holder !== undefined && !assign(holder, visited)) return false;
      takenBy.set(place, claim);
      return true;
    });
  return keys.every((key, claim) => keys.indexOf(key) !== claim || assign(claim, new Set()));
}

function targetsKey(targets: readonly PlacePattern[]): string {
  return JSON.stringify(targets.map(({ in: location, name, tokens }) => [location, name, tokens]));
}

/** Groups faults by location: several faults of one value are corrected together. */
function byPlace(faults: readonly Fault[]): readonly (readonly Fault[])[] {
  const places = new Map<string, Fault[]>();
  for (const fault of faults) {
    const key = `${fault.in} ${fault.name} ${fault.pointer}`;
    places.set(key, [...(places.get(key) ?? []), fault]);
  }
  return [...places.values()];
}

/** A claim that describes a fault; `isExact` unless it is about another item of the same list. */
export interface MatchingClaim {
  readonly claim: ClaimPlan;
  readonly isExact: boolean;
}

/** A claim that scores at most this adds nothing to what its location already says. */
const maxUninformativeScore = 5;

/**
 * Finds the claim that describes a fault best, among the examples of an answer. Statements about several locations are
 * left out, since their wording fits none of them alone.
 *
 * @param isEligible whether an example's body is considered
 */
export function claimFor(
  { response }: SelectedResponse,
  fault: Fault,
  isEligible: (body: Json) => boolean,
): MatchingClaim | undefined {
  let best: MatchingClaim | undefined;
  let max = 0;
  const scenarios = response.scenarios.filter(({ representations: [first] }) => first && isEligible(first.value));
  for (const claim of scenarios.flatMap(({ claims }) => claims.filter((claim) => isOnlyClaim(claim, claims)))) {
    for (const target of claim.targets) {
      const score = scoreAt(target, fault);
      const isSamePlace = isAt(target, fault) && isExact(target);
      // A claim of this very location says more than one of a sibling item.
      const weighted = score <= maxUninformativeScore ? 0 : score + (isSamePlace ? 0.5 : 0);
      if (weighted <= max || !isAt(withAnyIndex(target), fault)) continue;
      max = weighted;
      best = { claim, isExact: isSamePlace };
    }
  }
  return best;
}

function isOnlyClaim({ statement }: ClaimPlan, claims: readonly ClaimPlan[]): boolean {
  return statement !== null && claims.filter((holder) => equal(holder.statement, statement)).length === 1;
}

/** Replaces each array index of a pattern by `*`. */
function withAnyIndex(pattern: PlacePattern): PlacePattern {
  return { ...pattern, tokens: pattern.tokens.map((token) => (/^\d+$/.test(token) ? '*' : token)) };
}
