import type { ClaimPlan, ClaimTarget, FaultPattern } from '../plan.ts';

/** Returns the faults that a claim may be about: a pattern for each location, its likeliest keywords first. */
export function patternsOf({ targets }: ClaimPlan): readonly FaultPattern[] {
  return targets.map((target) => {
    const { in: place, name, tokens } = target;
    return { in: place, name, tokens, keywords: keywordsByScore(target) };
  });
}

/** Returns the keywords of a claim's target, best score first. */
export function keywordsByScore({ scores }: ClaimTarget): readonly string[] {
  return Object.keys(scores).sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0));
}

/** Bounds on `combinations`: each one is several requests to try. */
const maxPerList = 4;
const maxCombinations = 24;

/** Returns the ways to take one item of each list, up to a limit. */
export function combinations<T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return lists.reduce<readonly (readonly T[])[]>(
    (taken, list) =>
      taken.flatMap((chosen) => list.slice(0, maxPerList).map((one) => [...chosen, one])).slice(0, maxCombinations),
    [[]],
  );
}
