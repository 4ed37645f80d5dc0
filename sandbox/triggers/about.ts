import type { Fault } from '../exchange.ts';
import type { Json } from '../notation/json.ts';
import type { ClaimPlan, OperationPlan, PlacePattern, ScenarioPlan } from '../plan.ts';
import { isAt } from './rule.ts';
import { type Answer, answersFor, type Selected } from './selection.ts';

/**
 * The documented error that is about exactly these faults: each of its claims is one of them, and at each faulty place
 * there is one that it claims. The best match wins, then the status wanted first, then the document's order.
 *
 * @param wanted statuses that such faults may get, best first
 */
export function exampleAbout(
  operation: OperationPlan,
  faults: readonly Fault[],
  wanted: readonly number[],
): Selected | undefined {
  const places = byPlace(faults);
  let best: Selected | undefined;
  let most = 0;
  for (const answer of answersFor(operation, wanted)) {
    for (const scenario of answer.response.scenarios) {
      const match = matchOf(scenario, places);
      if (match <= most) continue;
      most = match;
      best = { ...answer, scenario };
    }
  }
  return best;
}

/** How well an example is about the faults: the mean of its claims' scores; 0 when it is about others. */
function matchOf({ claims }: ScenarioPlan, places: readonly (readonly Fault[])[]): number {
  if (claims.length === 0) return 0;
  const faults = places.flat();
  const scores = claims.map((claim) => Math.max(...faults.map((fault) => scoreOf(claim, fault))));
  const isTrue = scores.every((score) => score > 0);
  const isWhole = places.every((at) => at.some((fault) => claims.some((claim) => scoreOf(claim, fault) > 0)));
  return isTrue && isWhole ? scores.reduce((sum, score) => sum + score, 0) / scores.length : 0;
}

function scoreOf({ targets }: ClaimPlan, fault: Fault): number {
  const scores = targets.filter((target) => isAt(target, fault)).map((target) => target.scores[fault.keyword] ?? 0);
  return Math.max(0, ...scores);
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
export interface ClaimAbout {
  readonly claim: ClaimPlan;
  readonly exact: boolean;
}

/**
 * Among the examples of an answer, the claim that fits a fault best.
 *
 * @param isOurs which example bodies take part
 */
export function claimAbout(
  { response }: Answer,
  fault: Fault,
  isOurs: (body: Json) => boolean,
): ClaimAbout | undefined {
  let best: ClaimAbout | undefined;
  let most = 0;
  const scenarios = response.scenarios.filter(({ representations: [first] }) => first && isOurs(first.value));
  for (const claim of scenarios.flatMap(({ claims }) => claims)) {
    if (claim.statement === null) continue;
    for (const target of claim.targets) {
      const score = target.scores[fault.keyword] ?? 0;
      const exact = isAt(target, fault) && !target.tokens.some((token) => token.startsWith('*'));
      // At the very place it says more than at one like it.
      const worth = score === 0 ? 0 : score + (exact ? 0.5 : 0);
      if (worth <= most || !isAt(anyItem(target), fault)) continue;
      most = worth;
      best = { claim, exact };
    }
  }
  return best;
}

/** The place with any index for each of its indices. */
function anyItem(pattern: PlacePattern): PlacePattern {
  return { ...pattern, tokens: pattern.tokens.map((token) => (/^\d+$/.test(token) ? '*' : token)) };
}
