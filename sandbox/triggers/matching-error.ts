import type { Fault } from '../exchange.ts';
import type { ClaimPlan, ClaimTarget, OperationPlan, PlacePattern, ScenarioPlan } from '../plan.ts';
import type { Json } from '../syntax/json.ts';
import { isAt } from './rule.ts';
import { answersFor, type Selected, type SelectedAnswer } from './selection.ts';

/**
 * The documented error that is about exactly these faults: each of its claims is one of them, and at each faulty place
 * there is one that it claims. The best match wins, then the status wanted first, then the document's order.
 *
 * @param wanted statuses that such faults may get, best first
 */
export function errorExampleFor(
  operation: OperationPlan,
  faults: readonly Fault[],
  wanted: readonly number[],
): Selected | undefined {
  const places = byPlace(faults);
  let best: Selected | undefined;
  let max = 0;
  for (const answer of answersFor(operation, wanted)) {
    for (const scenario of answer.response.scenarios) {
      const match = matchOf(scenario, places);
      if (match <= max) continue;
      max = match;
      best = { ...answer, scenario };
    }
    // These two say by themselves what is wrong.
    if (best && (answer.status === 406 || answer.status === 415)) break;
  }
  return best;
}

/** How well an example is about the faults: the mean of its claims' scores; 0 when it is about others. */
function matchOf({ claims }: ScenarioPlan, places: readonly (readonly Fault[])[]): number {
  if (claims.length === 0) return 0;
  const scores = claims.map((claim) =>
    places.map((faults) => Math.max(...faults.map((fault) => scoreOf(claim, fault)))),
  );
  const best = scores.map((byPlace) => Math.max(...byPlace));
  const isTrue = best.every((score) => score > 0);
  const isWhole = places.every((_, place) => scores.some((byPlace) => (byPlace[place] ?? 0) > 0));
  if (!isTrue || !isWhole || !areApart(claims, scores)) return 0;
  return best.reduce((sum, score) => sum + score, 0) / best.length;
}

/** How well a claim fits a fault; a little better where it names the place itself and not one of several. */
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
 * Whether the claims are about as many places: an example that says of two items that something is missing is not about
 * one. Several claims of the same place count as one.
 *
 * @param scores of each claim, by place
 */
function areApart(claims: readonly ClaimPlan[], scores: readonly (readonly number[])[]): boolean {
  const keys = claims.map(({ targets }, index) => (targets.every(isExact) ? placesKey(targets) : String(index)));
  const takenBy = new Map<number, number>();
  const assign = (claim: number, tried: Set<number>): boolean =>
    (scores[claim] ?? []).some((score, place) => {
      if (score === 0 || tried.has(place)) return false;
      tried.add(place);
      const other = takenBy.get(place);
      if (other !== undefined && !assign(other, tried)) return false;
      takenBy.set(place, claim);
      return true;
    });
  return keys.every((key, claim) => keys.indexOf(key) !== claim || assign(claim, new Set()));
}

function placesKey(targets: readonly PlacePattern[]): string {
  return JSON.stringify(targets.map(({ in: where, name, tokens }) => [where, name, tokens]));
}

/** Several faults at one place are one thing to put right. */
function byPlace(faults: readonly Fault[]): readonly (readonly Fault[])[] {
  const places = new Map<string, Fault[]>();
  for (const fault of faults) {
    const key = `${fault.in} ${fault.name} ${fault.pointer}`;
    places.set(key, [...(places.get(key) ?? []), fault]);
  }
  return [...places.values()];
}

/** A claim about one fault, and whether it is at the fault's own place or, say, at another item of the same list. */
export interface MatchingClaim {
  readonly claim: ClaimPlan;
  readonly isExact: boolean;
}

/** Words that fit no better than this say nothing of a fault that the place does not say. */
const wordless = 5;

/**
 * Among the examples of an answer, the claim that fits a fault best. A statement about several places is in the words of
 * none of them.
 *
 * @param isOurs which example bodies take part
 */
export function claimFor(
  { response }: SelectedAnswer,
  fault: Fault,
  isOurs: (body: Json) => boolean,
): MatchingClaim | undefined {
  let best: MatchingClaim | undefined;
  let max = 0;
  const scenarios = response.scenarios.filter(({ representations: [first] }) => first && isOurs(first.value));
  for (const claim of scenarios.flatMap(({ claims }) => claims.filter((one) => isAlone(one, claims)))) {
    for (const target of claim.targets) {
      const score = scoreAt(target, fault);
      const isSame = isAt(target, fault) && isExact(target);
      // At the very place it says more than at one like it.
      const worth = score <= wordless ? 0 : score + (isSame ? 0.5 : 0);
      if (worth <= max || !isAt(anyItem(target), fault)) continue;
      max = worth;
      best = { claim, isExact: isSame };
    }
  }
  return best;
}

function isAlone({ statement }: ClaimPlan, claims: readonly ClaimPlan[]): boolean {
  return statement !== null && claims.filter((other) => other.statement === statement).length === 1;
}

/** The place with any index for each of its indices. */
function anyItem(pattern: PlacePattern): PlacePattern {
  return { ...pattern, tokens: pattern.tokens.map((token) => (/^\d+$/.test(token) ? '*' : token)) };
}
